#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>
#include <exception>

#include "app/penumbra_shots/shots.h"

namespace {

/// Language and scale are read when a program starts: each has a process of its own. What one has
/// trained and labelled, the next looks at.
int take_each(const QStringList& arguments, const QStringList& languages) {
  for (const QString& language : languages) {
    for (const char* scale : {"1", "2"}) {
      QStringList suffix;
      if (QLatin1String(scale) != "1") suffix << "200";
      if (language != "en") suffix << language;
      QProcess child;
      auto environment = QProcessEnvironment::systemEnvironment();
      environment.insert("QT_SCALE_FACTOR", scale);
      child.setProcessEnvironment(environment);
      child.setProcessChannelMode(QProcess::ForwardedChannels);
      // The last of several values counts.
      child.start(QApplication::applicationFilePath(),
                  arguments + QStringList{"--suffix", suffix.join('-'), "--language", language});
      child.waitForFinished(-1);
      if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0) return 1;
    }
  }
  return 0;
}

/// Settings, cache and data of our own: nobody's projects are shown or changed.
void settle_in(const QString& home, const QString& settings) {
  qputenv("XDG_CONFIG_HOME", settings.toLocal8Bit());
  for (const char* name : {"XDG_CACHE_HOME", "XDG_DATA_HOME"})
    qputenv(name, (home + '/' + name).toLocal8Bit());
}

}  // namespace

int main(int argc, char* argv[]) {
  const QTemporaryDir own;
  QApplication application(argc, argv);
  QApplication::setApplicationName("penumbra");

  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Drives the window through the demo project, or photos of one's own, and saves a picture of "
      "every place, light and dark, at 100% and 200%, in one language or several. Needs a display "
      "(xvfb-run gives one).");
  parser.addHelpOption();
  parser.addPositionalArgument("out", "The folder for the pictures.");
  const QCommandLineOption suffix(
      "suffix", "Only in --language, at the present scale; ends the names.", "text");
  const QCommandLineOption photos("photos", "A folder of photos with a split val.", "folder");
  const QCommandLineOption weights("weights", "Encoder weights.", "file");
  const QCommandLineOption preset("preset", "Preset of the run.", "name");
  const QCommandLineOption language("language", "Of the window: en, de or zh_CN; several: en,de.",
                                    "codes", "en");
  const QCommandLineOption home(
      "home", "Keeps the demo and what is trained on it there, for the next time.", "folder");
  for (const auto& option : {suffix, photos, weights, preset, language, home})
    parser.addOption(option);
  parser.process(application);
  if (parser.positionalArguments().size() != 1) parser.showHelp(2);
  const QString out = parser.positionalArguments().front();
  if (!QDir().mkpath(out)) {
    std::fprintf(stderr, "error: %s can't be made\n", qPrintable(out));
    return 1;
  }
  if (!parser.isSet(suffix)) {
    QStringList arguments = application.arguments().mid(1);
    if (!parser.isSet(home)) arguments << "--home" << own.path();
    return take_each(arguments, parser.value(language).split(','));
  }
  settle_in(parser.isSet(home) ? parser.value(home) : own.path(), own.path() + "/settings");
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
