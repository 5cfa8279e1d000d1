#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>
#include <exception>

#include "journey/correction.h"
#include "journey/live_journey.h"
#include "ui/private_settings.h"

int main(int argc, char* argv[]) {
  const PrivateSettings settings;
  QApplication application(argc, argv);
  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Labels a data set by a trained run and corrects the first images of the review queue, as a "
      "person does in the window; or, with --live, scribbles on live labels, trains, compares and "
      "exports. By default on a few scenes of the demo. Needs a display.");
  parser.addHelpOption();
  const QCommandLineOption photos("photos", "A data set with truth, or its project.", "folder");
  const QCommandLineOption run("run", "The folder of the run that labels.", "folder");
  const QCommandLineOption where("where", "Which images.", "query", "split:val");
  const QCommandLineOption images("images", "How many are corrected.", "number", "4");
  const QCommandLineOption strokes("strokes", "At most so many an image.", "number", "15");
  const QCommandLineOption live("live", "Live labels instead of a run's.");
  const QCommandLineOption weights("weights", "Of live labels and training.", "file");
  const QCommandLineOption steps("steps", "Of training after live labels.", "number", "0");
  const QCommandLineOption pictures("pictures", "Where pictures of the window go.", "folder");
  for (const auto& option : {photos, run, where, images, strokes, live, weights, steps, pictures})
    parser.addOption(option);
  parser.process(application);
  try {
    const JourneyOptions options{parser.value(photos).toStdString(), parser.value(where),
                                 parser.value(images).toInt(),
                                 parser.value(pictures).toStdString()};
    if (parser.isSet(live))
      return LiveJourney(options, parser.value(weights).toStdString(), parser.value(steps).toInt())
          .take();
    return Correction(options, parser.value(run).toStdString(), parser.value(strokes).toInt())
        .take();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
