#include "ui/training/curve_plot.h"

#include <qcustomplot.h>

#include <QTimer>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/theme/appearance.h"
#include "ui/training/curve_series.h"

namespace penumbra::ui {
namespace {

constexpr int redraw_interval_ms = 100;

/// As RFC 4180 wants it.
QString csv_cell(QString text) {
  if (text.contains(QRegularExpression("[\",\r\n]"))) text = '"' + text.replace("\"", "\"\"") + '"';
  return text;
}

}  // namespace

CurvePlot::CurvePlot(PlotLook look, QWidget* parent) : QWidget(parent), look_(std::move(look)) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Plot of %1 over steps").arg(look_.y_title));
  plot_ = new QCustomPlot(this);
  plot_->setObjectName("curveCanvas");
  plot_->setFocusPolicy(Qt::NoFocus);
  plot_->setMinimumSize(2 * grid_px, 2 * grid_px);  // it can't draw into nothing
  cursor_ = new QCPItemStraightLine(plot_);
  cursor_->setVisible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  set_up_axes();
  apply_palette(palette());
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::set_run(const QString& key, const QString& name, int dash) {
  const auto found =
      std::find_if(runs_.begin(), runs_.end(), [&](const Run& run) { return run.key == key; });
  if (found == runs_.end()) {
    runs_.push_back({key, name, dash, {}});
    return;
  }
  found->name = name;
  found->dash = dash;
  apply_palette(palette());
  schedule_redraw();
}

const CurvePlot::Run& CurvePlot::run(const QString& key) const {
  static const Run unnamed;
  const auto found =
      std::find_if(runs_.begin(), runs_.end(), [&](const Run& run) { return run.key == key; });
  return found == runs_.end() ? unnamed : *found;
}

void CurvePlot::remove_run(const QString& key) {
  const auto gone = std::remove_if(curves_.begin(), curves_.end(), [&](const auto& series) {
    if (series->run != key) return false;
    plot_->removeGraph(series->raw);
    plot_->removeGraph(series->strong);
    plot_->removeItem(series->label);
    return true;
  });
  const bool changed = gone != curves_.end();
  curves_.erase(gone, curves_.end());
  std::erase_if(runs_, [&](const Run& run) { return run.key == key; });
  if (!changed) return;
  if (curves_.empty()) quantities_.clear();  // while some are shown, hues stay what they are
  schedule_redraw();
  Q_EMIT curvesChanged();
}

CurvePlot::Series& CurvePlot::series(const QString& run, const QString& quantity) {
  const auto found = std::find_if(curves_.begin(), curves_.end(), [&](const auto& series) {
    return series->run == run && series->quantity == quantity;
  });
  if (found != curves_.end()) return **found;
  if (std::none_of(runs_.begin(), runs_.end(), [&](const Run& known) { return known.key == run; }))
    runs_.push_back({run, run, static_cast<int>(runs_.size()), {}});
  if (!quantities_.contains(quantity)) quantities_ << quantity;
  auto added = std::make_unique<Series>();
  added->run = run;
  added->quantity = quantity;
  added->raw = plot_->addGraph();
  added->strong = plot_->addGraph();
  added->label = new QCPItemText(plot_);
  added->label->setClipToAxisRect(false);
  added->label->position->setType(QCPItemPosition::ptAbsolute);
  added->label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  curves_.push_back(std::move(added));
  apply_palette(palette());
  Q_EMIT curvesChanged();
  return *curves_.back();
}

bool CurvePlot::is_shown(const Series& series) const { return is_shown(series.quantity); }

void CurvePlot::add(const QString& run, const QString& quantity, double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y)) return;
  Series& to = series(run, quantity);
  to.raw->addData(x, y);
  const double keep = look_.can_be_smoothed ? smoothing_ : 0;
  to.average = keep * to.average + (1 - keep) * y;
  to.weight = keep * to.weight + (1 - keep);
  to.last = to.average / to.weight;
  to.strong->addData(x, to.last);
  schedule_redraw();
}

void CurvePlot::set_points(const QString& run, const QString& quantity,
                           const std::vector<std::pair<double, double>>& points) {
  QVector<double> x, y;
  for (const auto& [step, value] : points) {
    if (!std::isfinite(step) || !std::isfinite(value)) continue;
    x << step;
    y << value;
  }
  if (x.isEmpty()) return;
  Series& to = series(run, quantity);
  to.raw->setData(x, y);
  smooth(to);
  schedule_redraw();
}

void CurvePlot::smooth(Series& series) {
  const double keep = look_.can_be_smoothed ? smoothing_ : 0;
  series.average = series.weight = 0;
  QVector<double> x, y;
  const QCPGraphDataContainer& points = *series.raw->data();
  x.reserve(points.size());
  y.reserve(points.size());
  for (auto at = points.constBegin(); at != points.constEnd(); ++at) {
    const QCPGraphData& point = *at;
    series.average = keep * series.average + (1 - keep) * point.value;
    series.weight = keep * series.weight + (1 - keep);
    x << point.key;
    y << series.average / series.weight;
  }
  if (!y.isEmpty()) series.last = y.back();
  series.strong->setData(x, y, true);
}

void CurvePlot::mark_best(const QString& key, const QString& quantity) {
  for (Run& run : runs_)
    if (run.key == key) run.best = quantity;
  schedule_redraw();
}

void CurvePlot::clear() {
  while (!runs_.empty()) remove_run(QString(runs_.back().key));
  set_phases({});
}

void CurvePlot::show_quantity(const QString& quantity, bool shown) {
  if (is_shown(quantity) == shown) return;
  if (shown)
    hidden_.removeAll(quantity);
  else
    hidden_ << quantity;
  schedule_redraw();
}

void CurvePlot::set_smoothing(double weight) {
  smoothing_ = std::clamp(weight, 0.0, 0.999);
  for (const auto& series : curves_) smooth(*series);
  apply_palette(palette());
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

QStringList CurvePlot::quantities() const {
  QStringList present;
  for (const QString& quantity : quantities_)
    if (std::any_of(curves_.begin(), curves_.end(),
                    [&](const auto& series) { return series->quantity == quantity; }))
      present << quantity;
  return present;
}

int CurvePlot::point_count(const QString& quantity) const {
  int count = 0;
  for (const auto& series : curves_)
    if (series->quantity == quantity) count += series->raw->dataCount();
  return count;
}

/// However fast points arrive, the plot is drawn ten times a second at most.
void CurvePlot::schedule_redraw() {
  if (std::exchange(redraw_pending_, true)) return;
  QTimer::singleShot(redraw_interval_ms, this, [this] {
    redraw_pending_ = false;
    redraw();
  });
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
    apply_palette(palette());
    schedule_redraw();
  }
}

bool CurvePlot::save_png(const QString& file) {
  apply_palette(light_palette());
  const bool saved = plot_->savePng(file, 0, 0, 2);
  apply_palette(palette());
  schedule_redraw();
  return saved;
}

bool CurvePlot::save_pdf(const QString& file) {
  apply_palette(light_palette());
  const bool saved = plot_->savePdf(file);
  apply_palette(palette());
  schedule_redraw();
  return saved;
}

QString CurvePlot::csv() const {
  std::map<double, std::map<std::size_t, double>> rows;
  QStringList header{"step"};
  std::size_t column = 0;
  for (const auto& series : curves_) {
    if (!is_shown(*series)) continue;
    header << csv_cell(run(series->run).name + ": " + series->quantity);
    const QCPGraphDataContainer& points = *series->raw->data();
    for (auto at = points.constBegin(); at != points.constEnd(); ++at)
      rows[at->key][column] = at->value;
    ++column;
  }
  QString text = header.join(',') + "\r\n";
  for (const auto& [step, values] : rows) {
    text += QString::number(step, 'g', 15);
    for (std::size_t i = 0; i < column; ++i) {
      const auto value = values.find(i);
      text += ',' + (value == values.end() ? QString() : QString::number(value->second, 'g', 9));
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace penumbra::ui
