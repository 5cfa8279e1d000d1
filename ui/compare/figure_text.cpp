#include "ui/compare/figure_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "ui/percent.h"

namespace penumbra::ui {
namespace {
QString dash() { return QString(QChar(0x2013)); }
}  // namespace

QString percent_text(double fraction) {
  if (std::isnan(fraction)) return dash();
  if (fraction > 0 && fraction < 0.0005) return '<' + in_percent(0.001, 1);
  return in_percent(fraction, 1);
}

QString change_text(double difference) {
  if (std::isnan(difference)) return dash();
  const QString number = QLocale().toString(std::abs(100 * difference), 'f', 1);
  if (number == QLocale().toString(0.0, 'f', 1)) return number;
  return (difference > 0 ? QChar('+') : QChar(0x2212)) + number;
}

QString count_text(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString class_text(int value, const std::string& name) {
  return value == 0 ? QCoreApplication::translate("Figures", "background")
                    : QString::fromStdString(name);
}

QString images_text(std::int64_t count) {
  if (count == 1) return QCoreApplication::translate("Figures", "1 image");
  return QCoreApplication::translate("Figures", "%1 images").arg(count_text(count));
}

}  // namespace penumbra::ui
