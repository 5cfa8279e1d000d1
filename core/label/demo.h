#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/job.h"
#include "dataset/demo_scenes.h"
#include "device/options.h"
#include "evaluate/report.h"
#include "label/labeler.h"
#include "train/metrics.h"
#include "train/options.h"

namespace penumbra::label {

/// What the demo does, from nothing but the encoder.
struct DemoRequest {
  std::filesystem::path out;      ///< new or empty
  std::filesystem::path weights;  ///< the demo's encoder, models/demo_encoder.safetensors
  dataset::DemoOptions scenes;
  train::TrainOptions training;  ///< usually train::preset("demo")
  device::DeviceOptions device;
  int sheet_images = 6;
};

struct DemoLine {
  std::string source;  ///< instant, cam, refined, segmentation
  evaluate::Report report;
  double seconds = 0;  ///< of labelling
};

struct DemoResult {
  std::vector<DemoLine> lines;
  double training_seconds = 0;
  double seconds = 0;
  std::filesystem::path contact_sheet;
};

/// Draws scenes into out/data, labels the held-out ones instantly, trains on the tags of the others
/// (out/run), labels the held-out ones from CAM, refined and segmentation (out/labels), compares
/// each with the truth (out/results.json), exports masks (out/export) and draws
/// out/contact_sheet.png. Throws UsageError, Error, Cancelled.
DemoResult run_demo(const DemoRequest& request, JobControl& control, ProgressSink& progress,
                    train::TrainObserver* observer = nullptr);

/// A table for people.
std::string to_text(const DemoResult& result);
nlohmann::json to_json(const DemoResult& result);

}  // namespace penumbra::label
