#include <QCryptographicHash>
#include <QDir>
#include <QSettings>
#include <QtTest>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "photo_project.h"
#include "private_settings.h"
#include "project/pending_import.h"
#include "project/select.h"
#include "ui/project/download.h"
#include "ui/project/project_opening.h"
#include "ui/project/recent_projects.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

class TestOpening : public QObject {
  Q_OBJECT

 private:
  JobControl control_;
  NoProgress progress_;

  template <class Work>
  static QString error_of(const Work& work) {
    try {
      work();
    } catch (const Error& error) {
      return QString::fromUtf8(error.what());
    }
    return {};
  }

 private Q_SLOTS:
  void a_folder_of_photos_becomes_a_project_beside_it() {
    PhotoProject photos;
    photos.close();
    fs::remove_all(photos.folder());
    QCOMPARE(project_of(photos.photos()), fs::weakly_canonical(photos.folder()));
    const auto opened = open_project(photos.photos(), control_, progress_);
    QVERIFY(is_project(photos.folder()));
    QVERIFY(opened.photos);
    QCOMPARE(opened.photos->items.size(), std::size_t(6));
    // Not imported yet; a window that is closed now goes on with it.
    QVERIFY(!project::pending_import(*opened.project).empty());
  }

  void the_same_folder_opens_the_same_project() {
    PhotoProject photos;
    photos.close();
    const auto opened = open_project(photos.photos(), control_, progress_);
    QVERIFY(!opened.photos);
    QCOMPARE(project::count(*opened.project), std::int64_t(6));
  }

  void an_import_that_was_stopped_goes_on() {
    PhotoProject photos;
    project::set_pending_import(*photos.project(), photos.photos());
    photos.close();
    const auto opened = open_project(photos.folder(), control_, progress_);
    QVERIFY(opened.photos);
  }

  void a_project_that_is_open_elsewhere_is_opened_for_reading() {
    PhotoProject photos;
    const auto opened = open_project(photos.folder(), control_, progress_);
    QVERIFY(!opened.project->writable());
    QVERIFY(opened.notice.contains("reading only"));
    QCOMPARE(project::count(*opened.project), std::int64_t(6));
  }

  void a_project_whose_end_is_not_over_yet_is_waited_for() {
    PhotoProject photos;
    auto held = photos.project();
    photos.close();
    const std::jthread last([&held] {  // as a thread of the window that was closed
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      held.reset();
    });
    const auto opened = open_project(photos.folder(), control_, progress_);
    QVERIFY2(opened.project->writable(), qPrintable(opened.notice));
  }

  void what_cannot_be_opened_leaves_nothing_behind() {
    QTemporaryDir folder;
    QVERIFY(error_of([&] {
              open_project("/nowhere/at/all", control_, progress_);
            }).contains("/nowhere/at/all"));
    fs::create_directories((folder.path() + "/empty").toStdString());
    QVERIFY(!error_of([&] {
               open_project((folder.path() + "/empty").toStdString(), control_, progress_);
             }).isEmpty());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
             QStringList("empty"));
  }

  void recent_projects_are_kept_with_pictures() {
    QSettings().clear();
    PhotoProject photos, others;
    const QString one = QString::fromStdString(photos.folder().string());
    const QString two = QString::fromStdString(others.folder().string());
    for (const QString& folder : {one, two, one}) add_recent_project(folder);
    QCOMPARE(recent_projects(), QStringList({one, two}));
    QVERIFY(project_picture(one).isNull());
    QImage thumbnail(60, 40, QImage::Format_RGB32);
    thumbnail.fill(Qt::red);
    keep_project_picture(one, {thumbnail});
    QCOMPARE(project_picture(one).pixelColor(10, 10), QColor(Qt::red));
    others.close();
    fs::remove_all(others.folder());
    QCOMPARE(recent_projects(), QStringList({one}));
  }

  void a_download_is_checked_by_its_hash() {
    QTemporaryDir folder;
    const fs::path source = (folder.path() + "/source.bin").toStdString();
    const fs::path target = (folder.path() + "/weights/target.bin").toStdString();
    std::ofstream(source) << "weights";
    const QByteArray right =
        QCryptographicHash::hash("weights", QCryptographicHash::Sha256).toHex();
    const QUrl address = QUrl::fromLocalFile(QString::fromStdString(source.string()));
    QVERIFY(error_of([&] {
              download(address, target, "00ff", control_, progress_);
            }).contains("SHA-256"));
    QVERIFY(!fs::exists(target));
    download(address, target, right.toStdString(), control_, progress_);
    QCOMPARE(fs::file_size(target), std::uintmax_t(7));
    fs::remove(target);
    download(address, target, right.left(8).toStdString(), control_, progress_);
    QVERIFY(fs::exists(target));
    QVERIFY(error_of([&] {
              download(QUrl("file:///nowhere"), target, "", control_, progress_);
            }).contains("could not be fetched"));
    JobControl stopped;
    stopped.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        download(address, folder.path().toStdString() + "/x", "", stopped, progress_), Cancelled);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestOpening)
#include "test_opening.moc"
