#include "ui/theme/icon.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>
#include <algorithm>

/// Resources of a static library are linked only where something asks for them.
static void init_resources() { Q_INIT_RESOURCE(penumbra); }

namespace penumbra::ui {
namespace {

class StrokeIconEngine : public QIconEngine {
 public:
  explicit StrokeIconEngine(QByteArray svg) : svg_(std::move(svg)) {}

  QIconEngine* clone() const override { return new StrokeIconEngine(svg_); }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const QPalette palette = QApplication::palette();
    const QColor colour = mode == QIcon::Disabled
                              ? palette.color(QPalette::Disabled, QPalette::ButtonText)
                          : mode == QIcon::Selected ? palette.color(QPalette::HighlightedText)
                                                    : palette.color(QPalette::ButtonText);
    QByteArray svg = svg_;
    svg.replace("currentColor", colour.name().toLatin1());
    const double side = std::min(rect.width(), rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    QSvgRenderer(svg).render(painter, square);
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }

 private:
  QByteArray svg_;
};

}  // namespace

QIcon stroke_icon(const QString& name) {
  init_resources();
  QFile file(":/icons/" + name + ".svg");
  if (!file.open(QIODevice::ReadOnly)) qFatal("no icon named %s", qPrintable(name));
  return QIcon(new StrokeIconEngine(file.readAll()));
}

}  // namespace penumbra::ui
