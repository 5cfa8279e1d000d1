#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "image/image.h"

namespace penumbra::formats {

/// What is exported: the label maps of a folder (id.png an image) for the images of a data set.
struct ExportRequest {
  std::filesystem::path labels;
  const dataset::Dataset& dataset;  ///< those to export, e.g. the subset of a split
  std::string split;                ///< names the list in the export; empty: "all"
};

struct ExportSummary {
  std::size_t images = 0;                  ///< written
  std::vector<std::string> without_label;  ///< ids of images that have no label file
  std::size_t objects = 0;                 ///< class regions written, where the format has them
  std::filesystem::path out;
};

/// One format. `write` fills an empty folder and throws Error, Cancelled.
struct Exporter {
  std::string name;
  std::string description;  ///< one line for people
  std::function<ExportSummary(const ExportRequest&, const std::filesystem::path& out, JobControl&,
                              ProgressSink&)>
      write;
};

/// All formats that labels can be exported to.
std::span<const Exporter> exporters();

/// Writes the labels as `format` into the new or empty folder `out`, which appears only when it is
/// complete. Throws UsageError for an unknown format; Error where `out` holds something, nothing is
/// labelled or writing fails; Cancelled. Nothing is left behind then.
ExportSummary export_labels(const ExportRequest& request, std::string_view format,
                            const std::filesystem::path& out, JobControl& control,
                            ProgressSink& progress);

/// Calls `body` with each labelled image in order, checks that its labels fit the image and the
/// classes, and collects those without a label file.
ExportSummary for_each_label(
    const ExportRequest& request, JobControl& control, ProgressSink& progress,
    const std::function<void(const dataset::Item&, const image::LabelMap&)>& body);

}  // namespace penumbra::formats
