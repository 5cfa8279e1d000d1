#include <QTemporaryDir>
#include <QtTest>

#include "edit/brush.h"
#include "project/edited_layer.h"
#include "project/history.h"
#include "project/recent_work.h"
#include "project/sample_project.h"
#include "project/tags.h"

using namespace penumbra;

class TestRecentWork : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void edits_and_changes_since_a_moment_are_counted() {
    QTemporaryDir folder;
    const auto project =
        project::Project::create(std::filesystem::path(folder.path().toStdString()) / "p");
    add_images(*project, 3);
    add_classes(*project, 2);
    const auto layer = project::edited_layer(*project, "mine").id;
    const auto edit = [&](project::ImageId image, int times) {
      project::EditSession session(*project, layer, image);
      for (int i = 0; i < times; ++i) {
        session.paint([&](edit::Canvas canvas) {
          return edit::brush(canvas, std::vector{edit::Point{double(i), 2}}, 1,
                             static_cast<std::uint8_t>(1 + i % 2));
        });
        session.commit("brush");
      }
      session.close();
    };
    edit(1, 2);
    QTest::qWait(20);
    const auto moment = QDateTime::currentMSecsSinceEpoch();
    edit(2, 3);
    edit(3, 1);
    project::edit_tags(*project, std::vector<project::ImageId>{1, 2}, std::vector{1}, {});
    auto work = project::work_since(*project, moment);
    QCOMPARE(work.edits, 4);
    QCOMPARE(work.images, 2);
    QCOMPARE(work.changes, 1);
    work = project::work_since(*project, 0);
    QCOMPARE(work.edits, 6);
    QCOMPARE(work.images, 3);
    work = project::work_since(*project, QDateTime::currentMSecsSinceEpoch() + 1000);
    QCOMPARE(work.edits + work.images + work.changes, 0);
  }
};

QTEST_GUILESS_MAIN(TestRecentWork)
#include "test_recent_work.moc"
