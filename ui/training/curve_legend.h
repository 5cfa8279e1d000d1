#pragma once

#include <QWidget>

namespace penumbra::ui {

class CurvePlot;

/// The quantities of a plot as buttons in their hues, which show and hide them.
class CurveLegend : public QWidget {
  Q_OBJECT

 public:
  /// Buttons are named "legend_" and the quantity.
  explicit CurveLegend(CurvePlot& plot, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void rebuild();

  CurvePlot& plot_;
  QStringList shown_;
};

}  // namespace penumbra::ui
