#include "ui/project/open_project.h"

#include <QCryptographicHash>
#include <QMetaObject>
#include <algorithm>
#include <unordered_set>

#include "base/error.h"
#include "dataset/demo_scenes.h"
#include "image/palette.h"
#include "project/classes.h"
#include "project/tag_scores.h"
#include "project/tags.h"
#include "project/time.h"
#include "review/looks.h"
#include "train/run_folder.h"
#include "ui/demo.h"
#include "ui/gallery/thumbnails.h"
#include "ui/jobs/duration_text.h"
#include "ui/problem_text.h"
#include "ui/project/change_text.h"
#include "ui/project/project_opening.h"
#include "ui/theme/class_colours.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {
constexpr auto select_row = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;

/// Those that `order` names come first.
std::vector<project::ImageId> arranged(const std::vector<project::ImageId>& ids,
                                       const std::vector<project::ImageId>& order) {
  std::unordered_set<project::ImageId> left(ids.begin(), ids.end());
  std::vector<project::ImageId> result;
  result.reserve(ids.size());
  for (const auto id : order)
    if (left.erase(id) > 0) result.push_back(id);
  for (const auto id : ids)
    if (left.contains(id)) result.push_back(id);
  return result;
}
}  // namespace

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
  return QString::fromStdString(place_of(project_->folder()).stem().string());
}

QString OpenProject::settings_group() const {
  const auto folder = QByteArray::fromStdString(place_of(project_->folder()).string());
  const auto hash = QCryptographicHash::hash(folder, QCryptographicHash::Sha1);
  return "projects/" + QString::fromLatin1(hash.toHex().left(16));
}

bool OpenProject::shows_demo() const {
  // While its scenes are being imported there are no classes yet.
  if (place_of(project_->folder()) == place_of(project_of(demo_folder()))) return true;
  const auto& demo = dataset::demo_classes().names();
  return std::ranges::equal(classes_, demo, {}, &project::ClassRow::name);
}

void OpenProject::set_where(const QString& where) {
  if (where == where_) return;
  where_ = where;
  filter_anew();
}

void OpenProject::set_sort(const QString& sort) {
  Q_EMIT sortChosen();
  if (sort == sort_) return;
  sort_ = sort;
  filter_anew();
}

void OpenProject::set_order(std::shared_ptr<const std::vector<project::ImageId>> order) {
  order_ = std::move(order);
  filter_anew();
}

/// Asks the catalogue in the background; only the latest answer counts.
void OpenProject::filter_anew() {
  filtering_.submit([this, request = ++request_, project = project_, where = where_.toStdString(),
                     sort = sort_.toStdString(), order = order_](JobControl&) {
    QString refused;
    std::vector<project::ImageId> ids;
    project::QueryNames names;
    project::Facets facets;
    std::int64_t total = 0, tagged = 0, corrected = 0;
    try {
      ids = project::select(*project, {.where = where, .sort = sort});
      if (order) ids = arranged(ids, *order);
      total = project::count(*project);
      tagged = project::count(*project, "is:tagged");
      corrected = project::count(*project, "state:edited or state:reviewed");
      names = project::query_names(*project);
    } catch (const std::exception& error) {
      refused = problem_text(error);
    }
    QMetaObject::invokeMethod(this, [this, request, refused, ids = std::move(ids),
                                     names = std::move(names), total, tagged, corrected]() mutable {
      if (request != request_) return;
      if (!refused.isEmpty()) return filter_was_refused(refused);
      understood_where_ = where_;
      understood_sort_ = sort_;
      image_count_ = total;
      tagged_count_ = tagged;
      corrected_count_ = corrected;
      names_ = std::move(names);
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

/// Goes on with what was understood last; where that is no more, e.g. as a class is gone, with all.
void OpenProject::filter_was_refused(const QString& problem) {
  const bool all = where_.isEmpty() && sort_ == usual_sort;
  if (where_ == understood_where_ && sort_ == understood_sort_) {
    understood_where_.clear();
    understood_sort_ = usual_sort;
  }
  where_ = understood_where_;
  sort_ = understood_sort_;
  Q_EMIT filterRefused(problem);
  if (!all) filter_anew();
}

void OpenProject::show_images(std::vector<project::ImageId> ids) {
  if (ids != images_.ids()) {
    const auto last = current();
    const int last_row = selection_.currentIndex().row();
    const auto chosen = selected();
    images_.set_ids(std::move(ids));
    const QItemSelection kept = rows_of(chosen);
    selection_.select(kept, select_row);
    // An image that the filter leaves out now gives its place to the one that comes after it.
    const int found = last ? images_.row_of(*last) : -1;
    const int row =
        found >= 0 ? found : std::clamp(last_row, 0, std::max(0, images_.rowCount() - 1));
    if (images_.rowCount() > 0)
      selection_.setCurrentIndex(images_.index(row, 0),
                                 kept.isEmpty() ? select_row : QItemSelectionModel::NoUpdate);
    if (current() != last) Q_EMIT currentChanged();
  }
  Q_EMIT filtered();
}

/// As few ranges as there are: a selection of 100,000 ranges is slow to draw.
QItemSelection OpenProject::rows_of(const std::vector<project::ImageId>& images) const {
  std::vector<int> rows;
  for (const auto image : images)
    if (const int row = images_.row_of(image); row >= 0) rows.push_back(row);
  std::ranges::sort(rows);
  QItemSelection selection;
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t last = first;
    while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1) ++last;
    selection.select(images_.index(rows[first], 0),
                     images_.index(rows[last], ImageListModel::columns - 1));
    first = last + 1;
  }
  return selection;
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

/// Does `work` after all earlier changes, on a thread of its own, and tells what it said.
void OpenProject::change(std::function<QString(project::Project&)> work,
                         std::vector<project::ImageId> images, bool classes, bool layers) {
  changing_.submit([this, project = project_, work = std::move(work), images = std::move(images),
                    classes, layers] {
    QString said, problem;
    try {
      said = work(*project);
    } catch (const std::exception& error) {
      problem = problem_text(error);
    }
    QMetaObject::invokeMethod(this, [this, said, problem, images, classes, layers] {
      if (!problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
      }
      if (classes) classes_changed();
      if (layers) layers_changed();
      rows_changed(images);
      filter_anew();
      if (!said.isEmpty()) Q_EMIT changed(said);
    });
  });
}

void OpenProject::edit_tags(const std::vector<project::ImageId>& images,
                            const std::vector<int>& add, const std::vector<int>& remove) {
  change(
      [images, add, remove](project::Project& project) {
        const auto count = project::edit_tags(project, images, add, remove);
        return count == 1
                   ? tr("Tags of one image changed")
                   : tr("Tags of %1 images changed").arg(number_text(static_cast<qint64>(count)));
      },
      images, false);
}

void OpenProject::set_reviewed(const std::vector<project::ImageId>& images, bool reviewed) {
  change(
      [images, reviewed](project::Project& project) {
        project::set_reviewed(project, images, reviewed);
        return QString();
      },
      images, false);
}

void OpenProject::rename_layer(project::LayerId layer, const QString& name) {
  change(
      [layer, name](project::Project& project) {
        project::Layers(project).rename(layer, name.toStdString());
        return tr("The layer is called %1 now").arg(name);
      },
      {}, false, true);
}

void OpenProject::ask(std::function<std::function<void()>(project::Project&)> question) {
  asking_.submit([this, project = project_, question = std::move(question)] {
    try {
      QMetaObject::invokeMethod(this, question(*project));
    } catch (const std::exception& error) {
      QMetaObject::invokeMethod(this, [this, text = problem_text(error)] { Q_EMIT failed(text); });
    }
  });
}

void OpenProject::finish_review(project::ImageId image, bool second) {
  change(
      [image, second, now = project::milliseconds_now()](project::Project& project) {
        review::finish(project, image, second, now);
        return QString();
      },
      {image}, false);
}

void OpenProject::take_back_review(project::ImageId image) {
  change(
      [image](project::Project& project) {
        review::take_back(project, image);
        return QString();
      },
      {image}, false);
}

void OpenProject::keep_review_settings(const review::Settings& settings) {
  changing_.submit([this, project = project_, settings] {
    try {
      review::keep_settings(*project, settings);
    } catch (const std::exception& error) {
      QMetaObject::invokeMethod(this, [this, text = problem_text(error)] { Q_EMIT failed(text); });
    }
  });
}

void OpenProject::refuse_proposal(const std::vector<project::ImageId>& images, int class_value) {
  change(
      [images, class_value](project::Project& project) {
        project::refuse_proposals(project, images, class_value);
        return tr("Kept as it is, and not asked again");
      },
      images, false);
}

void OpenProject::change_classes(std::function<QString(project::Project&)> work,
                                 std::function<void(const QString&)> refused) {
  change(
      [this, work = std::move(work), refused = std::move(refused)](project::Project& project) {
        try {
          return work(project);
        } catch (const std::exception& error) {
          QMetaObject::invokeMethod(this,
                                    [refused, problem = problem_text(error)] { refused(problem); });
          return QString();
        }
      },
      {}, true);
}

void OpenProject::undo_change() {
  change(
      [](project::Project& project) {
        const auto name = project::undo_change(project);
        return name ? tr("Taken back: %1").arg(change_text(*name))
                    : tr("There is no change to take back");
      },
      {}, true);
}

void OpenProject::redo_change() {
  change(
      [](project::Project& project) {
        const auto name = project::redo_change(project);
        return name ? tr("Done again: %1").arg(change_text(*name))
                    : tr("There is no change to do again");
      },
      {}, true);
}

void OpenProject::images_changed() {
  images_.refresh({});
  filter_anew();
  Q_EMIT imagesChanged();
}

void OpenProject::rows_changed(std::vector<project::ImageId> images) {
  images_.refresh(images);
  Q_EMIT rowsChanged(images);
}

void OpenProject::classes_changed() {
  const auto before = classes_;
  read_classes();
  if (classes_ != before) Q_EMIT classesChanged();
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
