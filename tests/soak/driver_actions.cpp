#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QToolButton>
#include <QWheelEvent>

#include "soak/driver.h"
#include "ui/editor/editing.h"
#include "ui/project/query_line.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/viewer/inspect_page.h"

/// What the driver does besides editing labels.
namespace soak {

using namespace penumbra;
using namespace penumbra::ui;
using nlohmann::json;

namespace {
constexpr int most_values = 200;  // of classes
constexpr std::size_t least_classes = 3;
}  // namespace

const std::vector<Driver::Action>& Driver::actions() {
  static const std::vector<Action> all{{"paint", 40, &Driver::paint},
                                       {"tidy", 4, &Driver::tidy},
                                       {"undo_edit", 10, &Driver::undo_edit},
                                       {"walk_history", 3, &Driver::walk_history},
                                       {"choose_class", 10, &Driver::choose_class},
                                       {"change_tool_options", 8, &Driver::change_tool_options},
                                       {"step_image", 10, &Driver::step_image},
                                       {"open_image", 3, &Driver::open_image},
                                       {"zoom", 10, &Driver::zoom},
                                       {"show_layers", 5, &Driver::show_layers},
                                       {"move_sliders", 5, &Driver::move_sliders},
                                       {"tag_image", 4, &Driver::tag_image},
                                       {"tag_images", 4, &Driver::tag_images},
                                       {"undo_change", 5, &Driver::undo_change},
                                       {"add_class", 1, &Driver::add_class},
                                       {"rename_class", 1, &Driver::rename_class},
                                       {"decide_on_class", 1, &Driver::decide_on_class},
                                       {"review", 8, &Driver::review},
                                       {"review_back", 2, &Driver::review_back},
                                       {"mark_images", 2, &Driver::mark_images},
                                       {"filter", 4, &Driver::filter},
                                       {"sort", 1, &Driver::sort},
                                       {"go_anywhere", 4, &Driver::go_anywhere},
                                       {"look_round", 4, &Driver::look_round},
                                       {"compare", 2, &Driver::compare},
                                       {"import_photos", 1, &Driver::import_photos},
                                       {"rescan", 1, &Driver::rescan},
                                       {"export_labels", 1, &Driver::export_labels},
                                       {"reopen", 1, &Driver::reopen}};
  return all;
}

void Driver::step_image() {
  if (!go_to_image()) return;
  if (below(4)) {
    canvas().setFocus();
    hand_->key(below(2) ? Qt::Key_Right : Qt::Key_Left);
  } else {
    auto* strip = part<QListView>("filmStrip");
    const auto index =
        strip->model()->index(below(static_cast<std::size_t>(strip->model()->rowCount())), 0);
    strip->scrollTo(index);
    QTest::mouseClick(strip->viewport(), Qt::LeftButton, {}, strip->visualRect(index).center());
  }
  if (often() && project().current())
    wait_for("the next photo", [this] { return page().shown_image() == project().current(); });
}

void Driver::open_image() {
  window().go_to(MainWindow::Place::Photos);
  auto* grid = part<QListView>("imageGrid");
  if (!grid->isVisible() || grid->model()->rowCount() == 0) return;
  const auto index =
      grid->model()->index(below(static_cast<std::size_t>(grid->model()->rowCount())), 0);
  grid->scrollTo(index);
  QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, grid->visualRect(index).center());
  QTest::qWait(0);
}

void Driver::zoom() {
  if (!go_to_image()) return;
  const auto at = any_point();
  if (!at) return trigger("action_zoom_fit");
  switch (below(4)) {
    case 0:
      return trigger(below(2) ? "action_zoom_fit" : "action_zoom_actual");
    case 1: {
      hand_->mouse(QEvent::MouseButtonPress, *at, Qt::MiddleButton);
      hand_->mouse(QEvent::MouseMove, *at + QPoint(below(200) - 100, below(200) - 100));
      hand_->mouse(QEvent::MouseButtonRelease, *at, Qt::MiddleButton);
      return;
    }
    default:
      for (int turns = 1 + below(4); turns > 0; --turns) {
        QWheelEvent event(*at, canvas().mapToGlobal(*at), {}, {0, below(2) ? 120 : -120},
                          Qt::NoButton, below(3) ? Qt::NoModifier : Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas(), &event);
        QTest::qWait(0);
      }
  }
}

void Driver::show_layers() {
  if (!go_to_image()) return;
  canvas().setFocus();
  auto* list = part<QListWidget>("layerList");
  switch (below(4)) {
    case 0:
      return hand_->key("MU.,"[below(4)]);
    case 1:
      if (list->count() > 0) {
        auto* item = list->item(below(static_cast<std::size_t>(list->count())));
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
      }
      return;
    case 2:
      if (list->count() > 0) list->setCurrentRow(below(static_cast<std::size_t>(list->count())));
      return trigger(below(2) ? "action_layer_up" : "action_layer_down");
    default: {
      auto* style = part<QComboBox>("layerStyle");
      if (style->count() == 0 || !style->isEnabled()) return;
      style->setCurrentIndex(below(static_cast<std::size_t>(style->count())));
      Q_EMIT style->activated(style->currentIndex());
    }
  }
}

void Driver::move_sliders() {
  if (!go_to_image()) return;
  auto sliders = part("inspectPanel")->findChildren<QSlider*>();
  sliders.removeIf(
      [](const QSlider* slider) { return !slider->isVisible() || !slider->isEnabled(); });
  if (sliders.isEmpty()) return;
  auto* slider = any_of(sliders);
  for (int i = 0; i < 6; ++i) {
    slider->setValue(slider->minimum() +
                     below(static_cast<std::size_t>(slider->maximum() - slider->minimum() + 1)));
    QTest::qWait(0);
  }
}

void Driver::tag_image() {
  if (!go_to_image()) return;
  const auto image = project().current();
  const auto tags = project::rows(*project().project(), std::span(&*image, 1)).front().tags;
  json step{{"do", "tag"},
            {"images", {name_of(*image)}},
            {"add", json::array()},
            {"remove", json::array()}};
  if (below(2) && !tags.empty()) {
    const int value = any_of(tags);
    auto* remove = window().findChild<QToolButton*>(QString("removeTag_%1").arg(value));
    if (!remove || !remove->isVisible()) return;
    step["remove"].push_back(value);
    begin(step);
    return wait_for_change("the tag to go", [&] { remove->click(); });
  }
  std::vector<const project::ClassRow*> others;
  for (const auto& row : project().classes())
    if (std::ranges::find(tags, row.value) == tags.end()) others.push_back(&row);
  auto* line = part<QLineEdit>("addTag");
  if (others.empty() || !line->isVisible() || !line->isEnabled()) return;
  const auto* added = any_of(others);
  step["add"].push_back(added->value);
  line->setFocus();
  line->selectAll();
  QTest::keyClicks(line, QString::fromStdString(added->name));
  line->completer()->popup()->hide();
  begin(step);
  wait_for_change("the tag", [&] { QTest::keyClick(line, Qt::Key_Return); });
}

void Driver::select_images(int most) {
  window().go_to(MainWindow::Place::Photos);
  auto* grid = part<QListView>("imageGrid");
  const int rows = grid->model()->rowCount();
  if (rows == 0) return;
  auto& selection = project().selection();
  selection.setCurrentIndex(project().images().index(below(static_cast<std::size_t>(rows)), 0),
                            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  for (int more = below(static_cast<std::size_t>(most)); more > 0; --more)
    selection.select(project().images().index(below(static_cast<std::size_t>(rows)), 0),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void Driver::tag_images() {
  select_images(6);
  auto* list = part<QListWidget>("tagList");
  if (project().selected().empty() || !list->isVisible()) return;
  // A class that is new, or other counts, make the list anew: a click would go elsewhere.
  QStringList before;
  wait_for("the tags of the selection", [&] {
    QTest::qWait(50);
    QStringList now;
    for (int i = 0; i < list->count(); ++i) now << list->item(i)->text();
    const bool settled = list->isEnabled() && !now.isEmpty() && now == before;
    before = now;
    return settled;
  });
  const auto* item = list->item(below(static_cast<std::size_t>(list->count())));
  list->scrollToItem(item);
  json step{
      {"do", "tag"}, {"images", json::array()}, {"add", json::array()}, {"remove", json::array()}};
  for (const auto image : project().selected()) step["images"].push_back(name_of(image));
  step[item->checkState() == Qt::Checked ? "remove" : "add"].push_back(
      item->data(Qt::UserRole).toInt());
  begin(step);
  wait_for_change("the tags", [&] {
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(item).center());
  });
}

void Driver::undo_change() {
  if (below(2))
    window().go_to(MainWindow::Place::Photos);
  else
    put_tools_away();
  for (int times = 1 + below(3); times > 0; --times) {
    const bool back = below(5) < 3;
    begin({{"do", back ? "undo_change" : "redo_change"}});
    wait_for_change("a change", [&] { trigger(back ? "actionUndo" : "actionRedo"); });
  }
}

bool Driver::open_manager() {
  if (project().classes().empty()) return false;
  trigger("actionClasses");
  auto* manager = part<QDialog>("classManager");
  wait_for("the class manager", [&] { return manager->isVisible() && manager->isActiveWindow(); });
  return true;
}

void Driver::close_manager() {
  click("closeClasses");
  window().activateWindow();
  wait_for("the window", [this] { return window().isActiveWindow(); });
}

void Driver::add_class() {
  const auto values = class_values();
  const auto name = free_name();
  if (name.empty() || values.empty() || std::ranges::max(values) > most_values) return;
  if (!open_manager()) return;
  auto* line = part<QLineEdit>("addClassName");
  line->setFocus();
  QTest::keyClicks(line, QString::fromStdString(name));
  begin({{"do", "add_class"}, {"name", name}});
  wait_for_change("the class", [&] { QTest::keyClick(line, Qt::Key_Return); });
  close_manager();
}

void Driver::rename_class() {
  const auto name = free_name();
  if (name.empty() || !open_manager()) return;
  auto* table = part<QTableView>("classTable");
  const int row = below(project().classes().size());
  table->setCurrentIndex(table->model()->index(row, 1));
  trigger("action_class_rename");
  if (auto* line = table->findChild<QLineEdit*>("className")) {
    line->selectAll();
    QTest::keyClicks(line, QString::fromStdString(name));
    begin({{"do", "rename_class"},
           {"value", project().classes()[static_cast<std::size_t>(row)].value},
           {"name", name}});
    wait_for_change("the name", [&] { QTest::keyClick(line, Qt::Key_Return); });
  }
  close_manager();
}

/// Merges a class into another, or removes it.
void Driver::decide_on_class() {
  const auto values = class_values();
  if (values.size() <= least_classes) return;
  settle();
  only_over(true);  // the class may be one that may be painted over
  if (!open_manager()) return;
  auto* table = part<QTableView>("classTable");
  const int row = below(values.size());
  table->setCurrentIndex(table->model()->index(row, 1));
  const bool merge = below(2) == 0;
  click(merge ? "classMerge" : "classRemove");
  auto* target = part<QComboBox>("classTarget");
  target->setCurrentIndex(below(static_cast<std::size_t>(target->count())));
  wait_for("the consequences", [this] { return part("classDecide")->isEnabled(); });
  json step{{"do", merge ? "merge_classes" : "remove_class"},
            {"value", values[static_cast<std::size_t>(row)]}};
  step[merge ? "into" : "becomes"] = target->currentData().toInt();
  begin(step);
  wait_for_change("the decision", [this] { click("classDecide"); });
  close_manager();
}

void Driver::review() {
  if (!go_to_image()) return;
  settle();
  if (!queue().active() && below(3) == 0) {
    trigger("actionReview");
    wait_for("the queue", [this] { return queue().ready() || !queue().active(); });
  }
  if (!project().current() || (queue().active() && !queue().ready())) return;
  const auto image = *project().current();
  const auto* entry = queue().current();
  canvas().setFocus();
  if (queue().active() && !entry) {
    hand_->key(Qt::Key_Return);  // just goes on
    return;
  }
  const bool second = entry && entry->second_look;
  begin({{"do", "review"}, {"image", name_of(image)}, {"second", second}});
  marks_.push_back(image);
  wait_for_marks([this] { trigger("action_mark_reviewed"); });
  if (queue().active() && below(12) == 0) click("reviewEnd");
}

void Driver::review_back() {
  if (marks_.empty() || !go_to_image()) return;
  begin({{"do", "take_back"}, {"image", name_of(marks_.back())}});
  marks_.pop_back();
  wait_for_marks([this] { trigger("action_review_back"); });
}

void Driver::mark_images() {
  select_images(4);
  if (project().selected().empty()) return;
  const bool reviewed = below(2) == 0;
  json step{{"do", "mark"}, {"images", json::array()}, {"reviewed", reviewed}};
  for (const auto image : project().selected()) step["images"].push_back(name_of(image));
  begin(step);
  wait_for_marks([&] { trigger(reviewed ? "actionMarkReviewed" : "actionMarkNew"); });
}

void Driver::filter() {
  if (below(2)) {
    trigger("actionClearFilter");
  } else {
    static const std::vector<QString> queries{
        "state:edited", "state:reviewed", "split:val", "split:train", "p0",
        "is:untagged",  "size:>3",        "(",         "nothing"};
    QString query = any_of(queries);
    if (below(3) == 0) {
      const auto& name = any_of(project().classes()).name;
      query = QString("tag:\"%1\"").arg(QString::fromStdString(name));
    }
    auto* line = window().findChild<QueryLine*>();
    trigger("actionFilter");
    line->setText({});
    QTest::keyClicks(line, query);
    QTest::keyClick(line, Qt::Key_Return);
  }
  QTest::qWait(40);
}

void Driver::sort() {
  window().go_to(MainWindow::Place::Photos);
  auto* box = part<QComboBox>("sort");
  if (box->count() == 0) return;
  box->setCurrentIndex(below(static_cast<std::size_t>(box->count())));
  Q_EMIT box->activated(box->currentIndex());
  if (below(2)) click("sortOrder");
}

void Driver::go_anywhere() {
  static const char* const places[] = {"actionPhotos", "actionInspect", "actionTrain",
                                       "actionCompare", "actionExport"};
  trigger(places[below(5)]);
}

void Driver::look_round() {
  const auto close_dialog = [this](const char* name) {
    auto* dialog = part<QDialog>(name);
    QTest::qWait(30);
    dialog->close();
    window().activateWindow();
    QTest::qWait(0);
  };
  switch (below(7)) {
    case 0:
      return trigger("actionJobs");
    case 1:
      return trigger("actionLog");
    case 2:
      trigger("actionPalette");
      return close_dialog("commandPalette");
    case 3:
      trigger("actionKeys");
      return close_dialog("shortcutSheet");
    case 4:
      return trigger(below(2) ? "actionThemeLight" : "actionThemeDark");
    case 5:
      trigger("actionPanels");
      QTest::qWait(20);
      return trigger("actionPanels");
    default:
      trigger("action_review_sessions");
      if (window().findChild<QDialog*>("sessionsDialog")) close_dialog("sessionsDialog");
  }
}

void Driver::compare() {
  window().go_to(MainWindow::Place::Compare);
  auto* box = part<QComboBox>(below(2) ? "compareLayer" : "compareReference");
  if (box->count() > 0) {
    box->setCurrentIndex(below(static_cast<std::size_t>(box->count())));
    Q_EMIT box->activated(box->currentIndex());
  }
  static const char* const ways[] = {"actionCompareSwipe", "actionCompareDifference",
                                     "actionCompareSide"};
  if (auto* way = window().findChild<QAction*>(ways[below(3)])) way->trigger();
  QTest::qWait(below(400));
}

void Driver::import_photos() {
  if (next_folder_ >= folder_count) return;
  settle();
  wait_for("other jobs", [this] { return !window().jobs().any_active(); });
  begin({{"do", "import"}, {"folder", next_folder_}});
  const auto before = project().image_count();
  trigger("actionAddPhotos");
  auto* dialog = window().findChild<QFileDialog*>();
  const auto folder = places_.photos / std::to_string(next_folder_++);
  Q_EMIT dialog->fileSelected(QString::fromStdString(folder.string()));
  dialog->reject();
  wait_for("the photos",
           [&] { return project().image_count() > before && !window().jobs().any_active(); });
  learn_names();
  settle();
}

void Driver::rescan() { trigger("actionRescan"); }

void Driver::export_labels() {
  settle();
  window().go_to(MainWindow::Place::Export);
  auto* images = part<QComboBox>("exportImages");
  auto* layer = part<QComboBox>("exportLayer");
  if (layer->count() == 0) return;
  trigger("actionClearFilter");
  wait_for("all images", [&] {
    return static_cast<std::int64_t>(project().filtered_images().size()) ==
               project().image_count() &&
           images->findData(QString("")) >= 0;
  });
  images->setCurrentIndex(images->findData(QString("")));
  layer->setCurrentIndex(below(static_cast<std::size_t>(layer->count())));
  auto* format = part<QComboBox>("exportFormat");
  const bool npz = below(2) == 0;
  format->setCurrentIndex(format->findData(npz ? "npz" : "voc"));
  const std::string place = "export-" + std::to_string(exports_++) + "-" +
                            std::to_string(random_()) +
                            (npz        ? ".npz"
                             : below(2) ? ""
                                        : ".zip");
  part<QLineEdit>("exportFolder")
      ->setText(QString::fromStdString((places_.exports / place).string()));
  wait_for("the button", [this] { return part("startExport")->isEnabled(); });
  wait_for("other jobs", [this] { return !window().jobs().any_active(); });
  begin({{"do", "export"}, {"layer", layer->currentText().toStdString()}, {"place", place}});
  click("startExport");
  wait_for("the export", [&] { return std::filesystem::exists(places_.exports / place); });
  settle();
}

void Driver::reopen() {
  wait_for("the jobs", [this] { return !window().jobs().any_active(); });
  marks_.clear();
  if (below(2)) {
    trigger("actionCloseProject");
    QTest::qWait(below(50));
    window().open(places_.project);
    wait_for("the project", [this] { return window().project() != nullptr; });
    wait_for("the images", [this] { return project().image_count() > 0; });
  } else {
    window().close();
    wait_for("the window to close", [this] { return !window().isVisible(); });
    watch_.reset();
    window_.reset();
    open_window();
  }
}

}  // namespace soak
