// How a plot looks: axes, pens, labels and marks.
#include <qcustomplot.h>

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/jobs/duration_text.h"
#include "ui/theme/appearance.h"
#include "ui/training/curve_series.h"
#include "ui/training/dash_icon.h"

namespace penumbra::ui {
namespace {

constexpr int label_room = 22 * grid_px;
constexpr int phase_lines = 3;  ///< of labels above a plot
constexpr std::array<QRgb, 8> hues = {0xff0072b2, 0xffd55e00, 0xff009e73, 0xffb05c8c,
                                      0xff3a96c9, 0xffb87f00, 0xff882255, 0xff777777};
template <typename Item>
void remove_items(QCustomPlot& plot, const char* name) {
  for (int i = plot.itemCount() - 1; i >= 0; --i)
    if (plot.item(i)->objectName() == QLatin1String(name) && qobject_cast<Item*>(plot.item(i)))
      plot.removeItem(i);
}

QFont smaller(QFont font) {
  font.setPointSizeF(font.pointSizeF() * 0.85);
  return font;
}

}  // namespace

void CurvePlot::set_up_axes() {
  plot_->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  plot_->axisRect()->setRangeZoomFactor(0.85);
  plot_->xAxis->setLabel(tr("step"));
  plot_->yAxis->setLabel(look_.y_title);
  plot_->axisRect()->setAutoMargins(QCP::msLeft | QCP::msTop | QCP::msBottom);
  plot_->axisRect()->setMargins(QMargins(0, 0, label_room, 0));
  plot_->axisRect()->setMinimumMargins(QMargins(grid_px, 5 * grid_px, 0, grid_px));
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setTickLength(0, 3);
    axis->setSubTicks(false);
    axis->ticker()->setTickCount(5);
    axis->setNumberFormat("gb");
    axis->grid()->setZeroLinePen(Qt::NoPen);
    connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this] {
      if (!adjusting_) set_follows(false);
    });
  }
  connect(plot_, &QCustomPlot::mouseMove, this,
          [this](QMouseEvent* event) { show_values(event->pos()); });
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::fit);
  connect(plot_, &QCustomPlot::mousePress, this, [this] { setFocus(Qt::MouseFocusReason); });
  connect(plot_, &QCustomPlot::afterLayout, this, [this] {
    place_labels();
    place_phase_labels();
  });
}

void CurvePlot::set_logarithmic(bool logarithmic) {
  if (logarithmic_ == logarithmic) return;
  logarithmic_ = logarithmic;
  adjusting_ = true;
  plot_->yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (logarithmic)
    plot_->yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
  else
    plot_->yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
  plot_->yAxis->ticker()->setTickCount(5);
  adjusting_ = false;
  fit();
}

QColor CurvePlot::hue(const QString& quantity) const {
  const auto index = static_cast<std::size_t>(std::max(0, int(quantities_.indexOf(quantity))));
  const QColor colour(hues[index % hues.size()]);
  return is_dark(palette()) ? colour.lighter(150) : colour;
}

void CurvePlot::set_phases(std::vector<Phase> phases) {
  phases_ = std::move(phases);
  phase_labels_.clear();
  remove_items<QCPAbstractItem>(*plot_, "phase");
  for (const Phase& phase : phases_) {
    auto* line = new QCPItemStraightLine(plot_);
    line->setObjectName("phase");
    line->point1->setCoords(phase.x, 0);
    line->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    line->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    line->point1->setCoords(phase.x, 0);
    line->point2->setCoords(phase.x, 1);
    auto* label = new QCPItemText(plot_);
    label->setObjectName("phase");
    label->setClipToAxisRect(false);
    label->setText(phase.name);
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    label->position->setType(QCPItemPosition::ptAbsolute);
    phase_labels_.push_back(label);
  }
  apply_palette(palette());
  schedule_redraw();
}

void CurvePlot::redraw() {
  if (!isVisible() || plot_->size().isEmpty()) return;  // drawn when it is shown
  show_empty_text();
  for (const auto& series : curves_) {
    const bool shown = is_shown(*series);
    series->raw->setVisible(shown && smoothing_ > 0 && look_.can_be_smoothed);
    series->strong->setVisible(shown);
    series->label->setVisible(shown);
  }
  if (follows_) follow_data();
  place_best_marks();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void CurvePlot::show_empty_text() {
  remove_items<QCPItemText>(*plot_, "empty");
  const bool empty = curves_.empty();
  if (empty && !empty_text_.isEmpty()) {
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
    axis->setVisible(!empty);
    axis->grid()->setVisible(!empty);
  }
  for (int i = 0; i < plot_->itemCount(); ++i)
    if (plot_->item(i)->objectName() == "phase") plot_->item(i)->setVisible(!empty);
}

/// All points, from 0 where the axis is linear.
void CurvePlot::follow_data() {
  QCPRange values, steps;
  bool any = false;
  const auto sign = logarithmic_ ? QCP::sdPositive : QCP::sdBoth;
  for (const auto& series : curves_) {
    if (!is_shown(*series)) continue;
    bool found = false, found_steps = false;
    const QCPRange range = series->strong->getValueRange(found, sign);
    const QCPRange keys = series->strong->getKeyRange(found_steps);
    if (!found || !found_steps) continue;
    any ? values.expand(range) : void(values = range);
    any ? steps.expand(keys) : void(steps = keys);
    any = true;
  }
  if (!any) values = QCPRange(logarithmic_ ? 0.1 : 0, 1);
  adjusting_ = true;
  plot_->xAxis->setRange(0, std::max({end_, steps.upper, 1.0}));
  if (logarithmic_) {
    plot_->yAxis->setRange(values.lower / 1.15, values.upper * 1.15);
  } else {
    const double low = std::min(0.0, values.lower);
    plot_->yAxis->setRange(low, low + std::max(values.upper - low, 1e-12) * 1.08);
  }
  adjusting_ = false;
}

/// Each value and name at the height of its line's end, moved apart where they would overlap; where
/// there is no room for all, those of the lowest values are left out.
void CurvePlot::place_labels() {
  std::vector<Series*> order;
  for (const auto& series : curves_)
    if (is_shown(*series) && series->strong->dataCount() > 0) order.push_back(series.get());
  std::sort(order.begin(), order.end(),
            [](const Series* a, const Series* b) { return a->last > b->last; });
  const QRect area = plot_->axisRect()->rect();
  const double height = fontMetrics().height();
  const auto room = static_cast<std::size_t>(std::max(0.0, area.height() / height));
  double free_from = area.top() - height / 2;
  std::vector<double> at;
  for (const Series* series : order) {
    const double wanted =
        std::clamp(plot_->yAxis->coordToPixel(series->last), static_cast<double>(area.top()),
                   static_cast<double>(area.bottom()));
    at.push_back(std::max(wanted, free_from + height / 2));
    free_from = at.back() + height / 2;
  }
  double limit = area.bottom() + height / 2;
  for (std::size_t i = order.size(); i-- > 0;) {
    order[i]->label->setVisible(i < room);
    if (i >= room) continue;
    at[i] = std::min(at[i], limit - height / 2);
    limit = at[i] - height / 2;
    order[i]->label->position->setCoords(area.right() + grid_px, at[i]);
    QString text =
        QLocale().toString(order[i]->last, 'g', look_.digits) + "  " + order[i]->quantity;
    if (runs_.size() > 1) text += " (" + run(order[i]->run).name + ")";
    order[i]->label->setText(
        fontMetrics().elidedText(text, Qt::ElideRight, label_room - 2 * grid_px));
  }
}

/// Above the plot, in the lowest line where each has room.
void CurvePlot::place_phase_labels() {
  const QRect area = plot_->axisRect()->rect();
  const QFontMetrics metrics(smaller(font()));
  std::array<double, phase_lines> free_from{};
  for (std::size_t i = 0; i < phases_.size(); ++i) {
    const double x = plot_->xAxis->coordToPixel(phases_[i].x);
    auto* const label = phase_labels_[i];
    const auto line =
        std::find_if(free_from.begin(), free_from.end(), [x](double from) { return from <= x; });
    label->setVisible(!curves_.empty() && x >= area.left() && x <= area.right() &&
                      line != free_from.end());
    if (!label->visible()) continue;
    label->position->setCoords(
        x, area.top() - static_cast<double>(line - free_from.begin()) * metrics.height());
    *line = x + metrics.horizontalAdvance(phases_[i].name) + grid_px;
  }
}

/// A diamond and its value at the highest point of each run's decisive quantity.
void CurvePlot::place_best_marks() {
  remove_items<QCPAbstractItem>(*plot_, "best");
  for (const auto& series : curves_) {
    if (!is_shown(*series) || run(series->run).best != series->quantity) continue;
    const QCPGraphDataContainer& points = *series->raw->data();
    const auto best = std::max_element(
        points.constBegin(), points.constEnd(),
        [](const QCPGraphData& a, const QCPGraphData& b) { return a.value < b.value; });
    if (best == points.constEnd()) continue;
    auto* text = new QCPItemText(plot_);
    text->setObjectName("best");
    text->setText("◆ " + tr("best %1 at %2")
                             .arg(QLocale().toString(best->value, 'g', look_.digits),
                                  number_text(static_cast<qint64>(best->key))));
    text->setFont(smaller(font()));
    text->setColor(hue(series->quantity));
    const bool right = plot_->xAxis->coordToPixel(best->key) > plot_->axisRect()->center().x();
    text->setPositionAlignment(Qt::AlignBottom | (right ? Qt::AlignRight : Qt::AlignLeft));
    text->position->setCoords(best->key, best->value);
    text->setPadding(QMargins(0, 0, 0, 4));
    text->setClipToAxisRect(!follows_);
  }
}

void CurvePlot::paint_series(const Series& series, const QPalette& colours) {
  const bool dark = is_dark(colours);
  const auto index =
      static_cast<std::size_t>(std::max(0, int(quantities_.indexOf(series.quantity))));
  const QColor base(hues[index % hues.size()]);
  const QColor colour = dark ? base.lighter(150) : base;
  QColor faint = colour;
  faint.setAlphaF(0.25F);
  const int dash = run(series.run).dash;
  series.raw->setPen(QPen(faint, 1));
  series.strong->setPen(run_pen(QPen(colour, 2), dash));
  if (!look_.can_be_smoothed)
    series.strong->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 5));
  series.label->setColor(dark ? base.lighter(175) : base.darker(115));
  series.label->setFont(font());
}

void CurvePlot::apply_palette(const QPalette& colours) {
  const QColor text = colours.color(QPalette::Text);
  const QColor muted = colours.color(QPalette::PlaceholderText);
  plot_->setBackground(colours.color(QPalette::Base));
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
  for (const auto& series : curves_) paint_series(*series, colours);
  for (int i = 0; i < plot_->itemCount(); ++i) {
    if (plot_->item(i)->objectName() != "phase") continue;
    if (auto* line = qobject_cast<QCPItemStraightLine*>(plot_->item(i)))
      line->setPen(QPen(muted, 1, Qt::DotLine));
    if (auto* label = qobject_cast<QCPItemText*>(plot_->item(i))) {
      label->setFont(smaller(font()));
      label->setColor(muted);
    }
  }
}

}  // namespace penumbra::ui
