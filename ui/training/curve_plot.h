#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

class QCustomPlot;
class QCPItemStraightLine;

namespace penumbra::ui {

/// A line across a plot at which something begins.
struct Phase {
  double x = 0;
  QString name;
};

/// Curves that grow while a job runs: raw values faint, smoothed ones strong, the last value at the
/// line's end. Takes plain numbers.
class CurvePlot : public QWidget {
  Q_OBJECT

 public:
  enum class Smoothing { None, Exponential };

  /// digits: decimals of the values shown.
  CurvePlot(const QString& y_title, Smoothing smoothing, int digits, QWidget* parent = nullptr);
  ~CurvePlot() override;

  /// Adds a point; the first of a name starts a curve. Points that are not finite are left out.
  void add(const QString& series, double x, double y);
  void clear();
  void set_phases(std::vector<Phase> phases);
  /// The x axis ends here, or at the last point where 0.
  void set_end(double x);
  void set_empty_text(const QString& text);

  int point_count(const QString& series) const;
  int series_count() const { return static_cast<int>(curves_.size()); }

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Curve;

  Curve& curve(const QString& series);
  void schedule_redraw();
  void redraw();
  void place_labels();
  void apply_palette();
  void show_values(const QPoint& at);

  QCustomPlot* plot_;
  Smoothing smoothing_;
  int digits_;
  std::vector<std::unique_ptr<Curve>> curves_;
  std::vector<Phase> phases_;
  QString empty_text_;
  QCPItemStraightLine* cursor_;
  double end_ = 0;
  double last_x_ = 0;
  bool redraw_pending_ = false;
};

}  // namespace penumbra::ui
