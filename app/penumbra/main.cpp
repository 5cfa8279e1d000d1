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
  parser.addPositionalArgument(
      "project", "A project, or a folder of photos, of which a project is made beside it.",
      "[project]");
  const QCommandLineOption data("data", "The same as [project].", "folder");
  parser.addOption(data);
  const QCommandLineOption demo("demo", "Open the demo project.");
  parser.addOption(demo);
  const QCommandLineOption run("run", "Look at the run in <folder>, or go on with it.", "folder");
  parser.addOption(run);
  if (!parser.parse(QApplication::arguments())) {
    std::fprintf(stderr, "%s\nSee penumbra --help.\n", qPrintable(parser.errorText()));
    return 2;
  }
  parser.process(application);

  penumbra::ui::MainWindow window;
  window.show();
  const QStringList named = parser.positionalArguments() + parser.values(data);
  if (!named.isEmpty())
    window.open(named.front().toStdString());
  else if (parser.isSet(demo))
    window.open_demo();
  if (parser.isSet(run)) window.open_run(parser.value(run).toStdString());
  return QApplication::exec();
}
