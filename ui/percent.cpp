#include "ui/percent.h"

#include <QCoreApplication>
#include <QLocale>

namespace penumbra::ui {

QString in_percent(double share, int decimals) {
  return QCoreApplication::translate("Percent", "%1%")
      .arg(QLocale().toString(100 * share, 'f', decimals));
}

}  // namespace penumbra::ui
