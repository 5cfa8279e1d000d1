// How a plot is looked at: values under the cursor, zoom and pan.
#include <qcustomplot.h>

#include <QLocale>
#include <QToolTip>
#include <cmath>
#include <optional>

#include "ui/jobs/duration_text.h"
#include "ui/theme/appearance.h"
#include "ui/training/curve_series.h"

namespace penumbra::ui {
namespace {

/// The point whose step is nearest to x.
std::optional<QCPGraphData> nearest(const QCPGraphDataContainer& data, double x) {
  if (data.isEmpty()) return std::nullopt;
  auto after = data.findBegin(x, false);
  if (after == data.constEnd()) return *(data.constEnd() - 1);
  if (after == data.constBegin()) return *after;
  const auto before = after - 1;
  return x - before->key < after->key - x ? *before : *after;
}

}  // namespace

QStringList CurvePlot::values_at(double x) const {
  std::optional<double> step;
  for (const auto& series : curves_) {
    if (!is_shown(*series)) continue;
    const auto point = nearest(*series->raw->data(), x);
    if (point && (!step || std::abs(point->key - x) < std::abs(*step - x))) step = point->key;
  }
  if (!step) return {};
  QStringList lines{tr("Step %1").arg(number_text(static_cast<qint64>(*step)))};
  for (const auto& series : curves_) {
    if (!is_shown(*series)) continue;
    const auto point = nearest(*series->strong->data(), *step);
    if (!point) continue;
    QString line =
        QLocale().toString(point->value, 'g', look_.digits + 1) + "  " + series->quantity;
    if (runs_.size() > 1) line += " (" + run(series->run).name + ")";
    lines << line;
  }
  return lines;
}

void CurvePlot::show_values(const QPoint& at) {
  const bool inside = plot_->axisRect()->rect().contains(at) && !curves_.empty();
  if (inside) {
    const double x = plot_->xAxis->pixelToCoord(at.x());
    QStringList lines = values_at(x);
    for (QString& line : lines) line = line.toHtmlEscaped();
    if (!lines.isEmpty()) lines[0] = "<b>" + lines[0] + "</b>";
    cursor_->point1->setCoords(x, 0);
    cursor_->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    cursor_->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    cursor_->point1->setCoords(x, 0);
    cursor_->point2->setCoords(x, 1);
    QToolTip::showText(plot_->mapToGlobal(at + QPoint(2 * grid_px, grid_px)), lines.join("<br>"),
                       plot_);
  }
  if (inside || cursor_->visible()) {
    cursor_->setVisible(inside);
    plot_->replot(QCustomPlot::rpQueuedReplot);
  }
}

std::pair<double, double> CurvePlot::x_range() const {
  return {plot_->xAxis->range().lower, plot_->xAxis->range().upper};
}

std::pair<double, double> CurvePlot::y_range() const {
  return {plot_->yAxis->range().lower, plot_->yAxis->range().upper};
}

QWidget& CurvePlot::canvas() const { return *plot_; }

QPoint CurvePlot::place_of(double x, double y) const {
  return QPointF(plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y)).toPoint();
}

void CurvePlot::set_follows(bool follows) {
  if (follows_ == follows) return;
  follows_ = follows;
  Q_EMIT followsChanged(follows);
}

void CurvePlot::fit() {
  set_follows(true);
  schedule_redraw();
}

/// Around the middle. factor < 1: closer.
void CurvePlot::zoom(double factor) {
  plot_->xAxis->scaleRange(factor);
  plot_->yAxis->scaleRange(factor);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// By shares of what is seen.
void CurvePlot::pan(double x_share, double y_share) {
  const auto move = [](QCPAxis& axis, double share) {
    if (share == 0) return;
    if (axis.scaleType() == QCPAxis::stLogarithmic)
      axis.moveRange(std::pow(axis.range().upper / axis.range().lower, share));
    else
      axis.moveRange(axis.range().size() * share);
  };
  move(*plot_->xAxis, x_share);
  move(*plot_->yAxis, y_share);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
  constexpr double part = 0.1;
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom(0.8);
    case Qt::Key_Minus:
      return zoom(1.25);
    case Qt::Key_0:
      return fit();
    case Qt::Key_Left:
      return pan(-part, 0);
    case Qt::Key_Right:
      return pan(part, 0);
    case Qt::Key_Up:
      return pan(0, part);
    case Qt::Key_Down:
      return pan(0, -part);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace penumbra::ui
