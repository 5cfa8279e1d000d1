#include "ui/gallery/image_list_model.h"

#include <QLocale>

#include "ui/gallery/thumbnails.h"
#include "ui/percent.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {
constexpr int page_rows = 128;
constexpr int most_pages = 64;

/// Numbers stand at the right, also in the header.
QVariant alignment(int column) {
  const bool number = column >= ImageListModel::Size && column <= ImageListModel::Iou;
  return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}
}  // namespace

ImageListModel::ImageListModel(OpenProject& project, QObject* parent)
    : QAbstractTableModel(parent),
      project_(project),
      pages_(most_pages),
      thumbnails_(std::make_unique<Thumbnails>(project)) {
  reading_soon_.setSingleShot(true);
  reading_soon_.setInterval(0);
  connect(&reading_soon_, &QTimer::timeout, this, &ImageListModel::read_pages);
  connect(thumbnails_.get(), &Thumbnails::changed, this, [this](project::ImageId image) {
    const int row = row_of(image);
    if (row < 0) return;
    const QModelIndex cell = index(row, Name);
    Q_EMIT dataChanged(cell, cell, {Qt::DecorationRole, OverlayRole, ProblemRole});
  });
  connect(thumbnails_.get(), &Thumbnails::allChanged, this, [this] {
    if (!ids_.empty())
      Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name),
                         {Qt::DecorationRole, OverlayRole});
  });
}

ImageListModel::~ImageListModel() = default;

void ImageListModel::set_ids(std::vector<project::ImageId> ids) {
  beginResetModel();
  ++generation_;
  ids_ = std::move(ids);
  row_of_.clear();
  row_of_.reserve(ids_.size());
  for (std::size_t i = 0; i < ids_.size(); ++i) row_of_.emplace(ids_[i], static_cast<int>(i));
  pages_.clear();
  wanted_.clear();
  endResetModel();
}

int ImageListModel::row_of(project::ImageId image) const {
  const auto found = row_of_.find(image);
  return found == row_of_.end() ? -1 : found->second;
}

const project::ImageRow* ImageListModel::row(int row) const {
  if (row < 0 || row >= rowCount()) return nullptr;
  const int number = row / page_rows;
  const Page* page = pages_.object(number);
  if (!page || page->stale) ask_for(number);
  if (!page) return nullptr;
  const auto at = static_cast<std::size_t>(row % page_rows);
  const auto* found = at < page->rows.size() ? &page->rows[at] : nullptr;
  return found && found->id == ids_[static_cast<std::size_t>(row)] ? found : nullptr;
}

void ImageListModel::ask_for(int page) const {
  if (wanted_.insert(page).second) reading_soon_.start();
}

void ImageListModel::read_pages() {
  std::vector<std::pair<int, std::vector<project::ImageId>>> pages;
  for (const int page : wanted_) {
    const auto first = ids_.begin() + page * page_rows;
    const auto count = std::min<std::ptrdiff_t>(page_rows, ids_.end() - first);
    pages.emplace_back(page, std::vector<project::ImageId>(first, first + count));
  }
  reading_.submit([this, project = project_.project(), pages = std::move(pages),
                   generation = generation_](JobControl& control) {
    for (const auto& [page, ids] : pages) {
      control.checkpoint();
      QMetaObject::invokeMethod(
          this, [this, generation, page = page, rows = project::rows(*project, ids)]() mutable {
            if (generation == generation_) show_page(page, std::move(rows));
          });
    }
  });
}

void ImageListModel::show_page(int page, std::vector<project::ImageRow> rows) {
  wanted_.erase(page);
  const int first = page * page_rows;
  const int last = first + static_cast<int>(rows.size()) - 1;
  pages_.insert(page, new Page{std::move(rows), false});
  if (last >= first) Q_EMIT dataChanged(index(first, 0), index(last, columns - 1));
}

void ImageListModel::refresh(const std::vector<project::ImageId>& images) {
  ++generation_;
  wanted_.clear();
  std::set<int> pages;
  for (const auto image : images)
    if (const int row = row_of(image); row >= 0) pages.insert(row / page_rows);
  for (const int number : pages_.keys())
    if (images.empty() || pages.contains(number)) pages_.object(number)->stale = true;
  if (!ids_.empty())
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));  // views ask for them
}

int ImageListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(ids_.size());
}

int ImageListModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ImageListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return alignment(section);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Name");
    case Tags:
      return tr("Tags");
    case State:
      return tr("State");
    case Splits:
      return tr("Splits");
    case Size:
      return tr("Size");
    case Uncertain:
      return tr("Uncertain");
    case Contradiction:
      return tr("Contradiction");
    case Iou:
      return tr("IoU");
    case Path:
      return tr("Folder and file");
    default:
      return {};
  }
}

QString ImageListModel::tag_text(const project::ImageRow& row) const {
  if (!row.tagged) return tr("no tags");
  QStringList names;
  for (const int value : row.tags) names << project_.class_name(value);
  return names.isEmpty() ? tr("nothing") : names.join(", ");
}

QString ImageListModel::text(const project::ImageRow& row, int column) const {
  const auto number = [&](const char* name) {
    const auto found = row.numbers.find(name);
    return found == row.numbers.end() ? QString() : in_percent(found->second, 1);
  };
  switch (column) {
    case Name:
      return QString::fromStdString(row.name);
    case Tags:
      return tag_text(row);
    case State:
      return state_text(row);
    case Splits: {
      QStringList names;
      for (const auto& split : row.splits) names << QString::fromStdString(split);
      return names.join(", ");
    }
    case Size:
      return row.size.width > 0 ? QString("%1 × %2").arg(row.size.width).arg(row.size.height)
                                : QString();
    case Uncertain:
      return number("uncertain");
    case Contradiction:
      return number("contradiction");
    case Iou:
      return number("iou");
    case Path:
      return QString::fromStdString(row.path);
    default:
      return {};
  }
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const auto id = ids_[static_cast<std::size_t>(index.row())];
  if (role == IdRole) return QVariant::fromValue<qint64>(id);
  const auto* shown = row(index.row());
  if (!shown) return {};
  switch (role) {
    case Qt::DisplayRole:
      return text(*shown, index.column());
    case Qt::ToolTipRole: {
      QString tip =
          QString("%1\n%2\n%3").arg(text(*shown, Path), text(*shown, Size), tag_text(*shown));
      if (!shown->problem.empty()) tip += '\n' + QString::fromStdString(shown->problem);
      return tip;
    }
    case Qt::TextAlignmentRole:
      return alignment(index.column());
    case Qt::DecorationRole:
      return index.column() == Name ? thumbnails_->picture(*shown) : QVariant();
    case OverlayRole:
      return thumbnails_->overlay(*shown);
    case TagsRole:
      return tag_text(*shown);
    case StateRole:
      return static_cast<int>(shown->state);
    case ProblemRole: {
      if (!shown->problem.empty()) return QString::fromStdString(shown->problem);
      if (!shown->found) return tr("not found");
      return thumbnails_->problem(id);
    }
    default:
      return {};
  }
}

QString state_text(const project::ImageRow& row) {
  if (!row.problem.empty()) return ImageListModel::tr("broken");
  if (!row.found) return ImageListModel::tr("missing");
  switch (row.state) {
    case project::ImageState::New:
      return ImageListModel::tr("new");
    case project::ImageState::Labelled:
      return ImageListModel::tr("labelled");
    case project::ImageState::Edited:
      return ImageListModel::tr("edited");
    case project::ImageState::Reviewed:
      return ImageListModel::tr("reviewed");
  }
  return {};
}

}  // namespace penumbra::ui
