#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QtTest>

#include "base/atomic_file.h"
#include "formats/format.h"
#include "image/mask.h"
#include "photo_project.h"
#include "private_settings.h"
#include "project/classes.h"
#include "project/project_data.h"
#include "project/project_labels.h"
#include "ui/import/import_dialog.h"
#include "ui/jobs/job_list.h"
#include "ui/project/open_project.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

/// Drives the import of labels as a person does, by the names of its parts.
class TestImportDialog : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<PhotoProject> photos_;
  std::unique_ptr<JobList> jobs_;
  std::unique_ptr<OpenProject> project_;
  std::unique_ptr<ImportDialog> dialog_;
  project::LayerId half_ = 0;
  std::unique_ptr<QTemporaryDir> temporary_;

  template <class T>
  T* part(const char* name) const {
    auto* found = dialog_->findChild<T*>(name);
    if (!found) qFatal("the dialog has no %s", name);
    return found;
  }
  QString text(const char* name) const { return part<QLabel>(name)->text(); }
  QString line(const char* name) const { return part<QLineEdit>(name)->text(); }
  QPushButton* start() const { return part<QPushButton>("startImport"); }

  /// The layer "half" as another program might have written it.
  fs::path exported(const std::string& format) const {
    const auto out = fs::path(temporary_->path().toStdString()) / ("from " + format);
    const auto data = project::read_data(*photos_->project(), "", "", "");
    JobControl control;
    NoProgress silent;
    return formats::export_labels(
               {data.dataset, project::labels_of(*photos_->project(), data, half_)}, format, out,
               control, silent)
        .out;
  }
  void choose(const std::string& format, const fs::path& path, const QString& layer) const {
    auto* box = part<QComboBox>("importFormat");
    box->setCurrentIndex(box->findData(QString::fromStdString(format)));
    part<QLineEdit>("importPath")->setText(QString::fromStdString(path.string()));
    auto* name = part<QLineEdit>("importLayer");
    name->selectAll();
    QTest::keyClicks(name, layer);
  }
  void open(int count) {
    photos_ = std::make_unique<PhotoProject>(count);
    half_ = photos_->add_layer("half", project::LayerKind::Imported, 2);
    jobs_ = std::make_unique<JobList>();
    project_ = std::make_unique<OpenProject>(photos_->project(), *jobs_);
    dialog_ = std::make_unique<ImportDialog>(*jobs_, nullptr);
    dialog_->set_project(project_.get());
    dialog_->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
    QTRY_COMPARE(project_->image_count(), std::int64_t(count));
  }
  std::vector<project::Layer> layers() const { return project::Layers(*photos_->project()).list(); }

 private Q_SLOTS:
  void init() {
    QSettings().clear();
    temporary_ = std::make_unique<QTemporaryDir>();
    open(6);
  }
  void cleanup() {
    dialog_.reset();
    project_.reset();
    jobs_.reset();
    photos_.reset();
  }

  void every_format_comes_in_data() {
    QTest::addColumn<QString>("format");
    for (const auto& format : formats::all_formats())
      QTest::newRow(format.name.c_str()) << QString::fromStdString(format.name);
  }
  void every_format_comes_in() {
    QFETCH(QString, format);
    QCOMPARE(part<QComboBox>("importFormat")->count(),
             static_cast<int>(formats::all_formats().size()));
    choose(format.toStdString(), exported(format.toStdString()), "theirs");
    QTRY_VERIFY2(start()->isEnabled(), qPrintable(text("importSummary")));
    QVERIFY2(text("importSummary").contains("Labels of 6 images"),
             qPrintable(text("importSummary")));
    QVERIFY(!part<QListWidget>("importLosses")->isVisible());
    QTest::mouseClick(start(), Qt::LeftButton);
    QTRY_COMPARE(text("importResult"), QString("Labels of 6 images came in."));
    QTRY_VERIFY(project_->find_layer("theirs"));
    project::Layers all(*photos_->project());
    const auto theirs = all.named("theirs");
    QCOMPARE(theirs.kind, project::LayerKind::Imported);
    for (const auto image : all.images(half_))
      QVERIFY(all.read(theirs.id, image) == all.read(half_, image));
    QCOMPARE(project_->classes().size(), std::size_t(2));
  }

  void what_is_lost_is_said_first() {
    const auto out = exported("voc");
    write_file(out / "labels.txt", "background\ncat\ndog\nhorse\n");
    image::write_mask(out / "SegmentationClass/other.png", {{1, 1}, {1}});
    write_file(out / "ImageSets/Segmentation/all.txt", "photo_00\n../photo_01\n");
    choose("voc", out, "theirs");
    QTRY_VERIFY(start()->isEnabled());
    QVERIFY2(text("importSummary").contains("New classes: horse."),
             qPrintable(text("importSummary")));
    QVERIFY(text("importSummary").contains("Tags, splits and photos"));
    auto* losses = part<QListWidget>("importLosses");
    QVERIFY(losses->isVisible());
    QCOMPARE(losses->count(), 2);
    QVERIFY2(losses->item(0)->text().contains("line 2"), qPrintable(losses->item(0)->text()));
    QVERIFY2(losses->item(1)->text().startsWith("other: "), qPrintable(losses->item(1)->text()));
    QCOMPARE(layers().size(), std::size_t(1));
    QCOMPARE(project_->classes().size(), std::size_t(2));

    QTest::mouseClick(start(), Qt::LeftButton);
    QTRY_COMPARE(text("importResult"),
                 QString("Labels of 6 images came in; 1 can't be used, the log says why."));
    QTRY_COMPARE(project_->classes().size(), std::size_t(3));
    QTRY_VERIFY2(text("importSummary").contains("6 of these images have labels in this layer"),
                 qPrintable(text("importSummary")));
  }

  void former_names_of_classes_are_told() {
    const auto out = exported("voc");
    project::merge_classes(*photos_->project(), 1, 2);
    project_->classes_changed();
    QTRY_COMPARE(project_->classes().size(), std::size_t(1));
    choose("voc", out, "theirs");
    QTRY_VERIFY(start()->isEnabled());
    QVERIFY2(text("importSummary").contains("cat counts as dog by now."),
             qPrintable(text("importSummary")));
  }

  void what_can_not_come_in_says_why() {
    const auto out = exported("coco");
    choose("voc", out, "theirs");
    QTRY_VERIFY2(text("importSummary").contains("SegmentationClass"),
                 qPrintable(text("importSummary")));
    QVERIFY(!start()->isEnabled());
    choose("coco", out / "nowhere", "theirs");
    QTRY_VERIFY(text("importSummary").contains("is not there"));
    QVERIFY(!start()->isEnabled());
    photos_->add_layer("mine", project::LayerKind::Imported, 1);
    photos_->project()->database().write(
        [](SQLite::Database& tables) { tables.exec("UPDATE layers SET kind = 'edited'"); });
    choose("coco", out, "mine");
    QTRY_VERIFY2(text("importSummary").contains("edited by hand"),
                 qPrintable(text("importSummary")));
    QVERIFY(!start()->isEnabled());
    part<QLineEdit>("importLayer")->clear();
    QTRY_VERIFY(text("importSummary").startsWith("Name the layer"));
  }

  void labels_of_the_wrong_size_are_counted() {
    const auto out = exported("voc");
    image::write_mask(out / "SegmentationClass/photo_02.png", {{2, 1}, {1, 0}});
    choose("voc", out, "theirs");
    QTRY_VERIFY(start()->isEnabled());
    QTest::mouseClick(start(), Qt::LeftButton);
    QTRY_COMPARE(text("importResult"),
                 QString("Labels of 5 images came in; 1 can't be used, the log says why."));
  }

  void the_layer_is_named_after_the_file() {
    part<QLineEdit>("importPath")->setText("/x/night shift.zip");
    QCOMPARE(line("importLayer"), QString("night shift"));
    part<QLineEdit>("importPath")->setText("/x/other.json");
    QCOMPARE(line("importLayer"), QString("other"));
    QTest::keyClicks(part<QLineEdit>("importLayer"), "s");
    part<QLineEdit>("importPath")->setText("/x/third.json");
    QCOMPARE(line("importLayer"), QString("others"));
    auto* button = part<QToolButton>("importPathChoose");
    QVERIFY(button->menu()->findChild<QAction*>("chooseFolder"));
    QVERIFY(button->menu()->findChild<QAction*>("chooseFile"));
  }

  void it_can_be_stopped() {
    cleanup();
    open(150);
    const auto out = exported("voc");
    choose("voc", out, "theirs");
    QTRY_VERIFY(start()->isEnabled());
    QTest::mouseClick(start(), Qt::LeftButton);
    auto* stop = part<QPushButton>("stopImport");
    QVERIFY(stop->isVisible() && !start()->isEnabled());
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY2(text("importResult").startsWith("Stopped."), qPrintable(text("importResult")));
    QTRY_VERIFY(start()->isEnabled());
    QTest::mouseClick(start(), Qt::LeftButton);
    QTRY_COMPARE(text("importResult"), QString("Labels of 150 images came in."));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestImportDialog)
#include "test_import_dialog.moc"
