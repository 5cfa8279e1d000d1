#pragma once

#include <span>
#include <vector>

#include "journey/journey.h"

namespace penumbra::ui {
class Live;
}

/// From tags to labels without a trained network, as a person does it who sees the truth: live
/// labels of all images at once, two scribbles in each of a few images while the others follow,
/// which are then accepted; training, comparing with the truth, exporting.
class LiveJourney : public Journey {
 public:
  /// weights: of an encoder; empty: that of the demo. steps: of training; 0: none.
  LiveJourney(JourneyOptions options, std::filesystem::path weights, int steps)
      : Journey(std::move(options)), weights_(std::move(weights)), steps_(steps) {}

  /// Returns an exit status.
  int take();

 private:
  void switch_on();
  void draw();
  void accept();
  void train();
  void compare();
  bool export_labels();
  void wait_written();
  /// Of the instant labels, over images.
  double mean_iou(std::span<const penumbra::project::ImageId> images) const;
  penumbra::ui::Live& live() const;

  std::filesystem::path weights_;
  int steps_;
  int strokes_ = 0;
  int accepted_ = 0;
};
