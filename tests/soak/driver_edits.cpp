#include <QAbstractButton>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTreeView>

#include "project/layers.h"
#include "soak/driver.h"
#include "ui/editor/editing.h"
#include "ui/viewer/inspect_page.h"

/// What the driver does with labels.
namespace soak {

using namespace penumbra;
using namespace penumbra::ui;

namespace {
constexpr int largest_crf = 120;  // screen pixels; the CRF takes its time
}  // namespace

std::optional<QPoint> Driver::any_point() {
  const auto& view = canvas().transform();
  const QRectF photo(view.to_screen({0, 0}),
                     view.to_screen(QPointF(photo_size.width, photo_size.height)));
  const QRect seen = (photo & QRectF(canvas().rect())).toAlignedRect().adjusted(2, 2, -2, -2);
  if (seen.width() < 4 || seen.height() < 4) return std::nullopt;
  return QPoint(seen.x() + below(static_cast<std::size_t>(seen.width())),
                seen.y() + below(static_cast<std::size_t>(seen.height())));
}

bool Driver::go_to_image() {
  if (!page().isVisible()) {
    if (often()) return false;
    window().go_to(MainWindow::Place::Inspect);
  }
  if (!project().current()) return false;
  wait_for("the photo", [this] { return page().shown_image() == project().current(); });
  return canvas().has_photo();
}

bool Driver::take_tool(Tool tool) {
  if (!go_to_image()) return false;
  static const char* const names[] = {"hand",  "brush",      "eraser", "polygon", "lasso",
                                      "flood", "superpixel", "take",   "crf",     "replace"};
  const std::string name = std::string("action_tool_") + names[static_cast<int>(tool)];
  if (below(2)) {
    canvas().setFocus();
    hand_->key("HBEPLFSTCR"[static_cast<int>(tool)]);
  }
  if (toolbox().tool() != tool) trigger(name.c_str());
  if (tool == Tool::Hand) return true;
  wait_for("the labels", [this] { return editor().labels() != nullptr; });
  if (tool == Tool::Superpixel) {
    QTest::qWait(250);  // those of a size that was chosen a moment ago are on their way
    wait_for("the superpixels", [this] { return part<QLabel>("editState")->text().isEmpty(); });
  }
  QTest::qWait(20);  // the bar of the tool makes room for itself
  const auto& over = toolbox().options().only_over;
  for (std::size_t value = 1; over && value < image::ignore_label; ++value)
    if (over->test(value) && !project().find_class(static_cast<int>(value))) {
      only_over(true);  // a class that is no more
      break;
    }
  return editor().labels() != nullptr && page().shown_image() == editor().image();
}

void Driver::put_tools_away() {
  if (page().isVisible() && toolbox().tool() != Tool::Hand) trigger("action_tool_hand");
}

void Driver::paint() {
  const auto tool = static_cast<Tool>(1 + below(tool_count - 1));
  const bool scores = tool == Tool::Take && toolbox().options().take_score;
  if (tool == Tool::Take) {
    const auto image = current();
    if (!image || !has_labels(*image)) return;
    if (toolbox().options().take_from.toStdString() != score_layer && scores) return;
  }
  if (!take_tool(tool)) return;
  if (scores) {
    const project::Layers layers(*project().project());
    const auto known = layers.score_classes(layers.named(score_layer).id, *project().current());
    if (std::ranges::find(known, toolbox().current_class()) == known.end()) return;
  }
  const int strokes = often() ? 1 : 1 + below(5);
  for (int i = 0; i < strokes; ++i) {
    std::vector<QPoint> way;
    const auto from = any_point();
    if (!from) return;
    way.push_back(*from);
    const bool one_point = tool == Tool::Superpixel || tool == Tool::Flood || tool == Tool::Take ||
                           tool == Tool::Replace;
    for (int next = one_point ? 0 : tool == Tool::Crf ? 1 : 1 + below(12); next > 0; --next) {
      const int reach = tool == Tool::Crf ? largest_crf : 160;
      way.push_back(way.back() + QPoint(below(static_cast<std::size_t>(2 * reach)) - reach,
                                        below(static_cast<std::size_t>(2 * reach)) - reach));
    }
    const auto action = hand_->meaning(way);
    if (!action) return;
    edit_begins(*action);
    hand_->gesture(way);
    if (below(4) == 0) {
      settle();
      slowest_save_ms_ = std::max(slowest_save_ms_, double(since_edit_.elapsed()));
    }
    QTest::qWait(below(2) ? 0 : below(30));
    if (!editor().labels()) return;  // the image went meanwhile
  }
}

void Driver::tidy() {
  if (!take_tool(Tool::Brush)) return;
  const auto label = static_cast<std::uint8_t>(toolbox().current_class());
  const auto number = [this](const char* name, int value) {
    part<QSpinBox>(name)->setValue(value);
    return part<QSpinBox>(name)->value();
  };
  std::optional<edit::Action> action;
  const char* name = nullptr;
  switch (below(5)) {
    case 0: {
      edit::FillHoles fill{label, {}};
      if (const int area = number("holeArea", below(400)); area > 0) fill.area = area;
      action = fill;
      name = "action_fill_holes";
      break;
    }
    case 1:
      action = edit::RemoveSpecks{number("speckArea", 2 + below(300)), label};
      name = "action_remove_specks";
      break;
    case 2:
      action = edit::Grow{label, number("growPixels", 1 + below(6))};
      name = "action_grow";
      break;
    case 3:
      action = edit::Shrink{label, number("growPixels", 1 + below(6)),
                            label == 0 ? image::ignore_label : std::uint8_t{0}};
      name = "action_shrink";
      break;
    default:
      action = edit::Smooth{double(number("smoothRadius", 1 + below(5)))};
      name = "action_smooth";
  }
  edit_begins(*action);
  trigger(name);
}

void Driver::undo_edit() {
  if (!take_tool(Tool::Brush)) return;
  for (int times = 1 + below(5); times > 0 && editor().labels(); --times) {
    const int by = below(5) < 3 ? -1 : 1;
    begin({{"do", "move"}, {"image", edited_image()}, {"by", by}});
    trigger(by < 0 ? "actionUndo" : "actionRedo");
    if (below(2)) QTest::qWait(below(20));
  }
}

void Driver::walk_history() {
  if (!take_tool(Tool::Lasso)) return;
  settle();  // the list shows what is there
  if (!editor().labels()) return;
  auto* list = part<QTreeView>("editHistory");
  const int rows = list->model()->rowCount();
  if (!list->isVisible() || rows < 2) return;
  const auto index = list->model()->index(below(static_cast<std::size_t>(std::min(rows, 12))), 0);
  list->scrollTo(index);
  const QRect at = list->visualRect(index);
  if (!list->viewport()->rect().contains(at.center())) return;
  begin({{"do", "walk"}, {"image", edited_image()}, {"done", rows - 1 - index.row()}});
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at.center());
}

void Driver::choose_class() {
  if (!go_to_image() || toolbox().tool() == Tool::Hand) return;
  canvas().setFocus();
  if (below(2)) return hand_->key(Qt::Key_1 + below(9));
  if (below(2)) return hand_->key(Qt::Key_X);
  trigger("action_find_class");
  auto* popup = part("classPopup");
  if (!popup->isVisible()) return;
  const auto& classes = project().classes();
  const QString name = below(5) == 0 ? (below(2) ? "background" : "ignore")
                                     : QString::fromStdString(any_of(classes).name);
  QTest::keyClicks(part<QLineEdit>("classSearch"), name);
  QTest::keyClick(part<QLineEdit>("classSearch"), Qt::Key_Return);
  if (popup->isVisible()) popup->hide();
}

void Driver::change_tool_options() {
  if (!go_to_image() || toolbox().tool() == Tool::Hand) return;
  switch (below(8)) {
    case 0:
      return part<QDoubleSpinBox>("brushRadiusValue")->setValue(0.5 + below(90) / 2.0);
    case 1:
      return part<QSpinBox>("tolerance")->setValue(below(80));
    case 2:
      return part<QDoubleSpinBox>("regionSizeValue")->setValue(12 + below(40));
    case 3: {
      auto* box = part<QComboBox>(below(2) ? "eraseTo" : "takeFrom");
      if (box->count() == 0) return;
      box->setCurrentIndex(below(static_cast<std::size_t>(box->count())));
      Q_EMIT box->activated(box->currentIndex());
      return;
    }
    case 4:
      return part<QAbstractButton>(below(2) ? "takeScore" : "takeAsCurrent")->click();
    case 5:
      return part<QAbstractButton>("replaceEverywhere")->click();
    case 6:
      return only_over(below(2) == 0);
    default: {
      canvas().setFocus();
      return hand_->key(below(2) ? Qt::Key_BracketLeft : Qt::Key_BracketRight);
    }
  }
}

void Driver::only_over(bool anything) {
  auto* menu = part<QMenu>("onlyOverMenu");
  Q_EMIT menu->aboutToShow();
  auto actions = menu->actions();
  actions.removeIf([](const QAction* action) { return action->isSeparator(); });
  if (anything)
    actions.front()->trigger();
  else
    actions[1 + below(static_cast<std::size_t>(actions.size() - 1))]->trigger();
}

}  // namespace soak
