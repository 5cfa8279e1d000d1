#include <signal.h>

#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QtTest>

#include "edit/brush.h"
#include "photo_project.h"
#include "private_settings.h"
#include "project/edited_layer.h"
#include "project/history.h"
#include "project/pending_import.h"
#include "train/options.h"
#include "train/run_folder.h"
#include "ui/main_window.h"
#include "ui/session/recovery.h"
#include "ui/session/session.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

/// Starts of the program, and what the next one says of an end that was none.
class TestSession : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> state_;
  std::unique_ptr<MainWindow> window_;

  fs::path folder() const { return state_->path().toStdString() + "/penumbra"; }

  template <typename T>
  T* part(const char* name) const {
    auto* found = window_->findChild<T*>(name);
    if (!found) qFatal("the window has no %s", name);
    return found;
  }
  void click(const char* name) const { QTest::mouseClick(part<QWidget>(name), Qt::LeftButton); }

  QStringList files(const QString& ending) const {
    return QDir(state_->path() + "/penumbra").entryList({"*." + ending}, QDir::Files, QDir::Name);
  }

  QByteArray content(const QString& name) const {
    QFile file(state_->path() + "/penumbra/" + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  /// The real program, with a state folder of this test.
  std::unique_ptr<QProcess> start(const QStringList& arguments) const {
    auto process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_STATE_HOME", state_->path());
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::ForwardedChannels);
    process->start(QCoreApplication::applicationDirPath() + "/penumbra", arguments);
    return process;
  }

  bool marked_with(const fs::path& project) const {
    const QStringList marks = files("json");
    return marks.size() == 1 &&
           content(marks.front()).contains(QByteArray::fromStdString(project.string()));
  }

  /// Edits as a person does.
  static void edit(project::Project& project, project::ImageId image, int times) {
    const auto layer = project::edited_layer(project, "mine").id;
    project::EditSession session(project, layer, image);
    for (int i = 0; i < times; ++i) {
      session.paint([&](edit::Canvas canvas) {
        return edit::brush(canvas, std::vector{edit::Point{3.0 + 4 * i, 20}}, 2, 1);
      });
      session.commit("brush");
    }
    session.close();
  }

 private Q_SLOTS:
  void init() {
    QSettings().clear();
    state_ = std::make_unique<QTemporaryDir>();
    qputenv("XDG_STATE_HOME", state_->path().toLocal8Bit());
  }
  void cleanup() { window_.reset(); }

  void a_session_that_lives_or_ended_is_not_lost() {
    {
      Session session(folder());
      session.set_project("/photos.penumbra");
      QCOMPARE(files("json").size(), 1);
      QVERIFY(take_lost_sessions(folder()).empty());
      QCOMPARE(files("json").size(), 1);
    }
    QVERIFY(files("json").isEmpty());
    QVERIFY(files("lock").isEmpty());
    QCOMPARE(files("log").size(), 1);
    QVERIFY(take_lost_sessions(folder()).empty());
  }

  void a_mark_that_nobody_holds_is_a_lost_session() {
    {
      Session session(folder());
      session.set_project("/photos.penumbra");
      // What a kill leaves
      const QString mark = files("json").front();
      QVERIFY(QFile::copy(state_->path() + "/penumbra/" + mark,
                          state_->path() + "/penumbra/20000101-000000-000-1.json"));
    }
    const auto lost = take_lost_sessions(folder());
    QCOMPARE(lost.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(lost[0].project.string()), QString("/photos.penumbra"));
    QVERIFY(qAbs(lost[0].last_seen.secsTo(QDateTime::currentDateTime())) < 60);
    QVERIFY(take_lost_sessions(folder()).empty());  // told once
  }

  void the_log_has_what_was_said_and_old_logs_go() {
    for (int i = 0; i < 8; ++i) {
      Session session(folder());
      session.write(QString("session %1").arg(i));
      qWarning("of Qt %d", i);
      QTest::qWait(5);
    }
    const QStringList logs = files("log");
    QVERIFY(logs.size() <= 6);
    QVERIFY(content(logs.back()).contains("session 7"));
    QVERIFY(content(logs.back()).contains("of Qt 7"));
  }

  void a_killed_program_says_at_the_next_start_what_is_there() {
    PhotoProject photos;
    const auto images = project::select(*photos.project(), {});
    photos.close();
    auto program = start({QString::fromStdString(photos.folder().string())});
    QVERIFY(program->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(marked_with(photos.folder()), 60'000);
    ::kill(static_cast<pid_t>(program->processId()), SIGKILL);
    QVERIFY(program->waitForFinished());
    QCOMPARE(program->exitStatus(), QProcess::CrashExit);
    QCOMPARE(files("json").size(), 1);

    // What it would have done before its end: the times of all of this lie after its start.
    {
      NoProgress quiet;
      const auto project = project::Project::open(photos.folder(), project::Access::Write, quiet);
      edit(*project, images[0], 4);
      edit(*project, images[1], 1);
      const auto run = train::create_run_folder(project->runs() / "first", train::preset("demo"));
      std::ofstream(run.metrics())
          << R"({"step": 12, "loss": 1.5, "learning_rate": 0.001})" << '\n';
      project::set_pending_import(*project, photos.photos());
      project::Layer layer;
      layer.name = "half";
      layer.kind = project::LayerKind::Instant;
      project::Layers(*project).create(layer);
    }

    const auto lost = take_lost_sessions(folder());
    QCOMPARE(lost.size(), std::size_t(1));
    window_ = std::make_unique<MainWindow>();
    window_->show_lost(lost.front());
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QVERIFY(part<QWidget>("recoveryBar")->isVisible());
    auto* text = part<QLabel>("recoveryText");
    QVERIFY(text->text().contains("photos"));
    QTRY_VERIFY2(text->text().contains("5 edits of 2 images"), qPrintable(text->text()));
    for (const char* said : {"ended unexpectedly", "“first” stands at step 12", "“half”",
                             "the import of “photos” goes on"})
      QVERIFY2(text->text().contains(said), qPrintable(text->text()));
    click("recoveryLog");
    auto* log = part<QPlainTextEdit>("sessionLog");
    QVERIFY(log->isVisible());
    QVERIFY2(log->toPlainText().contains("open: "), qPrintable(log->toPlainText()));
    part<QDialog>("logWindow")->close();
    click("recoveryOpen");
    QTRY_VERIFY(window_->project() != nullptr);
    QVERIFY(!part<QWidget>("recoveryBar")->isVisible());
  }

  void a_program_that_is_asked_to_end_ends_cleanly() {
    PhotoProject photos;
    photos.close();
    auto program = start({QString::fromStdString(photos.folder().string())});
    QTRY_VERIFY_WITH_TIMEOUT(marked_with(photos.folder()), 60'000);
    program->terminate();
    QVERIFY(program->waitForFinished());
    QCOMPARE(program->exitStatus(), QProcess::NormalExit);
    QVERIFY(files("json").isEmpty());
    QVERIFY(take_lost_sessions(folder()).empty());
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestSession)
#include "test_session.moc"
