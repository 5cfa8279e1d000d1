#pragma once

#include <QApplication>
#include <QTemporaryDir>

/// Settings, cache and data of a test: a folder of its own that goes with it. To be made before the
/// application.
class PrivateSettings {
 public:
  PrivateSettings() {
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
      qputenv(name, (folder_.path() + '/' + name).toLocal8Bit());
    qputenv("LC_ALL", "C.UTF-8");  // English, whatever the desktop speaks
    qputenv("QTEST_FUNCTION_TIMEOUT", "580000");  // training on a busy machine takes its time
    QCoreApplication::setApplicationName("penumbra");
  }
  QString path() const { return folder_.path(); }

 private:
  QTemporaryDir folder_;
};

/// main() of a window test.
#define PENUMBRA_WINDOW_TEST_MAIN(Test)     \
  int main(int argc, char* argv[]) {        \
    PrivateSettings settings;               \
    QApplication application(argc, argv);   \
    Test test;                              \
    return QTest::qExec(&test, argc, argv); \
  }
