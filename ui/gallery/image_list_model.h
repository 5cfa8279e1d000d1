#pragma once

#include <QAbstractListModel>
#include <QCache>
#include <QPixmap>
#include <memory>

#include "dataset/dataset.h"
#include "ui/gallery/thumbnail_loader.h"

namespace penumbra::ui {

/// The items of a data set as a list: name, tags, thumbnail.
class ImageListModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { TagsRole = Qt::UserRole, SearchRole, BrokenRole };

  static constexpr int thumbnail_side = 128;

  explicit ImageListModel(QObject* parent = nullptr);

  void set_dataset(std::shared_ptr<const dataset::Dataset> dataset);
  const dataset::Item* item(int row) const;
  const dataset::Dataset* dataset() const { return dataset_.get(); }

  int rowCount(const QModelIndex& parent = {}) const override;
  /// DisplayRole: the id. DecorationRole: the thumbnail, null until it is decoded (asking starts
  /// that). TagsRole: "cat, dog". SearchRole: what a filter looks at. BrokenRole: true where the
  /// file can't be decoded.
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::shared_ptr<const dataset::Dataset> dataset_;
  mutable ThumbnailLoader loader_;
  mutable QCache<int, QPixmap> thumbnails_;  ///< cost in KB; null pixmap: can't be decoded
};

/// Tag names of an item: "cat, dog", or "no tags".
QString tag_text(const dataset::Item& item, const dataset::Classes& classes);

}  // namespace penumbra::ui
