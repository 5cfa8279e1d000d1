#include "app/penumbra_shots/shots.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QThread>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <limits>

#include "base/error.h"
#include "formats/export.h"
#include "label/labeler.h"
#include "label/live_labels.h"
#include "project/project_data.h"
#include "project/project_labels.h"
#include "ui/editor/editing.h"
#include "ui/jobs/status_strip.h"
#include "ui/live/live.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

namespace penumbra::shots {
namespace {

using ui::MainWindow;

constexpr int wide = 1400, high = 900;
constexpr int minute_ms = 60'000;
constexpr int longest_silence_ms = 10 * minute_ms;

}  // namespace

Shots::Shots(QString folder, QString suffix, Subject subject)
    : folder_(std::move(folder)), suffix_(std::move(suffix)), subject_(std::move(subject)) {}

template <class T>
T* Shots::part(const char* name) const {
  auto* found = window_->findChild<T*>(name);
  if (!found) throw Error("is not there", name, "The window has changed: name its new part");
  return found;
}

void Shots::trigger(const char* action) { part<QAction>(action)->trigger(); }

void Shots::wait_for(const QString& what, int limit_ms, const std::function<bool()>& done) {
  QElapsedTimer clock;
  clock.start();
  while (!done()) {
    if (clock.elapsed() > limit_ms) {
      window_->grab().save(folder_ + "/failed.png");
      throw Error("did not come within " + std::to_string(limit_ms / 1000) + " s",
                  what.toStdString(), "Look at the picture 'failed'");
    }
    QApplication::processEvents(QEventLoop::AllEvents, 20);
    QThread::msleep(5);  // the window's jobs have less priority than this loop
  }
}

void Shots::wait_for_jobs(const QString& what) {
  QElapsedTimer since_progress;
  since_progress.start();
  const auto heard = QObject::connect(&window_->jobs(), &ui::JobList::changed, window_.get(),
                                      [&] { since_progress.start(); });
  wait_for(what, std::numeric_limits<int>::max(), [&] {
    if (since_progress.elapsed() > longest_silence_ms)
      throw Error("gets no further", what.toStdString(), "Look at the jobs of the window");
    return !window_->jobs().any_active();
  });
  QObject::disconnect(heard);
}

bool Shots::is_labelled() const {
  const auto& layers = window_->project()->layers();
  return std::ranges::any_of(layers, [](const project::Layer& layer) {
    return layer.kind == project::LayerKind::Segmentation;
  });
}

void Shots::wait(int ms) {
  QElapsedTimer clock;
  clock.start();
  wait_for("time", ms + minute_ms, [&] { return clock.elapsed() > ms; });
}

void Shots::take(const QString& name) { take_apart(*window_, name); }

void Shots::take_apart(QWidget& widget, const QString& name) {
  for (const auto& [theme, palette] :
       {std::pair{ui::Theme::Light, "light"}, std::pair{ui::Theme::Dark, "dark"}}) {
    window_->appearance().set_theme(theme);
    wait(300);
    QString file = name + '-' + palette;
    if (!suffix_.isEmpty()) file += '-' + suffix_;
    widget.grab().save(folder_ + '/' + file + ".png");
  }
  std::printf("%s\n", qPrintable(name));
  std::fflush(stdout);
}

void Shots::take_all() {
  window_ = std::make_unique<MainWindow>();
  window_->resize(wide, high);
  window_->show();
  wait(500);
  start();
  project();
  labels();
  training();
  inspect();
  editor();
  review();
  classes();
  compare();
  live();
  import();
  dialogs();
  failure();
  window_->jobs().stop_all();
  wait_for("end of the jobs", minute_ms, [this] { return !window_->jobs().any_active(); });
}

void Shots::start() { take("start"); }

void Shots::set_weights() {
  if (subject_.weights.isEmpty()) return;
  for (const char* name : {"weights", "labelWeights"})
    if (auto* line = part<QLineEdit>(name); line->isVisible()) line->setText(subject_.weights);
}

void Shots::project() {
  if (subject_.photos.isEmpty())
    window_->open_demo();
  else
    window_->open(subject_.photos.toStdString());
  wait_for("the project", 5 * minute_ms, [this] { return window_->project() != nullptr; });
  if (!is_labelled()) take("photos-importing");
  wait_for_jobs("the import");
  wait(1500);
  auto* grid = part<QListView>("imageGrid");
  for (const int row : {1, 2, 4})
    grid->selectionModel()->select(grid->model()->index(row, 0),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
  wait(500);
  take("photos");
  part<QAbstractButton>("viewList")->click();
  wait(500);
  take("photos-list");
  part<QAbstractButton>("viewGrid")->click();
  window_->project()->set_where("nothing-is-called-so");
  wait(500);
  take("photos-empty");
  window_->project()->set_where({});
  if (is_labelled()) return;
  for (const auto place : {MainWindow::Place::Inspect, MainWindow::Place::Train,
                           MainWindow::Place::Compare, MainWindow::Place::Export}) {
    window_->go_to(place);
    wait(800);
    const std::array names = {"photos", "inspect", "train", "compare", "export"};
    take(QString(names[static_cast<std::size_t>(place)]) + "-empty");
  }
}

void Shots::labels() {
  window_->project()->set_where("split:val");
  trigger("actionInstantLabels");
  set_weights();
  wait_for("the form of labels", minute_ms,
           [this] { return part<QPushButton>("startLabel")->isEnabled(); });
  take("label-instantly");
  if (is_labelled()) return;
  part<QPushButton>("startLabel")->click();
  wait(2000);
  trigger("actionJobs");
  take("labelling");
  wait_for_jobs("instant labels");
  trigger("actionJobs");
}

void Shots::training() {
  window_->go_to(MainWindow::Place::Train);
  part<QTabWidget>("trainingTabs")->setCurrentIndex(0);
  set_weights();
  if (is_labelled()) return take("trained");
  if (!subject_.preset.isEmpty()) part<QComboBox>("preset")->setCurrentText(subject_.preset);
  part<QSpinBox>("steps")->setValue(60);
  part<QSpinBox>("option_validate_every")->setValue(15);
  part<QSpinBox>("option_checkpoint_every")->setValue(15);
  part<QPushButton>("startRun")->click();
  wait(10'000);
  take("training");
  wait_for_jobs("the run");
  wait(1000);
  take("trained");
  part<QTabWidget>("trainingTabs")->setCurrentIndex(1);
  auto* source = part<QComboBox>("labelSource");
  for (const auto wanted :
       {label::Source::Cam, label::Source::Refined, label::Source::Segmentation}) {
    source->setCurrentIndex(source->findData(static_cast<int>(wanted)));
    wait_for("the form of labels", minute_ms,
             [this] { return part<QPushButton>("startLabel")->isEnabled(); });
    part<QPushButton>("startLabel")->click();
    wait_for_jobs("labels");
    wait(300);
  }
}

void Shots::inspect() {
  window_->go_to(MainWindow::Place::Inspect);
  wait(4000);
  take("inspect");
  window_->go_to(MainWindow::Place::Photos);
  auto* layer = part<QComboBox>("gridLayer");
  layer->setCurrentIndex(layer->count() - 1);
  Q_EMIT layer->activated(layer->currentIndex());
  wait(1500);
  take("photos-labels");
}

void Shots::review() {
  trigger("actionReview");
  wait(4000);
  for (int i = 0; i < 5; ++i) {
    trigger("action_mark_reviewed");
    wait(400);
  }
  wait(2000);
  take("review");
  part<QAbstractButton>("reviewOrder")->click();
  take_apart(*part<QWidget>("weightsPopover"), "review-order");
  part<QWidget>("weightsPopover")->hide();
  trigger("action_review_sessions");
  wait(1000);
  take_apart(*part<QDialog>("sessionsDialog"), "review-sessions");
  part<QDialog>("sessionsDialog")->close();
  window_->project()->set_where("state:reviewed");
  wait(2000);
  while (part<QAbstractButton>("reviewMark")->isVisible()) {
    trigger("action_mark_reviewed");
    wait(300);
  }
  take("review-end");
  part<QAbstractButton>("reviewEnd")->click();
  window_->project()->set_where("split:val");
  wait(500);
}

void Shots::classes() {
  trigger("actionCheckTags");
  wait(500);
  take("check-tags");
  part<QAbstractButton>("endCheckTags")->click();
  trigger("actionClasses");
  auto& manager = *part<QDialog>("classManager");
  wait(2000);
  take_apart(manager, "classes");
  const QStringList more = {"交通信号灯", "Straßenbahnhaltestelle", "إشارة المرور",
                            "a class whose name says rather more than fits into one line of a list "
                            "and goes on and on"};
  for (const QString& name : more) {
    part<QLineEdit>("addClassName")->setText(name);
    part<QPushButton>("addClass")->click();
    wait(300);
  }
  part<QLineEdit>("addClassName")->setText(more.front());
  part<QPushButton>("addClass")->click();
  wait(300);
  take_apart(manager, "classes-more");
  part<QTableView>("classTable")->selectRow(0);
  part<QPushButton>("classMerge")->click();
  part<QComboBox>("classTarget")->setCurrentIndex(part<QComboBox>("classTarget")->count() - 1);
  wait(500);
  take_apart(manager, "classes-merge");
  part<QPushButton>("classDecideNot")->click();
  part<QPushButton>("classRemove")->click();
  wait(300);
  take_apart(manager, "classes-remove");
  manager.close();
  for (int i = 0; i < more.size(); ++i) trigger("actionUndo");
  wait(500);
}

void Shots::send_mouse(QEvent::Type type, QPointF part_of_photo) {
  auto& canvas = *part<ui::Canvas>("canvas");
  const QSizeF size = canvas.photo_size();
  const QPointF at = canvas.transform().to_screen(
      {part_of_photo.x() * size.width(), part_of_photo.y() * size.height()});
  QMouseEvent event(
      type, at, canvas.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&canvas, &event);
}

/// Strokes that teach, beside the queue of what would teach most.
void Shots::live() {
  window_->go_to(MainWindow::Place::Inspect);
  auto& live = part<ui::InspectPage>("inspectPage")->live();
  part<QAbstractButton>("liveSwitch")->click();
  wait(500);
  take("live-preparing");
  wait_for("live labels", 5 * minute_ms, [&] { return live.state() == ui::Live::State::On; });
  trigger("actionReview");
  wait_for("what images would teach", 5 * minute_ms, [&] { return !live.gains().empty(); });
  trigger("action_tool_brush");
  for (const QPointF from : {QPointF(0.3, 0.3), QPointF(0.55, 0.6)}) {
    wait_for("the labels", minute_ms, [&] { return live.can_accept(); });
    send_mouse(QEvent::MouseButtonPress, from);
    send_mouse(QEvent::MouseMove, from + QPointF(0.1, 0.05));
    send_mouse(QEvent::MouseButtonRelease, from + QPointF(0.1, 0.05));
    wait(1000);
  }
  wait_for("the maps", 5 * minute_ms, [&] { return live.counts().to_write == 0; });
  wait(2000);
  take("live");
  window_->go_to(MainWindow::Place::Photos);
  wait(1500);
  take("live-photos");
  part<QAbstractButton>("reviewEnd")->click();
  part<QAbstractButton>("liveSwitch")->click();
}

/// Labels that another program might have written, but for one that is damaged.
void Shots::import() {
  const QTemporaryDir folder;
  auto& project = *window_->project()->project();
  const auto data = project::read_data(project, "split:val", "", "");
  const auto layer = window_->project()->find_layer(QString(label::live_layer_name))->id;
  JobControl control;
  NoProgress silent;
  const auto out = std::filesystem::path(folder.path().toStdString()) / "labels";
  formats::export_labels({data.dataset, project::labels_of(project, data, layer)}, "voc", out,
                         control, silent);
  for (const auto& file : std::filesystem::recursive_directory_iterator(out))
    if (file.path().extension() == ".png") {
      std::filesystem::resize_file(file.path(), 100);
      break;
    }
  trigger("actionImportLabels");
  auto& dialog = *part<QDialog>("importDialog");
  auto* format = part<QComboBox>("importFormat");
  format->setCurrentIndex(format->findData("voc"));
  part<QLineEdit>("importPath")->setText(QString::fromStdString(out.string()));
  wait_for("what would come in", minute_ms,
           [&] { return part<QPushButton>("startImport")->isEnabled(); });
  take_apart(dialog, "import");
  dialog.close();
}

/// Each tool at work, and the history of it all.
void Shots::editor() {
  window_->go_to(MainWindow::Place::Inspect);
  auto& editor = part<ui::InspectPage>("inspectPage")->editing().editor();
  const auto use = [&](const char* tool, const std::vector<QPointF>& way) {
    trigger(qPrintable(QString("action_tool_") + tool));
    wait_for("the labels", minute_ms,
             [&] { return editor.labels() && part<QLabel>("editState")->text().isEmpty(); });
    send_mouse(QEvent::MouseButtonPress, way.front());
    for (const QPointF& to : way) send_mouse(QEvent::MouseMove, to);
  };
  const auto let_go = [&](QPointF at) {
    send_mouse(QEvent::MouseButtonRelease, at);
    wait_for("the edits", minute_ms, [&] { return !editor.has_unsaved(); });
  };
  const std::vector<QPointF> round{{0.2, 0.3}, {0.45, 0.2}, {0.6, 0.45}, {0.4, 0.7}, {0.22, 0.55}};
  for (const char* tool : {"brush", "eraser", "lasso", "superpixel", "crf"}) {
    use(tool, round);
    take(QString("edit-") + tool);
    let_go(round.back());
  }
  for (const char* tool : {"flood", "take", "replace"}) {
    use(tool, {{0.5, 0.5}});
    let_go({0.5, 0.5});
    take(QString("edit-") + tool);
  }
  trigger("action_tool_polygon");
  for (const QPointF& corner : round) {
    send_mouse(QEvent::MouseButtonPress, corner);
    send_mouse(QEvent::MouseButtonRelease, corner);
  }
  take("edit-polygon");
  trigger("actionUndo");
  trigger("actionUndo");
  wait(500);
  take("edit-history");
  trigger("action_tool_hand");
}

void Shots::compare() {
  window_->go_to(MainWindow::Place::Compare);
  wait(1000);
  wait_for_jobs("the comparison");
  wait(2000);
  take("compare");
  for (const auto& [action, name] : {std::pair{"actionCompareSwipe", "compare-swipe"},
                                     std::pair{"actionCompareDifference", "compare-difference"}}) {
    trigger(action);
    wait(800);
    take(name);
  }
  window_->go_to(MainWindow::Place::Export);
  part<QLineEdit>("exportFolder")->setText("/tmp/masks.zip");
  wait(800);
  take("export");
}

void Shots::take_dialog(const char* name) {
  wait(500);
  auto* dialog = part<QDialog>(name);
  QString file = folder_ + '/' + name;
  if (!suffix_.isEmpty()) file += '-' + suffix_;
  dialog->grab().save(file + ".png");
  dialog->hide();
}

void Shots::dialogs() {
  for (const auto& [action, dialog] :
       {std::pair{"actionKeys", "shortcutSheet"}, std::pair{"actionPalette", "commandPalette"},
        std::pair{"actionAbout", "aboutDialog"}, std::pair{"actionGuide", "guideWindow"}}) {
    trigger(action);
    take_dialog(dialog);
  }
}

void Shots::failure() {
  window_->go_to(MainWindow::Place::Export);
  part<QLineEdit>("exportFolder")->setText("/proc/nowhere/masks");
  wait_for("the form of the export", minute_ms,
           [this] { return part<QPushButton>("startExport")->isEnabled(); });
  part<QPushButton>("startExport")->click();
  wait_for_jobs("the failure");
  wait(300);
  trigger("actionJobs");
  take("export-failed");
}

}  // namespace penumbra::shots
