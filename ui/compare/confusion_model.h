#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/compare/comparison_result.h"

namespace penumbra::ui {

/// The confusion matrix of a comparison: a row a class that the reference has, a column a class
/// that either has, and one for undecided pixels where there are any. Cells are percent of the row.
class ConfusionModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  /// Share of the row, 0..1; whether both classes are the same.
  enum Role { ShareRole = Qt::UserRole, RightRole };

  using QAbstractTableModel::QAbstractTableModel;

  void set_result(SharedComparison result);
  /// Row and column of the comparison's own matrix.
  std::pair<int, int> cell(const QModelIndex& index) const;
  /// "dog labelled cat"; "undecided" for the last column.
  QString title(const QModelIndex& index) const;
  /// The same with pixels, share and how many images.
  QString explain(const QModelIndex& index) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::int64_t pixels(const QModelIndex& index) const;
  double share(const QModelIndex& index) const;
  QString name(int row) const;

  SharedComparison result_;
  std::vector<int> rows_, columns_;
  std::vector<std::int64_t> row_pixels_;
};

}  // namespace penumbra::ui
