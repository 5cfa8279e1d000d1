#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>
#include <exception>

#include "app/penumbra_shots/shots.h"

namespace {

/// The scale of a display is read when a program starts: each has a process of its own.
int take_at_each_scale(const QStringList& arguments) {
  for (const auto& [scale, suffix] : {std::pair{"1", ""}, std::pair{"2", "200"}}) {
    QProcess child;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_SCALE_FACTOR", scale);
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedChannels);
    child.start(QApplication::applicationFilePath(), QStringList{"--suffix", suffix} + arguments);
    child.waitForFinished(-1);
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0) return 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char* argv[]) {
  // Settings, cache and data of its own: nobody's projects are shown or changed.
  const QTemporaryDir own;
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
    qputenv(name, (own.path() + '/' + name).toLocal8Bit());
  QApplication application(argc, argv);
  QApplication::setApplicationName("penumbra");

  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Drives the window through the demo project, or photos of one's own, and saves a picture of "
      "every place, light and dark, at 100% and 200%. Needs a display (xvfb-run gives one).");
  parser.addHelpOption();
  parser.addPositionalArgument("out", "The folder for the pictures.");
  const QCommandLineOption suffix("suffix", "Only at the present scale; ends the names.", "text");
  const QCommandLineOption photos("photos", "A folder of photos with a split val.", "folder");
  const QCommandLineOption weights("weights", "Encoder weights.", "file");
  const QCommandLineOption preset("preset", "Preset of the run.", "name");
  const QCommandLineOption language("language", "Of the window: en, de or zh_CN.", "code", "en");
  for (const auto& option : {suffix, photos, weights, preset, language}) parser.addOption(option);
  parser.process(application);
  if (parser.positionalArguments().size() != 1) parser.showHelp(2);
  const QString out = parser.positionalArguments().front();
  if (!QDir().mkpath(out)) {
    std::fprintf(stderr, "error: %s can't be made\n", qPrintable(out));
    return 1;
  }
  if (!parser.isSet(suffix)) return take_at_each_scale(application.arguments().mid(1));
  penumbra::ui::Translation::choose(parser.value(language));
  try {
    penumbra::shots::Shots(out, parser.value(suffix),
                           {parser.value(photos), parser.value(weights), parser.value(preset)})
        .take_all();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
  return 0;
}
