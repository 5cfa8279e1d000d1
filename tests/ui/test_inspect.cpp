#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineF>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "event_loop_watch.h"
#include "private_settings.h"
#include "project/project_data.h"
#include "right_click.h"
#include "sample_photos.h"
#include "train/previews.h"
#include "train/trainer.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/style.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

using namespace penumbra;
using namespace penumbra::ui;
using project::LayerKind;

/// Drives the page as a person does, by the names of its parts.
class TestInspect : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<SamplePhotos> photos_;
  std::unique_ptr<JobList> jobs_;
  std::unique_ptr<OpenProject> open_;
  std::unique_ptr<InspectPage> page_;

  template <typename T = QWidget>
  T* part(const char* name) const {
    auto* found = page_->findChild<T*>(name);
    if (!found) qFatal("the page has no %s", name);
    return found;
  }
  Canvas& canvas() const { return page_->canvas(); }

  /// Opens what `photos_` holds and waits for the first photo.
  void open() {
    jobs_ = std::make_unique<JobList>();
    open_ = std::make_unique<OpenProject>(photos_->project(), *jobs_);
    page_ = std::make_unique<InspectPage>();
    page_->resize(1200, 800);
    page_->set_project(open_.get());
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    QApplication::setActiveWindow(page_.get());
    QTRY_COMPARE(page_->shown_image(), std::optional<project::ImageId>(1));
    canvas().setFocus();
  }
  void open_with_layers() {
    photos_->add_layer("truth", LayerKind::Truth, 2);
    photos_->add_layer("instant", LayerKind::Instant);
    open();
    const auto all_there = [this] {
      const auto& layers = page_->shown_layers();
      const auto* scores = layers.find_scores("layer/instant");
      return scores && scores->scores && layers.labels.size() == 2 && layers.labels[0].labels &&
             layers.labels[1].labels;
    };
    QTRY_VERIFY(all_there());
  }

  void train_two_steps(const std::string& run) const {
    train::RunRequest request;
    request.training = project::read_data(*photos_->project(), {}).dataset;
    request.run_folder = photos_->project()->runs() / run;
    request.options = train::preset("demo");
    request.options.steps = 2;
    request.options.batch = 2;
    JobControl control;
    NoProgress progress;
    train::Trainer(request).run(control, progress);
  }

  QListWidgetItem* row(const QString& title) const {
    auto* list = part<QListWidget>("layerList");
    for (int i = 0; i < list->count(); ++i)
      if (const QString text = list->item(i)->text();
          text == title || text.startsWith(title + " ·"))
        return list->item(i);
    qFatal("no layer named %s", qPrintable(title));
  }
  bool is_on(const QString& title) const { return row(title)->checkState() == Qt::Checked; }
  void choose(const QString& title) const {
    auto* list = part<QListWidget>("layerList");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(row(title)).center());
  }
  /// By the space bar, as of a checkbox.
  void show_layer(const QString& title, bool on) const {
    choose(title);
    if (is_on(title) != on) QTest::keyClick(part("layerList"), Qt::Key_Space);
    QCOMPARE(is_on(title), on);
  }
  void show_only(const QString& title) const {
    QStringList titles;
    auto* list = part<QListWidget>("layerList");
    for (int i = 0; i < list->count(); ++i) titles << list->item(i)->text();
    for (const QString& each : titles)
      if (each != title) show_layer(each, false);
    show_layer(title, true);  // which leaves it chosen
  }
  void draw_as(const char* style) const { part<QComboBox>("layerStyle")->setCurrentText(style); }
  /// What is seen of an image pixel's middle.
  QColor seen(double x, double y) const {
    const QPointF at = canvas().transform().to_screen({x + 0.5, y + 0.5});
    return canvas().grab().toImage().pixelColor(at.toPoint());
  }
  const QColor grey_{120, 120, 120};

  static bool leans_to(const QColor& seen, const QColor& colour) {
    const auto distance = [](const QColor& a, const QColor& b) {
      return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
             std::abs(a.blue() - b.blue());
    };
    return distance(seen, colour) < distance(QColor(120, 120, 120), colour);
  }
  void screenshot(const QString& name) const {
    const QString folder = qEnvironmentVariable("PENUMBRA_SCREENSHOTS");
    if (folder.isEmpty()) return;
    for (const bool dark : {false, true}) {
      QApplication::setPalette(dark ? dark_palette() : light_palette());
      QTest::qWait(50);
      page_->grab().save(folder + "/" + name + (dark ? "-dark" : "-light") + ".png");
    }
  }

 private Q_SLOTS:
  void initTestCase() {
    Q_INIT_RESOURCE(penumbra);
    QApplication::setStyle(new Style);
  }
  void init() {
    QSettings().clear();
    photos_ = std::make_unique<SamplePhotos>(4);
  }
  void cleanup() {
    page_.reset();
    open_.reset();
    jobs_.reset();
    photos_.reset();
  }

  void a_layer_that_comes_later_looks_as_usual() {
    QSettings().clear();
    LayerStack stack;
    const LayerView usual{.visible = false, .opacity = 0.7, .style = LayerStyle::Outline};
    stack.set_visible("layer/later", true);
    stack.set_rows({{"layer/later", "later", {}, true, true, usual}});
    auto wanted = usual;
    wanted.visible = true;
    QVERIFY(stack.view("layer/later") == wanted);
    stack.set_visible("layer/later", false);
    QVERIFY(stack.view("layer/later") == usual);
  }

  void one_comes_back_to_the_place_that_one_left() {
    open();
    canvas().zoom_at(4, QPointF(canvas().width() * 0.3, canvas().height() * 0.4));
    const ViewTransform left = canvas().transform();
    const auto go = [this](project::ImageId image) {
      open_->set_current(image);
      QTRY_COMPARE(page_->shown_image(), std::optional(image));
    };
    go(2);
    QCOMPARE(canvas().zoom(), 4.0);  // of the same size: as the last one
    QTest::keyClick(&canvas(), Qt::Key_0);
    QVERIFY(canvas().fits());
    go(1);
    QCOMPARE(canvas().zoom(), 4.0);
    QVERIFY(QLineF(canvas().transform().offset, left.offset).length() < 0.01);
    go(2);
    QVERIFY(canvas().fits());
    // Also at the next start.
    go(1);
    page_->keep_view();
    page_.reset();
    open_.reset();
    open();
    QCOMPARE(canvas().zoom(), 4.0);
    QVERIFY(QLineF(canvas().transform().offset, left.offset).length() < 1);
  }

  void a_right_click_on_the_photo_offers_what_is_there() {
    open_with_layers();
    show_only("truth");
    const auto at = [this](double x, double y) {
      return canvas().transform().to_screen({x, y}).toPoint();
    };
    QVERIFY(pick(right_click(&canvas(), at(140, 60)), "copyClass"));
    QCOMPARE(QApplication::clipboard()->text(), open_->class_name(2));
    QMenu* menu = right_click(&canvas(), at(20, 60));  // background
    QVERIFY(menu && !entry(menu, "copyClass"));
    QVERIFY(pick(menu, "copyImageName"));
    QTRY_COMPARE(QApplication::clipboard()->text(), QString("photo1.png"));
    QVERIFY(pick(right_click(&canvas(), at(20, 60)), "action_zoom_actual"));
    QCOMPARE(canvas().zoom() * canvas().devicePixelRatioF(), 1.0);
    menu = right_click(&canvas(), at(20, 60));
    for (QAction* action : entry(menu, "shownLayers")->menu()->actions())
      if (action->text() == "truth") action->trigger();
    menu->close();
    QVERIFY(!is_on("truth"));
    auto* strip = part<QListView>("filmStrip");
    const QPoint third = strip->visualRect(strip->model()->index(2, 0)).center();
    QVERIFY(pick(right_click(strip, third), "copyImageName"));
    QTRY_COMPARE(QApplication::clipboard()->text(), QString("photo3.png"));
  }

  void a_right_click_on_a_layer_offers_what_can_be_done_with_it() {
    open_with_layers();
    auto* list = part<QListWidget>("layerList");
    const auto menu_of = [&](const QString& title) {
      return right_click(list, list->visualItemRect(row(title)).center());
    };
    const auto id = open_->find_layer(QString("instant"))->id;
    const auto truth = open_->find_layer(QString("truth"))->id;
    QMenu* menu = menu_of("CAM");
    QVERIFY(menu && !entry(menu, "removeLayer"));  // it is no layer of the project
    QVERIFY(pick(menu, "layerAlone"));
    QVERIFY(is_on("CAM") && !is_on("Uncertain region") && !is_on("truth"));
    QSignalSpy exported(page_.get(), &InspectPage::exportRequested);
    QVERIFY(pick(menu_of("instant"), "exportLayer"));
    QCOMPARE(exported.at(0).at(0).value<project::LayerId>(), id);
    QSignalSpy compared(page_.get(), &InspectPage::comparisonRequested);
    menu = menu_of("instant");
    entry(menu, "compareLayer")->menu()->actions().front()->trigger();
    menu->close();
    QCOMPARE(compared.at(0).at(1).value<project::LayerId>(), truth);

    QVERIFY(pick(menu_of("instant"), "layerVisible"));
    QVERIFY(is_on("instant"));
    QVERIFY(pick(menu_of("instant"), "renameLayer"));
    auto* dialog = part<QInputDialog>("renameLayerDialog");
    dialog->setTextValue("first try");
    dialog->accept();
    QTRY_VERIFY(open_->find_layer(QString("first try")));
    QVERIFY(is_on("first try"));  // as it was
    QVERIFY(pick(menu_of("first try"), "renameLayer"));
    QSignalSpy failed(open_.get(), &OpenProject::failed);
    QTRY_COMPARE(page_->findChildren<QInputDialog*>("renameLayerDialog").size(), 1);
    dialog = part<QInputDialog>("renameLayerDialog");
    dialog->setTextValue("truth");  // is taken
    dialog->accept();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(open_->find_layer(QString("first try")));

    QVERIFY(pick(menu_of("first try"), "removeLayer"));
    QTest::mouseClick(part("removeLayerQuestion")->findChild<QPushButton*>("removeLayerNow"),
                      Qt::LeftButton);
    QTRY_COMPARE(open_->layers().size(), std::size_t(1));
    QVERIFY(!project::Layers(*photos_->project()).find("first try"));
  }

  void layers_are_shown_and_hidden() {
    open_with_layers();
    show_only("truth");
    draw_as("Fill and outline");
    QCOMPARE(seen(20, 60), grey_);
    QVERIFY(leans_to(seen(140, 60), open_->class_colour(2)));
    show_only("instant");
    QVERIFY(leans_to(seen(140, 60), grey_) || seen(140, 60) == grey_);  // an outline alone
    draw_as("Fill");
    QVERIFY(leans_to(seen(140, 60), open_->class_colour(1)));
    screenshot("labels");
  }

  void opacity_and_style_are_those_of_the_chosen_layer() {
    open_with_layers();
    show_only("truth");
    draw_as("Fill and outline");
    const QColor full = seen(140, 60);
    auto* opacity = part<QSlider>("layerOpacity");
    opacity->setFocus();
    QTest::keyClick(opacity, Qt::Key_Home);
    QCOMPARE(seen(140, 60), grey_);
    for (int i = 0; i < 5; ++i) QTest::keyClick(opacity, Qt::Key_PageUp);
    QCOMPARE(opacity->value(), 50);
    const QColor half = seen(140, 60);
    QVERIFY(half != grey_ && half != full);
    QVERIFY(row("truth")->text().contains("50%"));
    choose("instant");
    QCOMPARE(opacity->value(), 100);
  }

  void the_order_decides_what_lies_above() {
    open_with_layers();
    for (const char* title : {"truth", "instant"}) {
      show_layer(title, true);
      draw_as("Outline");
    }
    show_layer("CAM", false);
    show_layer("Uncertain region", false);
    auto* list = part<QListWidget>("layerList");
    QVERIFY(list->row(row("instant")) < list->row(row("truth")));  // the newest is the highest
    const auto outline = [&] {
      const QPointF at = canvas().transform().to_screen({80, 60});
      const QImage picture = canvas().grab().toImage();
      return picture.pixelColor(qRound(at.x()), qRound(at.y()));
    };
    QCOMPARE(outline(), open_->class_colour(1));
    choose("truth");
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QVERIFY(list->row(row("truth")) < list->row(row("instant")));
    QCOMPARE(outline(), open_->class_colour(2));
    // A drag moves rows of the list's model.
    list->model()->moveRow({}, list->row(row("instant")), {}, list->row(row("truth")));
    QTRY_COMPARE(outline(), open_->class_colour(1));
  }

  void thresholds_redraw_labels_and_uncertain_region_at_once() {
    open_with_layers();
    show_only("CAM label");
    auto* high = part<QSlider>("highThreshold");
    high->setValue(50);
    QCOMPARE(seen(60, 60), grey_);
    QVERIFY(leans_to(seen(120, 60), open_->class_colour(1)));
    high->setValue(90);
    QCOMPARE(seen(120, 60), grey_);
    QVERIFY(leans_to(seen(155, 60), open_->class_colour(1)));

    show_only("Uncertain region");
    part<QSlider>("lowThreshold")->setValue(50);
    const auto hatched = [&](int from, int to) {
      int count = 0;
      const QImage picture = canvas().grab().toImage();
      const QPointF start = canvas().transform().to_screen({double(from), 60.5});
      const QPointF end = canvas().transform().to_screen({double(to), 60.5});
      for (int x = int(start.x()); x < int(end.x()); ++x)
        count += picture.pixelColor(x, int(start.y())) != grey_;
      return count;
    };
    QCOMPARE(hatched(10, 75), 0);
    QVERIFY(hatched(85, 140) > 10);
    QCOMPARE(hatched(150, 159), 0);
    screenshot("uncertain");

    const std::clock_t start = std::clock();  // of the processor: the machine may be busy
    part<QSlider>("lowThreshold")->setValue(30);
    canvas().grab();
    const double ms = 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    QVERIFY2(ms < 50, qPrintable(QString::number(ms)));
    QVERIFY(hatched(55, 75) > 3);
    high->setValue(10);  // never below the low one
    QCOMPARE(part<QSlider>("lowThreshold")->value(), 10);
    QTest::mouseClick(part("resetThresholds"), Qt::LeftButton);
    QCOMPARE(high->value(), 70);
    QCOMPARE(part<QSlider>("lowThreshold")->value(), 25);
  }

  void the_cam_of_a_class_or_of_all() {
    open_with_layers();
    show_only("CAM");
    const QColor all = seen(20, 60);
    auto* of = part<QComboBox>("scoreClass");
    of->setCurrentText("cat");
    QVERIFY(seen(20, 60) != all);  // dog's 0.3 was higher
    QTest::keyClick(&canvas(), Qt::Key_Period);
    QCOMPARE(of->currentText(), QString("dog"));
    QCOMPARE(seen(140, 60), all);  // the same everywhere
    of->setCurrentText("none: how uncertain");
    QVERIFY(seen(20, 60) != all);
    part<QComboBox>("colourMap")->setCurrentText("Turbo");
    of->setCurrentText("all");
    QVERIFY(seen(20, 60) != all);
    screenshot("cam");
  }

  void the_probe_tells_class_and_score_of_every_layer() {
    open_with_layers();
    const auto point_at = [this](QPointF pixel) {
      const QPoint at = canvas().transform().to_screen(pixel).toPoint();
      QCursor::setPos(canvas().mapToGlobal(at));
      QTest::mouseMove(&canvas(), at);
    };
    point_at({150.5, 60.5});
    QTRY_VERIFY(part<QLabel>("probePixel")->text().contains("150, 60"));
    auto* probe = part<QTreeWidget>("probe");
    QCOMPARE(probe->topLevelItemCount(), 2);
    QCOMPARE(probe->topLevelItem(0)->text(0), QString("instant"));
    QCOMPARE(probe->topLevelItem(0)->text(1), QString("cat"));
    QVERIFY(qAbs(QLocale().toDouble(probe->topLevelItem(0)->text(2)) - 0.94) < 0.011);
    QCOMPARE(probe->topLevelItem(1)->text(1), QString("dog"));
    point_at({20.5, 60.5});
    QTRY_COMPARE(probe->topLevelItem(1)->text(1), QString("background"));
  }

  void a_class_in_the_list_lights_up() {
    open_with_layers();
    show_only("truth");
    draw_as("Fill");
    const QColor full = seen(140, 60);
    auto* classes = part<QListWidget>("classList");
    QCOMPARE(classes->count(), 2);
    const auto point_at = [&](int row) {
      const QPoint at = classes->visualItemRect(classes->item(row)).center();
      QCursor::setPos(classes->viewport()->mapToGlobal(at));  // a real one would leave again
      QTest::mouseMove(classes->viewport(), at);
    };
    point_at(0);
    QTRY_VERIFY(seen(140, 60) != full);  // cat lights up, dog is dimmed
    point_at(1);
    QTRY_COMPARE(seen(140, 60), full);
  }

  void keys_move_between_images_that_were_decoded_ahead() {
    open_with_layers();
    QTest::qWait(300);  // a person looks at the first one
    EventLoopWatch watch;
    QElapsedTimer clock;
    qint64 best = 1'000;  // a busy machine delays some
    for (const int expected : {2, 3, 4}) {
      clock.start();
      QTest::keyClick(&canvas(), Qt::Key_Right);
      QTRY_COMPARE(page_->shown_image(), std::optional<project::ImageId>(expected));
      canvas().grab();
      best = std::min(best, clock.elapsed());
      QVERIFY(part<QLabel>("imageName")->text().contains(QString("photo%1").arg(expected)));
      QTest::qWait(200);
    }
    QVERIFY2(best < 100, qPrintable(QString::number(best)));
    watch.finish();
    QVERIFY2(watch.longest_stall_ms() < 100, qPrintable(QString::number(watch.longest_stall_ms())));
    QTest::keyClick(&canvas(), Qt::Key_Right);  // there is none
    QCOMPARE(open_->current(), std::optional<project::ImageId>(4));
    QTest::keyClick(&canvas(), Qt::Key_Left);
    QCOMPARE(open_->current(), std::optional<project::ImageId>(3));
    QTRY_VERIFY(part<QLabel>("imageFacts")->text().contains("photo3.png"));
  }

  void labels_written_meanwhile_appear() {
    open_with_layers();
    show_only("truth");
    draw_as("Fill");
    QVERIFY(leans_to(seen(140, 60), open_->class_colour(2)));
    project::Layers layers(*photos_->project());
    layers.write(layers.named("truth").id, {1, photos_->half(1), {}, {}});
    open_->labels_changed(layers.named("truth").id);
    QTRY_VERIFY(leans_to(seen(140, 60), open_->class_colour(1)) &&
                !leans_to(seen(140, 60), open_->class_colour(2)));
    const auto added = photos_->add_layer("second", LayerKind::Imported, 2);
    open_->labels_changed(added.id);
    QTRY_VERIFY(row("second"));
  }

  void looks_are_remembered() {
    open_with_layers();
    show_layer("truth", true);
    part<QSlider>("layerOpacity")->setValue(40);
    show_layer("CAM", false);
    part<QComboBox>("colourMap")->setCurrentText("Magma");
    part<QSlider>("lowThreshold")->setValue(33);
    page_.reset();
    open_.reset();
    open();
    QVERIFY(is_on("truth"));
    QVERIFY(row("truth")->text().contains("40%"));
    QVERIFY(!is_on("CAM"));
    QCOMPARE(part<QComboBox>("colourMap")->currentText(), QString("Magma"));
    QCOMPARE(part<QSlider>("lowThreshold")->value(), 33);
  }

  void without_layers_it_says_how_to_go_on() {
    open();
    QVERIFY(part("nextSteps")->isVisible());
    QSignalSpy label(page_.get(), &InspectPage::instantLabelsRequested);
    QSignalSpy train(page_.get(), &InspectPage::trainRequested);
    QTest::mouseClick(part("labelInstantly"), Qt::LeftButton);
    QTest::mouseClick(part("trainFirst"), Qt::LeftButton);
    QCOMPARE(label.count(), 1);
    QCOMPARE(train.count(), 1);
    screenshot("nothing-yet");
    const auto layer = photos_->add_layer("instant", LayerKind::Instant);
    open_->labels_changed(layer.id);
    QTRY_VERIFY(!part("nextSteps")->isVisible());
  }

  void a_photo_that_is_gone_says_so() {
    std::filesystem::remove(photos_->path("photos/photo2.png"));
    open();
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTRY_COMPARE(page_->shown_image(), std::optional<project::ImageId>(2));
    QVERIFY(!canvas().has_photo());
    screenshot("gone");
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTRY_VERIFY(canvas().has_photo());
  }

  void the_journey_shows_how_labels_changed() {
    const auto run = photos_->project()->runs() / "run-1";
    std::filesystem::create_directories(run);
    std::ofstream(run / "options.json") << "{}";
    train::write_preview_classes(run, {"cat", "dog"});
    for (const auto& [step, value] : {std::pair{10, 1}, std::pair{20, 2}})
      train::write_preview(
          run, step, "photo1",
          {photos_->ramp(), photos_->half(1), photos_->half(static_cast<std::uint8_t>(value))});
    open_with_layers();
    QTest::mouseClick(part("journey"), Qt::LeftButton);
    auto* step = part<QSlider>("journeyStep");
    QTRY_VERIFY(step->isVisible());
    QTRY_VERIFY(part<QLabel>("journeyText")->text().contains("20"));
    show_only("Pseudo-label (step 20)");
    QVERIFY(leans_to(seen(140, 60), open_->class_colour(2)));
    step->setFocus();
    QTest::keyClick(step, Qt::Key_Left);
    QTRY_VERIFY(part<QLabel>("journeyText")->text().contains("10"));
    QVERIFY(leans_to(seen(140, 60), open_->class_colour(1)) &&
            !leans_to(seen(140, 60), open_->class_colour(2)));
    screenshot("journey");
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTRY_VERIFY(part<QLabel>("journeyText")->text().contains("no previews of this image"));
    QTest::keyClick(&canvas(), Qt::Key_J);
    QVERIFY(!part("journeyBar")->isVisible());
  }

  void a_run_looks_at_the_image() {
    train_two_steps("run-1");
    open();
    QVERIFY(!part("nextSteps")->isVisible());
    QCOMPARE(part<QComboBox>("lookWith")->currentText(), QString("run-1"));
    const auto seen_by_run = [this] {
      const auto* cam = page_->shown_layers().find_scores("look/cam");
      return cam && cam->scores;
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen_by_run(), 60'000);
    const auto& layers = page_->shown_layers();
    QCOMPARE(layers.find_scores("look/cam")->scores->classes.size(), std::size_t{2});
    QCOMPARE(layers.tag_scores.size(), std::size_t{2});
    QVERIFY(part<QListWidget>("classList")->item(0)->text().contains("%"));
    show_only("Segmentation (run-1)");
    QCOMPARE(canvas().overlay()->items.size(), std::size_t{1});
    screenshot("look");

    part<QComboBox>("lookWith")->setCurrentText("no run");
    QTRY_VERIFY(page_->shown_layers().scores.empty());
    train_two_steps("run-2");
    open_->runs_changed();  // the choice stays
    QCOMPARE(part<QComboBox>("lookWith")->currentText(), QString("no run"));
    part<QComboBox>("lookWith")->setCurrentText("run-2");
    QTRY_VERIFY_WITH_TIMEOUT(seen_by_run(), 60'000);
  }

  void another_project_or_none_takes_its_place() {
    open_with_layers();
    page_->set_project(nullptr);
    QVERIFY(!canvas().has_photo());
    QCOMPARE(page_->shown_image(), std::nullopt);
    SamplePhotos other(2, {200, 100});
    OpenProject second(other.project(), *jobs_);
    page_->set_project(&second);
    QTRY_COMPARE(canvas().photo_size(), QSize(200, 100));
    second.set_where("tag:dog not tag:cat");
    QTRY_VERIFY(!canvas().has_photo());  // none fits
    page_->set_project(nullptr);
  }

  void every_action_has_a_name_a_text_and_a_key() {
    open();
    QStringList names;
    for (const QAction* action : page_->actions()) {
      QVERIFY(action->objectName().startsWith("action_"));
      QVERIFY(!action->text().isEmpty());
      QVERIFY(!action->shortcut().isEmpty());
      names << action->objectName();
    }
    QCOMPARE(names.removeDuplicates(), 0);
    for (const char* name : {"action_next_image", "action_previous_image", "action_zoom_fit",
                             "action_zoom_actual", "action_bare_photo", "action_layer_up"})
      QVERIFY2(names.contains(name), name);
  }

  void controls_tell_what_they_are() {
    open_with_layers();
    for (const QWidget* control : page_->findChildren<QWidget*>()) {
      if (control->focusPolicy() == Qt::NoFocus || control->objectName().startsWith("qt_"))
        continue;
      if (control->window() != page_.get()) continue;  // lists that combo boxes open
      if (qobject_cast<const QComboBox*>(control->parentWidget())) continue;
      const auto* button = qobject_cast<const QAbstractButton*>(control);
      const bool named = !control->accessibleName().isEmpty() ||
                         (button && !button->text().isEmpty()) || !control->toolTip().isEmpty();
      QVERIFY2(named, qPrintable(control->objectName() + control->metaObject()->className()));
    }
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestInspect)
#include "test_inspect.moc"
