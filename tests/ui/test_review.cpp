#include <QComboBox>
#include <QAction>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>
#include <algorithm>

#include "event_loop_watch.h"
#include "photo_project.h"
#include "private_settings.h"
#include "project/time.h"
#include "review/looks.h"
#include "review/sessions.h"
#include "ui/jobs/status_strip.h"
#include "ui/main_window.h"
#include "ui/review/reason_text.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

using namespace penumbra;
using namespace penumbra::ui;
using project::ImageId;
using project::ImageState;
using Numbers = std::vector<std::pair<ImageId, double>>;

/// Reviews in the real window, by the names of its parts.
class TestReviewPage : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<PhotoProject> photos_;
  std::unique_ptr<MainWindow> window_;
  std::unique_ptr<EventLoopWatch> watch_;
  std::vector<ImageId> ids_;  ///< by name

  template <class T = QWidget>
  T* part(const char* name) const {
    auto* found = window_->findChild<T*>(name);
    if (!found) qFatal("the window has no %s", name);
    return found;
  }
  void click(const char* name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
  OpenProject& open_project() const { return *window_->project(); }
  ReviewQueue& queue() const { return part<InspectPage>("inspectPage")->review().queue(); }
  QString reason() const { return part<QLabel>("reviewReason")->text(); }
  QString place() const { return part<QLabel>("reviewPlace")->text(); }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
    QTest::keyClick(part("canvas"), key, modifiers);
  }
  /// The number in the name of the current photo, -1 where there is none.
  int current() const {
    const auto image = window_->project()->current();
    const auto found = image ? std::ranges::find(ids_, *image) : ids_.end();
    return found == ids_.end() ? -1 : static_cast<int>(found - ids_.begin());
  }
  ImageState state(int photo) const {
    const auto id = ids_[static_cast<std::size_t>(photo)];
    return project::rows(*open_project().project(), {&id, 1}).front().state;
  }
  void give(const char* name, const std::vector<std::pair<int, double>>& values) {
    Numbers numbers;
    for (const auto& [photo, value] : values)
      numbers.emplace_back(ids_[static_cast<std::size_t>(photo)], value);
    project::set_numbers(*photos_->project(), name, numbers);
  }

  template <class Change>
  void set(const Change& change) {
    auto settings = review::settings(*photos_->project());
    change(settings);
    review::keep_settings(*photos_->project(), settings);
  }

  void open_window() {
    photos_->close();
    window_ = std::make_unique<MainWindow>();
    window_->resize(1400, 900);
    window_->show();
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    window_->open(photos_->folder());
    QTRY_VERIFY(window_->project() != nullptr);
    QTRY_COMPARE(window_->project()->filtered_images().size(), ids_.size());
    QTRY_VERIFY(!window_->jobs().any_active());
    watch_ = std::make_unique<EventLoopWatch>();
  }
  void start() {
    click("startReview");
    QVERIFY(part("reviewBar")->isVisible());
    QTRY_VERIFY(queue().ready());
    part("canvas")->setFocus();
  }
  void expect_no_stall() {
    watch_->finish();
    qInfo("longest stall %.0f ms (with what the machine added: %.0f ms)",
          watch_->longest_stall_ms(), watch_->longest_gap_ms());
    QVERIFY(watch_->longest_stall_ms() <= 100);
  }

 private Q_SLOTS:
  void init() {
    photos_ = std::make_unique<PhotoProject>(6);
    ids_ = project::select(*photos_->project(), {.where = {}, .sort = "name"});
    set([](review::Settings& settings) { settings.second_look_share = 0; });
  }

  void cleanup() {
    watch_.reset();
    window_.reset();
    photos_.reset();
    QSettings().clear();
  }

  void each_image_says_why() {
    give("uncertain", {{0, 0.1}, {1, 0.31}});
    give("contradiction", {{2, 0.9}, {3, 0.8}, {4, 0.1}});
    give("proposed_tag", {{2, 2}, {3, -1}, {4, 1}});
    give("disagreement", {{5, 0.126}, {0, 0.01}});
    open_window();
    start();
    const auto reason_of = [&](int photo) {
      open_project().set_current(ids_[static_cast<std::size_t>(photo)]);
      return reason();
    };
    QVERIFY2(reason_of(1).contains("31% of its area is uncertain"), qPrintable(reason()));
    QVERIFY2(reason_of(1).contains("dog is rare, and no image of it is done yet"),
             qPrintable(reason()));
    QVERIFY2(reason_of(2).contains("The classifier sees dog, which is not tagged (90% sure)"),
             qPrintable(reason()));
    QVERIFY2(reason_of(3).contains("The tag cat has weak evidence"), qPrintable(reason()));
    QVERIFY2(reason_of(5).contains("Two labellings differ in 13% of its area"),
             qPrintable(reason()));
    QVERIFY2(!reason_of(4).contains("classifier"), qPrintable(reason()));
    expect_no_stall();
  }

  void enter_goes_on_and_shift_enter_back() {
    give("uncertain", {{0, 0.1}, {1, 0.2}, {2, 0.3}, {3, 0.4}, {4, 0.5}, {5, 0.6}});
    set([](review::Settings& settings) { settings.weights = {1, 0, 0, 0}; });
    open_window();
    start();
    QTRY_COMPARE(current(), 5);
    QTRY_COMPARE(place(), QString("1 of 6 left"));
    key(Qt::Key_Return);
    QTRY_COMPARE(current(), 4);
    QTRY_COMPARE(state(5), ImageState::Reviewed);
    QCOMPARE(place(), QString("1 of 5 left"));
    // Right passes an image, which stays in the queue.
    QTRY_COMPARE(open_project().filtered_images()[1], ids_[4]);
    key(Qt::Key_Right);
    QTRY_COMPARE(current(), 3);
    QCOMPARE(place(), QString("2 of 5 left"));
    key(Qt::Key_Enter, Qt::KeypadModifier);
    QTRY_COMPARE(current(), 2);
    QTRY_COMPARE(state(3), ImageState::Reviewed);
    QCOMPARE(state(4), ImageState::New);
    key(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(current(), 3);
    QTRY_COMPARE(state(3), ImageState::New);
    key(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(current(), 5);
    QTRY_COMPARE(state(5), ImageState::New);
    QCOMPARE(place(), QString("1 of 6 left"));
    key(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_VERIFY(part<StatusStrip>("statusStrip")->message().contains("Nothing was marked"));
    expect_no_stall();
  }

  void the_film_strip_shows_the_order_until_the_review_ends() {
    give("uncertain", {{0, 0.1}, {1, 0.6}, {2, 0.3}, {3, 0.4}, {4, 0.5}, {5, 0.2}});
    open_window();
    start();
    const std::vector<ImageId> order{ids_[1], ids_[4], ids_[3], ids_[2], ids_[5], ids_[0]};
    // Classes say something, too: cat and dog are not in all images.
    auto settings = queue().settings();
    settings.weights = {1, 0, 0, 0};
    queue().set_settings(settings);
    QTRY_VERIFY(open_project().filtered_images() == order);
    QCOMPARE(part<QComboBox>("sort")->currentIndex(), -1);  // no sort of its list
    key(Qt::Key_Left);
    click("reviewEnd");
    QVERIFY(!part("reviewBar")->isVisible());
    QTRY_VERIFY(open_project().filtered_images() == ids_);
    QCOMPARE(part<QComboBox>("sort")->currentText(), QString("name"));
    // Enter marks without it, too, and goes to the next of the filter.
    open_project().set_current(ids_[0]);
    part("canvas")->setFocus();
    key(Qt::Key_Return);
    QTRY_COMPARE(current(), 1);
    QTRY_COMPARE(state(0), ImageState::Reviewed);
    // Another order ends it as well.
    QTest::mouseClick(part("review"), Qt::LeftButton);
    QTRY_VERIFY(queue().ready());
    open_project().set_sort("-name");
    QVERIFY(!queue().active());
    QTRY_VERIFY(open_project().filtered_images() == std::vector(ids_.rbegin(), ids_.rend()));
    expect_no_stall();
  }

  void weights_change_the_order_and_are_kept() {
    give("uncertain", {{0, 0.9}, {1, 0.5}, {2, 0.1}});
    give("disagreement", {{0, 0.1}, {1, 0.5}, {2, 0.9}});
    open_window();
    start();
    const auto before = open_project().current();
    click("reviewOrder");
    auto* popover = part("weightsPopover");
    QTRY_VERIFY(popover->isVisible());
    part<QSlider>("weight_rare")->setValue(0);
    part<QSlider>("weight_uncertain")->setValue(0);
    part<QSlider>("weight_disagreement")->setValue(100);
    const auto rest = [&] {
      auto order = open_project().filtered_images();
      std::erase(order, *before);
      return order;
    };
    // The present image stays; the others are in the new order after it.
    QTRY_COMPARE(rest().front(), *before == ids_[2] ? ids_[1] : ids_[2]);
    QCOMPARE(open_project().current(), before);
    QCOMPARE(open_project().filtered_images().front(), *before);
    part<QSlider>("weight_disagreement")->setValue(0);
    part<QSlider>("weight_uncertain")->setValue(70);
    QTRY_COMPARE(rest().front(), *before == ids_[0] ? ids_[1] : ids_[0]);
    part<QSlider>("secondLookShare")->setValue(20);
    QTRY_COMPARE(review::settings(*open_project().project()).second_look_share, 0.2);
    QCOMPARE(review::settings(*open_project().project()).weights[0], 0.7);
    QTest::keyClick(popover, Qt::Key_Escape);
    window_->close_project();
    window_->open(photos_->folder());
    QTRY_VERIFY(window_->project() != nullptr);
    QCOMPARE(queue().settings().weights[0], 0.7);
    QTRY_VERIFY(queue().ready());  // the review goes on
    QVERIFY(part("reviewBar")->isVisible());
    QCOMPARE(open_project().current(), before);
    click("reviewOrder");
    QCOMPARE(part<QSlider>("weight_uncertain")->value(), 70);
    click("resetWeights");
    QTRY_VERIFY(review::settings(*open_project().project()) == review::Settings{});
    QCOMPARE(part<QSlider>("weight_uncertain")->value(), 100);
  }

  void enter_in_a_field_marks_nothing() {
    photos_->add_layer("half", project::LayerKind::Imported, 1);
    open_window();
    start();
    QTRY_COMPARE(queue().left(), 6);
    QTRY_VERIFY(part("layerStyle")->isEnabled());
    for (const char* name : {"layerStyle", "layerList"}) {
      part(name)->setFocus();
      QTest::keyClick(part(name), Qt::Key_Return);
    }
    QCOMPARE(queue().left(), 6);
  }

  void the_end_says_what_is_next() {
    open_window();
    open_project().set_where("tag:dog");
    QTRY_COMPARE(open_project().filtered_images().size(), std::size_t(2));
    start();
    QTRY_COMPARE(queue().left(), 2);
    QVERIFY(!part("reviewExport")->isVisible());
    click("reviewMark");
    QTRY_COMPARE(queue().left(), 1);
    QTRY_COMPARE(current(), 4);
    click("reviewMark");
    QTRY_COMPARE(queue().left(), 0);
    QVERIFY2(reason().contains("all 2 images of this filter are done"), qPrintable(reason()));
    QVERIFY(!part("reviewMark")->isVisible());
    QVERIFY(part("reviewExport")->isVisible());
    click("reviewAll");
    QTRY_COMPARE(queue().left(), 4);
    QVERIFY(part("reviewMark")->isVisible());
    // The last image of the filter was reviewed: Enter goes on with the queue.
    QVERIFY2(reason().contains("is reviewed"), qPrintable(reason()));
    part("canvas")->setFocus();
    key(Qt::Key_Return);
    QTRY_VERIFY(queue().current() != nullptr);
    for (int i = 0; i < 4; ++i) key(Qt::Key_Return);
    QTRY_COMPARE(queue().left(), 0);
    QTRY_VERIFY2(reason().contains("all 6 images are done"), qPrintable(reason()));
    QVERIFY(!part("reviewAll")->isVisible());
    click("reviewExport");
    QTRY_VERIFY(part("exportPage")->isVisible());
    expect_no_stall();
  }

  void a_filter_without_reviewed_images_works_too() {
    open_window();
    open_project().set_where("-state:reviewed");
    start();
    QTRY_COMPARE(queue().left(), 6);
    const int first = current();
    key(Qt::Key_Return);
    QTRY_COMPARE(open_project().filtered_images().size(), std::size_t(5));
    QVERIFY(current() != first);
    key(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(open_project().filtered_images().size(), std::size_t(6));
    QTRY_COMPARE(current(), first);
    QTRY_COMPARE(queue().left(), 6);
  }

  void a_second_look_comes_back() {
    set([](review::Settings& settings) { settings.second_look_share = 1; });
    const auto now = project::milliseconds_now();
    review::finish(*photos_->project(), ids_[3], false, now - 20 * 60'000);
    open_window();
    start();
    QTRY_COMPARE(current(), 3);
    QTRY_COMPARE(reason(), QString("Second look: reviewed 20 minutes ago"));
    key(Qt::Key_Return);
    QTRY_VERIFY(current() != 3);
    QTRY_COMPARE(queue().left(), 5);
    QCOMPARE(state(3), ImageState::Reviewed);
    JobControl control;
    QTRY_COMPARE(review::sessions(*open_project().project(), now + 60'000, control).front().agreed,
                 std::int64_t{1});
    // Taken back, it is a second look again.
    key(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(current(), 3);
    QCOMPARE(state(3), ImageState::Reviewed);
    QVERIFY(reason().startsWith("Second look"));
  }

  void the_pace_says_how_long_it_takes() {
    const auto now = project::milliseconds_now();
    for (int i = 0; i < 4; ++i)
      review::finish(*photos_->project(), ids_[static_cast<std::size_t>(i)], false,
                     now - 60'000 * (4 - i));
    open_window();
    start();
    QTRY_COMPARE(place(), QString("1 of 2 left · about 2 minutes left"));
    QVERIFY(part<QLabel>("reviewPlace")->toolTip().contains("60 images an hour"));
  }

  void what_others_change_is_followed() {
    open_window();
    start();
    QTRY_COMPARE(queue().left(), 6);
    const int here = current();
    std::vector<ImageId> others = ids_;
    std::erase(others, ids_[static_cast<std::size_t>(here)]);
    others.resize(3);
    open_project().set_reviewed(others, true);
    QTRY_COMPARE(queue().left(), 3);
    QCOMPARE(current(), here);
    Numbers numbers;
    for (const auto id : ids_) numbers.emplace_back(id, 0.5);
    project::set_numbers(*open_project().project(), "uncertain", numbers);
    open_project().images_changed();
    open_project().edit_tags({ids_[5]}, {1}, {});
    QTest::qWait(800);
    QCOMPARE(current(), here);
  }

  void sessions_are_listed_and_exported() {
    const auto layer = photos_->add_layer("half", project::LayerKind::Imported, 1);
    const auto now = project::milliseconds_now();
    review::finish(*photos_->project(), ids_[0], false, now - 60 * 60'000);
    QVERIFY(layer > 0);
    open_window();
    start();
    const int here = current();
    key(Qt::Key_Return);
    QTRY_COMPARE(state(here), ImageState::Reviewed);
    click("reviewSessions");
    auto* table = part<QTableWidget>("sessionsTable");
    QTRY_COMPARE(table->rowCount(), 2);
    QVERIFY(table->item(0, 0)->text().contains("going on"));
    QCOMPARE(table->item(0, 2)->text(), QString("1"));
    click("exportSessions");
    QTemporaryDir folder;
    const QString file = folder.filePath("sessions.csv");
    auto* dialog = part<QFileDialog>("sessionsFile");
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    QTRY_VERIFY(QFile::exists(file));
    QTRY_VERIFY(part<QLabel>("sessionsText")->text().startsWith("Written"));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const auto text = csv.readAll();
    QCOMPARE(text.count("\r\n"), 3);
    QVERIFY(text.startsWith("started (UTC),ended (UTC),minutes active,reviewed"));
    click("closeSessions");
    QTRY_VERIFY(!window_->findChild<QDialog*>("sessionsDialog"));
    expect_no_stall();
  }

  void every_control_has_a_name() {
    open_window();
    start();
    click("reviewOrder");
    part("weightsPopover")->hide();
    click("reviewSessions");
    for (const char* name :
         {"reviewOrder", "reviewSessions", "reviewBack", "reviewMark", "reviewAll", "reviewExport",
          "reviewEnd", "weight_uncertain", "weight_contradiction", "weight_disagreement",
          "weight_rare", "secondLookShare", "resetWeights", "sessionsTable", "sessionPixels"}) {
      const auto* widget = part(name);
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), name);
    }
    for (const char* name : {"action_review", "action_mark_reviewed", "action_review_back",
                             "action_review_sessions", "actionReview"})
      QVERIFY2(std::ranges::count(window_->commands().actions(), part<QAction>(name)) == 1, name);
    part<QDialog>("sessionsDialog")->close();
  }

  void words_for_times() {
    QCOMPARE(ago_text(0), QString("just now"));
    QCOMPARE(ago_text(60'000), QString("a minute ago"));
    QCOMPARE(ago_text(20 * 60'000), QString("20 minutes ago"));
    QCOMPARE(ago_text(3 * 3'600'000), QString("3 hours ago"));
    QCOMPARE(ago_text(std::int64_t{72} * 3'600'000), QString("3 days ago"));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestReviewPage)
#include "test_review.moc"
