#include "journey/live_journey.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>
#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "evaluate/confusion.h"
#include "journey/corrector.h"
#include "label/live_labels.h"
#include "model/models_folder.h"
#include "project/layers.h"
#include "simulate/person.h"
#include "ui/live/live.h"
#include "ui/viewer/inspect_page.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace fs = std::filesystem;

namespace {

constexpr int scribbles = 2;  ///< in an image
constexpr std::size_t points_apart = 4;

}  // namespace

int LiveJourney::take() {
  if (weights_.empty()) weights_ = model::demo_encoder_file();
  QSettings().setValue("training/weights", QString::fromStdString(weights_.string()));
  open();
  picture("1-opened");
  switch_on();
  const auto images = project().filtered_images();
  const double at_once = mean_iou(images);
  picture("2-instant");

  std::vector<project::ImageId> drawn;
  std::int64_t updated = 0;
  for (int i = 0; i < options_.images; ++i) {
    drawn.push_back(*project().current());
    for (int scribble = 0; scribble < scribbles; ++scribble) draw();
    updated = std::max<std::int64_t>(updated, live().counts().images);
    picture(qPrintable(QString("3-drawn-%1").arg(i + 1)));
    accept();
  }
  std::vector<project::ImageId> others;
  std::ranges::copy_if(images, std::back_inserter(others),
                       [&](auto image) { return std::ranges::find(drawn, image) == drawn.end(); });
  const double of_others = mean_iou(others), after = mean_iou(images);
  picture("4-accepted");
  window().go_to(MainWindow::Place::Photos);
  QTest::qWait(1500);
  picture("5-others");
  std::printf(
      "%zu images, mIoU of instant labels %.2f -> %.2f after %d scribbles on %zu of them "
      "(the others: %.2f); a stroke changed up to %lld images\n",
      images.size(), 100 * at_once, 100 * after, strokes_, drawn.size(), 100 * of_others,
      static_cast<long long>(updated));
  std::fflush(stdout);
  train();
  compare();
  const bool exported = export_labels();
  return after > at_once && updated > 1 && exported ? 0 : 1;
}

Live& LiveJourney::live() const { return part<InspectPage>("inspectPage")->live(); }

void LiveJourney::switch_on() {
  project().set_where(options_.where);
  window().go_to(MainWindow::Place::Inspect);
  wait_for("a photo", minute_ms, [this] { return project().current().has_value(); });
  part<QToolButton>("liveSwitch")->click();
  wait_for("live labels", 30 * minute_ms, [this] { return live().state() == Live::State::On; });
  wait_written();
}

void LiveJourney::wait_written() {
  wait_for("labels of all images", 5 * minute_ms, [this] {
    return live().counts().strokes >= strokes_ && live().counts().to_write == 0 &&
           project().find_layer(label::live_layer_name);
  });
  QTest::qWait(300);  // what comes after the last count is the next image
}

/// A scribble in the largest region that is wrong now.
void LiveJourney::draw() {
  const auto image = *project().current();
  wait_for("the labels of the image", minute_ms,
           [&] { return live().labels(image) && live().can_accept(); });
  const auto plane = live().labels(image)->plane;
  const auto wrong = simulate::largest_wrong_region(truth(image), {plane->size, plane->values});
  if (!wrong) return;
  const auto stroke = simulate::stroke(simulate::Policy::Scribbles, *wrong);
  const auto& brush = std::get<edit::Brush>(stroke.action);
  std::vector<edit::Point> way;
  for (std::size_t i = 0; i < brush.points.size(); i += points_apart)
    way.push_back({brush.points[i].x + 0.5, brush.points[i].y + 0.5});
  trigger("action_zoom_fit");
  Corrector(*this, {}).draw({Tool::Brush, brush.label, brush.radius, {}, way});
  ++strokes_;
  wait_written();
}

void LiveJourney::accept() {
  const auto image = *project().current();
  trigger("action_live_accept");
  wait_for("the acceptance", minute_ms, [&] {
    return project::rows(*project().project(), std::span(&image, 1)).front().state ==
           project::ImageState::Reviewed;
  });
  wait_for("the next image", minute_ms, [&] { return project().current() != image; });
  ++accepted_;
  wait_for("the counts", minute_ms, [&] {
    const auto& states = project().facets().states;
    return states.contains("reviewed") && states.at("reviewed") == accepted_;
  });
  wait_written();
}

void LiveJourney::train() {
  if (steps_ == 0) return;
  window().go_to(MainWindow::Place::Train);
  part<QTabWidget>("trainingTabs")->setCurrentIndex(0);
  part<QComboBox>("preset")->setCurrentText("quick");
  part<QLineEdit>("weights")->setText(QString::fromStdString(weights_.string()));
  part<QSpinBox>("steps")->setValue(steps_);
  wait_for("the form", minute_ms, [this] { return part<QPushButton>("startRun")->isEnabled(); });
  part<QPushButton>("startRun")->click();
  wait_for("the run", 60 * minute_ms, [this] { return !window().jobs().any_active(); });
  QTest::qWait(1000);
  picture("6-trained");
  part<QTabWidget>("trainingTabs")->setCurrentIndex(1);
  auto* source = part<QComboBox>("labelSource");
  source->setCurrentText(source->itemText(source->count() - 1));
  wait_for("the form of labels", minute_ms,
           [this] { return part<QPushButton>("startLabel")->isEnabled(); });
  part<QPushButton>("startLabel")->click();
  wait_for("labels of the run", 30 * minute_ms, [this] { return !window().jobs().any_active(); });
}

void LiveJourney::compare() {
  window().go_to(MainWindow::Place::Compare);
  QTest::qWait(1000);
  wait_for("the comparison", 5 * minute_ms, [this] { return !window().jobs().any_active(); });
  QTest::qWait(1000);
  picture("7-compared");
}

bool LiveJourney::export_labels() {
  const QTemporaryDir folder;
  const auto out = fs::path(folder.path().toStdString()) / "masks";
  window().go_to(MainWindow::Place::Export);
  part<QComboBox>("exportLayer")->setCurrentText(label::live_layer_name);
  part<QLineEdit>("exportFolder")->setText(QString::fromStdString(out.string()));
  wait_for("the form of the export", minute_ms,
           [this] { return part<QPushButton>("startExport")->isEnabled(); });
  part<QPushButton>("startExport")->click();
  wait_for("the export", 5 * minute_ms, [this] { return !window().jobs().any_active(); });
  picture("8-exported");
  return fs::exists(out) && !fs::is_empty(out);
}

double LiveJourney::mean_iou(std::span<const project::ImageId> images) const {
  const project::Layers layers(*project().project());
  const auto instant = layers.named(label::live_layer_name).id;
  const auto truth = layers.named("truth").id;
  evaluate::ConfusionMatrix all(static_cast<int>(project().classes().size()) + 1);
  for (const auto image : images)
    if (layers.has(truth, image)) all.add(layers.read(truth, image), layers.read(instant, image));
  return all.mean_iou();
}
