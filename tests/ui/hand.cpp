#include "ui/hand.h"

#include <QApplication>
#include <QMouseEvent>
#include <QtTest>
#include <cmath>

#include "ui/editor/editing.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace {
constexpr double least_step = 0.25;  // of image pixels: nearer points of a stroke are one
}

Canvas& Hand::canvas() const { return page_.canvas(); }

QPoint Hand::screen(edit::Point point) const {
  return canvas().transform().to_screen(QPointF(point.x, point.y)).toPoint();
}

edit::Point Hand::heard(QPoint at) const {
  const QPointF image = canvas().transform().to_image(QPointF(at));
  return {std::round(image.x() * 8) / 8, std::round(image.y() * 8) / 8};
}

void Hand::mouse(QEvent::Type type, QPoint at, Qt::MouseButton button) {
  QMouseEvent event(type, QPointF(at), canvas().mapToGlobal(QPointF(at)),
                    type == QEvent::MouseMove ? Qt::NoButton : button,
                    type == QEvent::MouseButtonRelease ? Qt::NoButton : button, Qt::NoModifier);
  QApplication::sendEvent(&canvas(), &event);
}

void Hand::key(int key, Qt::KeyboardModifiers modifiers) {
  QTest::keyClick(&canvas(), static_cast<Qt::Key>(key), modifiers);
}

std::optional<edit::Action> Hand::meaning(const std::vector<QPoint>& way) const {
  const Toolbox& toolbox = page_.editing().toolbox();
  const auto& options = toolbox.options();
  const auto label = static_cast<std::uint8_t>(toolbox.current_class());
  const auto at = heard(way.front());
  std::vector<edit::Point> points{at};
  const bool stroke = toolbox.tool() == Tool::Brush || toolbox.tool() == Tool::Eraser;
  for (const QPoint& next : way) {
    const auto point = heard(next);
    const double far = std::hypot(point.x - points.back().x, point.y - points.back().y);
    if (stroke ? far >= least_step : !(point == points.back())) points.push_back(point);
  }
  const auto under = page_.editing().editor().label_at(at);
  switch (toolbox.tool()) {
    case Tool::Brush:
      return edit::Brush{points, options.radius, label};
    case Tool::Eraser:
      return edit::Erase{points, options.radius, options.erase_to};
    case Tool::Polygon:
      if (points.size() < 3) return std::nullopt;
      return edit::FillPolygon{points, {}, label};
    case Tool::Lasso:
      if (points.size() < 3) return std::nullopt;
      return edit::Lasso{points, label};
    case Tool::Flood:
      if (!under) return std::nullopt;
      return edit::FloodFill{at, double(options.tolerance), label};
    case Tool::Superpixel:
      return edit::FillSuperpixels{{at}, options.region_size, label};
    case Tool::Take: {
      if (!under || options.take_from.isEmpty()) return std::nullopt;
      const auto layer = options.take_from.toStdString();
      if (options.take_score) return edit::TakeScore{layer, label, options.threshold, at, {}};
      edit::Take take{layer, at, {}, {}};
      if (options.take_as_current) take.label = label;
      return take;
    }
    case Tool::Crf: {
      const auto to = heard(way.back());
      const QRect area = (QRectF(QPointF(at.x, at.y), QPointF(to.x, to.y)).normalized() &
                          QRectF(QPointF(), QSizeF(canvas().photo_size())))
                             .toAlignedRect();
      if (area.width() < 2 || area.height() < 2) return std::nullopt;
      return edit::RefineByCrf{{area.x(), area.y(), area.width(), area.height()},
                               options.confidence};
    }
    case Tool::Replace:
      if (!under) return std::nullopt;
      return edit::Replace{*under, label,
                           options.replace_everywhere ? std::nullopt : std::optional(at)};
    case Tool::Hand:
      break;
  }
  return std::nullopt;
}

void Hand::gesture(const std::vector<QPoint>& way) {
  if (page_.editing().toolbox().tool() == Tool::Polygon) {
    for (const QPoint& corner : way) {
      mouse(QEvent::MouseButtonPress, corner);
      mouse(QEvent::MouseButtonRelease, corner);
    }
    return key(Qt::Key_Return);
  }
  mouse(QEvent::MouseButtonPress, way.front());
  for (std::size_t i = 1; i < way.size(); ++i) {
    mouse(QEvent::MouseMove, way[i]);
    QApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
  }
  mouse(QEvent::MouseButtonRelease, way.back());
}
