#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <vector>

#include "base/job.h"
#include "label/live_labels.h"
#include "simulate/person.h"
#include "train/options.h"

namespace penumbra::simulate {

enum class Order {
  Queue,  ///< where a look brings most (LiveLabels::gains)
  Random  ///< one action an image in rounds, each round in another order
};

struct SimulationOptions {
  Policy policy = Policy::Clicks;
  Order order = Order::Random;
  double minutes = 60;  ///< of the person's time, tags included
  std::uint64_t seed = 1;
  Costs costs;
  /// An image is accepted where its largest wrong region has less than this share of its pixels.
  double accept_below = 0.001;
  std::filesystem::path out;  ///< new, empty, or that of the same simulation, which then goes on
  label::LiveOptions live;    ///< model, images, device
  /// Rounds of one action an image (in the order of the queue: as many actions as images) after
  /// which a run is trained on what was said until then, from the run before; 0: never.
  int train_every = 0;
  train::TrainOptions training = train::preset("quick");  ///< of each of these runs
};

/// Where the labels stand after some work. Means over classes of the images with truth; not a
/// number where there is nothing.
struct CurvePoint {
  double minutes = 0;
  std::int64_t actions = 0;
  std::int64_t images = 0;    ///< labelled
  std::int64_t accepted = 0;  ///< images
  double instant = 0;         ///< mIoU of live labels, 0..1
  double accepted_iou = 0;    ///< of what was accepted alone
  /// mIoU, 0..1, of the segmentation by the run that was trained last, with the images' tags known
  double segmentation = std::numeric_limits<double>::quiet_NaN();
};

/// Acts out a person who corrects the live labels of a project whose images have tags and truth
/// (layer "truth"), through the same functions as the window: strokes are operations of the layer
/// of evidence. Writes out/curve.csv after each round of one action an image and at the end,
/// out/curve.svg, and out/simulation.json with the settings; runs that it trains are out/runs/1 and
/// so on. Stopped or killed, the same call goes
/// on. Throws Error where there is no truth, the project has other evidence, or `out` is another
/// simulation's; Cancelled.
std::vector<CurvePoint> simulate(project::Project& project, const SimulationOptions& options,
                                 JobControl& control, ProgressSink& progress);

/// The curve that a simulation left in its folder. Throws Error where there is none.
std::vector<CurvePoint> read_curve(const std::filesystem::path& out);

}  // namespace penumbra::simulate
