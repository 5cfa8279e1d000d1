#include "ui/classes/class_model.h"

#include <QMimeData>
#include <algorithm>

#include "ui/classes/class_counts.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {
namespace {

constexpr auto mime_type = "application/x-penumbra-class";

QString count_text(std::optional<qint64> count, bool final) {
  if (!count) return "…";
  return number_text(*count) + (final ? "" : "…");
}

std::vector<int> values_of(const std::vector<project::ClassRow>& rows) {
  std::vector<int> values;
  for (const auto& row : rows) values.push_back(row.value);
  return values;
}

}  // namespace

ClassModel::ClassModel(const ClassCounts& counts, QObject* parent)
    : QAbstractTableModel(parent), counts_(counts) {
  connect(&counts_, &ClassCounts::changed, this, &ClassModel::show_counts);
}

void ClassModel::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  if (project) connect(project, &OpenProject::classesChanged, this, &ClassModel::fill);
  fill();
}

void ClassModel::set_filter(const QString& filter) {
  filter_ = filter;
  fill();
}

/// Keeps what is selected and edited where the same classes are shown.
void ClassModel::fill() {
  std::vector<project::ClassRow> now;
  if (project_)
    for (const auto& row : project_->classes())
      if (QString::fromStdString(row.name).contains(filter_, Qt::CaseInsensitive))
        now.push_back(row);
  if (values_of(now) == values_of(rows_)) {
    rows_ = std::move(now);
    if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    return;
  }
  beginResetModel();
  rows_ = std::move(now);
  endResetModel();
}

void ClassModel::show_counts() {
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, Tagged), index(rowCount() - 1, Labelled));
}

const project::ClassRow* ClassModel::class_at(int row) const {
  return row >= 0 && row < rowCount() ? &rows_[static_cast<std::size_t>(row)] : nullptr;
}

int ClassModel::row_of(int value) const {
  const auto found = std::ranges::find(rows_, value, &project::ClassRow::value);
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

std::vector<int> ClassModel::order_with(int value, int by) const {
  if (!project_) return {};
  auto values = values_of(project_->classes());
  const auto at = std::ranges::find(values, value) - values.begin();
  const auto to = at + by;
  const auto count = static_cast<std::ptrdiff_t>(values.size());
  if (at < count && to >= 0 && to < count)
    std::swap(values[static_cast<std::size_t>(at)], values[static_cast<std::size_t>(to)]);
  return values;
}

int ClassModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ClassModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ClassModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>(Qt::AlignVCenter |
                            (section >= Tagged ? Qt::AlignRight : Qt::AlignLeft));
  const bool tip = role == Qt::ToolTipRole;
  if (role != Qt::DisplayRole && !tip) return {};
  switch (section) {
    case Colour:
      return tip ? tr("Its colour on screen: double-click to change it") : QString();
    case Name:
      return tip ? tr("Double-click to change it; drag rows to order them") : tr("Class");
    case Key:
      return tip ? tr("The key that chooses it: double-click, then press 1 to 9") : tr("Key");
    case Tagged:
      return tip ? tr("How many images have the tag") : tr("Tagged");
    case Labelled:
      return tip ? tr("How many images have it in their labels, in any layer") : tr("Labelled");
    default:
      return {};
  }
}

QString ClassModel::text(const project::ClassRow& row, int column) const {
  switch (column) {
    case Name:
      return QString::fromStdString(row.name);
    case Key:
      return QString::fromStdString(row.key);
    case Tagged:
      return count_text(counts_.tagged(row.value), true);
    case Labelled:
      return count_text(counts_.labelled(row.value), counts_.all_read());
    default:
      return {};
  }
}

QVariant ClassModel::data(const QModelIndex& index, int role) const {
  const auto* row = class_at(index.row());
  if (!row) return {};
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return text(*row, index.column());
    case Qt::ToolTipRole:
      return index.column() == Name ? QVariant(text(*row, Name)) : QVariant();
    case Qt::DecorationRole:
      return index.column() == Colour ? QVariant(class_swatch(project_->class_colour(row->value)))
                                      : QVariant();
    case Qt::AccessibleTextRole:
      return index.column() == Colour
                 ? tr("Colour of %1: %2")
                       .arg(text(*row, Name), project_->class_colour(row->value).name())
                 : text(*row, index.column());
    case Qt::TextAlignmentRole:
      if (index.column() >= Tagged) return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
      return {};
    default:
      return {};
  }
}

bool ClassModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const auto* row = class_at(index.row());
  if (!row || role != Qt::EditRole || value.toString() == text(*row, index.column())) return false;
  if (index.column() == Name) Q_EMIT nameChosen(row->value, value.toString());
  if (index.column() == Key) Q_EMIT keyChosen(row->value, value.toString());
  return false;  // not yet
}

Qt::ItemFlags ClassModel::flags(const QModelIndex& index) const {
  const bool writable = project_ && project_->project()->writable();
  // Between rows, not onto one. With a filter "between" would mean nothing.
  if (!index.isValid())
    return writable && filter_.isEmpty() ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
  if (!writable) return flags;
  if (filter_.isEmpty()) flags |= Qt::ItemIsDragEnabled;
  if (index.column() == Name || index.column() == Key) flags |= Qt::ItemIsEditable;
  return flags;
}

QStringList ClassModel::mimeTypes() const { return {mime_type}; }

QMimeData* ClassModel::mimeData(const QModelIndexList& indexes) const {
  const auto* row = indexes.isEmpty() ? nullptr : class_at(indexes.front().row());
  if (!row) return nullptr;
  auto* data = new QMimeData;
  data->setData(mime_type, QByteArray::number(row->value));
  return data;
}

bool ClassModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int,
                              const QModelIndex&) {
  if (!data->hasFormat(mime_type)) return false;
  const int value = data->data(mime_type).toInt();
  auto values = values_of(rows_);
  const auto from = std::ranges::find(values, value);
  if (from == values.end()) return false;
  const auto at = from - values.begin();
  auto to = row < 0 ? static_cast<std::ptrdiff_t>(values.size()) : row;
  values.erase(from);
  if (at < to) --to;
  values.insert(values.begin() + to, value);
  if (values != values_of(rows_)) Q_EMIT orderChosen(values);
  return false;  // the view is to remove nothing
}

}  // namespace penumbra::ui
