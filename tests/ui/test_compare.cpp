#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QtTest>
#include <cmath>

#include "image/decode.h"
#include "private_settings.h"
#include "project/sample_project.h"
#include "right_click.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compared_images_model.h"
#include "ui/compare/confusion_model.h"
#include "ui/compare/difference_legend.h"
#include "ui/compare/figures_panel.h"
#include "ui/compare/swipe_handle.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/message_label.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;
using project::LayerKind;

namespace {

constexpr image::Size size{48, 32};

/// Background with a block of `label` from column `left` on.
image::LabelMap block(std::uint8_t label, int left) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  for (int y = 0; y < size.height; ++y)
    for (int x = left; x < size.width; ++x) map.labels[std::size_t(y * size.width + x)] = label;
  return map;
}

/// A project of grey photos on the disk whose truth is class 1 on the right half.
struct Scene {
  explicit Scene(int images = 4) : folder(std::make_unique<QTemporaryDir>()) {
    const fs::path place = folder->path().toStdString();
    core = project::Project::create(place / "p.penumbra");
    add_images(*core, images, size);
    add_classes(*core, 3);
    core->database().write([&](SQLite::Database& tables) {
      SQLite::Statement set(tables, "UPDATE roots SET path = ?");
      set.bind(1, place.string());
      set.exec();
      tables.exec("UPDATE classes SET colour = 0xe00000 + value");
    });
    core->find_roots();
    const image::Image photo{size, std::vector<std::uint8_t>(3 * size.area(), 128)};
    for (int i = 1; i <= images; ++i)
      image::write_png(place / ("photo" + std::to_string(i) + ".jpg"), photo);
  }

  project::LayerId add(const char* name, LayerKind kind) {
    project::Layer layer;
    layer.name = name;
    layer.kind = kind;
    return project::Layers(*core).create(layer).id;
  }
  void write(project::LayerId layer, project::ImageId image, image::LabelMap map) {
    project::Layers(*core).write(layer, {image, std::move(map), {}, {}});
  }

  /// Truth and a layer `cam`. Image 1 is right, 2 misses half of the class, 3 takes it for class 2,
  /// 4 has no label in cam.
  void add_truth_and_cam() {
    truth = add("truth", LayerKind::Truth);
    cam = add("cam", LayerKind::Cam);
    for (int i = 1; i <= 4; ++i) write(truth, i, block(1, 24));
    write(cam, 1, block(1, 24));
    write(cam, 2, block(1, 36));
    write(cam, 3, block(2, 24));
  }

  void open() {
    project = std::make_unique<OpenProject>(core, jobs);
    page = std::make_unique<ComparePage>(jobs);
    page->resize(1300, 800);
    page->set_project(project.get());
    page->show();
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
  }

  template <class Widget>
  Widget* find(const char* name) {
    auto* found = page->findChild<Widget*>(name);
    if (!found) qFatal("there is no %s", name);
    return found;
  }
  QTableView* list() { return find<QTableView>("comparedImages"); }
  QString text(const char* name) { return find<QLabel>(name)->text(); }
  QStringList listed() {
    QStringList names;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
      names << list()->model()->index(row, 0).data().toString();
    return names;
  }
  void trigger(const char* action) { find<QAction>(action)->trigger(); }
  bool compared(int images) {
    return QTest::qWaitFor([&] { return list()->model()->rowCount() == images; }, 20'000);
  }
  Canvas* layer_canvas() { return find<Canvas>("layerCanvas"); }
  Canvas* reference_canvas() { return find<Canvas>("referenceCanvas"); }
  bool photo_shown() {
    return QTest::qWaitFor([&] { return layer_canvas()->has_photo(); }, 20'000);
  }
  /// Goes to an image and waits until the legend says this of it.
  bool go_to(project::ImageId image, const char* difference) {
    project->set_current(image);
    return QTest::qWaitFor(
        [&] {
          return layer_canvas()->overlay() &&
                 find<DifferenceLegend>("differenceLegend")->text().contains(difference);
        },
        20'000);
  }

  std::unique_ptr<QTemporaryDir> folder;
  std::shared_ptr<project::Project> core;
  JobList jobs;
  std::unique_ptr<OpenProject> project;
  std::unique_ptr<ComparePage> page;
  project::LayerId truth = 0, cam = 0;
};

/// Where an image pixel is on a canvas.
QPoint at(const Canvas& canvas, double x, double y) {
  return canvas.transform().to_screen({x, y}).toPoint();
}

bool is_coloured(const QColor& colour) { return colour.saturation() > 40; }

}  // namespace

class TestComparePage : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { QSettings().clear(); }

  void says_what_is_missing() {
    Scene scene;
    scene.open();
    auto* nothing = scene.find<QLabel>("nothingToCompare");
    QVERIFY(nothing->isVisible());
    QVERIFY(nothing->text().contains("no label layers"));
    QSignalSpy asked(scene.page.get(), &ComparePage::instantLabelsRequested);
    QTest::mouseClick(scene.find<QPushButton>("labelToCompare"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    const auto truth = scene.add("truth", LayerKind::Truth);
    scene.write(truth, 1, block(1, 24));
    scene.project->labels_changed(truth);
    QVERIFY(nothing->isVisible());
    QVERIFY(nothing->text().contains("truth"));
    const auto cam = scene.add("cam", LayerKind::Cam);
    scene.write(cam, 1, block(1, 24));
    scene.project->labels_changed(cam);
    QVERIFY(!nothing->isVisible());
    QCOMPARE(scene.find<QComboBox>("compareLayer")->currentText(), QString("cam"));
    QCOMPARE(scene.find<QComboBox>("compareReference")->currentText(), QString("truth"));
    QVERIFY(scene.compared(1));
    scene.page->set_project(nullptr);
    QVERIFY(nothing->text().contains("Open a project"));
  }

  void figures_and_images_the_worst_first() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QCOMPARE(scene.listed(), (QStringList{"photo3.jpg", "photo2.jpg", "photo1.jpg"}));
    // Class 1: 24 + 12 of 72 columns; background: 72 of 84; class 2 is not in the truth.
    QCOMPARE(scene.text("totalIou"), QString("67.9%"));
    QCOMPARE(scene.text("totalAccuracy"), QString("75.0%"));
    QVERIFY(scene.text("compareScope").contains("4 filtered images"));
    QVERIFY(scene.text("compareScope").contains("3 compared"));
    QVERIFY(scene.text("compareScope").contains("1 without labels in cam"));
    auto* classes = scene.find<QTableView>("classTable");
    QCOMPARE(classes->model()->rowCount(), 3);
    QCOMPARE(classes->model()->index(1, 0).data().toString(), QString("class1"));
    QCOMPARE(classes->model()->index(1, 1).data().toString(), QString("50.0%"));
    // Photos can be sorted by it.
    const auto rows = project::rows(*scene.core, std::vector<project::ImageId>{1, 3});
    QCOMPARE(rows[0].numbers.at("iou"), 1.0);
    QCOMPARE(rows[1].numbers.at("iou"), 0.5);
    QTRY_VERIFY(!scene.list()->model()->index(0, 0).data(Qt::DecorationRole).isNull());
    // Silent: only a few maps had to be read.
    QVERIFY(scene.jobs.jobs().empty());
  }

  void keys_and_rows_go_from_image_to_image() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    scene.layer_canvas()->setFocus();
    QTest::keyClick(scene.layer_canvas(), Qt::Key_Home);
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(3));
    QTest::keyClick(scene.layer_canvas(), Qt::Key_Right);
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(2));
    QCOMPARE(scene.list()->currentIndex().row(), 1);
    QTest::keyClick(scene.layer_canvas(), Qt::Key_Left);
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(3));
    const auto row = scene.list()->visualRect(scene.list()->model()->index(2, 0));
    QTest::mouseClick(scene.list()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(1));
    // What is chosen elsewhere is chosen here.
    scene.project->set_current(3);
    QCOMPARE(scene.list()->currentIndex().row(), 0);
    scene.project->set_current(4);
    QVERIFY(scene.list()->selectionModel()->selectedRows().isEmpty());
    // Sorted by a click on a head.
    auto* header = scene.list()->horizontalHeader();
    const int x = header->sectionViewportPosition(ComparedImagesModel::Image) + 20;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    QCOMPARE(scene.listed().first(), QString("photo1.jpg"));
  }

  void both_layers_at_the_same_zoom() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QVERIFY(scene.go_to(2, "missed 25.0%"));
    auto* first = scene.layer_canvas();
    auto* second = scene.reference_canvas();
    QVERIFY(first->isVisible() && second->isVisible());
    QCOMPARE(first->size(), second->size());
    QTRY_VERIFY(first->overlay() && second->overlay());
    // Column 30 is missed by cam.
    QVERIFY(!is_coloured(first->grab().toImage().pixelColor(at(*first, 30, 16))));
    QVERIFY(is_coloured(second->grab().toImage().pixelColor(at(*second, 30, 16))));
    first->zoom_at(9, {100, 100});
    QCOMPARE(second->transform(), first->transform());
    second->pan({-40, 10});
    QCOMPARE(first->transform(), second->transform());
    const QPointF centre(second->width() / 2.0, second->height() / 2.0);
    QWheelEvent wheel(centre, second->mapToGlobal(centre), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(second, &wheel);
    QVERIFY(second->zoom() > 9);
    QCOMPARE(first->transform(), second->transform());
  }

  void a_border_that_is_dragged() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QVERIFY(scene.go_to(2, "missed 25.0%"));
    QTest::mouseClick(scene.find<QToolButton>("buttonCompareSwipe"), Qt::LeftButton);
    auto* view = scene.find<ComparisonView>("comparisonView");
    auto* handle = scene.find<SwipeHandle>("swipeHandle");
    QVERIFY(handle->isVisible());
    QTRY_VERIFY(scene.layer_canvas()->overlay());
    QCOMPARE(scene.layer_canvas()->size(), view->size());
    const QPoint missed = at(*scene.layer_canvas(), 30, 26);
    const auto colour = [&] { return view->grab().toImage().pixelColor(missed); };
    const auto drag_to = [&](int x) {
      const QPoint from = handle->rect().center();
      const QPoint to = handle->mapFrom(view, QPoint(x, view->height() / 2));
      QTest::mousePress(handle, Qt::LeftButton, {}, from);
      QMouseEvent move(QEvent::MouseMove, to, handle->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                       {});
      QApplication::sendEvent(handle, &move);
      QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->mapFrom(view, QPoint(x, 10)));
    };
    drag_to(missed.x() + 60);
    QVERIFY(!is_coloured(colour()));  // cam lies left of the border
    drag_to(missed.x() - 60);
    QVERIFY(is_coloured(colour()));
    const double before = handle->position();
    QTest::keyClick(handle, Qt::Key_Right);
    QVERIFY(handle->position() > before);
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(2));
  }

  void one_after_the_other() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QVERIFY(scene.go_to(2, "missed 25.0%"));
    scene.find<QWidget>("blinkSpeed");
    auto* view = scene.find<ComparisonView>("comparisonView");
    view->set_blink_interval(60);
    QTest::keyClick(scene.layer_canvas(), Qt::Key_B);
    QVERIFY(view->blinking());
    QVERIFY(scene.find<QWidget>("blinkSpeed")->isVisible());
    const bool first = view->shows_layer();
    QTRY_VERIFY(view->shows_layer() != first);
    QTRY_VERIFY(view->shows_layer() == first);
    QTest::keyClick(scene.layer_canvas(), Qt::Key_V);
    QVERIFY(!view->blinking());
    QVERIFY(!scene.find<QAction>("actionCompareBlinkTimer")->isChecked());
    const QPoint missed = at(*scene.layer_canvas(), 30, 16);
    const auto colour = [&] { return view->grab().toImage().pixelColor(missed); };
    if (!view->shows_layer()) scene.trigger("actionCompareFlip");
    QVERIFY(!is_coloured(colour()));
    scene.trigger("actionCompareFlip");
    QVERIFY(is_coloured(colour()));
    scene.trigger("actionCompareBlinkTimer");
    QVERIFY(view->blinking());
    scene.page->hide();
    QVERIFY(!view->blinking());
  }

  void what_differs() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QVERIFY(scene.go_to(3, "wrong class 50.0%"));
    QTest::keyClick(scene.layer_canvas(), Qt::Key_D);
    auto* canvas = scene.layer_canvas();
    QVERIFY(!scene.reference_canvas()->isVisible());
    QTRY_VERIFY(canvas->overlay() && canvas->overlay()->items.size() == 3);
    const auto colours = [&](int from, int to) {
      const QImage picture = canvas->grab().toImage();
      int coloured = 0, all = 0;
      const QPoint left = at(*canvas, from, 10), right = at(*canvas, to, 20);
      for (int y = left.y(); y < right.y(); ++y)
        for (int x = left.x(); x < right.x(); ++x, ++all)
          coloured += is_coloured(picture.pixelColor(x, y));
      return double(coloured) / all;
    };
    QCOMPARE(colours(4, 20), 0.0);   // right
    QCOMPARE(colours(28, 44), 1.0);  // wrong: filled
    QVERIFY(scene.find<DifferenceLegend>("differenceLegend")->text().contains("wrong class 50.0%"));
    scene.project->set_current(2);
    QTRY_VERIFY(scene.find<DifferenceLegend>("differenceLegend")->text().contains("missed 25.0%"));
    const double missed = colours(27, 34);
    QVERIFY(missed > 0.1 && missed < 0.6);  // hatched
    scene.trigger("actionCompareSwap");
    QTRY_VERIFY(
        scene.find<DifferenceLegend>("differenceLegend")->text().contains("invented 25.0%"));
    const double invented = colours(27, 34);
    QVERIFY(invented > 0.02 && invented < missed);  // dotted
  }

  void a_cell_opens_the_images_behind_it() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.write(scene.cam, 2, block(2, 40));
    scene.open();
    QVERIFY(scene.compared(3));
    auto* matrix = scene.find<QTableView>("confusionView");
    // Rows: background, class 1. Columns: also class 2.
    QCOMPARE(matrix->model()->rowCount(), 2);
    QCOMPARE(matrix->model()->columnCount(), 3);
    const auto cell = matrix->model()->index(1, 2);
    QCOMPARE(cell.data(ConfusionModel::ShareRole).toDouble(), 32.0 / 72);
    const auto middle = [&] { return matrix->visualRect(cell).center(); };
    int moves = 0;  // the matrix may still be finding its place
    QTRY_VERIFY((QTest::mouseMove(matrix->viewport(), middle() + QPoint(++moves % 2, 0)),
                 scene.text("confusionExplanation").contains("class1 labelled class2")));
    QVERIFY(scene.text("confusionExplanation").contains("1,024 pixels"));
    QVERIFY(scene.text("confusionExplanation").contains("2 images"));
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, middle());
    QCOMPARE(scene.listed(), (QStringList{"photo3.jpg", "photo2.jpg"}));
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(3));
    QVERIFY(scene.text("comparedImagesTitle").contains("class1 labelled class2: 2 images"));
    QTest::mouseClick(scene.find<QPushButton>("showAllImages"), Qt::LeftButton);
    QCOMPARE(scene.listed().size(), 3);
    // By keys.
    matrix->setFocus();
    matrix->setCurrentIndex(matrix->model()->index(1, 0));
    QTest::keyClick(matrix, Qt::Key_Return);
    QCOMPARE(scene.listed(), QStringList{"photo2.jpg"});
    QTest::keyClick(matrix, Qt::Key_Backspace);
    QCOMPARE(scene.listed().size(), 3);
  }

  void new_labels_give_new_figures() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    scene.write(scene.cam, 3, block(1, 24));
    scene.project->labels_changed(scene.cam);
    QCOMPARE(scene.text("totalIou"), QString("67.9%"));  // until the new one is there
    QTRY_VERIFY(scene.text("totalIou") != "67.9%");
    QCOMPARE(scene.listed().first(), QString("photo2.jpg"));
    scene.write(scene.cam, 4, block(1, 24));
    scene.project->labels_changed(scene.cam);
    QVERIFY(scene.compared(4));
    // While nobody looks nothing is computed; then it is.
    scene.page->hide();
    scene.write(scene.cam, 2, block(1, 24));
    scene.project->labels_changed(scene.cam);
    QTest::qWait(400);
    QVERIFY(scene.text("totalIou") != "100.0%");
    scene.page->show();
    QTRY_COMPARE(scene.text("totalIou"), QString("100.0%"));
  }

  void the_filter_decides_what_is_compared() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    scene.project->set_where("name:photo1*");
    QVERIFY(scene.compared(1));
    QVERIFY(scene.text("compareScope").startsWith("1 filtered image"));
    QCOMPARE(scene.text("totalIou"), QString("100.0%"));
    scene.project->set_where("name:photo4*");
    auto* message = scene.find<MessageLabel>("compareMessage");
    QTRY_VERIFY(message->isVisible() && message->is_error());
    QVERIFY(message->text().contains("labels in both"));
    QCOMPARE(scene.list()->model()->rowCount(), 0);
    QVERIFY(!scene.find<QWidget>("figuresPanel")->isVisible());
    scene.project->set_where({});
    QVERIFY(scene.compared(3));
    QVERIFY(!message->isVisible());
  }

  void many_images_are_a_job() {
    Scene scene(200);
    scene.truth = scene.add("truth", LayerKind::Truth);
    scene.cam = scene.add("cam", LayerKind::Cam);
    for (int i = 1; i <= 200; ++i) {
      scene.write(scene.truth, i, block(1, 24));
      scene.write(scene.cam, i, block(1, 24 + i % 20));
    }
    scene.open();
    QVERIFY(scene.compared(200));
    QCOMPARE(scene.jobs.jobs().size(), std::size_t{1});
    QCOMPARE(scene.jobs.jobs().front()->title(), QString("Comparing cam with truth"));
    QCOMPARE(scene.jobs.jobs().front()->state(), JobState::Done);
    // It is kept: another order or a part of the images needs no job.
    scene.project->set_where("name:photo1*");
    QVERIFY(scene.compared(111));
    QCOMPARE(scene.jobs.jobs().size(), std::size_t{1});
  }

  void the_order_is_said_and_remembered() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QCOMPARE(scene.text("comparedImagesTitle"), QString("3 images, the worst first"));
    auto* header = scene.list()->horizontalHeader();
    const auto click = [&](int column) {
      QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                        {header->sectionViewportPosition(column) + 10, header->height() / 2});
    };
    click(ComparedImagesModel::Iou);
    QCOMPARE(scene.text("comparedImagesTitle"), QString("3 images, the best first"));
    QCOMPARE(scene.listed().front(), QString("photo1.jpg"));
    click(ComparedImagesModel::Image);
    QCOMPARE(scene.text("comparedImagesTitle"), QString("3 images, by name"));
    QCOMPARE(scene.listed(), (QStringList{"photo1.jpg", "photo2.jpg", "photo3.jpg"}));
    QVERIFY(pick(right_click(header, {20, 5}),
                 qPrintable(QString("showColumn%1").arg(int(ComparedImagesModel::Accuracy)))));
    // In a cell's list the order is its own.
    Q_EMIT scene.find<FiguresPanel>("figuresPanel")->cellChosen(1, 1, "cell");
    QVERIFY(scene.text("comparedImagesTitle").endsWith("the most pixels first"));
    scene.trigger("actionCompareAll");
    QCOMPARE(scene.text("comparedImagesTitle"), QString("3 images, by name"));
    scene.page->set_project(nullptr);
    scene.open();
    QVERIFY(scene.compared(3));
    QCOMPARE(scene.text("comparedImagesTitle"), QString("3 images, by name"));
    QVERIFY(scene.list()->isColumnHidden(ComparedImagesModel::Accuracy));
    QCOMPARE(scene.list()->horizontalHeader()->sortIndicatorSection(),
             int(ComparedImagesModel::Image));
  }

  void a_right_click_copies_figures_and_opens_images() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    auto* list = scene.list();
    const QPoint row = list->visualRect(list->model()->index(1, 0)).center();
    QSignalSpy opened(scene.page.get(), &ComparePage::opened);
    QVERIFY(pick(right_click(list, row), "openCompared"));
    QCOMPARE(opened.count(), 1);
    QCOMPARE(scene.project->current(), std::optional<project::ImageId>(2));
    QVERIFY(pick(right_click(list, row), "copyFigures"));
    const QStringList lines = QApplication::clipboard()->text().split('\n');
    QCOMPARE(lines[0], QString("Image\tIoU\tAccuracy\tBoundary"));
    QVERIFY(lines[1].startsWith("photo2.jpg\t"));
    QVERIFY(pick(right_click(list, row), "copyImageName"));
    QTRY_COMPARE(QApplication::clipboard()->text(), QString("photo2.jpg"));
    QVERIFY(pick(right_click(scene.layer_canvas(), {40, 40}), "actionCompareSwipe"));
    QCOMPARE(scene.find<QAction>("actionCompareSwipe")->isChecked(), true);
    QVERIFY(pick(right_click(scene.layer_canvas(), {40, 40}), "action_zoom_actual"));
    QCOMPARE(scene.layer_canvas()->zoom() * scene.layer_canvas()->devicePixelRatioF(), 1.0);
    auto* classes = scene.find<QTableView>("classTable");
    const QPoint second = classes->visualRect(classes->model()->index(1, 0)).center();
    QVERIFY(pick(right_click(classes, second), "copyClassFigures"));
    QVERIFY(QApplication::clipboard()->text().contains("\nclass1\t"));
    auto* matrix = scene.find<QTableView>("confusionView");
    const QPoint cell = matrix->visualRect(matrix->model()->index(1, 0)).center();
    QVERIFY(pick(right_click(matrix, cell), "copyConfusion"));
    QVERIFY(QApplication::clipboard()->text().startsWith("\tbackground\tclass1"));
    QVERIFY(QApplication::clipboard()->text().contains("\nclass1\t"));
    QVERIFY(pick(right_click(matrix, cell), "showCellImages"));
    QCOMPARE(scene.listed(), QStringList{"photo2.jpg"});
  }

  void what_one_run_gains_over_another() {
    Scene scene;
    scene.add_truth_and_cam();
    const auto better = scene.add("segmentation", LayerKind::Segmentation);
    scene.write(better, 1, block(1, 25));
    scene.write(better, 2, block(1, 26));
    scene.write(better, 3, block(1, 24));
    scene.open();
    QVERIFY(scene.compared(3));
    QCOMPARE(scene.find<QComboBox>("compareLayer")->currentText(), QString("segmentation"));
    QVERIFY(!scene.find<QLabel>("gain")->isVisible());
    auto* reference = scene.find<QComboBox>("compareReference");
    reference->setCurrentText("cam");
    Q_EMIT reference->activated(reference->currentIndex());
    auto* gain = scene.find<QLabel>("gain");
    QTRY_VERIFY(gain->isVisible());
    QVERIFY2(gain->text().contains("Better in 2 images, worse in 1 image, the same in 0 images"),
             qPrintable(gain->text()));
    const auto* model = scene.list()->model();
    QVERIFY(!scene.list()->isColumnHidden(ComparedImagesModel::Change));
    scene.list()->sortByColumn(ComparedImagesModel::Change, Qt::AscendingOrder);
    QCOMPARE(scene.listed(), (QStringList{"photo1.jpg", "photo2.jpg", "photo3.jpg"}));
    QVERIFY(
        model->index(0, ComparedImagesModel::Change).data().toString().startsWith(QChar(0x2212)));
    QCOMPARE(model->index(2, ComparedImagesModel::Change).data().toString(), QString("+50.0"));
    // What was chosen comes back.
    scene.page->set_project(nullptr);
    scene.page->set_project(scene.project.get());
    QCOMPARE(reference->currentText(), QString("cam"));
    reference->setCurrentText("segmentation");
    Q_EMIT reference->activated(reference->currentIndex());
    QVERIFY(scene.find<MessageLabel>("compareMessage")->text().contains("two different layers"));
  }

  void reports_are_written() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(!scene.find<QAction>("actionCompareHtml")->isEnabled());
    QVERIFY(scene.compared(3));
    const auto ask = [&](const char* button, const QString& name) {
      QTest::mouseClick(scene.find<QToolButton>(button), Qt::LeftButton);
      auto* dialog = scene.find<QFileDialog>("reportDialog");
      QVERIFY(
          dialog->selectedFiles().first().endsWith("cam against truth." + name.section('.', 1)));
      dialog->selectFile(scene.folder->filePath(name));
      QMetaObject::invokeMethod(dialog, "accept");
      QTRY_VERIFY(!scene.page->findChild<QFileDialog*>("reportDialog"));
      auto* message = scene.find<MessageLabel>("compareMessage");
      QTRY_VERIFY(message->isVisible() && message->text().contains(name));
      QVERIFY(!message->is_error());
    };
    ask("buttonCompareCsv", "report.csv");
    QFile csv(scene.folder->filePath("report.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readAll().contains("image,photo3.jpg,"));
    ask("buttonCompareHtml", "report.html");
    QFile html(scene.folder->filePath("report.html"));
    QVERIFY(html.open(QIODevice::ReadOnly));
    const auto page = html.readAll();
    QVERIFY(page.contains("<title>cam against truth</title>"));
    QCOMPARE(page.count("data:image/png"), 12);

    scene.page->write_report(fs::path(scene.folder->path().toStdString()) / "no" / "such" /
                             "r.csv");
    auto* message = scene.find<MessageLabel>("compareMessage");
    QTRY_VERIFY(message->is_error());
  }

  void the_cursor_tells_both_labels() {
    Scene scene;
    scene.add_truth_and_cam();
    scene.open();
    QVERIFY(scene.compared(3));
    QVERIFY(scene.go_to(3, "wrong class 50.0%"));
    QTRY_VERIFY(scene.layer_canvas()->overlay());
    QTest::mouseMove(scene.layer_canvas(), at(*scene.layer_canvas(), 30.5, 10.5));
    QTRY_COMPARE(scene.text("compareProbe"), QString("30, 10, cam: class2, truth: class1"));
  }

  void a_photo_that_is_gone_is_said() {
    Scene scene;
    scene.add_truth_and_cam();
    fs::remove(fs::path(scene.folder->path().toStdString()) / "photo3.jpg");
    scene.open();
    QVERIFY(scene.compared(3));
    scene.project->set_current(3);
    QTRY_VERIFY(!scene.layer_canvas()->has_photo());
    scene.project->set_current(2);
    QVERIFY(scene.photo_shown());
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestComparePage)
#include "test_compare.moc"
