#pragma once

#include <QWidget>
#include <functional>

#include "ui/compare/comparison_result.h"

class QLabel;
class QTableView;

namespace penumbra::ui {

class ClassFiguresModel;
class ConfusionModel;
class ConfusionView;

/// The figures of a comparison over all its images: totals, classes, confusion.
class FiguresPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FiguresPanel(QWidget* parent = nullptr);

  /// Null: there is none.
  void show_result(const SharedComparison& result, std::function<QColor(int value)> colour);

 Q_SIGNALS:
  /// A cell of the confusion matrix was chosen.
  void cellChosen(int reference_row, int other_row, const QString& title);

 private:
  QWidget* make_totals();
  QWidget* make_classes();
  QWidget* make_confusion();
  void explain(const QString& text);
  void show_totals(const ComparisonResult& result);

  ClassFiguresModel* classes_;
  ConfusionModel* confusion_;
  QLabel* mean_iou_;
  QLabel* accuracy_;
  QLabel* boundary_;
  QLabel* gain_;
  QTableView* class_table_;
  ConfusionView* confusion_view_;
  QLabel* explanation_;
};

}  // namespace penumbra::ui
