#include <SQLiteCpp/SQLiteCpp.h>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <future>

#include "editor_window.h"
#include "event_loop_watch.h"
#include "label/live_labels.h"
#include "model/models_folder.h"
#include "private_settings.h"
#include "project/evidence.h"
#include "ui/gallery/image_list_model.h"
#include "ui/live/live.h"
#include "ui/live/live_bar.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"

using namespace penumbra;
using namespace penumbra::ui;
using project::ImageId;

/// For as long as it lives nobody else writes into the project.
class HeldProject {
 public:
  explicit HeldProject(project::Project& project) {
    std::promise<void> started;
    auto holds = started.get_future();
    writer_ = std::async(std::launch::async, [&project, &started, end = end_.get_future().share()] {
      project.database().write([&](SQLite::Database&) {
        started.set_value();
        end.wait();
      });
    });
    holds.wait();
  }
  ~HeldProject() { end_.set_value(); }

 private:
  std::future<void> writer_;
  std::promise<void> end_;
};

/// The switch Live in the window as a person uses it: strokes are evidence, and others follow.
class TestLiveWindow : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<EditorWindow> it_;

  Live& live() { return it_->page().live(); }
  void switch_on() {
    it_->part<QToolButton>("liveSwitch")->click();
    QTRY_VERIFY_WITH_TIMEOUT(live().state() == Live::State::On, 60'000);
    QTRY_VERIFY(it_->editor().labels() != nullptr);
    wait_written();
  }
  image::LabelMap instant(ImageId image) {
    const project::Layers layers(*it_->project().project());
    const auto found = layers.find(label::live_layer_name);
    return found && layers.has(found->id, image) ? layers.read(found->id, image)
                                                 : image::LabelMap();
  }
  /// Until the maps of all images are in the layer, after what was drawn last.
  void wait_written(int strokes = -1) {
    QTRY_VERIFY_WITH_TIMEOUT(live().counts().to_write == 0 &&
                                 (strokes < 0 || live().counts().strokes >= strokes) &&
                                 !instant(3).labels.empty(),
                             60'000);
    // What comes after the last count is the next image.
    QTest::qWait(300);
  }
  void draw(int class_key, edit::Point at) {
    it_->key(class_key);
    it_->drag({at, {at.x + 12, at.y + 6}});
  }
  /// What lies over the thumbnail of an image.
  QImage overlay(ImageId image) {
    auto& images = it_->project().images();
    return images.index(images.row_of(image), 0)
        .data(ImageListModel::OverlayRole)
        .value<QPixmap>()
        .toImage();
  }
  static void set_weights() {
    QSettings().setValue("training/weights",
                         QString::fromStdString(model::demo_encoder_file().string()));
  }

 private Q_SLOTS:
  void init() {
    set_weights();
    it_ = std::make_unique<EditorWindow>(false);
    it_->open();
  }
  void cleanup() {
    it_.reset();
    QSettings().clear();
  }

  void without_weights_it_says_what_is_missing() {
    QSettings().remove("training/weights");
    it_->part<QToolButton>("liveSwitch")->click();
    QVERIFY(live().state() == Live::State::Off);
    QVERIFY(!it_->part<QToolButton>("liveSwitch")->isChecked());
    QVERIFY(it_->message().contains("encoder weights"));
  }

  void a_stroke_changes_another_image_and_undo_brings_it_back() {
    switch_on();
    QCOMPARE(it_->editor().target().layer, std::string(project::evidence_name));
    const auto before = instant(2);
    const auto own_before = instant(1);
    QVERIFY(!before.labels.empty());
    QVERIFY(!it_->project().find_layer("edited"));

    EventLoopWatch watch;
    draw(Qt::Key_1, {20, 20});
    draw(Qt::Key_2, {200, 130});
    draw(Qt::Key_3, {175, 80});
    wait_written(3);
    watch.finish();
    const auto after = instant(2);
    QVERIFY(after.labels != before.labels);
    QCOMPARE(EditorWindow::at(instant(1), 24, 22), 1);
    QVERIFY(it_->part<QLabel>("liveCounts")->text().contains("3 strokes"));
    QVERIFY(!it_->part<QLabel>("liveNext")->text().isEmpty());
    QVERIFY2(watch.longest_stall_ms() < 100, qPrintable(QString::number(watch.longest_stall_ms())));

    for (int i = 0; i < 3; ++i) it_->key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it_->editor().done(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(instant(2).labels == before.labels, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(instant(1).labels == own_before.labels, 60'000);
  }

  void thumbnails_follow_before_anything_is_written() {
    switch_on();
    draw(Qt::Key_1, {20, 20});
    wait_written(1);
    it_->wait_saved();
    QCOMPARE(it_->part<QComboBox>("gridLayer")->currentText(), QString(label::live_layer_name));
    QTRY_COMPARE(overlay(2).width(), EditorWindow::size.width);
    const auto written = overlay(2);
    const auto map = instant(2);

    EventLoopWatch watch;
    {
      const HeldProject held(*it_->project().project());
      draw(Qt::Key_2, {200, 130});
      draw(Qt::Key_3, {30, 130});
      QTRY_VERIFY_WITH_TIMEOUT(overlay(2).width() < EditorWindow::size.width / 2, 20'000);
      QCOMPARE(instant(2).labels, map.labels);
    }
    QTRY_VERIFY_WITH_TIMEOUT(overlay(2).width() == EditorWindow::size.width, 60'000);
    QVERIFY(overlay(2) != written);
    const auto changed = instant(2);
    QVERIFY(changed.labels != map.labels);
    wait_written(3);
    it_->wait_saved();
    {
      const HeldProject held(*it_->project().project());
      for (int i = 0; i < 2; ++i) it_->key(Qt::Key_Z, Qt::ControlModifier);
      QTRY_VERIFY_WITH_TIMEOUT(overlay(2).width() < EditorWindow::size.width / 2, 20'000);
      QCOMPARE(instant(2).labels, changed.labels);
    }
    QTRY_VERIFY_WITH_TIMEOUT(overlay(2) == written, 60'000);
    watch.finish();
    QVERIFY2(watch.longest_stall_ms() < 100, qPrintable(QString::number(watch.longest_stall_ms())));
  }

  void the_queue_knows_what_an_image_would_teach() {
    it_->page().review().begin();
    auto& queue = it_->page().review().queue();
    QTRY_VERIFY(queue.ready());
    QVERIFY(!it_->part<QLabel>("reviewReason")->text().contains("classifier is unsure"));
    switch_on();
    draw(Qt::Key_1, {20, 20});
    wait_written(1);
    const auto has_gain = [&] {
      return queue.current() && queue.current()->part(review::Reason::Gain).rank > 0;
    };
    QTRY_VERIFY(!live().gains().empty());
    it_->project().set_current(live().gains().front().image);
    QTRY_VERIFY(has_gain());
    const auto text = it_->part<QLabel>("reviewReason")->text();
    QVERIFY2(text.contains(QRegularExpression("^The classifier is unsure of \\d+% of it; (\\d+ "
                                              "images look|no other image looks) like it$")),
             qPrintable(text));
    // It is the order of what they would teach, as far as images are not passed already.
    it_->page().review().queue().set_active(false);
    it_->page().review().begin();
    QTRY_VERIFY(queue.ready() && has_gain());
    QCOMPARE(it_->project().current(), std::optional(live().gains().front().image));
    it_->part<QToolButton>("liveSwitch")->click();
    QTRY_VERIFY(queue.ready() && queue.current() && !has_gain());
    QVERIFY(live().gains().empty());
  }

  void strokes_survive_a_kill() {
    switch_on();
    draw(Qt::Key_1, {20, 20});
    draw(Qt::Key_2, {200, 130});
    it_->wait_saved();
    // What is on the disk at this moment is all that a killed program leaves.
    QTemporaryDir copy;
    const auto place = std::filesystem::path(copy.path().toStdString()) / "copy.penumbra";
    std::filesystem::copy(it_->folder(), place, std::filesystem::copy_options::recursive);
    NoProgress silent;
    const auto project = project::Project::open(place, project::Access::Write, silent);
    const auto said = project::read_evidence(*project, 1);
    QVERIFY(said);
    QCOMPARE(said->labels, it_->editor().labels()->plane->values);
    QCOMPARE(EditorWindow::at(*said, 20, 20), 1);
    QCOMPARE(EditorWindow::at(*said, 200, 130), 2);
  }

  void the_key_shows_what_was_before() {
    switch_on();
    draw(Qt::Key_1, {20, 20});
    wait_written(1);
    const auto now = live().labels(1);
    draw(Qt::Key_2, {24, 90});
    wait_written(2);
    QTRY_VERIFY(live().labels(1)->plane->values != now->plane->values);
    const auto after = live().labels(1);
    QTest::keyPress(&it_->canvas(), Qt::Key_Y);
    QCOMPARE(live().labels(1)->plane->values, now->plane->values);
    QTest::keyRelease(&it_->canvas(), Qt::Key_Y);
    QCOMPARE(live().labels(1)->plane->values, after->plane->values);
  }

  void accepted_labels_are_reviewed_and_taken_back_by_undo() {
    switch_on();
    draw(Qt::Key_1, {20, 20});
    wait_written(1);
    const auto labels = live().labels(1)->plane->values;
    it_->part<QPushButton>("liveAccept")->click();
    QTRY_COMPARE_WITH_TIMEOUT(it_->state(1), project::ImageState::Reviewed, 20'000);
    QTRY_VERIFY(it_->project().current() != ImageId{1});  // on to the next
    const auto different = [&] {
      const auto said = project::read_evidence(*it_->project().project(), 1);
      int count = 0;
      for (std::size_t i = 0; said && i < labels.size(); ++i) count += said->labels[i] != labels[i];
      return said ? count : -1;
    };
    QTRY_COMPARE(different(), 0);
    it_->project().set_current(1);
    QTRY_COMPARE(it_->editor().image(), std::optional<ImageId>(1));
    QTRY_COMPARE(it_->editor().done(), 2);
    QTRY_VERIFY(live().labels(1) != nullptr);
    it_->canvas().setFocus();
    it_->key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it_->editor().done(), 1);
    QTRY_VERIFY(it_->state(1) != project::ImageState::Reviewed);
  }

  void off_edits_go_where_they_went() {
    const auto target = it_->editor().target().layer;
    switch_on();
    it_->part<QToolButton>("liveSwitch")->click();
    QVERIFY(live().state() == Live::State::Off);
    QVERIFY(it_->editor().target().layer != project::evidence_name);
    QCOMPARE(it_->editor().target().layer, target);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestLiveWindow)
#include "test_live.moc"
