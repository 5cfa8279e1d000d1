#include "journey/correction.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTabWidget>
#include <cstdio>
#include <optional>

#include "base/error.h"
#include "evaluate/confusion.h"
#include "journey/corrector.h"
#include "label/labeler.h"
#include "project/layers.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/viewer/inspect_page.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace fs = std::filesystem;

int Correction::take() {
  open();
  if (!run_.empty()) label();
  return review();
}

void Correction::label() {
  const auto folder = project().project()->folder();
  const auto run = project().project()->runs() / run_.filename();
  if (!fs::exists(run)) {
    trigger("actionCloseProject");
    fs::copy(run_, run, fs::copy_options::recursive);
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

int Correction::review() {
  auto& page = *part<InspectPage>("inspectPage");
  auto& queue = page.review().queue();
  project().set_where(options_.where);
  QTest::qWait(500);
  trigger("actionReview");
  wait_for("the queue", minute_ms, [&] { return queue.ready(); });
  const project::Layers layers(*project().project());
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
    const auto right = truth(image);
    if (images == 0) picture("before");
    const auto work = corrector.correct(right, strokes_, 3);
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
              100 * after.mean_iou(), 100 * before.pixel_accuracy(), 100 * after.pixel_accuracy());
  if (failures > 0) std::printf("%d images were corrected by fewer than 3 tools\n", failures);
  return images == options_.images && after.mean_iou() > before.mean_iou() && failures == 0 ? 0 : 1;
}
