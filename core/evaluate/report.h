#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/label_source.h"

namespace penumbra::evaluate {

struct ClassReport {
  std::string name;
  std::int64_t truth_pixels = 0;  ///< 0: the class is not in the truth and counts for no mean
  double iou = 0;                 ///< 0..1; NaN where neither truth nor labels have the class
  double boundary_iou = 0;        ///< likewise
};

/// How well a folder of label maps agrees with ground truth. All figures are 0..1, NaN where there
/// is nothing to compare.
struct Report {
  double mean_iou = 0;
  double pixel_accuracy = 0;
  double boundary_iou = 0;
  std::vector<ClassReport> classes;                  ///< background first
  std::vector<std::vector<std::int64_t>> confusion;  ///< [truth][label], last column: undecided
  std::size_t images = 0;                            ///< compared
  std::size_t without_truth = 0;                     ///< images of the data set without truth
  std::vector<std::string> without_label;            ///< ids with truth but without a label file
  std::string source;                                ///< what made the labels; empty if not said
  std::optional<bool> used_known_tags;               ///< nothing if the folder does not say
};

/// Compares labels with the truth of `dataset`. labels: of an image at its own size, or nothing;
/// called from several threads at once. where: names all of them in errors, place: those of an
/// image. Throws Error where nothing can be compared, or labels do not fit; Cancelled.
Report evaluate_labels(const dataset::LabelSource& labels, const std::string& where,
                       const std::function<std::string(const dataset::Item&)>& place,
                       const dataset::Dataset& dataset, int threads, JobControl& control,
                       ProgressSink& progress);

/// The same for a folder with id.png an image, and labels.json that says how they were made.
Report evaluate_folder(const std::filesystem::path& folder, const dataset::Dataset& dataset,
                       int threads, JobControl& control, ProgressSink& progress);

/// Figures in percent, null where there is nothing to compare.
nlohmann::json to_json(const Report& report);

/// A table for people.
std::string to_text(const Report& report);

}  // namespace penumbra::evaluate
