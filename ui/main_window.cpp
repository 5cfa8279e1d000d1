#include "ui/main_window.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/demo.h"
#include "ui/export/export_page.h"
#include "ui/gallery/gallery_page.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/jobs_panel.h"
#include "ui/jobs/status_strip.h"
#include "ui/jobs/thread_priority.h"
#include "ui/recent_places.h"
#include "ui/shortcut_sheet.h"
#include "ui/start_page.h"
#include "ui/theme/icon.h"
#include "ui/training/training_page.h"
#include "ui/viewer/inspect_page.h"

/// Resources of a static library are linked only where something asks for them.
static void init_resources() { Q_INIT_RESOURCE(penumbra); }

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

struct PlaceLook {
  const char* title;
  const char* name;
  const char* icon;
};
constexpr std::array place_looks = {
    PlaceLook{"Photos", "placePhotos", "photos"}, PlaceLook{"Inspect", "placeInspect", "inspect"},
    PlaceLook{"Train", "placeTrain", "train"}, PlaceLook{"Export", "placeExport", "export"}};
constexpr int start_index = 0;  ///< of the start page; the places follow

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  init_resources();
  setObjectName("mainWindow");
  setWindowTitle("Penumbra");
  setAcceptDrops(true);
  filter_.setSourceModel(&images_);

  start_page_ = new StartPage(this);
  gallery_page_ = new GalleryPage(filter_, this);
  inspect_page_ = new InspectPage(images_, filter_, gallery_page_->selection(), this);
  training_page_ = new TrainingPage(jobs_, this);
  export_page_ = new ExportPage(
      jobs_, [this] { return filtered_rows(); }, this);
  pages_ = new QStackedWidget(this);
  pages_->addWidget(start_page_);
  pages_->addWidget(gallery_page_);
  pages_->addWidget(inspect_page_);
  pages_->addWidget(training_page_);
  pages_->addWidget(export_page_);
  strip_ = new StatusStrip(jobs_, this);
  jobs_panel_ = new JobsPanel(jobs_, this);
  jobs_panel_->hide();
  shortcut_sheet_ = new ShortcutSheet(this);

  auto* right = new QVBoxLayout;
  right->setSpacing(0);
  right->addWidget(make_bar());
  right->addWidget(pages_, 1);
  auto* above = new QHBoxLayout;
  above->setSpacing(0);
  above->addWidget(make_rail());
  above->addLayout(right, 1);
  auto* central = new QWidget(this);
  auto* layout = new QVBoxLayout(central);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(above, 1);
  layout->addWidget(jobs_panel_);
  layout->addWidget(strip_);
  setCentralWidget(central);

  connect(strip_, &StatusStrip::jobsToggled, jobs_panel_, &QWidget::setVisible);
  connect(start_page_, &StartPage::openFolder, this, &MainWindow::choose_folder);
  connect(start_page_, &StartPage::openDemo, this, &MainWindow::open_demo);
  connect(start_page_, &StartPage::openRecent, this,
          [this](const QString& folder) { open_data(folder.toStdString()); });
  connect(gallery_page_, &GalleryPage::opened, this, [this] { go_to(Place::Inspect); });
  connect(training_page_, &TrainingPage::modelReady, this, [this](const fs::path& run) {
    if (model_run_ == run) {
      inspect_page_->inspector().model_changed();
      return;
    }
    model_run_ = run;
    update_model();
  });
  connect(training_page_, &TrainingPage::weightsChanged, this, [this] {
    if (model_run_.empty()) update_model();
  });
  connect(&filter_, &QAbstractItemModel::rowsInserted, this, &MainWindow::update_summary);
  connect(&filter_, &QAbstractItemModel::rowsRemoved, this, &MainWindow::update_summary);
  connect(&gallery_page_->selection(), &QItemSelectionModel::selectionChanged, this,
          &MainWindow::update_summary);
  connect(&appearance_, &Appearance::changed, this, [this] { update(); });
  connect(&jobs_, &JobList::all_ended, this, [this] {
    if (closing_) close();
  });

  start_page_->set_recent(recent_places());
  make_shortcuts();
  restore_window();
  update_summary();
}

MainWindow::~MainWindow() = default;

QWidget* MainWindow::make_rail() {
  auto* rail = new QWidget(this);
  rail->setObjectName("rail");
  rail->setFixedWidth(9 * grid_px);
  auto* layout = new QVBoxLayout(rail);
  layout->setContentsMargins(grid_px / 2, grid_px, grid_px / 2, grid_px);
  layout->setSpacing(grid_px / 2);
  const auto button = [rail](const char* name, const char* icon, const QString& text,
                             const QString& tip) {
    auto* tool = new QToolButton(rail);
    tool->setObjectName(name);
    tool->setIcon(stroke_icon(icon));
    tool->setIconSize({3 * grid_px, 3 * grid_px});
    tool->setText(text);
    tool->setToolTip(tip);
    tool->setAutoRaise(true);
    tool->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
    tool->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return tool;
  };
  for (std::size_t i = 0; i < place_looks.size(); ++i) {
    const auto& look = place_looks[i];
    QToolButton* place = button(look.name, look.icon, look.title,
                                QString("%1 (Ctrl+%2)").arg(look.title).arg(i + 1));
    place->setCheckable(true);
    place->setAutoExclusive(true);
    place->setEnabled(false);
    place->setShortcut(QKeySequence(QString("Ctrl+%1").arg(i + 1)));
    connect(place, &QToolButton::clicked, this, [this, i] { go_to(static_cast<Place>(i)); });
    layout->addWidget(place);
    places_[i] = place;
  }
  layout->addStretch();
  QToolButton* theme = button("themeMenu", "theme", {}, "Light or dark");
  auto* menu = new QMenu(theme);
  auto* themes = new QActionGroup(menu);
  const std::array names = {"As the desktop", "Light", "Dark"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    QAction* action = menu->addAction(names[i]);
    action->setCheckable(true);
    action->setChecked(static_cast<Theme>(i) == appearance_.theme());
    themes->addAction(action);
    connect(action, &QAction::triggered, this,
            [this, i] { appearance_.set_theme(static_cast<Theme>(i)); });
  }
  connect(theme, &QToolButton::clicked, menu,
          [theme, menu] { menu->popup(theme->mapToGlobal(theme->rect().topRight())); });
  QToolButton* keys = button("showKeys", "keyboard", {}, "Keys (?)");
  connect(keys, &QToolButton::clicked, shortcut_sheet_, &QWidget::show);
  layout->addWidget(theme);
  layout->addWidget(keys);
  return rail;
}

QWidget* MainWindow::make_bar() {
  auto* bar = new QWidget(this);
  bar->setFixedHeight(6 * grid_px);
  project_ = new QToolButton(bar);
  project_->setObjectName("projectMenu");
  project_->setText("Open");
  project_->setIcon(stroke_icon("folder"));
  project_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  project_->setAutoRaise(true);
  auto* menu = new QMenu(project_);
  connect(project_, &QToolButton::clicked, this, [this, menu] {
    menu->clear();
    menu->addAction("Open a folder of photos…", this, &MainWindow::choose_folder);
    menu->addAction("Open the demo", this, &MainWindow::open_demo);
    menu->addSeparator();
    for (const QString& place : recent_places())
      menu->addAction(place, this, [this, place] { open_data(place.toStdString()); });
    menu->popup(project_->mapToGlobal(project_->rect().bottomLeft()));
  });
  filter_text_ = new QLineEdit(bar);
  filter_text_->setObjectName("filterText");
  filter_text_->setPlaceholderText("Filter by name or tag");
  filter_text_->setClearButtonEnabled(true);
  filter_text_->addAction(stroke_icon("search"), QLineEdit::LeadingPosition);
  filter_text_->setMaximumWidth(60 * grid_px);
  filter_text_->setEnabled(false);
  connect(filter_text_, &QLineEdit::textChanged, &filter_, &ImageFilter::set_text);
  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(grid_px, grid_px, 2 * grid_px, grid_px);
  layout->setSpacing(2 * grid_px);
  layout->addWidget(project_);
  layout->addWidget(filter_text_, 1);
  layout->addStretch();
  train_ = new QToolButton(bar);
  train_->setObjectName("goTrain");
  train_->setText("Train");
  train_->setIcon(stroke_icon("play"));
  train_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  train_->setToolTip("Train a network on these photos and their tags");
  train_->setEnabled(false);
  connect(train_, &QToolButton::clicked, this, [this] { go_to(Place::Train); });
  layout->addWidget(train_);
  return bar;
}

void MainWindow::make_shortcuts() {
  const auto on = [this](const char* keys, auto&& action) {
    connect(new QShortcut(QKeySequence(keys), this), &QShortcut::activated, this, action);
  };
  on("Ctrl+O", [this] { choose_folder(); });
  on("Ctrl+F", [this] {
    filter_text_->setFocus();
    filter_text_->selectAll();
  });
  on("?", [this] { shortcut_sheet_->show(); });
  on("F1", [this] { shortcut_sheet_->show(); });
}

void MainWindow::choose_folder() {
  auto* dialog = new QFileDialog(this, "Open a folder of photos");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& folder) { open_data(folder.toStdString()); });
  dialog->open();
}

void MainWindow::open_data(const fs::path& folder) { read_data(folder, false); }
void MainWindow::open_demo() { read_data(demo_folder(), true); }

void MainWindow::read_data(const fs::path& folder, bool demo) {
  const QString shown =
      demo ? QString("the demo")
           : QString::fromStdString(fs::weakly_canonical(folder).filename().string());
  start_page_->set_notice("Reading " + shown + "…");
  auto result = std::make_shared<std::shared_ptr<const dataset::Dataset>>();
  JobRunner& job = jobs_.start("Reading " + shown, [folder, demo, result](JobControl& control,
                                                                          ProgressSink& progress) {
    if (demo) prepare_demo(folder, control, progress);
    dataset::ReadOptions options;
    options.threads = background_threads();
    *result =
        std::make_shared<const dataset::Dataset>(dataset::read(folder, options, control, progress));
  });
  connect(&job, &JobRunner::finished, this, [this, &job, folder, demo, result] {
    start_page_->set_notice(job.failure());
    if (job.state() != JobState::Done) return;
    if (!demo) add_recent_place(QString::fromStdString(folder.string()));
    show_data(*result, demo);
  });
}

void MainWindow::show_data(std::shared_ptr<const dataset::Dataset> dataset, bool demo) {
  dataset_ = std::move(dataset);
  demo = demo || shows_demo_scenes(*dataset_);
  const QString folder = QString::fromStdString(dataset_->root.string());
  project_->setText(demo ? QString("Demo") : QFileInfo(folder).fileName());
  project_->setToolTip(folder);
  setWindowTitle(project_->text() + " – Penumbra");
  filter_text_->clear();
  filter_text_->setEnabled(true);
  model_run_.clear();
  images_.set_dataset(dataset_);
  training_page_->set_dataset(dataset_, demo);
  export_page_->set_dataset(dataset_);
  update_model();
  train_->setEnabled(true);
  for (QToolButton* place : places_) place->setEnabled(true);
  gallery_page_->selection().setCurrentIndex(filter_.index(0, 0),
                                             QItemSelectionModel::ClearAndSelect);
  go_to(Place::Photos);
  start_page_->set_recent(recent_places());
  QString text = QString("%1 images, %2 classes; tags from %3")
                     .arg(number_text(static_cast<qint64>(dataset_->items.size())))
                     .arg(dataset_->classes.size())
                     .arg(QString::fromStdString(dataset_->tag_source));
  if (!dataset_->broken.empty()) {
    const auto& first = dataset_->broken.front();
    text += QString(". %1 left out, such as %2: %3")
                .arg(number_text(static_cast<qint64>(dataset_->broken.size())),
                     QString::fromStdString(first.file.filename().string()),
                     QString::fromStdString(first.reason));
  }
  strip_->show_message(text);
  update_summary();
  if (!waiting_run_.empty()) training_page_->show_run(std::exchange(waiting_run_, {}));
}

void MainWindow::open_run(const fs::path& folder) {
  if (dataset_) {
    training_page_->show_run(folder);
    return;
  }
  waiting_run_ = folder;
  if (!jobs_.any_active())
    start_page_->set_notice("Open the photos that the run " +
                            QString::fromStdString(folder.filename().string()) + " is about.");
}

void MainWindow::update_model() {
  std::optional<label::ModelFiles> files;
  if (!model_run_.empty())
    files = label::ModelFiles{.run = model_run_, .checkpoint = {}, .weights = {}};
  else if (const fs::path weights = training_page_->weights(); fs::is_regular_file(weights))
    files = label::ModelFiles{.run = {}, .checkpoint = {}, .weights = weights};
  export_page_->set_model(files);
  if (files && files->run.empty()) files.reset();  // an encoder alone has no layers to look at
  if (dataset_) inspect_page_->inspector().set_model(files, dataset_->classes);
}

std::vector<int> MainWindow::filtered_rows() const {
  std::vector<int> rows;
  for (int row = 0; row < filter_.rowCount(); ++row)
    rows.push_back(filter_.mapToSource(filter_.index(row, 0)).row());
  return rows;
}

void MainWindow::go_to(Place place) {
  if (!dataset_) return;
  const auto index = static_cast<std::size_t>(place);
  places_[index]->setChecked(true);
  pages_->setCurrentIndex(start_index + 1 + static_cast<int>(index));
  pages_->currentWidget()->setFocus();
}

void MainWindow::update_summary() {
  export_page_->update_summary();
  if (!dataset_) {
    strip_->set_summary("No photos open");
    return;
  }
  const auto shown = filter_.rowCount();
  const auto all = images_.rowCount();
  QString text = shown == all
                     ? QString("%1 images").arg(number_text(all))
                     : QString("%1 of %2 images").arg(number_text(shown), number_text(all));
  const auto selected = gallery_page_->selection().selectedIndexes().size();
  if (selected > 1) text += QString(" · %1 selected").arg(number_text(selected));
  strip_->set_summary(text);
}

void MainWindow::restore_window() {
  resize(160 * grid_px, 100 * grid_px);
  restoreGeometry(QSettings().value("window/geometry").toByteArray());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  QSettings().setValue("window/geometry", saveGeometry());
  if (!jobs_.any_active()) {
    event->accept();
    return;
  }
  // Jobs end within a step, and a run writes its checkpoint: the window waits for that, alive.
  closing_ = true;
  jobs_.stop_all();
  strip_->show_message("Ending the running jobs, then closing…");
  event->ignore();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.size() == 1 && QFileInfo(urls.front().toLocalFile()).isDir())
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  open_data(event->mimeData()->urls().front().toLocalFile().toStdString());
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && dataset_) {
    if (pages_->currentWidget() == inspect_page_)
      go_to(Place::Photos);
    else
      filter_text_->clear();
    return;
  }
  QMainWindow::keyPressEvent(event);
}

}  // namespace penumbra::ui
