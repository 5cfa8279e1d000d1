#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <random>

#include "edit/brush.h"
#include "editor_window.h"
#include "event_loop_watch.h"
#include "private_settings.h"
#include "project/classes.h"

using namespace penumbra;
using namespace penumbra::ui;

/// Strokes, undo and the history, classes and keys, in the window as a person uses it.
class TestEditor : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<EditorWindow> it_;

  void open(bool with_layers = true) {
    it_ = std::make_unique<EditorWindow>(with_layers);
    it_->open();
  }
  void radius(double pixels) const {
    auto options = it_->page().editing().toolbox().options();
    options.radius = pixels;
    it_->page().editing().toolbox().set_options(options);
  }
  /// What a stroke of the brush makes of a map.
  image::LabelMap painted(image::LabelMap map, const std::vector<edit::Point>& points,
                          double radius, std::uint8_t label,
                          const edit::Limits& limits = {}) const {
    edit::brush({map}, it_->heard(points), radius, label, limits);
    return map;
  }
  static bool leans_to(const QColor& seen, const QColor& colour, const QColor& photo) {
    const auto distance = [](const QColor& a, const QColor& b) {
      return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
             std::abs(a.blue() - b.blue());
    };
    return distance(seen, colour) < distance(photo, colour);
  }

 private Q_SLOTS:
  void cleanup() {
    it_.reset();
    QSettings().clear();
  }

  void looking_changes_nothing() {
    open();
    QVERIFY(!it_->part("toolBar")->isVisible());
    QVERIFY(it_->part<QToolButton>("toolHand")->isChecked());
    const auto before = it_->canvas().transform();
    it_->canvas().zoom_at(4, {100, 100});
    const auto zoomed = it_->canvas().transform();
    it_->drag({{50, 50}, {60, 60}});
    QVERIFY(it_->canvas().transform() != zoomed);  // it pans
    QVERIFY(zoomed != before);
    QVERIFY(!it_->editor().labels());
    QVERIFY(!it_->project().find_layer("edited"));
  }

  void a_stroke_is_seen_at_once_and_saved_when_it_ends() {
    open();
    const QColor photo = it_->seen(20, 20);
    it_->take(Qt::Key_B);
    radius(8);
    it_->key(Qt::Key_2);
    QCOMPARE(it_->part<QToolButton>("currentClass")->text(), QString("dog"));
    QSignalSpy rows(&it_->project(), &OpenProject::rowsChanged);
    const std::vector<edit::Point> way{{20, 20}, {40, 24}, {60, 20}};
    it_->press(20, 20);
    QCOMPARE(it_->shown_label(20, 20), 2);
    QVERIFY(leans_to(it_->seen(20, 20), it_->project().class_colour(2), photo));
    it_->move(40, 24);
    it_->move(60, 20);
    QCOMPARE(it_->shown_label(58, 20), 2);
    QVERIFY(!it_->project().find_layer("edited"));  // it has not ended
    it_->release(60, 20);
    QCOMPARE(it_->stored().labels, painted(it_->segmentation(), way, 8, 2).labels);
    const auto* layer = it_->project().find_layer("edited");
    QVERIFY(layer && layer->base == it_->project().find_layer("segmentation")->id);
    QTRY_VERIFY(!rows.isEmpty());
    QCOMPARE(it_->state(), project::ImageState::Edited);
    QVERIFY(it_->part<QToolButton>("wayCorrect")->toolTip() == "Done");
  }

  void the_eraser_leaves_background_or_ignore() {
    open();
    it_->take(Qt::Key_E);
    radius(5);
    it_->click(60, 70);
    auto expected = painted(it_->segmentation(), {{60, 70}}, 5, 0);
    QCOMPARE(it_->stored().labels, expected.labels);
    auto* to = it_->part<QComboBox>("eraseTo");
    QVERIFY(to->isVisible());
    QTest::keyClick(to, Qt::Key_Down);
    it_->canvas().setFocus();
    it_->click(40, 50);
    expected = painted(expected, {{40, 50}}, 5, 255);
    QCOMPARE(it_->stored().labels, expected.labels);
  }

  void undo_and_redo_say_what_they_took_back() {
    open();
    it_->take(Qt::Key_B);
    radius(6);
    it_->key(Qt::Key_3);
    it_->click(20, 20);
    const auto first = it_->stored();
    it_->click(100, 130);
    const auto second = it_->stored();
    QTest::keyClick(&it_->canvas(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it_->editor().done(), 1);
    QCOMPARE(it_->message(), QString("Undone: Brush · fox"));
    QCOMPARE(it_->stored().labels, first.labels);
    QTest::keyClick(&it_->canvas(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(it_->editor().done(), 2);
    QCOMPARE(it_->message(), QString("Redone: Brush · fox"));
    QCOMPARE(it_->stored().labels, second.labels);
    for (int i = 0; i < 3; ++i) it_->trigger("actionUndo");
    QTRY_COMPARE(it_->message(), QString("Nothing more to undo on this image"));
    QCOMPARE(it_->stored().labels, it_->segmentation().labels);
    QTRY_COMPARE(it_->state(), project::ImageState::Labelled);
  }

  void undo_is_of_tags_while_nothing_is_edited() {
    open();
    it_->project().edit_tags({1}, {}, {3});
    QTRY_VERIFY(it_->message().contains("Tags of one image changed"));
    it_->take(Qt::Key_B);
    it_->trigger("actionUndo");
    QTRY_COMPARE(it_->message(), QString("Nothing more to undo on this image"));
    it_->key(Qt::Key_H);
    it_->trigger("actionUndo");
    QTRY_VERIFY(it_->message().startsWith("Taken back"));
  }

  void edits_and_their_undo_survive_a_restart() {
    open();
    it_->take(Qt::Key_B);
    radius(6);
    it_->click(20, 20);
    it_->click(50, 140);
    const auto first = painted(it_->segmentation(), {{20, 20}}, 6, 1);
    const auto both = painted(first, {{50, 140}}, 6, 1);
    it_->close();
    it_->open();
    QVERIFY(it_->part<QToolButton>("toolBrush")->isChecked());  // the tool comes back, too
    QTRY_COMPARE(it_->editor().done(), 2);
    QCOMPARE(it_->stored().labels, both.labels);
    it_->trigger("actionUndo");
    QTRY_COMPARE(it_->editor().done(), 1);
    QCOMPARE(it_->stored().labels, first.labels);
    it_->close();
    it_->open();
    QTRY_COMPARE(it_->editor().done(), 1);
    QCOMPARE(it_->editor().history().size(), std::size_t{2});
    it_->trigger("actionRedo");
    QTRY_COMPARE(it_->editor().done(), 2);
    QCOMPARE(it_->stored().labels, both.labels);
  }

  void a_thousand_strokes_are_undone_and_walked() {
    open();
    it_->take(Qt::Key_B);
    radius(4);
    std::mt19937 random(5);
    const auto any = [&](int limit) { return double(random() % static_cast<unsigned>(limit)); };
    image::LabelMap map = it_->segmentation();
    EventLoopWatch watch;
    for (int i = 0; i < 1000; ++i) {
      // Of classes that change, so that each paints something.
      it_->page().editing().toolbox().choose_class(1 + i % 3);
      const double x = any(240), y = any(160);
      map = painted(map, {{x, y}}, 4, static_cast<std::uint8_t>(1 + i % 3));
      it_->click(x, y);
      QCoreApplication::processEvents();
    }
    QCOMPARE(it_->stored().labels, map.labels);
    const int all = it_->editor().done();
    QVERIFY(all > 900);
    auto* list = it_->part<QTreeView>("editHistory");
    QCOMPARE(list->model()->rowCount(), all + 1);
    watch.finish();
    QVERIFY2(watch.longest_stall_ms() < 100, qPrintable(QString::number(watch.longest_stall_ms())));

    QElapsedTimer clock;
    clock.start();
    const QModelIndex start = list->model()->index(all, 0);
    QCOMPARE(start.data().toString(), QString("Before all edits"));
    list->scrollTo(start);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(start).center());
    QTRY_COMPARE_WITH_TIMEOUT(it_->editor().done(), 0, 20'000);
    qInfo("walked %d operations back in %lld ms", all, clock.elapsed());
    QVERIFY(clock.elapsed() < 5000);
    QCOMPARE(it_->stored().labels, it_->segmentation().labels);
    QCOMPARE(list->model()->index(0, 0).data(Qt::ForegroundRole).isValid(), true);  // dimmed
    for (int i = 0; i < all; ++i) it_->trigger("actionRedo");
    QTRY_COMPARE_WITH_TIMEOUT(it_->editor().done(), all, 20'000);
    QCOMPARE(it_->stored().labels, map.labels);
    for (int i = 0; i < all; ++i) it_->trigger("actionUndo");
    QTRY_COMPARE_WITH_TIMEOUT(it_->editor().done(), 0, 20'000);
    QCOMPARE(it_->stored().labels, it_->segmentation().labels);
  }

  void a_new_stroke_takes_the_place_of_what_was_undone() {
    open();
    it_->take(Qt::Key_B);
    radius(4);
    for (const double x : {20.0, 120.0, 220.0}) it_->click(x, 20);
    QTRY_COMPARE(it_->editor().done(), 3);
    it_->trigger("actionUndo");
    it_->trigger("actionUndo");
    it_->click(20, 140);
    QTRY_COMPARE(it_->editor().history().size(), std::size_t{2});
    auto expected = painted(it_->segmentation(), {{20, 20}}, 4, 1);
    expected = painted(expected, {{20, 140}}, 4, 1);
    QCOMPARE(it_->stored().labels, expected.labels);
    QCOMPARE(it_->part<QTreeView>("editHistory")->model()->rowCount(), 3);
  }

  void only_the_chosen_classes_are_painted_over() {
    open();
    it_->take(Qt::Key_B);
    radius(30);
    it_->key(Qt::Key_3);
    auto* over = it_->part<QToolButton>("onlyOver");
    QCOMPARE(over->text(), QString("Over: anything"));
    Q_EMIT over->menu()->aboutToShow();
    for (QAction* action : over->menu()->actions())
      if (action->text() == "cat") action->trigger();
    QCOMPARE(over->text(), QString("Over: cat"));
    it_->click(40, 60);
    edit::Limits limits;
    limits.only_over = std::bitset<256>(1U << 1U);
    QCOMPARE(it_->stored().labels, painted(it_->segmentation(), {{40, 60}}, 30, 3, limits).labels);
  }

  void keys_choose_classes_and_sizes() {
    open();
    it_->take(Qt::Key_B);
    auto& toolbox = it_->page().editing().toolbox();
    it_->key(Qt::Key_1);
    it_->key(Qt::Key_3);
    QCOMPARE(toolbox.current_class(), 3);
    it_->key(Qt::Key_X);
    QCOMPARE(toolbox.current_class(), 1);
    it_->key(Qt::Key_X);
    QCOMPARE(toolbox.current_class(), 3);
    it_->click(60, 70, Qt::AltModifier);  // cat lies there
    QCOMPARE(toolbox.current_class(), 1);
    it_->click(180, 80, Qt::AltModifier);
    QCOMPARE(toolbox.current_class(), 2);
    QCOMPARE(it_->editor().done(), 0);

    it_->key(Qt::Key_Slash);
    auto* search = it_->part<QLineEdit>("classSearch");
    QTRY_VERIFY(search->isVisible());
    QTest::keyClicks(search, "fo");
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(toolbox.current_class(), 3);
    QVERIFY(!search->isVisible());

    const double before = toolbox.options().radius;
    it_->key(Qt::Key_BracketRight);
    QVERIFY(toolbox.options().radius > before);
    it_->key(Qt::Key_BracketLeft);
    QVERIFY(std::abs(toolbox.options().radius - before) < 1e-6);
    const auto view = it_->canvas().transform();
    const QPoint middle = it_->canvas().rect().center();
    QWheelEvent wheel(middle, it_->canvas().mapToGlobal(middle), {}, {0, 240}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&it_->canvas(), &wheel);
    QVERIFY(toolbox.options().radius > before * 1.2);
    QCOMPARE(it_->canvas().transform(), view);  // it did not zoom
    // Space pans, whatever the tool.
    it_->canvas().zoom_at(4, {100, 100});
    const auto zoomed = it_->canvas().transform();
    it_->canvas().setFocus();
    QTest::qWait(200);  // the search has given the keyboard back
    QTest::keyPress(&it_->canvas(), Qt::Key_Space);
    QTest::mouseMove(&it_->canvas(), middle + QPoint(30, 20));
    QTest::mouseMove(&it_->canvas(), middle + QPoint(60, 50));
    QTRY_VERIFY(it_->canvas().transform() != zoomed);
    QTest::keyRelease(&it_->canvas(), Qt::Key_Space);
    QCOMPARE(it_->editor().history().size(), std::size_t{0});
  }

  void the_cursor_is_the_brush_at_its_true_size() {
    open();
    it_->take(Qt::Key_B);
    radius(20);
    it_->key(Qt::Key_2);
    it_->key(Qt::Key_M);  // nothing but the photo below
    it_->key(Qt::Key_U);
    QCOMPARE(it_->canvas().cursor().shape(), Qt::BlankCursor);
    const auto centre = it_->point(60, 140);
    it_->move(60, 140);
    QTest::qWait(100);
    const double scale = it_->canvas().transform().scale;
    const QImage picture = it_->canvas().grab().toImage();
    const QPointF at = it_->canvas().transform().to_screen(QPointF(centre.x, centre.y));
    const QPoint rim = (at - QPointF(0, 20 * scale)).toPoint();
    bool found = false;
    for (int y = -2; y <= 2; ++y)
      found = found || leans_to(picture.pixelColor(rim + QPoint(0, y)),
                                it_->project().class_colour(2), QColor(180, 0, 0));
    QVERIFY(found);
    QVERIFY(!leans_to(picture.pixelColor((at - QPointF(0, 17 * scale)).toPoint()),
                      it_->project().class_colour(2), QColor(180, 0, 0)));
    it_->key(Qt::Key_H);
    QCOMPARE(it_->canvas().cursor().shape(), Qt::ArrowCursor);
  }

  void another_image_has_a_history_of_its_own() {
    open();
    it_->take(Qt::Key_B);
    radius(6);
    it_->click(20, 20);
    it_->key(Qt::Key_Right);
    QTRY_COMPARE(it_->editor().image(), std::optional<project::ImageId>(2));
    QTRY_VERIFY(it_->editor().labels() != nullptr);
    QCOMPARE(it_->editor().history().size(), std::size_t{0});
    it_->click(200, 140);
    it_->wait_saved();
    it_->key(Qt::Key_Left);
    QTRY_COMPARE(it_->editor().done(), 1);
    QCOMPARE(it_->stored(1).labels, painted(it_->segmentation(), {{20, 20}}, 6, 1).labels);
    QCOMPARE(it_->stored(2).labels, painted(it_->segmentation(), {{200, 140}}, 6, 1).labels);
  }

  void an_image_without_labels_is_painted_from_nothing() {
    open(false);
    it_->take(Qt::Key_B);
    radius(6);
    it_->click(20, 20);
    image::LabelMap nothing{it_->size, std::vector<std::uint8_t>(it_->size.area(), 255)};
    QCOMPARE(it_->stored().labels, painted(nothing, {{20, 20}}, 6, 1).labels);
    QVERIFY(!it_->project().find_layer("edited")->base);
  }

  void edits_go_over_the_layer_that_is_chosen() {
    open();
    it_->take(Qt::Key_B);
    radius(6);
    auto* over = it_->part<QComboBox>("editOver");
    QCOMPARE(over->currentText(), QString("new, over segmentation"));
    over->setCurrentIndex(over->findText("new, over cam"));
    Q_EMIT over->activated(over->currentIndex());
    QTRY_VERIFY(it_->editor().labels() && it_->shown_label(200, 20) == 3);
    it_->click(20, 20);
    QCOMPARE(EditorWindow::at(it_->stored(), 200, 20), 3);
    QCOMPARE(EditorWindow::at(it_->stored(), 20, 20), 1);
    QTRY_COMPARE(over->currentText(), QString("edited"));
  }

  void classes_that_were_merged_are_shown_so() {
    open();
    it_->take(Qt::Key_B);
    radius(6);
    it_->key(Qt::Key_3);
    it_->click(20, 20);
    it_->wait_saved();
    project::merge_classes(*it_->project().project(), 3, 1);
    it_->project().classes_changed();
    QTRY_COMPARE(it_->shown_label(20, 20), 1);
    QCOMPARE(it_->page().editing().toolbox().current_class(), 1);
    QCOMPARE(EditorWindow::at(it_->stored(), 20, 20), 1);
  }

  void a_project_for_reading_only_says_so() {
    it_ = std::make_unique<EditorWindow>();
    NoProgress quiet;
    const auto writer = project::Project::open(it_->folder(), project::Access::Write, quiet);
    it_->open();
    QVERIFY(!it_->project().project()->writable());
    it_->key(Qt::Key_B);
    QVERIFY(!it_->part<QToolButton>("toolBrush")->isEnabled());
    QVERIFY(it_->part<QToolButton>("toolBrush")->toolTip().contains("reading only"));
    QVERIFY(it_->part<QToolButton>("toolHand")->isChecked());
  }

  void controls_tell_what_they_are() {
    open();
    for (const int tool :
         {Qt::Key_B, Qt::Key_E, Qt::Key_P, Qt::Key_F, Qt::Key_S, Qt::Key_T, Qt::Key_C, Qt::Key_R}) {
      it_->key(tool);
      for (const QWidget* control : it_->page().findChildren<QWidget*>()) {
        if (!control->isVisible() || control->focusPolicy() == Qt::NoFocus) continue;
        if (control->objectName().startsWith("qt_")) continue;
        if (qobject_cast<const QComboBox*>(control->parentWidget())) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        QVERIFY2(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()) ||
                     !control->toolTip().isEmpty(),
                 qPrintable(control->objectName() + control->metaObject()->className()));
      }
    }
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestEditor)
#include "test_editor.moc"
