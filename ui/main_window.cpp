#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "label/live_labels.h"
#include "project/bring_in.h"
#include "project/rescan.h"
#include "ui/classes/class_manager.h"
#include "ui/commands/command_palette.h"
#include "ui/commands/shortcut_sheet.h"
#include "ui/compare/compare_page.h"
#include "ui/demo.h"
#include "ui/editor/editing.h"
#include "ui/export/export_page.h"
#include "ui/gallery/photos_page.h"
#include "ui/gallery/thumbnails.h"
#include "ui/help/hint_bar.h"
#include "ui/import/import_dialog.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/jobs/log_panel.h"
#include "ui/jobs/status_strip.h"
#include "ui/jobs/thread_priority.h"
#include "ui/live/live.h"
#include "ui/phrase_text.h"
#include "ui/project/query_line.h"
#include "ui/project/recent_projects.h"
#include "ui/project/start_page.h"
#include "ui/rail.h"
#include "ui/review/review_bar.h"
#include "ui/session/recovery_bar.h"
#include "ui/settings_writer.h"
#include "ui/theme/icon.h"
#include "ui/training/training_page.h"
#include "ui/viewer/inspect_page.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto panels_key = "window/panels";
constexpr auto below_key = "window/below";
constexpr int start_index = 0;  ///< of the start page; the places follow
constexpr int show_import_every_ms = 1500;
constexpr qint64 long_job_ms = 30'000;  ///< whose end is worth a notification

QString text_of(const fs::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  setObjectName("mainWindow");
  setLocale(QLocale());  // the language is loaded after the widget that takes the locale
  setWindowTitle("Penumbra");
  setAcceptDrops(true);
  make_pages();
  setWindowIcon(QIcon(":/penumbra.svg"));
  rail_ = new Rail(this);
  make_rail();
  strip_ = new StatusStrip(jobs_, this);
  palette_ = new CommandPalette(commands_, this);
  shortcut_sheet_ = new ShortcutSheet(commands_, this);
  classes_ = new ClassManager(this);
  import_ = new ImportDialog(jobs_, this);

  auto* right = new QVBoxLayout;
  right->setSpacing(0);
  right->addWidget(make_bar());
  right->addWidget(recovery_);
  right->addWidget(way_);
  right->addWidget(hints_);
  right->addWidget(pages_, 1);
  auto* above = new QHBoxLayout;
  above->setSpacing(0);
  above->addWidget(rail_);
  above->addLayout(right, 1);
  auto* central = new QWidget(this);
  auto* layout = new QVBoxLayout(central);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(above, 1);
  layout->addWidget(make_below());
  layout->addWidget(strip_);
  setCentralWidget(central);

  connect(strip_, &StatusStrip::jobsToggled, below_, &QWidget::setVisible);
  connect(&appearance_, &Appearance::changed, this, [this] { update(); });
  connect(&jobs_, &JobList::added, this, [this](JobRunner* job) {
    auto clock = std::make_shared<QElapsedTimer>();
    clock->start();
    connect(job, &JobRunner::finished, this, [this, job, clock] {
      if (clock->elapsed() < long_job_ms) return;
      if (job->state() == JobState::Done)
        strip_->show_message(
            tr("%1: done after %2").arg(job->title(), duration_text(clock->elapsed() / 1000.0)));
      QApplication::alert(this);
    });
  });
  connect(&jobs_, &JobList::all_ended, this, [this] {
    if (closing_) close();
  });

  connect(photos_page_, &PhotosPage::classesRequested, classes_, &ClassManager::open_at);
  connect(inspect_page_, &InspectPage::classesRequested, classes_, &ClassManager::open_at);
  connect(classes_, &ClassManager::imagesWanted, this, [this] { go_to(Place::Photos); });
  make_actions();
  make_menus();
  show_panels(QSettings().value(panels_key, true).toBool());
  make_language_menu();
  connect_editor();
  start_page_->set_recent(recent_projects());
  close_project();
  resize(170 * grid_px, 108 * grid_px);
  restoreGeometry(QSettings().value("window/geometry").toByteArray());
}

MainWindow::~MainWindow() = default;

void MainWindow::make_pages() {
  start_page_ = new StartPage(this);
  photos_page_ = new PhotosPage(this);
  inspect_page_ = new InspectPage(this);
  training_page_ = new TrainingPage(jobs_, this);
  compare_page_ = new ComparePage(jobs_, this);
  export_page_ = new ExportPage(jobs_, this);
  way_ = new WayStrip(this);
  hints_ = new HintBar(this);
  recovery_ = new RecoveryBar(this);
  pages_ = new QStackedWidget(this);
  for (QWidget* page : std::initializer_list<QWidget*>{start_page_, photos_page_, inspect_page_,
                                                       training_page_, compare_page_, export_page_})
    pages_->addWidget(page);

  connect(start_page_, &StartPage::newProject, this,
          [this] { choose_project(tr("Choose a folder of photos")); });
  connect(start_page_, &StartPage::openProject, this,
          [this] { choose_project(tr("Choose a project")); });
  connect(start_page_, &StartPage::openDemo, this, &MainWindow::open_demo);
  connect(start_page_, &StartPage::openRecent, this,
          [this](const QString& folder) { open(folder.toStdString()); });
  connect(pages_, &QStackedWidget::currentChanged, this,
          [this] { hints_->set_place(pages_->currentWidget()->objectName()); });
  connect(recovery_, &RecoveryBar::openProject, this, &MainWindow::open);
  connect(photos_page_, &PhotosPage::opened, this, [this] { go_to(Place::Inspect); });
  connect(photos_page_, &PhotosPage::wanted, this, [this] { go_to(Place::Photos); });
  connect(training_page_, &TrainingPage::weightsChanged, way_,
          [this] { way_->set_has_weights(!training_page_->weights().empty()); });
  connect(compare_page_, &ComparePage::instantLabelsRequested, this, &MainWindow::label_instantly);
  connect(compare_page_, &ComparePage::opened, this, [this] { go_to(Place::Inspect); });
  connect(&inspect_page_->live(), &Live::stateChanged, photos_page_, [this] {
    if (inspect_page_->live().state() == Live::State::On)
      photos_page_->propose_labels(label::live_layer_name);
  });
  connect(inspect_page_, &InspectPage::trainRequested, this, [this] { go_to(Place::Train); });
  connect(inspect_page_, &InspectPage::instantLabelsRequested, this, &MainWindow::label_instantly);
  connect(inspect_page_, &InspectPage::comparisonRequested, this,
          [this](project::LayerId layer, project::LayerId reference) {
            go_to(Place::Compare);
            compare_page_->compare(layer, reference);
          });
  connect(inspect_page_, &InspectPage::exportRequested, this, [this](project::LayerId layer) {
    go_to(Place::Export);
    export_page_->choose_layer(layer);
  });
  connect(photos_page_, &PhotosPage::reviewRequested, this, &MainWindow::start_review);
  connect(&inspect_page_->review(), &ReviewBar::exportRequested, this,
          [this] { go_to(Place::Export); });
  connect(&inspect_page_->review(), &ReviewBar::reviewed, way_,
          [this] { way_->note_done(WayStrip::Step::Review); });
  connect(&inspect_page_->review(), &ReviewBar::message, this,
          [this](const QString& text) { strip_->show_message(text); });
  connect(way_, &WayStrip::chosen, this, &MainWindow::go_to_step);
  connect(export_page_, &ExportPage::exported, way_,
          [this] { way_->note_done(WayStrip::Step::Export); });
}

void MainWindow::connect_editor() {
  Editor& editor = inspect_page_->editing().editor();
  connect(&editor, &Editor::told, strip_, &StatusStrip::show_message);
  connect(&editor, &Editor::failed, strip_, &StatusStrip::show_error);
  connect(&editor, &Editor::edited, way_, [this] { way_->note_done(WayStrip::Step::Correct); });
  connect(&editor, &Editor::saved, this, [this](const QString& problem) {
    if (problem.isEmpty())
      close();
    else
      ask_about_unsaved(problem);
  });
}

bool MainWindow::edits_image() const {
  return pages_->currentWidget() == inspect_page_ && inspect_page_->editing().active();
}

void MainWindow::make_rail() {
  rail_->add_place("placePhotos", "photos", tr("Photos"));
  rail_->add_place("placeInspect", "inspect", tr("Inspect"));
  rail_->add_place("placeTrain", "train", tr("Train"));
  rail_->add_place("placeCompare", "compare", tr("Compare"));
  rail_->add_place("placeExport", "export", tr("Export"));
  connect(rail_, &Rail::chosen, this, [this](int place) { go_to(static_cast<Place>(place)); });
  auto* keys = rail_->add_below("showKeys", "keyboard", tr("Keys (F1)"));
  connect(keys, &QToolButton::clicked, this, [this] { shortcut_sheet_->show(); });
}

QWidget* MainWindow::make_bar() {
  auto* bar = new QWidget(this);
  bar->setFixedHeight(6 * grid_px);
  project_menu_ = new QToolButton(bar);
  project_menu_->setObjectName("projectMenu");
  project_menu_->setIcon(stroke_icon("folder"));
  project_menu_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  project_menu_->setAutoRaise(true);
  connect(project_menu_, &QToolButton::clicked, this, &MainWindow::show_project_menu);
  query_ = new QueryLine(bar);
  query_->setMaximumWidth(72 * grid_px);
  connect(query_, &QueryLine::refused, this, [this](const QString& text) {
    if (!text.isEmpty()) strip_->show_message(text.section('\n', 0, 0));
  });
  train_ = new QToolButton(bar);
  train_->setObjectName("goTrain");
  train_->setText(tr("Train"));
  train_->setIcon(stroke_icon("play"));
  train_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  train_->setToolTip(tr("Train a network on these photos and their tags"));
  connect(train_, &QToolButton::clicked, this, [this] { go_to(Place::Train); });
  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(grid_px, grid_px, 2 * grid_px, grid_px);
  layout->setSpacing(2 * grid_px);
  layout->addWidget(project_menu_);
  layout->addWidget(query_, 1);
  layout->addStretch();
  layout->addWidget(train_);
  return bar;
}

QWidget* MainWindow::make_below() {
  below_ = new QTabWidget(this);
  below_->setObjectName("below");
  below_->setFixedHeight(24 * grid_px);
  below_->setDocumentMode(true);
  log_ = new LogPanel(jobs_, this);
  connect(log_, &LogPanel::added, this, &MainWindow::logged);
  below_->addTab(new JobsPanel(jobs_, this), tr("Jobs"));
  below_->addTab(log_, tr("Log"));
  below_->setCurrentIndex(QSettings().value(below_key, 0).toInt());
  connect(below_, &QTabWidget::currentChanged, this,
          [](int tab) { change_setting(below_key, tab); });
  below_->hide();
  return below_;
}

void MainWindow::choose_folder(const QString& title,
                               const std::function<void(const QString&)>& chosen) {
  auto* dialog = new QFileDialog(this, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, chosen);
  dialog->open();
}

void MainWindow::choose_project(const QString& title) {
  choose_folder(title, [this](const QString& folder) { open(folder.toStdString()); });
}

void MainWindow::open(const fs::path& path) {
  const fs::path folder = project_around(path);
  open_in_background(folder, text_of(place_of(folder).filename()), {});
}

void MainWindow::open_demo() {
  open_in_background(demo_folder(), tr("the demo"),
                     [](JobControl& control, ProgressSink& progress) {
                       prepare_demo(demo_folder(), control, progress);
                     });
}

void MainWindow::open_run(const fs::path& folder) {
  waiting_run_ = folder;
  if (project_) training_page_->show_run(std::exchange(waiting_run_, {}));
}

/// A project that jobs still work on after it was closed is the same one when it is opened again.
std::shared_ptr<project::Project> MainWindow::find_live(const fs::path& folder) const {
  const auto found =
      live_.find(place_of(is_project(folder) ? folder : project_of(folder)).string());
  return found == live_.end() ? nullptr : found->second.lock();
}

void MainWindow::open_in_background(const fs::path& folder, const QString& shown,
                                    const Prepare& prepare) {
  if (opening_) return;  // a second click
  if (auto live = find_live(folder)) {
    if (project_ && project_->project() == live) return go_to(Place::Photos);
    return show_project({std::move(live), nullptr, {}});
  }
  close_project();
  start_page_->set_notice(tr("Opening %1…").arg(shown));
  auto opened = std::make_shared<Opened>();
  JobRunner& job =
      jobs_.start(tr("Opening %1").arg(shown),
                  [folder, prepare, opened](JobControl& control, ProgressSink& progress) {
                    if (prepare) prepare(control, progress);
                    *opened = open_project(folder, control, progress);
                  });
  opening_ = &job;
  connect(&job, &JobRunner::finished, this, [this, &job, opened] {
    opening_ = nullptr;
    start_page_->set_notice(job.failure());
    if (job.state() == JobState::Done) show_project(std::move(*opened));
  });
}

void MainWindow::show_project(Opened opened) {
  close_project();
  project_ = std::make_unique<OpenProject>(std::move(opened.project), jobs_);
  const fs::path place = place_of(project_->project()->folder());
  live_[place.string()] = project_->project();
  settings_.finish();  // how it was left is read below
  const QString folder = text_of(place);
  add_recent_project(folder);
  start_page_->set_recent(recent_projects());
  project_menu_->setText(project_->shows_demo() ? tr("Demo") : project_->name());
  project_menu_->setToolTip(folder);
  setWindowTitle(project_->name() + " – Penumbra");
  connect(project_.get(), &OpenProject::filtered, this, &MainWindow::update_summary);
  connect(project_.get(), &OpenProject::selectionChanged, this, &MainWindow::update_summary);
  connect(project_.get(), &OpenProject::failed, strip_, &StatusStrip::show_error);
  connect(project_.get(), &OpenProject::changed, strip_, &StatusStrip::show_message);
  // Ahead of the pages: to them a change of the order is a person's wish, which ends a review.
  project_->set_sort(
      QSettings().value(project_->settings_group() + "/sort", project_->sort()).toString());
  photos_page_->set_project(project_.get());
  inspect_page_->set_project(project_.get());
  training_page_->set_project(project_.get());
  compare_page_->set_project(project_.get());
  export_page_->set_project(project_.get());
  query_->set_project(project_.get());
  classes_->set_project(project_.get());
  import_->set_project(project_.get());
  way_->set_project(project_.get());
  way_->set_has_weights(!training_page_->weights().empty());
  way_->show();
  query_->show();
  train_->show();
  rail_->set_places_enabled(true);
  update_actions();
  restore_place();
  if (!opened.notice.isEmpty()) strip_->show_message(opened.notice);
  if (opened.photos) import_photos(std::move(opened.photos));
  if (!waiting_run_.empty()) training_page_->show_run(std::exchange(waiting_run_, {}));
  Q_EMIT projectChanged();
}

void MainWindow::close_project() {
  if (project_) {
    keep_place();
    keep_picture();
  }
  photos_page_->set_project(nullptr);
  inspect_page_->set_project(nullptr);
  training_page_->set_project(nullptr);
  compare_page_->set_project(nullptr);
  export_page_->set_project(nullptr);
  query_->set_project(nullptr);
  classes_->set_project(nullptr);
  import_->set_project(nullptr);
  way_->set_project(nullptr);
  project_.reset();
  way_->hide();
  query_->hide();
  train_->hide();
  rail_->set_places_enabled(false);
  update_actions();
  project_menu_->setText(tr("Open"));
  project_menu_->setToolTip(tr("Open a project"));
  setWindowTitle("Penumbra");
  pages_->setCurrentIndex(start_index);
  update_summary();
  Q_EMIT projectChanged();
}

void MainWindow::update_actions() {
  const bool writable = project_ && project_->project()->writable();
  for (QAction* action : actions()) {
    if (action->property("needsProject").toBool()) action->setEnabled(project_ != nullptr);
    if (action->property("needsWriting").toBool()) action->setEnabled(writable);
  }
}

void MainWindow::import_photos(std::shared_ptr<const dataset::Dataset> photos) {
  JobRunner& job = jobs_.start(
      tr("Importing %1").arg(text_of(photos->root.filename())),
      [project = project_->project(), photos](JobControl& control, ProgressSink& progress) {
        project::bring_in(*project, *photos, "truth", background_threads(), control, progress);
      });
  photos_page_->set_importing(true);
  // Images appear as they come.
  auto* look = new QTimer(project_.get());
  look->start(show_import_every_ms);
  connect(look, &QTimer::timeout, project_.get(), [this] {
    project_->classes_changed();
    project_->images_changed();
  });
  connect(&job, &JobRunner::finished, project_.get(), [this, &job, look, photos] {
    look->deleteLater();
    photos_page_->set_importing(false);
    project_->classes_changed();
    project_->layers_changed();
    project_->images_changed();
    if (job.state() != JobState::Done) return;
    QString text = tr("%1 images, %2 classes; tags from %3")
                       .arg(number_text(static_cast<qint64>(photos->items.size())))
                       .arg(photos->classes.size())
                       .arg(phrase_text(photos->tag_source));
    if (!photos->broken.empty())
      text += tr(". %1 can't be used: filter state:broken to see why")
                  .arg(number_text(static_cast<qint64>(photos->broken.size())));
    strip_->show_message(text);
  });
}

void MainWindow::add_photos() {
  choose_folder(tr("Add a folder of photos to this project"), [this](const QString& folder) {
    if (!project_) return;
    auto photos = std::make_shared<std::shared_ptr<const dataset::Dataset>>();
    JobRunner& job = jobs_.start(
        tr("Reading %1").arg(QFileInfo(folder).fileName()),
        [photos, path = folder.toStdString()](JobControl& control, ProgressSink& progress) {
          *photos = read_photos(path, control, progress);
        });
    connect(&job, &JobRunner::finished, project_.get(), [this, &job, photos] {
      if (job.state() == JobState::Done) import_photos(*photos);
    });
  });
}

void MainWindow::rescan() {
  auto summary = std::make_shared<project::RescanSummary>();
  JobRunner& job = jobs_.start(
      tr("Looking for changed photos"),
      [project = project_->project(), summary](JobControl& control, ProgressSink& progress) {
        *summary = project::rescan(*project, background_threads(), control, progress);
      });
  connect(&job, &JobRunner::finished, project_.get(), [this, &job, summary] {
    project_->classes_changed();
    project_->images_changed();
    if (job.state() != JobState::Done) return;
    strip_->show_message(tr("%1 new, %2 changed, %3 found again, %4 missing")
                             .arg(number_text(summary->images.added))
                             .arg(number_text(summary->images.changed))
                             .arg(number_text(summary->images.moved))
                             .arg(number_text(summary->missing)));
  });
}

void MainWindow::go_to(Place place) {
  if (!project_) return;
  rail_->set_current(static_cast<int>(place));
  pages_->setCurrentIndex(start_index + 1 + static_cast<int>(place));
  pages_->currentWidget()->setFocus();
  const auto made = [](const project::Layer& layer) {
    return layer.kind != project::LayerKind::Truth;
  };
  if (place == Place::Inspect && std::ranges::any_of(project_->layers(), made))
    way_->note_done(WayStrip::Step::Inspect);
}

void MainWindow::go_to_step(WayStrip::Step step) {
  switch (step) {
    case WayStrip::Step::Photos:
      return go_to(Place::Photos);
    case WayStrip::Step::Tags:
      go_to(Place::Photos);
      if (project_->tagged_count() < project_->image_count()) project_->set_where("is:untagged");
      return;
    case WayStrip::Step::Instant:
      if (!project_->project()->writable()) return label_instantly();
      go_to(Place::Inspect);
      return inspect_page_->start_live();  // which asks for weights where there are none
    case WayStrip::Step::Train:
      return go_to(Place::Train);
    case WayStrip::Step::Inspect:
      return go_to(Place::Inspect);
    case WayStrip::Step::Review:
      return start_review();
    case WayStrip::Step::Correct:
      go_to(Place::Inspect);
      if (!edits_image()) inspect_page_->editing().toolbox().set_tool(Tool::Brush);
      return;
    case WayStrip::Step::Export:
      return go_to(Place::Export);
  }
}

void MainWindow::label_instantly() {
  go_to(Place::Train);
  show_panels(true);  // where its form is
  training_page_->offer_instant_labels();
}

void MainWindow::start_review() {
  go_to(Place::Inspect);
  inspect_page_->review().begin();
}

void MainWindow::show_error(const QString& text) { strip_->show_error(text); }

void MainWindow::update_summary() {
  if (!project_) {
    strip_->set_summary(tr("No project open"));
    return;
  }
  const auto shown = static_cast<qint64>(project_->filtered_images().size());
  const auto all = project_->image_count();
  QString text = shown == all ? tr("%1 images").arg(number_text(all))
                              : tr("%1 of %2 images").arg(number_text(shown), number_text(all));
  const auto selected = static_cast<qint64>(project_->selected().size());
  if (selected > 1) text += tr(" · %1 selected").arg(number_text(selected));
  if (!project_->project()->writable()) text += tr(" · read only");
  strip_->set_summary(text);
}

void MainWindow::show_panels(bool shown) {
  panels_shown_ = shown;
  photos_page_->show_panels(shown);
  inspect_page_->show_panels(shown);
  training_page_->show_panels(shown);
  compare_page_->show_panels(shown);
  change_setting(panels_key, shown);
}

void MainWindow::keep_place() const {
  inspect_page_->keep_view();
  const QString group = project_->settings_group();
  change_setting(group + "/place", pages_->currentIndex() - start_index - 1);
  change_setting(group + "/where", project_->where());
  change_setting(group + "/sort", project_->sort());
  if (const auto image = project_->current())
    change_setting(group + "/image", static_cast<qint64>(*image));
}

void MainWindow::restore_place() {
  QSettings settings;
  settings.beginGroup(project_->settings_group());
  const auto last = static_cast<int>(Place::Export);
  go_to(static_cast<Place>(std::clamp(settings.value("place", 0).toInt(), 0, last)));
  if (settings.contains("where")) project_->set_where(settings.value("where").toString());
  // The image is there once the filter has answered.
  if (settings.contains("image"))
    connect(
        project_.get(), &OpenProject::filtered, project_.get(),
        [this, image = settings.value("image").toLongLong()] { project_->set_current(image); },
        Qt::SingleShotConnection);
}

/// What the start page shows of the project.
void MainWindow::keep_picture() const {
  QList<QImage> pictures;
  const auto& images = project_->images();
  for (int row = 0; row < images.rowCount() && row < 50 && pictures.size() < 3; ++row) {
    const auto picture = images.index(row, 0).data(Qt::DecorationRole).value<QPixmap>();
    if (!picture.isNull()) pictures << picture.toImage();
  }
  keep_project_picture(text_of(project_->project()->folder()), pictures);
}

void MainWindow::ask_before_closing() {
  auto* question = new QMessageBox(QMessageBox::Question, tr("Jobs are running"),
                                   tr("Jobs are still running. What they have saved stays in any "
                                      "case, and a run can go on from there later."),
                                   QMessageBox::Cancel, this);
  question->setObjectName("closeQuestion");
  question->setAttribute(Qt::WA_DeleteOnClose);
  auto* stop = question->addButton(tr("Stop, save and close"), QMessageBox::AcceptRole);
  stop->setObjectName("stopAndClose");
  auto* wait = question->addButton(tr("Close when they are done"), QMessageBox::ActionRole);
  wait->setObjectName("closeWhenDone");
  connect(question, &QMessageBox::buttonClicked, this, [this, stop, wait](QAbstractButton* button) {
    closing_ = button == stop || button == wait;
    if (button == stop) {
      jobs_.stop_all();
      strip_->show_message(tr("Ending the running jobs, then closing…"));
    } else if (button == wait) {
      strip_->show_message(tr("The window closes when the jobs are done."));
    }
    if (closing_ && !jobs_.any_active()) close();
  });
  question->open();
}

void MainWindow::ask_about_unsaved(const QString& problem) {
  auto* question = new QMessageBox(QMessageBox::Warning, tr("Edits are not saved"),
                                   tr("The last edits could not be written: %1").arg(problem),
                                   QMessageBox::Cancel, this);
  question->setObjectName("unsavedQuestion");
  question->setAttribute(Qt::WA_DeleteOnClose);
  auto* again = question->addButton(tr("Try again"), QMessageBox::AcceptRole);
  again->setObjectName("saveAgain");
  auto* lose = question->addButton(tr("Close and lose them"), QMessageBox::DestructiveRole);
  lose->setObjectName("closeUnsaved");
  connect(question, &QDialog::finished, this, [this, question, again, lose] {
    const auto* button = question->clickedButton();
    close_unsaved_ = button == lose;
    if (button == again || button == lose) close();
    close_unsaved_ = false;
  });
  question->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  change_setting("window/geometry", saveGeometry());
  if (jobs_.any_active()) {
    event->ignore();
    if (!findChild<QMessageBox*>("closeQuestion")) ask_before_closing();
    return;
  }
  Editor& editor = inspect_page_->editing().editor();
  if (editor.has_unsaved() && !close_unsaved_) {
    event->ignore();
    const auto* asked = findChild<QMessageBox*>("unsavedQuestion");
    if (!asked || !asked->isVisible()) editor.save();  // and closes then
    return;
  }
  if (project_) {
    keep_place();
    keep_picture();
  }
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.size() != 1) return;
  const QString file = urls.front().toLocalFile();
  const fs::path path = file.toStdString();
  if (QFileInfo(file).isDir() || project_around(path) != path) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  open(event->mimeData()->urls().front().toLocalFile().toStdString());
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && project_) {
    if (pages_->currentWidget() != photos_page_)
      go_to(Place::Photos);
    else if (!photos_page_->end_check_tags())
      project_->set_where({});
    return;
  }
  QMainWindow::keyPressEvent(event);
}

}  // namespace penumbra::ui
