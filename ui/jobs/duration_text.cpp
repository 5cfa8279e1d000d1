#include "ui/jobs/duration_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "ui/phrase_text.h"

namespace penumbra::ui {
namespace {

struct Duration {
  Q_DECLARE_TR_FUNCTIONS(Duration)
};

}  // namespace

QString time_left_text(double seconds) {
  if (!(seconds >= 0)) return {};
  const auto about = [](double value, const char* one, const char* many) {
    const auto rounded = std::llround(value);
    return rounded == 1 ? Duration::tr(one) : Duration::tr(many).arg(rounded);
  };
  if (seconds < 5) return Duration::tr("a few seconds left");
  if (seconds < 55)
    return Duration::tr("about %1 seconds left").arg(5 * std::llround(std::ceil(seconds / 5)));
  if (seconds < 90 * 60)
    return about(std::max(1.0, seconds / 60), QT_TRANSLATE_NOOP("Duration", "about 1 minute left"),
                 QT_TRANSLATE_NOOP("Duration", "about %1 minutes left"));
  if (seconds < 36 * 3600)
    return about(seconds / 3600, QT_TRANSLATE_NOOP("Duration", "about 1 hour left"),
                 QT_TRANSLATE_NOOP("Duration", "about %1 hours left"));
  return about(seconds / 86400, QT_TRANSLATE_NOOP("Duration", "about 1 day left"),
               QT_TRANSLATE_NOOP("Duration", "about %1 days left"));
}

QString duration_text(double seconds) {
  const auto whole = std::llround(std::max(0.0, seconds));
  if (whole < 60) return Duration::tr("%1 s").arg(whole);
  if (whole < 3600) return Duration::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
  return Duration::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

QString number_text(qint64 number) {
  const QLocale locale;  // C has no separators of thousands
  return (locale.language() == QLocale::C ? QLocale(QLocale::English) : locale).toString(number);
}

QString progress_text(const Progress& progress) {
  QString text = phrase_text(progress.phase);
  if (progress.total > 0)
    text += Duration::tr("%1%2 of %3")
                .arg(text.isEmpty() ? QString() : Duration::tr(": "), number_text(progress.done),
                     number_text(progress.total));
  else if (progress.done > 0)
    text += (text.isEmpty() ? QString() : Duration::tr(": ")) + number_text(progress.done);
  const QString left = time_left_text(progress.seconds_left);
  if (!left.isEmpty() && progress.done < progress.total) text += Duration::tr(", ") + left;
  return text;
}

}  // namespace penumbra::ui
