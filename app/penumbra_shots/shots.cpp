#include "app/penumbra_shots/shots.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <array>
#include <cstdio>

#include "base/error.h"
#include "ui/jobs/status_strip.h"

namespace penumbra::shots {
namespace {

using ui::MainWindow;

constexpr int wide = 1400, high = 900;
constexpr int minute_ms = 60'000;

}  // namespace

Shots::Shots(QString folder, QString suffix)
    : folder_(std::move(folder)), suffix_(std::move(suffix)) {}

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
    if (clock.elapsed() > limit_ms)
      throw Error("did not come within " + std::to_string(limit_ms / 1000) + " s",
                  what.toStdString(), "Look at the picture 'failed'");
    QApplication::processEvents(QEventLoop::AllEvents, 20);
  }
}

void Shots::wait(int ms) {
  QElapsedTimer clock;
  clock.start();
  wait_for("time", ms + minute_ms, [&] { return clock.elapsed() > ms; });
}

void Shots::take(const QString& name) { take(name, *window_); }

void Shots::take(const QString& name, QWidget& window) {
  for (const auto& [theme, palette] :
       {std::pair{ui::Theme::Light, "light"}, std::pair{ui::Theme::Dark, "dark"}}) {
    window_->appearance().set_theme(theme);
    wait(300);
    QString file = name + '-' + palette;
    if (!suffix_.isEmpty()) file += '-' + suffix_;
    window.grab().save(folder_ + '/' + file + ".png");
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
  demo_project();
  labels();
  training();
  inspect();
  classes();
  compare();
  dialogs();
  failure();
  window_->jobs().stop_all();
  wait_for("end of the jobs", minute_ms, [this] { return !window_->jobs().any_active(); });
}

void Shots::start() { take("start"); }

void Shots::demo_project() {
  window_->open_demo();
  wait_for("the demo project", 3 * minute_ms, [this] { return window_->project() != nullptr; });
  take("photos-importing");
  wait_for("the import", 3 * minute_ms, [this] { return !window_->jobs().any_active(); });
  wait(1500);
  auto* grid = part<QListView>("imageGrid");
  for (const int row : {1, 2, 4})
    grid->selectionModel()->select(grid->model()->index(row, 0), QItemSelectionModel::Select);
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
  wait_for("the form of labels", minute_ms,
           [this] { return part<QPushButton>("startLabel")->isEnabled(); });
  take("label-instantly");
  part<QPushButton>("startLabel")->click();
  wait(2000);
  trigger("actionJobs");
  take("labelling");
  wait_for("instant labels", 5 * minute_ms, [this] { return !window_->jobs().any_active(); });
  trigger("actionJobs");
}

void Shots::training() {
  window_->go_to(MainWindow::Place::Train);
  part<QTabWidget>("trainingTabs")->setCurrentIndex(0);
  part<QSpinBox>("steps")->setValue(60);
  part<QSpinBox>("option_validate_every")->setValue(15);
  part<QSpinBox>("option_checkpoint_every")->setValue(15);
  part<QPushButton>("startRun")->click();
  wait(10'000);
  take("training");
  wait_for("the run", 10 * minute_ms, [this] { return !window_->jobs().any_active(); });
  wait(1000);
  take("trained");
  part<QTabWidget>("trainingTabs")->setCurrentIndex(1);
  auto* source = part<QComboBox>("labelSource");
  for (const char* wanted : {"CAM", "Refined", "Segmentation"}) {
    for (int i = 0; i < source->count(); ++i)
      if (source->itemText(i).startsWith(wanted, Qt::CaseInsensitive)) source->setCurrentIndex(i);
    wait_for("the form of labels", minute_ms,
             [this] { return part<QPushButton>("startLabel")->isEnabled(); });
    part<QPushButton>("startLabel")->click();
    wait_for("labels", 5 * minute_ms, [this] { return !window_->jobs().any_active(); });
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

void Shots::classes() {
  trigger("actionCheckTags");
  wait(500);
  take("check-tags");
  part<QAbstractButton>("endCheckTags")->click();
  trigger("actionClasses");
  auto& manager = *part<QDialog>("classManager");
  wait(2000);
  take("classes", manager);
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
  take("classes-more", manager);
  part<QTableView>("classTable")->selectRow(0);
  part<QPushButton>("classMerge")->click();
  part<QComboBox>("classTarget")->setCurrentIndex(part<QComboBox>("classTarget")->count() - 1);
  wait(500);
  take("classes-merge", manager);
  part<QPushButton>("classDecideNot")->click();
  part<QPushButton>("classRemove")->click();
  wait(300);
  take("classes-remove", manager);
  manager.close();
  for (int i = 0; i < more.size(); ++i) trigger("actionUndo");
  wait(500);
}

void Shots::compare() {
  window_->go_to(MainWindow::Place::Compare);
  wait(1000);
  wait_for("the comparison", minute_ms, [this] { return !window_->jobs().any_active(); });
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

void Shots::dialogs() {
  trigger("actionKeys");
  wait(500);
  auto* sheet = part<QDialog>("shortcutSheet");
  QString file = folder_ + "/keys";
  if (!suffix_.isEmpty()) file += '-' + suffix_;
  sheet->grab().save(file + ".png");
  sheet->hide();
  trigger("actionPalette");
  wait(500);
  file = folder_ + "/commands";
  if (!suffix_.isEmpty()) file += '-' + suffix_;
  part<QDialog>("commandPalette")->grab().save(file + ".png");
  part<QDialog>("commandPalette")->hide();
}

void Shots::failure() {
  window_->go_to(MainWindow::Place::Export);
  part<QLineEdit>("exportFolder")->setText("/proc/nowhere/masks");
  wait_for("the form of the export", minute_ms,
           [this] { return part<QPushButton>("startExport")->isEnabled(); });
  part<QPushButton>("startExport")->click();
  wait_for("the failure", minute_ms, [this] { return !window_->jobs().any_active(); });
  wait(300);
  trigger("actionJobs");
  take("export-failed");
}

}  // namespace penumbra::shots
