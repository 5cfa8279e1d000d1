#pragma once

#include <QAbstractTableModel>
#include <QPointer>
#include <unordered_map>
#include <vector>

#include "ui/compare/comparison_result.h"

namespace penumbra::ui {

class ImageListModel;

/// The images of a comparison with their figures; all of them, from the worst on where nothing else
/// is asked for, or those behind a cell of the confusion matrix.
class ComparedImagesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Image, Iou, Accuracy, Boundary, Change, Pixels, columns };
  /// What a column is sorted by.
  static constexpr int SortRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  /// Where thumbnails come from; null: there are none.
  void set_pictures(ImageListModel* pictures);
  void set_result(SharedComparison result);
  const SharedComparison& result() const { return result_; }
  /// The images behind a cell, the most pixels first.
  void show_cell(int reference_row, int other_row);
  void show_all();
  bool shows_cell() const { return cell_.has_value(); }

  /// 0 where there is none.
  project::ImageId image(int row) const;
  /// -1: not among them.
  int row_of(project::ImageId image) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  struct Row {
    std::size_t index = 0;  ///< in the comparison
    std::int64_t pixels = 0;
    double key = 0;  ///< what it is sorted by, the smallest first
  };

  void pictures_changed(int first, int last);
  void fill();
  void arrange();
  double figure(const Row& row, int column) const;

  QPointer<ImageListModel> pictures_;
  SharedComparison result_;
  std::unordered_map<project::ImageId, double> changes_;
  std::optional<std::pair<int, int>> cell_;
  std::vector<Row> rows_;
  std::unordered_map<project::ImageId, int> row_of_;
  int sort_column_ = Iou;
  Qt::SortOrder order_ = Qt::AscendingOrder;
};

}  // namespace penumbra::ui
