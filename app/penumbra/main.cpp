#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>

#include "ui/main_window.h"

int main(int argc, char* argv[]) {
  QApplication application(argc, argv);
  QApplication::setApplicationName("penumbra");
  QApplication::setApplicationDisplayName("Penumbra");
  QApplication::setApplicationVersion(PENUMBRA_VERSION);

  QCommandLineParser parser;
  parser.setApplicationDescription("Turns tags of photos into segmentation masks.");
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption data("data", "Open the data set in <folder>.", "folder");
  parser.addOption(data);
  const QCommandLineOption run("run", "Look at the run in <folder>, or go on with it.", "folder");
  parser.addOption(run);
  if (!parser.parse(QApplication::arguments())) {
    std::fprintf(stderr, "%s\nSee penumbra --help.\n", qPrintable(parser.errorText()));
    return 2;
  }
  parser.process(application);

  penumbra::ui::MainWindow window;
  window.show();
  if (parser.isSet(data)) window.open_data(parser.value(data).toStdString());
  if (parser.isSet(run)) window.open_run(parser.value(run).toStdString());
  return QApplication::exec();
}
