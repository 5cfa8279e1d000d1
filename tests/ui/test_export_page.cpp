#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QtTest>

#include "base/atomic_file.h"
#include "image/png_file.h"
#include "photo_project.h"
#include "private_settings.h"
#include "ui/export/export_page.h"
#include "ui/jobs/job_list.h"
#include "ui/project/open_project.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

/// Drives Export as a person does, by the names of its parts.
class TestExportPage : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<PhotoProject> photos_;
  std::unique_ptr<JobList> jobs_;
  std::unique_ptr<OpenProject> project_;
  std::unique_ptr<ExportPage> page_;
  QTemporaryDir out_;

  template <class T>
  T* part(const char* name) const {
    auto* found = page_->findChild<T*>(name);
    if (!found) qFatal("the page has no %s", name);
    return found;
  }
  QString text(const char* name) const { return part<QLabel>(name)->text(); }
  void choose_format(const char* name) const {
    auto* box = part<QComboBox>("exportFormat");
    box->setCurrentIndex(box->findData(name));
  }
  void check(const char* name) const { part<QCheckBox>(name)->click(); }
  bool offered(const char* name) const { return part<QWidget>(name)->isVisible(); }

  /// A colour in the picture of an image: at shares of the photo's or the mask's width.
  QColor in_picture(int row, double share) const {
    const QListWidgetItem* item = part<QListWidget>("exportPictures")->item(row);
    const QImage picture =
        item->icon().pixmap(part<QListWidget>("exportPictures")->iconSize()).toImage();
    return picture.pixelColor(static_cast<int>(share * picture.width()), picture.height() / 2);
  }
  int pictures() const { return part<QListWidget>("exportPictures")->count(); }

 private Q_SLOTS:
  void init() {
    QSettings().clear();
    photos_ = std::make_unique<PhotoProject>(9);
    photos_->add_layer("half", project::LayerKind::Imported, 2);
    jobs_ = std::make_unique<JobList>();
    project_ = std::make_unique<OpenProject>(photos_->project(), *jobs_);
    page_ = std::make_unique<ExportPage>(*jobs_);
    page_->resize(1300, 800);
    page_->set_project(project_.get());
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    QTRY_COMPARE(project_->filtered_images().size(), std::size_t(9));
  }
  void cleanup() {
    page_.reset();
    project_.reset();
    jobs_.reset();
    photos_.reset();
  }

  void masks_are_seen_before_they_are_written() {
    QTRY_COMPARE(pictures(), 6);
    QTRY_VERIFY(text("exportSummary").startsWith("9 of 9"));
    QVERIFY2(text("exportFiles").contains("SegmentationClass/photo_00.png"),
             qPrintable(text("exportFiles")));
    QVERIFY(text("exportFiles").contains("kB") || text("exportFiles").contains("KiB") ||
            text("exportFiles").contains("bytes"));
    // VOC's colour of class 2 on the left half, background on the right one.
    QTRY_COMPARE(in_picture(0, 0.6), QColor(0, 128, 0));
    QCOMPARE(in_picture(0, 0.9), QColor(0, 0, 0));
    part<QComboBox>("exportColours")->setCurrentIndex(1);
    QTRY_COMPARE(in_picture(0, 0.6), project_->class_colour(2));
    part<QComboBox>("exportColours")->setCurrentIndex(2);
    QTRY_COMPARE(in_picture(0, 0.6), QColor(2, 2, 2));
    choose_format("coco");
    QTRY_COMPARE(in_picture(0, 0.6), project_->class_colour(2));
    QTRY_VERIFY(text("exportFiles").contains("annotations/instances_all.json"));
  }

  void a_format_offers_what_it_has() {
    QVERIFY(offered("exportColours") && offered("exportDecided") && offered("exportPhotos") &&
            offered("exportSplits"));
    choose_format("npz");
    QVERIFY(!offered("exportColours") && offered("exportDecided") && !offered("exportPhotos") &&
            !offered("exportSplits"));
    choose_format("voc-server");
    QVERIFY(offered("exportColours") && !offered("exportDecided"));
  }

  void options_reach_the_files() {
    check("exportPhotos");
    part<QComboBox>("exportColours")->setCurrentIndex(1);
    QTRY_VERIFY(text("exportFiles").contains("JPEGImages/photo_00.png"));
    const fs::path out = out_.filePath("voc").toStdString();
    part<QLineEdit>("exportFolder")->setText(QString::fromStdString(out.string()));
    QTRY_VERIFY(part<QPushButton>("startExport")->isEnabled());
    QTest::mouseClick(part<QPushButton>("startExport"), Qt::LeftButton);
    QTRY_VERIFY2(text("exportResult").startsWith("Written"), qPrintable(text("exportResult")));
    QCOMPARE(read_file(out / "JPEGImages/photo_03.png"),
             read_file(photos_->photos() / "photo_03.png"));
    const auto mask = image::read_png_as_stored(out / "SegmentationClass/photo_03.png");
    QCOMPARE(int(mask.samples[0]), 2);
    const QColor shown = project_->class_colour(2);
    QCOMPARE(QColor(mask.palette[2][0], mask.palette[2][1], mask.palette[2][2]), shown);
  }

  void an_archive_is_chosen_by_name() {
    auto* choose = part<QToolButton>("exportFolderChoose");
    const auto entry = [&](const char* name) { return choose->findChild<QAction*>(name); };
    QVERIFY(entry("chooseFolder"));
    entry("chooseArchive")->trigger();
    auto* dialog = page_->findChild<QFileDialog*>("archiveDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->defaultSuffix(), QString("zip"));
    const QString file = out_.filePath("masks.zip");
    Q_EMIT dialog->fileSelected(file);
    dialog->reject();
    QCOMPARE(part<QLineEdit>("exportFolder")->text(), file);
    QTRY_VERIFY(part<QPushButton>("startExport")->isEnabled());
    QTest::mouseClick(part<QPushButton>("startExport"), Qt::LeftButton);
    QTRY_VERIFY2(text("exportResult").startsWith("Written"), qPrintable(text("exportResult")));
    QVERIFY(read_file(file.toStdString()).starts_with("PK"));
    choose_format("npz");
    QVERIFY(entry("chooseArchive")->text().contains(".npz"));
  }

  void only_the_chosen_are_written() {
    const auto ids = project_->filtered_images();
    for (const int row : {2, 5})
      project_->selection().select(
          project_->images().index(row, 0),
          row == 2 ? QItemSelectionModel::ClearAndSelect : QItemSelectionModel::Select);
    auto* images = part<QComboBox>("exportImages");
    images->setCurrentIndex(images->findText("the 2 selected"));
    QTRY_COMPARE(pictures(), 2);
    QTRY_VERIFY(text("exportSummary").startsWith("2 of 2"));
    QCOMPARE(part<QListWidget>("exportPictures")->item(1)->text(), QString("photo_05"));
  }

  void a_photo_that_is_gone_still_has_its_mask() {
    fs::remove(photos_->photos() / "photo_00.png");
    choose_format("npz");
    choose_format("voc");
    QTRY_COMPARE(pictures(), 6);
    QTRY_COMPARE(in_picture(0, 0.6), QColor(0, 128, 0));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestExportPage)
#include "test_export_page.moc"
