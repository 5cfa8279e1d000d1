#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <utility>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace penumbra::ui {

/// A line across a plot at which something begins.
struct Phase {
  double x = 0;
  QString name;
};

/// What a plot shows, and how.
struct PlotLook {
  QString y_title;
  int digits = 3;               ///< significant digits of values
  bool can_be_smoothed = true;  ///< false: few points, each with a mark
};

/// Curves of several runs that grow while they train: one hue a quantity, one dash a run; raw
/// values faint, smoothed ones strong, the last value at the line's end. Takes plain numbers.
/// The view follows the data until it is dragged (mouse, arrow keys) or zoomed (wheel, + and -);
/// `fit` (double click, 0) lets it follow again.
class CurvePlot : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePlot(PlotLook look, QWidget* parent = nullptr);
  ~CurvePlot() override;

  /// Names a run and gives it the dash of that number. To be called before its first point.
  void set_run(const QString& run, const QString& name, int dash);
  void remove_run(const QString& run);
  /// Adds a point at the end of a curve; the first of a quantity starts one. Points that are not
  /// finite are left out.
  void add(const QString& run, const QString& quantity, double x, double y);
  /// Replaces a curve's points.
  void set_points(const QString& run, const QString& quantity,
                  const std::vector<std::pair<double, double>>& points);
  /// Marks the highest value of this quantity; empty: of none.
  void mark_best(const QString& run, const QString& quantity);
  void clear();

  /// Quantities in the order of their hues; of all runs.
  QStringList quantities() const;
  QColor hue(const QString& quantity) const;
  bool is_shown(const QString& quantity) const { return !hidden_.contains(quantity); }
  void show_quantity(const QString& quantity, bool shown);

  /// 0: none; towards 1: a longer and longer exponential mean.
  void set_smoothing(double weight);
  void set_logarithmic(bool logarithmic);
  void set_phases(std::vector<Phase> phases);
  /// The x axis ends here while the view follows, or at the last point where 0.
  void set_end(double x);
  void set_empty_text(const QString& text);
  void fit();
  bool follows() const { return follows_; }
  std::pair<double, double> x_range() const;
  std::pair<double, double> y_range() const;
  /// The child "curveCanvas", which keeps the events of the mouse to itself.
  QWidget& canvas() const;
  /// Where a point lies on it.
  QPoint place_of(double x, double y) const;

  /// Lines "value  quantity (run)" of all shown curves at the step nearest to x; the first says
  /// which.
  QStringList values_at(double x) const;
  int point_count(const QString& quantity) const;  ///< of all runs
  int series_count() const { return static_cast<int>(curves_.size()); }
  bool has_curves() const { return !curves_.empty(); }

  /// As pictures for paper: light, with the size on screen. False where the file can't be written.
  bool save_png(const QString& file);
  bool save_pdf(const QString& file);
  /// A table of what is shown: a row a step, a column a curve, raw values.
  QString csv() const;

 Q_SIGNALS:
  /// Curves came or went.
  void curvesChanged();
  void followsChanged(bool follows);

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Series;
  struct Run {
    QString key, name;
    int dash = 0;
    QString best;  ///< its quantity
  };

  Series& series(const QString& run, const QString& quantity);
  const Run& run(const QString& key) const;
  bool is_shown(const Series& series) const;
  void smooth(Series& series);
  void set_up_axes();
  void schedule_redraw();
  void redraw();
  void follow_data();
  void show_empty_text();
  void place_labels();
  void place_phase_labels();
  void place_best_marks();
  void apply_palette(const QPalette& palette);
  void paint_series(const Series& series, const QPalette& palette);
  void show_values(const QPoint& at);
  void set_follows(bool follows);
  void zoom(double factor);
  void pan(double x_share, double y_share);

  QCustomPlot* plot_;
  PlotLook look_;
  double smoothing_ = 0;
  bool logarithmic_ = false;
  bool follows_ = true;
  bool adjusting_ = false;  ///< the view is moved by us
  std::vector<std::unique_ptr<Series>> curves_;
  std::vector<Run> runs_;
  QStringList quantities_;  ///< all that there were: places in it are hues
  QStringList hidden_;
  std::vector<Phase> phases_;
  std::vector<QCPItemText*> phase_labels_;  ///< of each
  QString empty_text_;
  QCPItemStraightLine* cursor_;
  double end_ = 0;
  bool redraw_pending_ = false;
};

}  // namespace penumbra::ui
