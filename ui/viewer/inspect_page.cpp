#include "ui/viewer/inspect_page.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "label/live_labels.h"
#include "project/evidence.h"
#include "ui/classes/image_tags.h"
#include "ui/editor/editing.h"
#include "ui/gallery/image_list_view.h"
#include "ui/live/live.h"
#include "ui/live/live_bar.h"
#include "ui/live/live_model.h"
#include "ui/project/open_project.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/settings_writer.h"
#include "ui/splitter_memory.h"
#include "ui/theme/appearance.h"
#include "ui/viewer/action_keys.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/class_list.h"
#include "ui/viewer/image_facts.h"
#include "ui/viewer/inspect_bar.h"
#include "ui/viewer/inspect_panel.h"
#include "ui/viewer/journey_bar.h"
#include "ui/viewer/layer_list.h"
#include "ui/viewer/next_steps.h"
#include "ui/viewer/probe_panel.h"
#include "ui/viewer/run_choice.h"
#include "ui/viewer/score_panel.h"

namespace penumbra::ui {
namespace {
constexpr auto splitter_setting = "inspect/splitter";
constexpr auto view_setting = "/view";      // in the project's group
constexpr auto viewed_setting = "/viewed";  // the image that it is of

/// Whether Enter ends what is typed, or chooses what is marked, in the control that has the focus.
bool belongs_to_control(const QKeyEvent& pressed) {
  if (pressed.key() != Qt::Key_Return && pressed.key() != Qt::Key_Enter) return false;
  const QWidget* focus = QApplication::focusWidget();
  return qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus) ||
         qobject_cast<const QComboBox*>(focus) || qobject_cast<const QAbstractItemView*>(focus);
}
}  // namespace

InspectPage::InspectPage(QWidget* parent) : QWidget(parent) {
  setObjectName("inspectPage");
  strip_ = new ImageListView(ImageListView::Shape::FilmStrip, this);
  strip_->setObjectName("filmStrip");
  strip_->setAccessibleName(tr("Images of the filter"));
  strip_->setFocusPolicy(Qt::NoFocus);  // arrow keys belong to the canvas
  bar_ = new InspectBar(this);
  review_ = new ReviewBar(this);
  next_steps_ = new NextSteps(this);
  next_steps_->hide();
  canvas_ = new Canvas(this);
  editing_ = new Editing(*this, *canvas_);
  live_ = new Live(editing_->editor(), this);
  live_bar_ = new LiveBar(*live_, this);
  journey_ = new JourneyBar(this);
  journey_->hide();
  panel_ = new InspectPanel(stack_, this);

  auto* middle = new QWidget(this);
  auto* rows = new QVBoxLayout(middle);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(bar_);
  rows->addWidget(review_);
  rows->addWidget(next_steps_);
  rows->addWidget(editing_->bar());
  rows->addWidget(live_bar_);
  auto* work = new QHBoxLayout;
  work->setSpacing(0);
  work->addWidget(editing_->column());
  work->addWidget(canvas_, 1);
  rows->addLayout(work, 1);
  rows->addWidget(journey_);
  auto* splitter = new QSplitter(this);
  splitter->setObjectName("inspectSplitter");
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(strip_);
  splitter->addWidget(middle);
  splitter->addWidget(panel_);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({strip_->width(), 80 * grid_px, 40 * grid_px});
  remember_sizes(*splitter, splitter_setting);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
  setFocusProxy(canvas_);

  make_actions();
  connect_parts();
  make_menus();
  connect_editing();
  connect_live();
  show_nothing(tr("Choose an image on the left."));
}

InspectPage::~InspectPage() {
  // The parts go after what their last signals ask for.
  for (QObject* part : findChildren<QObject*>()) part->disconnect(this);
}

void InspectPage::make_actions() {
  const auto on = [this](const char* name, const QString& text, const char* keys, auto act) {
    QAction* action = add_action(*this, name, text, keys);
    canvas_->addAction(action);
    connect(action, &QAction::triggered, this, act);
  };
  const auto step = [this](int by) {
    if (project_) project_->step(by);
  };
  const auto toggle = [this](const char* key) { stack_.set_visible(key, !stack_.visible(key)); };
  on("action_next_image", tr("Next image"), "Right", [step] { step(1); });
  on("action_previous_image", tr("Previous image"), "Left", [step] { step(-1); });
  on("action_toggle_cam", tr("Show or hide the CAM"), "M",
     [toggle] { toggle(LayerStack::cam_key); });
  on("action_toggle_uncertain", tr("Show or hide the uncertain region"), "U",
     [toggle] { toggle(LayerStack::uncertain_key); });
  on("action_next_class", tr("CAM of the next class"), ".",
     [this] { panel_->scores().step_class(1); });
  on("action_previous_class", tr("CAM of the previous class"), ",",
     [this] { panel_->scores().step_class(-1); });
  on("action_journey", tr("Journey of the image during a run"), "J",
     [this] { bar_->journey().toggle(); });
  addActions(panel_->layers().actions());
  addActions(live_bar_->actions());
  canvas_->addActions(live_bar_->actions());
  canvas_->addActions(review_->actions());
  addActions(panel_->tags().actions());
  addActions(canvas_->actions());
}

void InspectPage::connect_parts() {
  connect(&reader_, &ImageReader::ready, this, [this](project::ImageId image) {
    if (!image_ || image != image_->id) return;
    photo_ready();
    update_layers();
  });
  connect(&inspector_, &Inspector::started, this, [this] {
    looking_ = true;
    look_problem_.clear();
    update_state();
  });
  connect(&inspector_, &Inspector::ready, this,
          [this](const std::shared_ptr<const ImageLayers>& layers) {
            looking_ = false;
            look_ = layers;
            update_layers();
            update_state();
          });
  connect(&inspector_, &Inspector::failed, this, [this](const QString& text) {
    looking_ = false;
    look_problem_ = text;
    update_state();
  });
  connect(&stack_, &LayerStack::changed, this, [this] {
    read_wanted();
    update_panel();
    show_overlay();
  });
  connect(&panel_->scores(), &ScorePanel::changed, this, [this] {
    read_wanted();
    update_panel();
    show_overlay();
  });
  connect(&panel_->classes(), &ClassList::highlightChanged, this, &InspectPage::show_overlay);
  connect(panel_, &InspectPanel::classesRequested, this, &InspectPage::classesRequested);
  connect(&panel_->tags(), &ImageTags::left, canvas_, qOverload<>(&QWidget::setFocus));
  connect(&bar_->runs(), &RunChoice::changed, this, &InspectPage::choose_run);
  connect(next_steps_, &NextSteps::instantLabelsRequested, this,
          &InspectPage::instantLabelsRequested);
  connect(next_steps_, &NextSteps::trainRequested, this, &InspectPage::trainRequested);
  connect(&bar_->journey(), &QToolButton::toggled, this, [this](bool on) {
    journey_->setVisible(on);
    update_layers();
  });
  connect(journey_, &JourneyBar::stepChanged, this, &InspectPage::update_layers);
  connect(canvas_, &Canvas::zoomChanged, this,
          [this](double zoom) { bar_->set_zoom(zoom * devicePixelRatioF()); });
  bar_->set_review_action(review_->toggle_action());
  connect(bar_, &InspectBar::fitRequested, canvas_, &Canvas::zoom_to_fit);
  connect(canvas_, &Canvas::hovered, this, &InspectPage::probe);
}

void InspectPage::connect_editing() {
  QWidget* tidy = panel_->add_section(tr("Tidy up"), editing_->tidy());
  QWidget* history = panel_->add_section(tr("History of this image"), editing_->history());
  const auto show = [this, tidy, history] {
    tidy->setVisible(editing_->active());
    history->setVisible(editing_->active());
  };
  show();
  Editor& editor = editing_->editor();
  connect(&editor, &Editor::activeChanged, this, [this, show] {
    show();
    if (!editing_->active()) return;
    bar_->journey().setChecked(false);  // it shows other labels than those that are edited
    update_layers();
    stack_.set_visible(layer_key(editing_->editor().target().layer), true);
  });
  connect(&editor, &Editor::stateChanged, this, show);
  connect(&editor, &Editor::labelsReplaced, this, &InspectPage::update_layers);
  connect(&bar_->journey(), &QToolButton::toggled, this, [this](bool on) {
    if (on) editing_->toolbox().set_tool(Tool::Hand);
  });
}

void InspectPage::connect_live() {
  connect(live_, &Live::told, &editing_->editor(), &Editor::told);
  connect(live_, &Live::failed, &editing_->editor(), &Editor::failed);
  connect(live_, &Live::labelsChanged, this, &InspectPage::update_layers);
  connect(live_bar_, &LiveBar::startRequested, this, &InspectPage::start_live);
  connect(live_, &Live::gainsChanged, this, [this] {
    std::vector<review::Gain> gains;
    for (const auto& gain : live_->gains())
      gains.push_back({gain.image, gain.uncertain, gain.alike});
    review_->queue().set_gains(std::move(gains));
  });
  connect(live_, &Live::stateChanged, this, [this] {
    update_layers();
    if (live_->state() == Live::State::On) {
      stack_.set_visible(layer_key(label::live_layer_name), true);
      stack_.set_visible(layer_key(project::evidence_name), true);
      auto options = editing_->toolbox().options();
      options.erase_to = image::ignore_label;  // takes back what was said
      editing_->toolbox().set_options(options);
      if (editing_->toolbox().tool() == Tool::Hand) editing_->toolbox().set_tool(Tool::Brush);
    }
  });
}

void InspectPage::start_live() {
  if (!project_) return;
  const auto model = live_model(*project_);
  if (model.run.empty() && model.weights.empty()) {
    Q_EMIT editing_->editor().told(tr("Choose encoder weights first: they read the photos"));
    Q_EMIT instantLabelsRequested();
    return;
  }
  live_->start(model, seen_images());
}

/// The current image and those around it, the nearest first.
std::vector<project::ImageId> InspectPage::seen_images() const {
  constexpr int around = 20;
  std::vector<project::ImageId> seen;
  if (!project_ || !image_) return seen;
  const auto& ids = project_->filtered_images();
  const int row = project_->images().row_of(image_->id);
  seen.push_back(image_->id);
  for (int by = 1; row >= 0 && by <= around; ++by)
    for (const int at : {row + by, row - by})
      if (at >= 0 && at < static_cast<int>(ids.size()))
        seen.push_back(ids[static_cast<std::size_t>(at)]);
  return seen;
}

void InspectPage::set_project(OpenProject* project) {
  if (project_) disconnect(project_, nullptr, this, nullptr);
  project_ = project;
  reader_.set_project(project ? project->project() : nullptr);
  image_.reset();
  views_.forget();
  if (project) {
    const QSettings settings;
    views_.load(settings.value(project->settings_group() + viewed_setting).toLongLong(),
                settings.value(project->settings_group() + view_setting));
  }
  strip_->setModel(project ? &project->images() : nullptr);
  if (project) strip_->setSelectionModel(&project->selection());
  journey_->set_project(project);
  review_->set_project(project);
  panel_->tags().set_project(project);
  editing_->set_project(project);
  live_->set_project(project);
  live_bar_->set_available(project != nullptr);
  bar_->runs().set_runs(project ? project->runs() : std::vector<std::filesystem::path>());
  choose_run();
  show_nothing(tr("Choose an image on the left."));
  if (!project) return;
  connect(project, &OpenProject::currentChanged, this, &InspectPage::show_current);
  connect(project, &OpenProject::filtered, this, [this] {
    show_current();
    find_neighbours();
    read_wanted();
  });
  connect(
      project, &OpenProject::rowsChanged, this,
      [this](const std::vector<project::ImageId>& images) {
        if (!image_ || (!images.empty() && std::ranges::find(images, image_->id) == images.end()))
          return;
        const auto tags = image_->tags;
        const auto id = image_->id;
        const auto rows = project::rows(*project_->project(), std::span(&id, 1));
        if (rows.empty()) return show_current();
        image_ = rows.front();
        if (image_->tags != tags) choose_run();  // it looks for the tagged classes
        editing_->set_image(image_);
        update_panel();
      });
  connect(project, &OpenProject::classesChanged, this, [this] {
    reader_.forget_layers();
    read_wanted();
    choose_run();
    update_layers();
  });
  connect(project, &OpenProject::layersChanged, this, [this] {
    read_wanted();
    update_layers();
  });
  connect(project, &OpenProject::labelsChanged, this, [this](project::LayerId layer) {
    reader_.forget_layer(layer);
    read_wanted();
    update_layers();
  });
  connect(project, &OpenProject::runsChanged, this, [this] {
    bar_->runs().set_runs(project_->runs());
    journey_->update_runs();
    inspector_.run_changed();
    update_panel();
  });
  show_current();
}

void InspectPage::show_panels(bool visible) {
  strip_->setVisible(visible);
  panel_->setVisible(visible);
}

void InspectPage::keep_view() {
  if (!project_ || !shown_photo_) return;
  views_.keep(*shown_photo_, *canvas_);
  change_setting(project_->settings_group() + viewed_setting,
                 QVariant::fromValue<qint64>(*shown_photo_));
  change_setting(project_->settings_group() + view_setting, views_.saved(*shown_photo_));
}

void InspectPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  const auto before = image_ ? image_->id : 0;
  show_current();
  if (image_ && image_->id == before) look();
  editing_->set_image(image_);
}

/// Nobody looks: the processor belongs to others.
void InspectPage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  inspector_.show({});
  editing_->set_image({});
}

bool InspectPage::event(QEvent* event) {
  if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.key() == LiveBar::before_key && key.modifiers() == Qt::NoModifier &&
        live_->state() == Live::State::On) {
      if (!key.isAutoRepeat()) live_->show_before(event->type() == QEvent::KeyPress);
      return true;
    }
  }
  // Keys that no control made use of.
  if (event->type() == QEvent::KeyPress) {
    const auto& pressed = *static_cast<QKeyEvent*>(event);
    if (!belongs_to_control(pressed) && trigger_action(actions(), pressed)) return true;
  }
  return QWidget::event(event);
}

void InspectPage::show_current() {
  if (!project_ || !isVisible()) return;
  const auto current = project_->current();
  if (current && image_ && image_->id == *current) return;
  if (!current) {
    show_nothing(project_->filtered_images().empty()
                     ? tr("No image fits the filter. Change it to see some.")
                     : tr("Choose an image on the left."));
    return;
  }
  auto rows = project::rows(*project_->project(), std::span(&*current, 1));
  if (rows.empty()) return show_nothing(tr("This image is not in the project any more."));
  image_ = std::move(rows.front());
  find_neighbours();
  strip_->scrollTo(strip_->currentIndex());
  bar_->set_name(QString("%1 · %2 × %3 px")
                     .arg(QString::fromStdString(image_->name))
                     .arg(image_->size.width)
                     .arg(image_->size.height),
                 QString::fromStdString(image_->photo.string()));
  look_ = nullptr;
  panel_->probe().clear();
  read_wanted();
  look();
  journey_->set_image(&*image_);
  editing_->set_image(image_);
  live_->look_at(image_->id, seen_images());
  photo_ready();
  update_layers();
}

void InspectPage::find_neighbours() {
  neighbours_.clear();
  if (!project_ || !image_) return;
  const auto& ids = project_->filtered_images();
  const int row = project_->images().row_of(image_->id);
  std::vector<project::ImageId> wanted;
  for (const int at : {row + 1, row - 1})
    if (row >= 0 && at >= 0 && at < static_cast<int>(ids.size()))
      wanted.push_back(ids[static_cast<std::size_t>(at)]);
  neighbours_ = project::rows(*project_->project(), wanted);
}

void InspectPage::show_nothing(const QString& text) {
  image_.reset();
  neighbours_.clear();
  shown_photo_.reset();
  layers_ = {};
  layers_of_ = 0;
  look_ = nullptr;
  reader_.want(0, {});
  inspector_.show({});
  journey_->set_image(nullptr);
  editing_->set_image({});
  canvas_->set_photo(nullptr);
  canvas_->set_legend({});
  canvas_->set_empty_text(text);
  bar_->set_name({}, {});
  bar_->set_state({});
  panel_->facts().clear();
  panel_->tags().clear();
  panel_->classes().set_rows({});
  panel_->probe().clear();
}

/// The old photo stays until the new one is there.
void InspectPage::photo_ready() {
  if (!image_ || shown_photo_ == image_->id) return;
  QString problem = QString::fromStdString(image_->problem);
  if (problem.isEmpty()) problem = reader_.problem(image_->id, ImageReader::Part::Photo);
  if (!problem.isEmpty()) {
    canvas_->set_photo(nullptr);
    canvas_->set_empty_text(problem);
    shown_photo_ = image_->id;
  } else if (const auto photo = reader_.photo(image_->id)) {
    if (shown_photo_) views_.keep(*shown_photo_, *canvas_);
    canvas_->set_photo(photo);
    shown_photo_ = image_->id;
    views_.restore(image_->id, *canvas_);
  }
  update_state();
}

/// Also where the same run has to look again, at other tags or classes.
void InspectPage::choose_run() {
  look_ = nullptr;
  inspector_.show({});
  const auto& run = bar_->runs().run();
  if (!project_ || run.empty())
    inspector_.set_run({}, nullptr);
  else
    inspector_.set_run(run, std::make_shared<const project::ClassNumbers>(*project_->project()));
  look();
  update_layers();
}

void InspectPage::look() {
  look_problem_.clear();
  looking_ = false;
  inspector_.show(isVisible() && image_ && image_->problem.empty() ? image_ : std::nullopt);
  update_state();
}

void InspectPage::update_state() {
  QString text, details;
  if (!image_) {
  } else if (shown_photo_ != image_->id) {
    text = tr("Reading…");
  } else if (looking_) {
    text = tr("Looking with %1…").arg(bar_->runs().run_name());
  } else if (!look_problem_.isEmpty()) {
    text = tr("%1 can't look: point here to see why").arg(bar_->runs().run_name());
    details = look_problem_;
  }
  bar_->set_state(text, details);
}

}  // namespace penumbra::ui
