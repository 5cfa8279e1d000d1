#pragma once

#include <QColor>
#include <QItemSelectionModel>
#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "project/catalogue.h"
#include "project/changes.h"
#include "project/layers.h"
#include "project/query.h"
#include "project/select.h"
#include "review/settings.h"
#include "ui/gallery/image_list_model.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/latest_task.h"
#include "ui/jobs/serial_tasks.h"

namespace penumbra::ui {

/// The open project on the window's thread: what the places share (filter, order, current image,
/// selection), what the catalogue holds, and who is told when that changes. Jobs work on
/// `project()` from their own threads and tell what they changed when they are back.
class OpenProject : public QObject {
  Q_OBJECT

 public:
  OpenProject(std::shared_ptr<project::Project> project, JobList& jobs, QObject* parent = nullptr);
  ~OpenProject() override;

  const std::shared_ptr<project::Project>& project() const { return project_; }
  JobList& jobs() { return jobs_; }
  /// "holiday" of holiday.penumbra.
  QString name() const;
  /// Where QSettings keeps what is remembered of it.
  QString settings_group() const;
  /// Whether these are the demo's scenes.
  bool shows_demo() const;

  /// The query (project/query.h) and order (project::Selection) of all places: those that were
  /// asked for last, or understood last where these can't be understood.
  const QString& where() const { return where_; }
  const QString& sort() const { return sort_; }
  /// Takes effect in the background: `filtered` or `filterRefused` follows.
  void set_where(const QString& where);
  void set_sort(const QString& sort);
  /// Puts those of the filter's images that `order` names first, in its order; the others follow as
  /// `sort` says. Null: none. Takes effect in the background.
  void set_order(std::shared_ptr<const std::vector<project::ImageId>> order);
  bool has_order() const { return order_ != nullptr; }
  /// What the filter lets through, in its order.
  const std::vector<project::ImageId>& filtered_images() const { return images_.ids(); }
  std::int64_t image_count() const { return image_count_; }
  std::int64_t tagged_count() const { return tagged_count_; }
  /// What a query may name, as of the last answer of the filter.
  const project::QueryNames& names() const { return names_; }
  /// Images that a person edited or reviewed.
  std::int64_t corrected_count() const { return corrected_count_; }
  /// How many have which tags, states, splits, among those of the filter.
  const project::Facets& facets() const { return facets_; }

  ImageListModel& images() { return images_; }
  /// The current image and the selected ones, of `images()`.
  QItemSelectionModel& selection() { return selection_; }
  std::optional<project::ImageId> current() const;
  /// Does nothing for an image that the filter leaves out.
  void set_current(project::ImageId image);
  /// Moves to the next (1) or previous (-1) image of the filter.
  void step(int direction);
  /// Those selected, in the order of the filter.
  std::vector<project::ImageId> selected() const;

  /// Classes in use, in their order; by value, null where there is none.
  const std::vector<project::ClassRow>& classes() const { return classes_; }
  const project::ClassRow* find_class(int value) const;
  /// A class's name; "background" and "ignore" for 0 and 255.
  QString class_name(int value) const;
  /// A class's colour on screen: the one that was chosen for it, else one of a colour-blind-safe
  /// set.
  QColor class_colour(int value) const;

  /// Label layers in order of their creation; null where there is none.
  const std::vector<project::Layer>& layers() const { return layers_; }
  const project::Layer* find_layer(project::LayerId layer) const;
  const project::Layer* find_layer(const QString& name) const;

  /// Folders of the project's runs, the latest first.
  std::vector<std::filesystem::path> runs() const;

  /// Changes what the catalogue holds, in the background, one after another; `changed` or `failed`
  /// follows. Adds and removes tags of images; `undo_change` takes it back.
  void edit_tags(const std::vector<project::ImageId>& images, const std::vector<int>& add,
                 const std::vector<int>& remove);
  void set_reviewed(const std::vector<project::ImageId>& images, bool reviewed);
  void rename_layer(project::LayerId layer, const QString& name);
  /// See review/looks.h.
  void finish_review(project::ImageId image, bool second);
  void take_back_review(project::ImageId image);
  void keep_review_settings(const review::Settings& settings);
  /// The images are right as they are in a class, whatever the classifier says.
  void refuse_proposal(const std::vector<project::ImageId>& images, int class_value);
  /// `work` changes classes and returns what to say. Instead of `failed`, `refused` is called on
  /// the window's thread with what went wrong.
  void change_classes(std::function<QString(project::Project&)> work,
                      std::function<void(const QString& problem)> refused);
  void undo_change();
  void redo_change();

  /// Asks the catalogue something in the background; what `question` returns is done on the
  /// window's thread then. `failed` follows where it throws.
  void ask(std::function<std::function<void()>(project::Project&)> question);

  /// To be called by who changed something.
  void images_changed();                                    ///< added, removed, states, numbers
  void rows_changed(std::vector<project::ImageId> images);  ///< what is shown of these
  void classes_changed();
  void layers_changed();                        ///< made, renamed, removed
  void labels_changed(project::LayerId layer);  ///< its maps; layers may be new too
  void runs_changed();

 Q_SIGNALS:
  /// The filter's images are other ones, or in another order.
  void filtered();
  /// The query or order can't be understood; those before count again.
  void filterRefused(const QString& text);
  /// Somebody asked for an order, be it the present one.
  void sortChosen();
  void facetsChanged();
  void currentChanged();
  void selectionChanged();
  /// Images were added or removed, or got other states or numbers.
  void imagesChanged();
  void rowsChanged(const std::vector<project::ImageId>& images);
  void classesChanged();
  void layersChanged();
  void labelsChanged(project::LayerId layer);
  void runsChanged();
  void failed(const QString& text);
  /// A change of tags or classes was made, taken back or brought back; its name.
  void changed(const QString& text);

 private:
  void filter_anew();
  void filter_was_refused(const QString& problem);
  void show_images(std::vector<project::ImageId> ids);
  QItemSelection rows_of(const std::vector<project::ImageId>& images) const;
  void change(std::function<QString(project::Project&)> work, std::vector<project::ImageId> images,
              bool classes, bool layers = false);
  void read_classes();
  void read_layers();

  static constexpr auto usual_sort = "name";

  std::shared_ptr<project::Project> project_;
  JobList& jobs_;
  QString where_;
  QString sort_ = usual_sort;
  QString understood_where_, understood_sort_ = usual_sort;
  std::shared_ptr<const std::vector<project::ImageId>> order_;
  std::int64_t image_count_ = 0;
  std::int64_t tagged_count_ = 0;
  project::QueryNames names_;
  std::int64_t corrected_count_ = 0;
  project::Facets facets_;
  std::vector<project::ClassRow> classes_;
  std::vector<project::Layer> layers_;
  int request_ = 0;
  ImageListModel images_;
  QItemSelectionModel selection_;
  LatestTask filtering_;
  SerialTasks asking_;
  SerialTasks changing_;
};

}  // namespace penumbra::ui
