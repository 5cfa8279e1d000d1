#include "ui/recent_places.h"

#include <QDir>
#include <QSettings>

namespace penumbra::ui {
namespace {
constexpr auto recent_key = "recent/folders";
constexpr int most_places = 6;
}  // namespace

QStringList recent_places() {
  QStringList places = QSettings().value(recent_key).toStringList();
  places.removeIf([](const QString& place) { return !QDir(place).exists(); });
  return places;
}

void add_recent_place(const QString& folder) {
  QStringList places = recent_places();
  const QString place = QDir(folder).absolutePath();
  places.removeAll(place);
  places.prepend(place);
  QSettings().setValue(recent_key, places.mid(0, most_places));
}

}  // namespace penumbra::ui
