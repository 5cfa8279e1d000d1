#include "ui/training/curve_plot.h"

#include <qcustomplot.h>

#include <QTimer>
#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/jobs/duration_text.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr int redraw_interval_ms = 100;
constexpr int label_room = 23 * grid_px;
constexpr double smoothing_weight = 0.95;
constexpr std::array<QRgb, 8> hues = {0xff0072b2, 0xffd55e00, 0xff009e73, 0xffb05c8c,
                                      0xff3a96c9, 0xffb87f00, 0xff882255, 0xff777777};

}  // namespace

struct CurvePlot::Curve {
  QString name;
  QCPGraph* raw = nullptr;     ///< null without smoothing
  QCPGraph* strong = nullptr;  ///< smoothed, or the values themselves
  QCPItemText* label = nullptr;
  double average = 0;  ///< exponential, not yet corrected for its start at 0
  double weight = 0;   ///< sum of the weights in `average`
  double last = 0;     ///< of `strong`
};

CurvePlot::CurvePlot(const QString& y_title, Smoothing smoothing, int digits, QWidget* parent)
    : QWidget(parent), smoothing_(smoothing), digits_(digits) {
  plot_ = new QCustomPlot(this);
  plot_->xAxis->setLabel("step");
  plot_->yAxis->setLabel(y_title);
  plot_->axisRect()->setAutoMargins(QCP::msLeft | QCP::msTop | QCP::msBottom);
  plot_->axisRect()->setMargins(QMargins(0, 0, label_room, 0));
  plot_->axisRect()->setMinimumMargins(QMargins(grid_px, 3 * grid_px, 0, grid_px));
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setTickLength(0, 3);
    axis->setSubTicks(false);
    axis->ticker()->setTickCount(5);
    axis->setNumberFormat("gb");
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  cursor_ = new QCPItemStraightLine(plot_);
  cursor_->setVisible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  connect(plot_, &QCustomPlot::mouseMove, this,
          [this](QMouseEvent* event) { show_values(event->pos()); });
  connect(plot_, &QCustomPlot::afterLayout, this, &CurvePlot::place_labels);
  apply_palette();
}

CurvePlot::~CurvePlot() = default;

CurvePlot::Curve& CurvePlot::curve(const QString& series) {
  const auto found = std::find_if(curves_.begin(), curves_.end(),
                                  [&](const auto& curve) { return curve->name == series; });
  if (found != curves_.end()) return **found;
  auto added = std::make_unique<Curve>();
  added->name = series;
  if (smoothing_ == Smoothing::Exponential) added->raw = plot_->addGraph();
  added->strong = plot_->addGraph();
  added->label = new QCPItemText(plot_);
  added->label->setClipToAxisRect(false);
  added->label->position->setType(QCPItemPosition::ptAbsolute);
  added->label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  curves_.push_back(std::move(added));
  apply_palette();
  return *curves_.back();
}

void CurvePlot::add(const QString& series, double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y)) return;
  Curve& to = curve(series);
  last_x_ = std::max(last_x_, x);
  if (to.raw) {
    to.raw->addData(x, y);
    to.average = smoothing_weight * to.average + (1 - smoothing_weight) * y;
    to.weight = smoothing_weight * to.weight + (1 - smoothing_weight);
    to.last = to.average / to.weight;
  } else {
    to.last = y;
  }
  to.strong->addData(x, to.last);
  schedule_redraw();
}

void CurvePlot::clear() {
  curves_.clear();
  plot_->clearGraphs();
  plot_->clearItems();
  cursor_ = new QCPItemStraightLine(plot_);
  cursor_->setVisible(false);
  last_x_ = 0;
  set_phases({});
}

void CurvePlot::set_phases(std::vector<Phase> phases) {
  phases_ = std::move(phases);
  for (int i = plot_->itemCount() - 1; i >= 0; --i)
    if (plot_->item(i)->objectName() == "phase") plot_->removeItem(i);
  for (const Phase& phase : phases_) {
    auto* line = new QCPItemStraightLine(plot_);
    line->setObjectName("phase");
    line->point1->setCoords(phase.x, 0);
    line->point2->setTypeX(QCPItemPosition::ptPlotCoords);
    line->point2->setCoords(phase.x, 1);
    auto* label = new QCPItemText(plot_);
    label->setObjectName("phase");
    label->setClipToAxisRect(false);
    label->setText(phase.name);
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    label->position->setTypeX(QCPItemPosition::ptPlotCoords);
    label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    label->position->setCoords(phase.x, 0);
  }
  apply_palette();
  schedule_redraw();
}

void CurvePlot::set_end(double x) {
  end_ = x;
  schedule_redraw();
}

void CurvePlot::set_empty_text(const QString& text) {
  empty_text_ = text;
  schedule_redraw();
}

int CurvePlot::point_count(const QString& series) const {
  for (const auto& curve : curves_)
    if (curve->name == series) return curve->strong->dataCount();
  return 0;
}

/// However fast points arrive, the plot is drawn ten times a second at most.
void CurvePlot::schedule_redraw() {
  if (std::exchange(redraw_pending_, true)) return;
  QTimer::singleShot(redraw_interval_ms, this, [this] {
    redraw_pending_ = false;
    redraw();
  });
}

void CurvePlot::redraw() {
  if (!isVisible() || plot_->size().isEmpty()) return;  // drawn when it is shown
  for (int i = plot_->itemCount() - 1; i >= 0; --i)
    if (plot_->item(i)->objectName() == "empty") plot_->removeItem(i);
  if (curves_.empty() && !empty_text_.isEmpty()) {
    auto* text = new QCPItemText(plot_);
    text->setObjectName("empty");
    text->setClipToAxisRect(false);
    text->position->setType(QCPItemPosition::ptViewportRatio);
    text->position->setCoords(0.5, 0.5);
    text->setText(empty_text_);
    text->setColor(palette().color(QPalette::PlaceholderText));
    text->setFont(font());
  }
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setVisible(!curves_.empty());
    axis->grid()->setVisible(!curves_.empty());
  }
  for (int i = 0; i < plot_->itemCount(); ++i)
    if (plot_->item(i)->objectName() == "phase") plot_->item(i)->setVisible(!curves_.empty());
  plot_->xAxis->setRange(0, std::max({end_, last_x_, 1.0}));
  QCPRange values;
  bool any = false;
  for (const auto& curve : curves_) {
    bool found = false;
    const QCPRange range = curve->strong->getValueRange(found);
    if (!found) continue;
    any ? values.expand(range) : void(values = range);
    any = true;
  }
  if (!any) values = QCPRange(0, 1);
  const double low = std::min(0.0, values.lower);
  plot_->yAxis->setRange(low, low + std::max(values.upper - low, 1e-6) * 1.08);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// Each name and value at the height of its line's end, moved apart where they would overlap.
void CurvePlot::place_labels() {
  std::vector<Curve*> order;
  for (const auto& curve : curves_) order.push_back(curve.get());
  std::sort(order.begin(), order.end(),
            [](const Curve* a, const Curve* b) { return a->last > b->last; });
  const QRect area = plot_->axisRect()->rect();
  const double height = fontMetrics().height();
  double free_from = area.top() - height / 2;
  std::vector<double> at;
  for (const Curve* curve : order) {
    const double wanted = plot_->yAxis->coordToPixel(curve->last);
    at.push_back(std::max(wanted, free_from + height / 2));
    free_from = at.back() + height / 2;
  }
  double limit = area.bottom() + height / 2;
  for (std::size_t i = order.size(); i-- > 0;) {
    at[i] = std::min(at[i], limit - height / 2);
    limit = at[i] - height / 2;
    order[i]->label->position->setCoords(area.right() + grid_px, at[i]);
    const QString value = QString::number(order[i]->last, 'f', digits_);
    order[i]->label->setText(fontMetrics().elidedText(value + "  " + order[i]->name, Qt::ElideRight,
                                                      label_room - grid_px));
  }
}

void CurvePlot::apply_palette() {
  const QColor text = palette().color(QPalette::Text);
  const QColor muted = palette().color(QPalette::PlaceholderText);
  const bool dark = is_dark(palette());
  plot_->setBackground(palette().color(QPalette::Base));
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(muted);
    axis->setTickPen(muted);
    axis->setTickLabelColor(text);
    axis->setLabelColor(text);
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
    QColor line = muted;
    line.setAlphaF(0.25F);
    axis->grid()->setPen(line);
  }
  cursor_->setPen(muted);
  for (std::size_t i = 0; i < curves_.size(); ++i) {
    const Curve& curve = *curves_[i];
    const QColor hue(hues[i % hues.size()]);
    const QColor colour = dark ? hue.lighter(150) : hue;
    QColor faint = colour;
    faint.setAlphaF(0.25F);
    if (curve.raw) curve.raw->setPen(QPen(faint, 1));
    curve.strong->setPen(QPen(colour, 2));
    if (!curve.raw)
      curve.strong->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 5));
    curve.label->setColor(dark ? hue.lighter(175) : hue.darker(115));
    curve.label->setFont(font());
  }
  for (int i = 0; i < plot_->itemCount(); ++i) {
    if (plot_->item(i)->objectName() != "phase") continue;
    if (auto* line = qobject_cast<QCPItemStraightLine*>(plot_->item(i)))
      line->setPen(QPen(muted, 1, Qt::DotLine));
    if (auto* label = qobject_cast<QCPItemText*>(plot_->item(i))) {
      QFont small = font();
      small.setPointSizeF(small.pointSizeF() * 0.85);
      label->setFont(small);
      label->setColor(muted);
    }
  }
}

void CurvePlot::show_values(const QPoint& at) {
  const bool inside = plot_->axisRect()->rect().contains(at) && !curves_.empty();
  if (inside) {
    const double x = std::round(plot_->xAxis->pixelToCoord(at.x()));
    QStringList lines;
    for (const auto& curve : curves_) {
      const auto& data = *curve->strong->data();
      const auto found = data.findBegin(x);
      if (found == data.constEnd()) continue;
      if (lines.isEmpty())
        lines << QString("<b>Step %1</b>").arg(number_text(static_cast<qint64>(found->key)));
      lines << QString("%1  %2").arg(QString::number(found->value, 'f', digits_),
                                     curve->name.toHtmlEscaped());
    }
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

void CurvePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  schedule_redraw();
}

void CurvePlot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  schedule_redraw();
}

void CurvePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
    apply_palette();
    schedule_redraw();
  }
}

}  // namespace penumbra::ui
