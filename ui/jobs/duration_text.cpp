#include "ui/jobs/duration_text.h"

#include <QLocale>
#include <cmath>

namespace penumbra::ui {

QString time_left_text(double seconds) {
  if (!(seconds >= 0)) return {};
  const auto about = [](double value, const QString& unit) {
    const auto rounded = std::llround(value);
    return QString("about %1 %2%3 left").arg(rounded).arg(unit, rounded == 1 ? "" : "s");
  };
  if (seconds < 5) return "a few seconds left";
  if (seconds < 55) return about(std::ceil(seconds / 5) * 5, "second");
  if (seconds < 90 * 60) return about(std::max(1.0, seconds / 60), "minute");
  if (seconds < 36 * 3600) return about(seconds / 3600, "hour");
  return about(seconds / 86400, "day");
}

QString duration_text(double seconds) {
  const auto whole = std::llround(std::max(0.0, seconds));
  if (whole < 60) return QString("%1 s").arg(whole);
  if (whole < 3600) return QString("%1 min %2 s").arg(whole / 60).arg(whole % 60);
  return QString("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

QString number_text(qint64 number) { return QLocale(QLocale::English).toString(number); }

QString progress_text(const Progress& progress) {
  QString text = QString::fromStdString(progress.phase);
  if (progress.total > 0)
    text += QString("%1%2 of %3")
                .arg(text.isEmpty() ? "" : ": ", number_text(progress.done),
                     number_text(progress.total));
  else if (progress.done > 0)
    text += QString("%1%2").arg(text.isEmpty() ? "" : ": ", number_text(progress.done));
  const QString left = time_left_text(progress.seconds_left);
  if (!left.isEmpty() && progress.done < progress.total) text += ", " + left;
  return text;
}

}  // namespace penumbra::ui
