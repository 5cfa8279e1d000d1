#pragma once

#include <QPointer>
#include <QWidget>
#include <memory>
#include <optional>

#include "project/catalogue.h"
#include "ui/viewer/image_layers.h"
#include "ui/viewer/image_reader.h"
#include "ui/viewer/inspector.h"
#include "ui/viewer/layer_stack.h"
#include "ui/viewer/view_memory.h"

class QMenu;

namespace penumbra::ui {

class Canvas;
class Editing;
class ImageListView;
class InspectBar;
class InspectPanel;
class JourneyBar;
class Live;
class LiveBar;
class NextSteps;
class OpenProject;
class ReviewBar;
struct ScoreSettings;

/// One image with its layers, beside the film strip of the filtered images. Its
/// actions have object names and keys, which count while no other control makes
/// use of them.
class InspectPage : public QWidget {
  Q_OBJECT

 public:
  explicit InspectPage(QWidget* parent = nullptr);
  ~InspectPage() override;

  void set_project(OpenProject* project);
  /// Folds or unfolds the film strip and the panel.
  void show_panels(bool visible);
  /// Remembers how the image is looked at until the project is opened again.
  void keep_view();

  Canvas& canvas() { return *canvas_; }
  ReviewBar& review() { return *review_; }
  /// The image whose photo is on the canvas.
  std::optional<project::ImageId> shown_image() const { return shown_photo_; }
  /// What lies over it, the journey included.
  const ImageLayers& shown_layers() const;
  Editing& editing() { return *editing_; }
  Live& live() { return *live_; }
  /// Switches live labels on, with what there is to read photos with.
  void start_live();

 Q_SIGNALS:
  /// There is nothing to look at yet; the user chose how to go on.
  void instantLabelsRequested();
  void trainRequested();
  /// What is to be done with a layer in another place.
  void comparisonRequested(project::LayerId layer, project::LayerId reference);
  void exportRequested(project::LayerId layer);
  /// A class is to be looked at, all of them where 0.
  void classesRequested(int value);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void make_actions();
  void connect_parts();
  void make_menus();
  void connect_editing();
  void connect_live();
  std::vector<project::ImageId> seen_images() const;

  void show_current();
  void find_neighbours();
  void show_nothing(const QString& text);
  void read_wanted();
  void photo_ready();
  void choose_run();
  void look();
  void update_layers();
  void update_panel();
  void show_overlay();
  void probe(QPoint pixel);
  int class_at(QPoint pixel) const;
  void fill_canvas_menu(QMenu& menu, const QPoint& at);
  void fill_layer_menu(QMenu* menu, const QString& key);
  void rename(const project::Layer& layer);
  void ask_to_remove(const project::Layer& layer);
  void update_state();
  bool in_journey() const;
  ScoreSettings score_settings() const;
  std::vector<StackRow> stack_rows() const;

  QPointer<OpenProject> project_;
  std::optional<project::ImageRow> image_;     ///< the current one
  std::vector<project::ImageRow> neighbours_;  ///< the next, the previous
  std::optional<project::ImageId> shown_photo_;
  project::ImageId layers_of_ = 0;
  ImageLayers layers_;                       ///< of the project and of the run that looks
  std::shared_ptr<const ImageLayers> look_;  ///< null: none, or not there yet
  QString look_problem_;
  bool looking_ = false;

  ImageReader reader_;
  Inspector inspector_;
  LayerStack stack_;
  ViewMemory views_;
  ImageListView* strip_;
  InspectBar* bar_;
  ReviewBar* review_;
  NextSteps* next_steps_;
  Canvas* canvas_;
  Editing* editing_;
  Live* live_;
  LiveBar* live_bar_;
  JourneyBar* journey_;
  InspectPanel* panel_;
};

}  // namespace penumbra::ui
