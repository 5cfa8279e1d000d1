#include <QElapsedTimer>
#include <QSettings>
#include <QtTest>

#include "private_settings.h"
#include "ui/settings_writer.h"

using namespace penumbra::ui;

/// Settings that are written by a thread of their own.
class TestSettings : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup() { QSettings().clear(); }

  void without_a_writer_a_change_is_there_at_once() {
    change_setting("place", 3);
    QCOMPARE(QSettings().value("place").toInt(), 3);
  }

  void a_change_does_not_wait_for_the_disk() {
    SettingsWriter writer;
    QElapsedTimer clock;
    clock.start();
    change_settings([](QSettings&) { QThread::msleep(400); });
    for (int i = 0; i < 100; ++i) change_setting("radius", i);
    QVERIFY(clock.elapsed() < 200);
    finish_settings();
    QVERIFY(clock.elapsed() >= 400);
    QCOMPARE(QSettings().value("radius").toInt(), 99);
  }

  void the_last_change_counts() {
    SettingsWriter writer;
    for (int i = 0; i < 50; ++i) {
      change_setting("a", i);
      change_settings([i](QSettings& settings) {
        settings.beginGroup("group");
        settings.setValue("b", i);
        settings.endGroup();
      });
    }
    writer.finish();
    QCOMPARE(QSettings().value("a").toInt(), 49);
    QCOMPARE(QSettings().value("group/b").toInt(), 49);
  }

  void what_waits_is_written_at_the_end() {
    {
      SettingsWriter writer;
      change_settings([](QSettings&) { QThread::msleep(100); });
      change_setting("theme", "dark");
    }
    QCOMPARE(QSettings().value("theme").toString(), QString("dark"));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestSettings)
#include "test_settings.moc"
