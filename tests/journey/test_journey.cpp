#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDir>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <cstdio>
#include <random>

#include "base/error.h"
#include "dataset/demo_scenes.h"
#include "evaluate/confusion.h"
#include "journey/corrector.h"
#include "label/labeler.h"
#include "project/import.h"
#include "project/import_labels.h"
#include "project/layers.h"
#include "ui/private_settings.h"
#include "ui/project/project_opening.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/viewer/inspect_page.h"

/// A user's way from labels by a trained run to labels that are right: the first images of the
/// review queue are corrected by a simulated person who sees the truth, and marked as reviewed.
namespace {

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

constexpr int minute_ms = 60'000;

struct Options {
  fs::path photos;  ///< a data set with truth
  fs::path run;     ///< that labels
  QString where;
  int images = 4;
  int strokes = 15;  ///< at most an image
  fs::path pictures;
};

void wait_for(const char* what, int limit_ms, const std::function<bool()>& done) {
  if (!QTest::qWaitFor(done, limit_ms)) throw Error("did not come", what);
}

/// A few of the demo's scenes, with labels that are wrong in many ways.
fs::path make_demo(const fs::path& folder) {
  NoProgress silent;
  JobControl control;
  dataset::write_demo_scenes(
      folder / "scenes", {.seed = 5, .training_images = 2, .validation_images = 6, .threads = 2},
      control, silent);
  const auto data = dataset::read(folder / "scenes", {}, control, silent);
  const auto made = project::Project::create(folder / "scenes.penumbra");
  project::import_images(*made, data, 2, control, silent);
  project::import_truth(*made, data, "truth", 2, control, silent);
  project::Layers layers(*made);
  project::Layer layer;
  layer.name = "segmentation";
  layer.kind = project::LayerKind::Segmentation;
  const auto labelled = layers.create(layer).id;
  const auto truth = layers.named("truth").id;
  std::mt19937 random(2);
  for (const auto image : layers.images(truth)) {
    auto map = layers.read(truth, image);
    auto wrong = map;
    const int shift = 4 + static_cast<int>(random() % 6);
    for (int y = 0; y < map.size.height; ++y)
      for (int x = 0; x < map.size.width; ++x) {
        auto& label = wrong.labels[edit::pixel_index(map.size, x, y)];
        label = map.labels[edit::pixel_index(map.size, std::max(0, x - shift), y)];
        if (y > map.size.height * 2 / 3 && label != 0) label = 0;
        if (y < map.size.height / 4 && x < map.size.width / 4) label = 1;
      }
    layers.write(labelled, {image, wrong, {}, {}});
  }
  return folder / "scenes.penumbra";
}

class Journey : public WindowDriver {
 public:
  explicit Journey(Options options) : options_(std::move(options)) {}

  /// Returns an exit status.
  int take() {
    const fs::path home = folder_.path().toStdString();
    fs::path place = options_.photos;
    if (place.empty()) place = make_demo(home);
    show_window();
    window().open(place);
    wait_for("the project", minute_ms, [this] { return window().project() != nullptr; });
    wait_for("the import", 5 * minute_ms, [this] { return !window().jobs().any_active(); });
    if (!options_.run.empty()) label();
    return review();
  }

 private:
  void label() {
    const auto folder = project().project()->folder();
    const auto run = project().project()->runs() / options_.run.filename();
    if (!fs::exists(run)) {
      trigger("actionCloseProject");
      fs::copy(options_.run, run, fs::copy_options::recursive);
      window().open(folder);
      wait_for("the project", minute_ms, [this] { return window().project() != nullptr; });
    }
    project().set_where(options_.where);
    window().go_to(MainWindow::Place::Train);
    part<QTabWidget>("trainingTabs")->setCurrentIndex(1);
    auto* model = part<QComboBox>("labelModel");
    wait_for("the run", minute_ms,
             [&] { return model->findData(QString::fromStdString(run.string())) >= 0; });
    model->setCurrentIndex(model->findData(QString::fromStdString(run.string())));
    auto* source = part<QComboBox>("labelSource");
    for (const auto wanted : {label::Source::Refined, label::Source::Segmentation}) {
      source->setCurrentIndex(source->findData(static_cast<int>(wanted)));
      wait_for("the form", minute_ms,
               [this] { return part<QPushButton>("startLabel")->isEnabled(); });
      click("startLabel");
      wait_for("the labels", 30 * minute_ms, [this] { return !window().jobs().any_active(); });
      picture("labelled");
    }
  }

  int review() {
    auto& page = *part<InspectPage>("inspectPage");
    auto& queue = page.review().queue();
    project().set_where(options_.where);
    QTest::qWait(500);
    trigger("actionReview");
    wait_for("the queue", minute_ms, [&] { return queue.ready(); });
    const project::Layers layers(*project().project());
    const auto truth = layers.named("truth").id;
    std::vector<std::string> others;
    std::optional<project::LayerId> base;
    for (const auto& layer : layers.list()) {
      if (layer.kind == project::LayerKind::Segmentation)
        base = layer.id;
      else if (layer.kind != project::LayerKind::Truth && layer.kind != project::LayerKind::Edited)
        others.push_back(layer.name);
    }
    if (!base) throw Error("has no labels of a segmentation", "the project");
    Corrector corrector(*this, others);
    evaluate::ConfusionMatrix before(static_cast<int>(project().classes().size()) + 1),
        after = before;
    int strokes = 0, images = 0, failures = 0;
    QElapsedTimer clock;
    clock.start();
    for (; images < options_.images && queue.current(); ++images) {
      const auto image = *project().current();
      wait_for("the photo", minute_ms, [&] { return page.shown_image() == image; });
      const auto right = layers.read(truth, image);
      if (images == 0) picture("before");
      const auto work = corrector.correct(right, options_.strokes, 3);
      if (images == 0) picture("after");
      evaluate::ConfusionMatrix one(before.classes()), mended = one;
      one.add(right, layers.read(*base, image));
      mended.add(right, layers.read(layers.named("edited").id, image));
      before.add(one);
      after.add(mended);
      strokes += work.strokes;
      if (work.tools.size() < 3) ++failures;
      const auto row = project::rows(*project().project(), std::span(&image, 1)).front();
      std::printf("%2d %-16s mIoU %5.1f -> %5.1f  %2d strokes, %zu tools\n", images + 1,
                  row.item.c_str(), 100 * one.mean_iou(), 100 * mended.mean_iou(), work.strokes,
                  work.tools.size());
      std::fflush(stdout);
      Hand(page).key(Qt::Key_Return);
      wait_for("the next image", minute_ms,
               [&] { return project().current() != image || !queue.current(); });
      wait_for("the mark", minute_ms, [&] {
        return project::rows(*project().project(), std::span(&image, 1)).front().state ==
               project::ImageState::Reviewed;
      });
    }
    picture("reviewed");
    std::printf("%d images, %d strokes, %.0f s: mIoU %.2f -> %.2f, pixel accuracy %.2f -> %.2f\n",
                images, strokes, double(clock.elapsed()) / 1000, 100 * before.mean_iou(),
                100 * after.mean_iou(), 100 * before.pixel_accuracy(),
                100 * after.pixel_accuracy());
    if (failures > 0) std::printf("%d images were corrected by fewer than 3 tools\n", failures);
    return images == options_.images && after.mean_iou() > before.mean_iou() && failures == 0 ? 0
                                                                                              : 1;
  }

  void picture(const char* name) const {
    if (options_.pictures.empty()) return;
    QDir().mkpath(QString::fromStdString(options_.pictures.string()));
    window().grab().save(QString::fromStdString((options_.pictures / name).string()) + ".png");
  }

  Options options_;
  QTemporaryDir folder_;
};

}  // namespace

int main(int argc, char* argv[]) {
  const PrivateSettings settings;
  QApplication application(argc, argv);
  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Labels a data set by a trained run and corrects the first images of the review queue, as a "
      "person does in the window. By default on a few scenes of the demo. Needs a display.");
  parser.addHelpOption();
  const QCommandLineOption photos("photos", "A data set with truth, or its project.", "folder");
  const QCommandLineOption run("run", "The folder of the run that labels.", "folder");
  const QCommandLineOption where("where", "Which images.", "query", "split:val");
  const QCommandLineOption images("images", "How many are corrected.", "number", "4");
  const QCommandLineOption strokes("strokes", "At most so many an image.", "number", "15");
  const QCommandLineOption pictures("pictures", "Where pictures of the window go.", "folder");
  for (const auto& option : {photos, run, where, images, strokes, pictures})
    parser.addOption(option);
  parser.process(application);
  try {
    return Journey({parser.value(photos).toStdString(), parser.value(run).toStdString(),
                    parser.value(where), parser.value(images).toInt(),
                    parser.value(strokes).toInt(), parser.value(pictures).toStdString()})
        .take();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
