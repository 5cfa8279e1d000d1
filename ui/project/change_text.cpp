#include "ui/project/change_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <utility>

namespace penumbra::ui {
namespace {

struct Changes {
  Q_DECLARE_TR_FUNCTIONS(Changes)
};

}  // namespace

QString change_text(const std::string& name) {
  const std::pair<const char*, QString> texts[] = {
      {"tags of (\\d+) images: right about (.+)", Changes::tr("tags of %1 images: right about %2")},
      {"tags of (\\d+) images:(.*)", Changes::tr("tags of %1 images:%2")},
      {"add class (.+)", Changes::tr("add class %1")},
      {"rename class (.+) to (.+)", Changes::tr("rename class %1 to %2")},
      {"key of class (.+)", Changes::tr("key of class %1")},
      {"colour of class (.+)", Changes::tr("colour of class %1")},
      {"colours of (\\d+) classes", Changes::tr("colours of %1 classes")},
      {"order of the classes", Changes::tr("order of the classes")},
      {"merge class (.+) into (.+)", Changes::tr("merge class %1 into %2")},
      {"remove class (.+)", Changes::tr("remove class %1")},
  };
  const auto text = QString::fromStdString(name);
  for (const auto& [pattern, translated] : texts) {
    const QRegularExpression form(QRegularExpression::anchoredPattern(pattern),
                                  QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(text);
    if (!match.hasMatch()) continue;
    switch (match.lastCapturedIndex()) {
      case 0:
        return translated;
      case 1:
        return translated.arg(match.captured(1));
      default:
        return translated.arg(match.captured(1), match.captured(2));
    }
  }
  return text;
}

}  // namespace penumbra::ui
