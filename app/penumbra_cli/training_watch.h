#pragma once

#include <cstdio>
#include <optional>

#include "app/penumbra_cli/console.h"
#include "train/metrics.h"

namespace penumbra::cli {

/// Shows the loss beside the progress and keeps the last validation.
class TrainingWatch : public train::TrainObserver {
 public:
  explicit TrainingWatch(Console& console) : console_(console) {}

  void on_step(const train::StepMetrics& metrics) override {
    last_loss = metrics.loss;
    char text[32];
    std::snprintf(text, sizeof text, "loss %.4f", metrics.loss);
    console_.set_detail(text);
  }

  void on_validation(const train::ValidationMetrics& metrics) override {
    last_validation = metrics;
  }

  std::optional<double> last_loss;
  std::optional<train::ValidationMetrics> last_validation;

 private:
  Console& console_;
};

}  // namespace penumbra::cli
