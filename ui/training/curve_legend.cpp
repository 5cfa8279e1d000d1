#include "ui/training/curve_legend.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>

#include "ui/theme/appearance.h"
#include "ui/training/curve_plot.h"
#include "ui/training/flow_layout.h"

namespace penumbra::ui {
namespace {

/// A line in the hue; open where the quantity is hidden.
QIcon swatch(const QColor& hue, const QPalette& palette, qreal scale) {
  const auto picture = [&](bool on) {
    QPixmap pixmap(QSize(2 * grid_px, 2 * grid_px) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(2, 2, 12, 12);
    painter.setPen(QPen(on ? hue : palette.color(QPalette::PlaceholderText), 2));
    painter.setBrush(on ? QBrush(hue) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 3, 3);
    return pixmap;
  };
  QIcon icon;
  icon.addPixmap(picture(true), QIcon::Normal, QIcon::On);
  icon.addPixmap(picture(false), QIcon::Normal, QIcon::Off);
  return icon;
}

}  // namespace

CurveLegend::CurveLegend(CurvePlot& plot, QWidget* parent) : QWidget(parent), plot_(plot) {
  new FlowLayout(this, grid_px / 2);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(&plot, &CurvePlot::curvesChanged, this, [this] {
    if (plot_.quantities() != shown_) rebuild();
  });
}

void CurveLegend::rebuild() {
  shown_ = plot_.quantities();
  while (QLayoutItem* item = layout()->takeAt(0)) {
    item->widget()->deleteLater();
    item->widget()->setObjectName({});
    item->widget()->hide();
    delete item;
  }
  for (const QString& quantity : shown_) {
    auto* button = new QToolButton(this);
    button->setObjectName("legend_" + quantity);
    button->setText(quantity);
    button->setCheckable(true);
    button->setChecked(plot_.is_shown(quantity));
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(swatch(plot_.hue(quantity), palette(), devicePixelRatioF()));
    button->setToolTip(tr("Show or hide %1").arg(quantity));
    connect(button, &QToolButton::toggled, this,
            [this, quantity](bool shown) { plot_.show_quantity(quantity, shown); });
    layout()->addWidget(button);
    button->show();
  }
  updateGeometry();
}

void CurveLegend::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !shown_.isEmpty()) rebuild();
}

}  // namespace penumbra::ui
