#include "ui/theme/class_colours.h"

#include <QPainter>
#include <QPixmap>
#include <array>
#include <cmath>

#include "image/image.h"

namespace penumbra::ui {

QColor class_colour(int id) {
  static constexpr std::array<QRgb, 8> okabe_ito = {0xffe69f00, 0xff56b4e9, 0xff009e73, 0xfff0e442,
                                                    0xff0072b2, 0xffd55e00, 0xffcc79a7, 0xff882255};
  if (id == image::ignore_label) return QColor(0x9a, 0x9a, 0x9a);
  if (id >= 1 && id <= static_cast<int>(okabe_ito.size()))
    return QColor::fromRgb(okabe_ito[static_cast<std::size_t>(id - 1)]);
  const double hue = std::fmod(0.11 + 0.381966 * id, 1.0);
  const double lightness = id % 3 == 0 ? 0.68 : id % 3 == 1 ? 0.42 : 0.55;
  return QColor::fromHslF(static_cast<float>(hue), 0.72F, static_cast<float>(lightness));
}

QIcon class_swatch(const QColor& colour) {
  QPixmap pixmap(32, 32);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(4, 4, 24, 24, 6, 6);
  QIcon icon(pixmap);
  icon.addPixmap(pixmap, QIcon::Selected);  // a chosen row does not tint it
  return icon;
}

}  // namespace penumbra::ui
