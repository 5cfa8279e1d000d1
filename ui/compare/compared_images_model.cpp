#include "ui/compare/compared_images_model.h"

#include <QIcon>
#include <QPixmap>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "ui/compare/figure_text.h"
#include "ui/gallery/image_list_model.h"

namespace penumbra::ui {
namespace {
constexpr int many_rows = 200;
}

void ComparedImagesModel::set_pictures(ImageListModel* pictures) {
  if (pictures_) pictures_->disconnect(this);
  pictures_ = pictures;
  if (!pictures) return;
  connect(pictures, &QAbstractItemModel::dataChanged, this,
          [this](const QModelIndex& first, const QModelIndex& last) {
            pictures_changed(first.row(), last.row());
          });
}

void ComparedImagesModel::pictures_changed(int first, int last) {
  if (rows_.empty()) return;
  if (last - first > many_rows) {
    Q_EMIT dataChanged(index(0, Image), index(rowCount() - 1, Image), {Qt::DecorationRole});
    return;
  }
  for (int row = first; row <= last; ++row) {
    const int here = row_of(pictures_->ids()[static_cast<std::size_t>(row)]);
    if (here >= 0) Q_EMIT dataChanged(index(here, Image), index(here, Image), {Qt::DecorationRole});
  }
}

void ComparedImagesModel::set_result(SharedComparison result) {
  beginResetModel();
  result_ = std::move(result);
  changes_.clear();
  if (result_ && result_->gain)
    for (const auto& image : result_->gain->images)
      changes_.emplace(image.image, image.iou.difference());
  fill();
  endResetModel();
}

void ComparedImagesModel::show_cell(int reference_row, int other_row) {
  beginResetModel();
  cell_ = {reference_row, other_row};
  sort_column_ = Pixels;
  order_ = Qt::DescendingOrder;
  fill();
  endResetModel();
}

void ComparedImagesModel::show_all() {
  if (!cell_) return;
  beginResetModel();
  cell_.reset();
  if (sort_column_ == Pixels) {
    sort_column_ = Iou;
    order_ = Qt::AscendingOrder;
  }
  fill();
  endResetModel();
}

void ComparedImagesModel::fill() {
  rows_.clear();
  if (result_) {
    if (cell_)
      for (const auto& found : result_->comparison.behind(cell_->first, cell_->second))
        rows_.push_back({found.index, found.pixels, 0});
    else
      for (std::size_t i = 0; i < result_->comparison.images.size(); ++i)
        rows_.push_back({i, 0, 0});
  }
  arrange();
}

/// Those without a figure come last in both orders.
void ComparedImagesModel::arrange() {
  const bool up = order_ == Qt::AscendingOrder;
  if (sort_column_ == Image) {
    const auto path = [this](const Row& row) -> const std::string& {
      return result_->comparison.images[row.index].path;
    };
    if (up)
      std::ranges::stable_sort(rows_, std::less(), path);
    else
      std::ranges::stable_sort(rows_, std::greater(), path);
  } else {
    // Each is looked up once, not in each comparison.
    for (Row& row : rows_) {
      const double value = figure(row, sort_column_);
      row.key = std::isnan(value) ? std::numeric_limits<double>::infinity() : up ? value : -value;
    }
    std::ranges::stable_sort(rows_, {}, &Row::key);
  }
  row_of_.clear();
  row_of_.reserve(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i)
    row_of_[image(static_cast<int>(i))] = static_cast<int>(i);
}

double ComparedImagesModel::figure(const Row& row, int column) const {
  const auto& image = result_->comparison.images[row.index];
  switch (column) {
    case Iou:
      return image.figures.mean_iou;
    case Accuracy:
      return image.figures.pixel_accuracy;
    case Boundary:
      return image.figures.boundary_iou;
    case Change: {
      const auto found = changes_.find(image.image);
      return found == changes_.end() ? std::nan("") : found->second;
    }
    case Pixels:
      return static_cast<double>(row.pixels);
    default:
      return std::nan("");
  }
}

project::ImageId ComparedImagesModel::image(int row) const {
  if (row < 0 || row >= rowCount()) return 0;
  return result_->comparison.images[rows_[static_cast<std::size_t>(row)].index].image;
}

int ComparedImagesModel::row_of(project::ImageId image) const {
  const auto found = row_of_.find(image);
  return found == row_of_.end() ? -1 : found->second;
}

int ComparedImagesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ComparedImagesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ComparedImagesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant(section == Image ? Qt::AlignLeft | Qt::AlignVCenter
                                     : Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const bool tip = role == Qt::ToolTipRole;
  switch (section) {
    case Image:
      return tip ? tr("File name of the photo") : tr("Image");
    case Iou:
      return tip ? tr("Mean over the classes of the reference of their intersection over union")
                 : tr("IoU");
    case Accuracy:
      return tip ? tr("Pixels that both layers label the same") : tr("Accuracy");
    case Boundary:
      return tip ? tr("IoU of the bands along the outlines of classes") : tr("Boundary");
    case Change:
      return tip ? tr("Gain of IoU against the truth, in percentage points") : tr("Change");
    case Pixels:
      return tip ? tr("Pixels of the chosen cell of the confusion matrix") : tr("Pixels");
    default:
      return {};
  }
}

QVariant ComparedImagesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const auto& image = result_->comparison.images[row.index];
  const int column = index.column();
  if (role == Qt::TextAlignmentRole)
    return QVariant(column == Image ? Qt::AlignLeft | Qt::AlignVCenter
                                    : Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && column == Image) return QString::fromStdString(image.path);
  if (role == Qt::DecorationRole && column == Image && pictures_) {
    const int there = pictures_->row_of(image.image);
    const auto picture =
        there < 0 ? QVariant() : pictures_->index(there, 0).data(Qt::DecorationRole);
    // As an icon it is scaled to its place.
    return picture.canConvert<QPixmap>() && !picture.value<QPixmap>().isNull()
               ? QVariant(QIcon(picture.value<QPixmap>()))
               : QVariant();
  }
  if (role == SortRole) return figure(row, column);
  if (role != Qt::DisplayRole) return {};
  if (column == Image) return QString::fromStdString(image.path).section('/', -1);
  if (column == Pixels) return count_text(row.pixels);
  return column == Change ? change_text(figure(row, column)) : percent_text(figure(row, column));
}

void ComparedImagesModel::sort(int column, Qt::SortOrder order) {
  if (column < 0 || column >= columns || (column == sort_column_ && order == order_)) return;
  beginResetModel();
  sort_column_ = column;
  order_ = order;
  arrange();
  endResetModel();
}

}  // namespace penumbra::ui
