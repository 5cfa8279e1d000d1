#include "ui/project/open_project.h"

#include <QMetaObject>
#include <algorithm>

#include "base/error.h"
#include "dataset/demo_scenes.h"
#include "image/palette.h"
#include "project/classes.h"
#include "project/tags.h"
#include "train/run_folder.h"
#include "ui/demo.h"
#include "ui/gallery/thumbnails.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/project_opening.h"
#include "ui/theme/class_colours.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {
constexpr auto select_row = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
}

OpenProject::OpenProject(std::shared_ptr<project::Project> project, JobList& jobs, QObject* parent)
    : QObject(parent), project_(std::move(project)), jobs_(jobs), images_(*this) {
  selection_.setModel(&images_);
  connect(&selection_, &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& now, const QModelIndex& before) {
            if (now.row() != before.row()) Q_EMIT currentChanged();
          });
  connect(&selection_, &QItemSelectionModel::selectionChanged, this,
          &OpenProject::selectionChanged);
  read_classes();
  read_layers();
  filter_anew();
}

OpenProject::~OpenProject() = default;

QString OpenProject::name() const {
  return QString::fromStdString(fs::weakly_canonical(project_->folder()).stem().string());
}

bool OpenProject::shows_demo() const {
  // While its scenes are being imported there are no classes yet.
  if (fs::weakly_canonical(project_->folder()) == fs::weakly_canonical(project_of(demo_folder())))
    return true;
  const auto& demo = dataset::demo_classes().names();
  return std::ranges::equal(classes_, demo, {}, &project::ClassRow::name);
}

void OpenProject::set_where(const QString& where) {
  if (where == where_) return;
  where_ = where;
  filter_anew();
}

void OpenProject::set_sort(const QString& sort) {
  if (sort == sort_) return;
  sort_ = sort;
  filter_anew();
}

/// Asks the catalogue in the background; only the latest answer counts.
void OpenProject::filter_anew() {
  filtering_.submit([this, request = ++request_, project = project_, where = where_.toStdString(),
                     sort = sort_.toStdString()](JobControl&) {
    QString refused;
    std::vector<project::ImageId> ids;
    project::Facets facets;
    std::int64_t total = 0, tagged = 0;
    try {
      ids = project::select(*project, {.where = where, .sort = sort});
      total = project::count(*project);
      tagged = project::count(*project, "is:tagged");
    } catch (const std::exception& error) {
      refused = QString::fromUtf8(error.what());
    }
    QMetaObject::invokeMethod(
        this, [this, request, refused, ids = std::move(ids), total, tagged]() mutable {
          if (request != request_) return;
          if (!refused.isEmpty()) {
            Q_EMIT filterRefused(refused);
            return;
          }
          image_count_ = total;
          tagged_count_ = tagged;
          show_images(std::move(ids));
        });
    if (!refused.isEmpty()) return;
    facets = project::facets(*project, where);
    QMetaObject::invokeMethod(this, [this, request, facets = std::move(facets)] {
      if (request != request_) return;
      facets_ = facets;
      Q_EMIT facetsChanged();
    });
  });
}

void OpenProject::show_images(std::vector<project::ImageId> ids) {
  if (ids != images_.ids()) {
    const auto last = current();
    const auto chosen = selected();
    images_.set_ids(std::move(ids));
    QItemSelection kept;
    for (const auto image : chosen)
      if (const int row = images_.row_of(image); row >= 0)
        kept.select(images_.index(row, 0), images_.index(row, 0));
    selection_.select(kept, select_row);
    const int row = last ? std::max(0, images_.row_of(*last)) : 0;
    if (images_.rowCount() > 0)
      selection_.setCurrentIndex(images_.index(row, 0),
                                 kept.isEmpty() ? select_row : QItemSelectionModel::NoUpdate);
    if (current() != last) Q_EMIT currentChanged();
  }
  Q_EMIT filtered();
}

std::optional<project::ImageId> OpenProject::current() const {
  const QModelIndex index = selection_.currentIndex();
  if (!index.isValid()) return {};
  return images_.ids()[static_cast<std::size_t>(index.row())];
}

void OpenProject::set_current(project::ImageId image) {
  const int row = images_.row_of(image);
  if (row >= 0) selection_.setCurrentIndex(images_.index(row, 0), select_row);
}

void OpenProject::step(int direction) {
  const QModelIndex index = selection_.currentIndex();
  const int row = index.isValid() ? index.row() + direction : 0;
  if (row >= 0 && row < images_.rowCount())
    selection_.setCurrentIndex(images_.index(row, 0), select_row);
}

std::vector<project::ImageId> OpenProject::selected() const {
  std::vector<int> rows;
  for (const auto& range : selection_.selection())
    for (int row = range.top(); row <= range.bottom(); ++row) rows.push_back(row);
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::vector<project::ImageId> result;
  for (const int row : rows) result.push_back(images_.ids()[static_cast<std::size_t>(row)]);
  return result;
}

const project::ClassRow* OpenProject::find_class(int value) const {
  const auto found = std::ranges::find(classes_, value, &project::ClassRow::value);
  return found == classes_.end() ? nullptr : &*found;
}

QString OpenProject::class_name(int value) const {
  if (value == 0) return tr("background");
  if (value == image::ignore_label) return tr("ignore");
  const auto* found = find_class(value);
  return found ? QString::fromStdString(found->name) : tr("class %1").arg(value);
}

QColor OpenProject::class_colour(int value) const {
  const auto* found = find_class(value);
  if (found) {
    const auto voc = image::voc_palette()[static_cast<std::size_t>(value)];
    const auto usual = static_cast<std::uint32_t>(voc[0] << 16 | voc[1] << 8 | voc[2]);
    if (found->colour != usual) return QColor::fromRgb(found->colour);
  }
  return ui::class_colour(value);
}

const project::Layer* OpenProject::find_layer(project::LayerId layer) const {
  const auto found = std::ranges::find(layers_, layer, &project::Layer::id);
  return found == layers_.end() ? nullptr : &*found;
}

const project::Layer* OpenProject::find_layer(const QString& name) const {
  const auto found = std::ranges::find(layers_, name.toStdString(), &project::Layer::name);
  return found == layers_.end() ? nullptr : &*found;
}

std::vector<fs::path> OpenProject::runs() const {
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(project_->runs(), ignored)) {
    const auto options = train::RunFolder{entry.path()}.options();
    const auto time = fs::last_write_time(options, ignored);
    if (!ignored) found.emplace_back(time, entry.path());
  }
  std::ranges::sort(found, std::greater<>());
  std::vector<fs::path> result;
  for (auto& [time, path] : found) result.push_back(std::move(path));
  return result;
}

void OpenProject::edit_tags(const std::vector<project::ImageId>& images,
                            const std::vector<int>& add, const std::vector<int>& remove) {
  try {
    const auto count = project::edit_tags(*project_, images, add, remove);
    rows_changed(images);
    images_changed();
    Q_EMIT changed(
        count == 1 ? tr("Tags of one image changed")
                   : tr("Tags of %1 images changed").arg(number_text(static_cast<qint64>(count))));
  } catch (const std::exception& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

void OpenProject::set_reviewed(const std::vector<project::ImageId>& images, bool reviewed) {
  try {
    project::set_reviewed(*project_, images, reviewed);
    rows_changed(images);
    images_changed();
  } catch (const std::exception& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

void OpenProject::undo_change() {
  step_through_changes(project::undo_change, tr("Taken back: %1"));
}
void OpenProject::redo_change() {
  step_through_changes(project::redo_change, tr("Done again: %1"));
}

void OpenProject::step_through_changes(std::optional<std::string> (*change)(project::Project&),
                                       const QString& text) {
  try {
    const auto name = change(*project_);
    if (!name) return;
    classes_changed();
    rows_changed({});
    images_changed();
    Q_EMIT changed(text.arg(QString::fromStdString(*name)));
  } catch (const std::exception& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

void OpenProject::images_changed() {
  images_.refresh({});
  filter_anew();
}

void OpenProject::rows_changed(std::vector<project::ImageId> images) {
  images_.refresh(images);
  Q_EMIT rowsChanged(images);
}

void OpenProject::classes_changed() {
  read_classes();
  Q_EMIT classesChanged();
}

void OpenProject::layers_changed() {
  read_layers();
  Q_EMIT layersChanged();
}

void OpenProject::labels_changed(project::LayerId layer) {
  if (!find_layer(layer)) layers_changed();
  images_.thumbnails().layer_changed(layer);
  Q_EMIT labelsChanged(layer);
}

void OpenProject::runs_changed() { Q_EMIT runsChanged(); }

void OpenProject::read_classes() { classes_ = project::classes(*project_); }
void OpenProject::read_layers() { layers_ = project::Layers(*project_).list(); }

}  // namespace penumbra::ui
