#include "ui/compare/confusion_model.h"

#include <cmath>
#include <numeric>

#include "ui/compare/figure_text.h"

namespace penumbra::ui {

void ConfusionModel::set_result(SharedComparison result) {
  beginResetModel();
  result_ = std::move(result);
  rows_.clear();
  columns_.clear();
  row_pixels_.clear();
  if (result_) {
    const auto& matrix = result_->comparison.totals.confusion;
    const auto column_pixels = [&](std::size_t column) {
      std::int64_t sum = 0;
      for (const auto& row : matrix) sum += row[column];
      return sum;
    };
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      const auto all = std::accumulate(matrix[i].begin(), matrix[i].end(), std::int64_t{0});
      if (all > 0) {
        rows_.push_back(static_cast<int>(i));
        row_pixels_.push_back(all);
      }
      if (all > 0 || column_pixels(i) > 0) columns_.push_back(static_cast<int>(i));
    }
    if (column_pixels(matrix.size()) > 0) columns_.push_back(static_cast<int>(matrix.size()));
  }
  endResetModel();
}

std::pair<int, int> ConfusionModel::cell(const QModelIndex& index) const {
  return {rows_[static_cast<std::size_t>(index.row())],
          columns_[static_cast<std::size_t>(index.column())]};
}

QString ConfusionModel::name(int row) const {
  if (row >= result_->comparison.classes.count()) return tr("undecided");
  const auto& classes = result_->comparison.classes;
  return class_text(classes.value(row), classes.names()[static_cast<std::size_t>(row)]);
}

std::int64_t ConfusionModel::pixels(const QModelIndex& index) const {
  const auto [row, column] = cell(index);
  return result_->comparison.totals
      .confusion[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
}

double ConfusionModel::share(const QModelIndex& index) const {
  return static_cast<double>(pixels(index)) /
         static_cast<double>(row_pixels_[static_cast<std::size_t>(index.row())]);
}

QString ConfusionModel::title(const QModelIndex& index) const {
  const auto [row, column] = cell(index);
  if (row == column) return tr("%1 labelled right").arg(name(row));
  if (column == result_->comparison.classes.count()) return tr("%1 left undecided").arg(name(row));
  return tr("%1 labelled %2").arg(name(row), name(column));
}

QString ConfusionModel::explain(const QModelIndex& index) const {
  const auto [row, column] = cell(index);
  const auto images = result_->comparison.behind(row, column).size();
  return tr("%1: %2 pixels, %3 of %4, in %5")
      .arg(title(index), count_text(pixels(index)), percent_text(share(index)), name(row),
           images_text(static_cast<std::int64_t>(images)));
}

int ConfusionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ConfusionModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant ConfusionModel::headerData(int section, Qt::Orientation orientation, int role) const {
  const auto& names = orientation == Qt::Vertical ? rows_ : columns_;
  if (section < 0 || section >= static_cast<int>(names.size())) return {};
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
    return name(names[static_cast<std::size_t>(section)]);
  if (role == Qt::TextAlignmentRole && orientation == Qt::Vertical)
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

QVariant ConfusionModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  switch (role) {
    case Qt::DisplayRole: {
      if (pixels(index) == 0) return QString();
      const auto percent = std::lround(100 * share(index));
      return percent == 0 ? QString("<1") : QString::number(percent);
    }
    case Qt::TextAlignmentRole:
      return QVariant(Qt::AlignCenter);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return tr("%1: %2 of %3")
          .arg(title(index), percent_text(share(index)), name(cell(index).first));
    case ShareRole:
      return share(index);
    case RightRole:
      return cell(index).first == cell(index).second;
    default:
      return {};
  }
}

}  // namespace penumbra::ui
