#include "ui/compare/class_figures_model.h"

#include <cmath>

#include "ui/compare/figure_text.h"

namespace penumbra::ui {

void ClassFiguresModel::set_result(SharedComparison result, std::function<QColor(int)> colour) {
  beginResetModel();
  result_ = std::move(result);
  colour_ = std::move(colour);
  rows_.clear();
  if (result_) {
    const auto& classes = result_->comparison.totals.classes;
    for (std::size_t i = 0; i < classes.size(); ++i)
      if (classes[i].truth_pixels > 0 || !std::isnan(classes[i].iou))
        rows_.push_back(static_cast<int>(i));
  }
  endResetModel();
}

int ClassFiguresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ClassFiguresModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ClassFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant(section == Class || section == Iou ? Qt::AlignLeft | Qt::AlignVCenter
                                                       : Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const bool tip = role == Qt::ToolTipRole;
  switch (section) {
    case Class:
      return tip ? tr("Classes that either layer has") : tr("Class");
    case Iou:
      return tip ? tr("Intersection over union of the pixels of all images") : tr("IoU");
    case Boundary:
      return tip ? tr("IoU of the bands along the outlines of the class") : tr("Boundary");
    case Change:
      return tip ? tr("Gain of IoU against the truth, in percentage points") : tr("Change");
    default:
      return {};
  }
}

QVariant ClassFiguresModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto row = static_cast<std::size_t>(rows_[static_cast<std::size_t>(index.row())]);
  const auto& one = result_->comparison.totals.classes[row];
  const int value = result_->comparison.classes.value(static_cast<int>(row));
  switch (role) {
    case Qt::DisplayRole:
      if (index.column() == Class) return class_text(value, one.name);
      if (index.column() == Iou) return percent_text(one.iou);
      if (index.column() == Boundary) return percent_text(one.boundary_iou);
      if (result_->gain && row < result_->gain->classes.size())
        return change_text(result_->gain->classes[row].iou.difference());
      return {};
    case Qt::DecorationRole:
      if (index.column() == Class && value != 0) return colour_(value);
      return {};
    case FractionRole:
      return index.column() == Iou ? QVariant(one.iou) : QVariant();
    case Qt::TextAlignmentRole:
      return QVariant(index.column() == Class || index.column() == Iou
                          ? Qt::AlignLeft | Qt::AlignVCenter
                          : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
      return one.truth_pixels == 0
                 ? tr("%1: not in the reference, so it counts for no mean")
                       .arg(class_text(value, one.name))
                 : tr("%1: %2 pixels in the reference")
                       .arg(class_text(value, one.name), count_text(one.truth_pixels));
    default:
      return {};
  }
}

}  // namespace penumbra::ui
