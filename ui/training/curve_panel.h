#pragma once

#include <QWidget>
#include <array>
#include <vector>

#include "ui/training/curve_data.h"
#include "ui/training/curve_plot.h"

class QCheckBox;
class QMenu;
class QSlider;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace penumbra::ui {

/// The plots of one or several runs: which is seen, its legend, smoothing, a logarithmic axis, the
/// way back to all of it, and what is taken along as a picture or a table.
class CurvePanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePanel(QWidget* parent = nullptr);

  /// Names a run and gives it the dash of that number, in all plots.
  void set_run(const QString& run, const QString& name, int dash);
  /// Replaces all its curves.
  void set_curves(const QString& run, const std::vector<Curve>& curves);
  void add(const QString& run, double step, const std::vector<CurveValue>& values);
  void mark_best(const QString& run, const QString& quantity);
  void remove_run(const QString& run);

  /// Whether a run is going on: an empty plot says what it waits for.
  void set_running(bool running);
  void set_phases(const std::vector<Phase>& phases);
  void set_end(double step);

  CurvePlot& plot(PlotKind kind) const;
  CurvePlot& shown_plot() const;
  void show_plot(PlotKind kind);

  /// Writes what is shown; by the extension: .png, .pdf, else a table (CSV).
  void export_to(const QString& file);

 Q_SIGNALS:
  /// What became of an export.
  void exported(const QString& file);
  void failed(const QString& text);

 private:
  QWidget* make_bar();
  void fill_menu(QMenu& menu);
  void choose_export(const QString& title, const QString& filter, const QString& suffix);
  void update_other();

  std::array<CurvePlot*, all_plots.size()> plots_{};
  QTabBar* tabs_;
  QStackedWidget* pages_;
  QSlider* smoothing_;
  QCheckBox* logarithmic_;
  QToolButton* fit_;
  QMenu* exports_;  ///< the ways to save a plot
};

}  // namespace penumbra::ui
