#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <functional>
#include <vector>

#include "ui/compare/comparison_result.h"

namespace penumbra::ui {

/// IoU and boundary IoU of each class that either layer has.
class ClassFiguresModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Class, Iou, Boundary, Change, columns };
  /// Of the column Iou: the fraction, for a bar.
  static constexpr int FractionRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  void set_result(SharedComparison result, std::function<QColor(int value)> colour);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  SharedComparison result_;
  std::function<QColor(int)> colour_;
  std::vector<int> rows_;  ///< of the confusion matrix
};

}  // namespace penumbra::ui
