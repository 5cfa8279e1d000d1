#pragma once

#include <QString>
#include <array>
#include <utility>
#include <vector>

#include "train/event_reader.h"
#include "train/metrics_log.h"
#include "train/options.h"

namespace penumbra::ui {

/// The plots of a run's numbers.
enum class PlotKind { Losses, Miou, Rates, Speed, Memory, Other };
inline constexpr std::array all_plots{PlotKind::Losses, PlotKind::Miou,   PlotKind::Rates,
                                      PlotKind::Speed,  PlotKind::Memory, PlotKind::Other};

/// One value of a curve, in the plot's unit.
struct CurveValue {
  PlotKind plot;
  QString quantity;  ///< as shown, e.g. "auxiliary CAM"
  double value = 0;
};

std::vector<CurveValue> values_of(const train::StepMetrics& metrics);
std::vector<CurveValue> values_of(const train::ValidationMetrics& metrics);

/// A curve of a plot: (step, value).
struct Curve {
  PlotKind plot;
  QString quantity;
  std::vector<std::pair<double, double>> points;
};

std::vector<Curve> curves_of(const train::MetricsHistory& history);
/// Which plot a tag belongs to is told by its words, as of our own logs and the published code's.
std::vector<Curve> curves_of(const std::vector<train::EventCurve>& events);

/// The quantity whose maximum is a run's best: as the trainer has it.
QString decisive_quantity(const train::TrainOptions& options);

}  // namespace penumbra::ui
