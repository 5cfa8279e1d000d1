#pragma once

#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include "project/catalogue.h"
#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

class OpenProject;
class Thumbnails;

/// The images of the filter as a table: a list of ids whose rows are read in pages, in the
/// background, as they are looked at. Views of one column show the thumbnail with name and tags.
class ImageListModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role { IdRole = Qt::UserRole, TagsRole, StateRole, ProblemRole, OverlayRole };
  enum Column { Name, Tags, State, Splits, Size, Uncertain, Contradiction, Iou, Path, columns };

  explicit ImageListModel(OpenProject& project, QObject* parent = nullptr);
  ~ImageListModel() override;

  void set_ids(std::vector<project::ImageId> ids);
  const std::vector<project::ImageId>& ids() const { return ids_; }
  /// -1: not among them.
  int row_of(project::ImageId image) const;
  /// What is known of a row; null while it is being read for the first time (asking starts that).
  const project::ImageRow* row(int row) const;
  Thumbnails& thumbnails() { return *thumbnails_; }

  /// What is shown of these images is read anew; of all where empty.
  void refresh(const std::vector<project::ImageId>& images);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  /// DisplayRole: text of the column. DecorationRole: the thumbnail (column 0), null until it is
  /// there. OverlayRole: the labels to be drawn over it, or null. TagsRole: "cat, dog". StateRole:
  /// a project::ImageState as a number. ProblemRole: why the photo can't be used.
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  struct Page {
    std::vector<project::ImageRow> rows;
    bool stale = false;
  };

  void ask_for(int page) const;
  void read_pages();
  void show_page(int page, std::vector<project::ImageRow> rows);
  QString text(const project::ImageRow& row, int column) const;
  QString tag_text(const project::ImageRow& row) const;

  OpenProject& project_;
  std::vector<project::ImageId> ids_;
  std::unordered_map<project::ImageId, int> row_of_;
  mutable QCache<int, Page> pages_;
  mutable std::set<int> wanted_;
  mutable QTimer reading_soon_;
  int generation_ = 0;  ///< counts changes of what the pages say
  std::unique_ptr<Thumbnails> thumbnails_;
  LatestTask reading_;
};

/// "new", "labelled", "edited", "reviewed", "broken" or "missing".
QString state_text(const project::ImageRow& row);

}  // namespace penumbra::ui
