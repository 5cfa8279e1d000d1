#include "ui/gallery/image_list_model.h"

#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {
namespace {
constexpr int thumbnail_memory_kb = 96 * 1024;
}

QString tag_text(const dataset::Item& item, const dataset::Classes& classes) {
  if (!item.tagged) return "no tags";
  QStringList names;
  for (const int id : item.tags) names << QString::fromStdString(classes.name(id));
  return names.isEmpty() ? "nothing" : names.join(", ");
}

ImageListModel::ImageListModel(QObject* parent)
    : QAbstractListModel(parent),
      loader_(thumbnail_side, background_threads()),
      thumbnails_(thumbnail_memory_kb) {
  connect(&loader_, &ThumbnailLoader::loaded, this, [this](int row, const QImage& thumbnail) {
    const auto bytes = std::max<qsizetype>(1024, thumbnail.sizeInBytes());
    thumbnails_.insert(row, new QPixmap(QPixmap::fromImage(thumbnail)), bytes / 1024);
    const QModelIndex changed = index(row);
    Q_EMIT dataChanged(changed, changed, {Qt::DecorationRole, BrokenRole});
  });
}

void ImageListModel::set_dataset(std::shared_ptr<const dataset::Dataset> dataset) {
  beginResetModel();
  loader_.clear();
  thumbnails_.clear();
  dataset_ = std::move(dataset);
  endResetModel();
}

const dataset::Item* ImageListModel::item(int row) const {
  return row >= 0 && row < rowCount() ? &dataset_->items[static_cast<std::size_t>(row)] : nullptr;
}

int ImageListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !dataset_ ? 0 : static_cast<int>(dataset_->items.size());
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const {
  const dataset::Item* shown = index.isValid() ? item(index.row()) : nullptr;
  if (!shown) return {};
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(shown->id);
    case Qt::ToolTipRole:
      return QString("%1\n%2 × %3 px\n%4")
          .arg(QString::fromStdString(shown->id))
          .arg(shown->size.width)
          .arg(shown->size.height)
          .arg(tag_text(*shown, dataset_->classes));
    case TagsRole:
      return tag_text(*shown, dataset_->classes);
    case SearchRole:
      return QString::fromStdString(shown->id) + ' ' + tag_text(*shown, dataset_->classes);
    case Qt::DecorationRole:
      if (const QPixmap* thumbnail = thumbnails_.object(index.row()))
        return thumbnail->isNull() ? QVariant() : *thumbnail;
      loader_.request(index.row(), shown->image);
      return {};
    case BrokenRole: {
      const QPixmap* thumbnail = thumbnails_.object(index.row());
      return thumbnail && thumbnail->isNull();
    }
    default:
      return {};
  }
}

}  // namespace penumbra::ui
