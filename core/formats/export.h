#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/label_source.h"
#include "image/image.h"
#include "image/palette.h"

namespace penumbra::formats {

/// What can be asked of a format; which of them, Format::options says.
enum class ExportOption { Colours, Undecided, Photos, Splits };

struct ExportOptions {
  /// Colours of masks by class id; nothing: PASCAL VOC's. The indices are the classes in any case.
  std::optional<image::Palette> colours{};
  bool undecided_as_background = false;  ///< pixels that are of no class become background
  bool photos = false;                   ///< copies of the photos lie beside the masks
  bool splits = false;                   ///< a list for each split that the images are in
};

struct ExportRequest {
  const dataset::Dataset& dataset;  ///< the images to export, e.g. the subset of a split
  dataset::LabelSource labels;
  std::string split{};  ///< names the list in the export; empty: "all"
  int threads = 2;
  ExportOptions options{};
};

struct ExportSummary {
  std::size_t images = 0;                  ///< written
  std::vector<std::string> without_label;  ///< ids of images that have no label
  std::size_t objects = 0;                 ///< class regions written, where the format has them
  std::size_t changed_images = 0;          ///< have pixels that the format can't carry
  std::size_t changed_pixels = 0;          ///< in them
  std::filesystem::path out;
};

/// Writes the labels as `format` to `out`, which appears only when it is complete and on the disk:
/// a new or empty folder, or a new archive where `out` ends in ".zip" (or in the format's own
/// ending). Throws UsageError for an unknown format; Error where `out` is in use, nothing is
/// labelled, labels don't fit their image or the classes, or writing fails; Cancelled. Nothing is
/// left behind then. Pixels that the format can't carry are counted, and told of in a message,
/// ahead of any writing.
ExportSummary export_labels(const ExportRequest& request, std::string_view format,
                            const std::filesystem::path& out, JobControl& control,
                            ProgressSink& progress);

/// A file of an export.
struct ExportedFile {
  std::string name;
  std::uint64_t bytes = 0;  ///< before an archive compresses it
};

/// What `export_labels` would write, found out without writing anything. Throws likewise.
std::vector<ExportedFile> rehearse_export(const ExportRequest& request, std::string_view format,
                                          JobControl& control);

/// For writers: calls `body` with each labelled image and its place in the data set, on the
/// request's threads, after a check that the labels fit the image and the classes. After each batch
/// of images `end_batch` is called on the caller's thread with their first place and their number.
ExportSummary for_each_label(
    const ExportRequest& request, JobControl& control, ProgressSink& progress,
    const std::function<void(std::size_t, const dataset::Item&, const image::LabelMap&)>& body,
    const std::function<void(std::size_t, std::size_t)>& end_batch = {});

/// For writers of files that all images share: `describe` gives the texts of an image, on the
/// request's threads; `take` gets them in the order of the images, on the caller's.
ExportSummary for_each_label_in_order(
    const ExportRequest& request, JobControl& control, ProgressSink& progress,
    const std::function<std::vector<std::string>(std::size_t, const dataset::Item&,
                                                 const image::LabelMap&)>& describe,
    const std::function<void(const dataset::Item&, const std::vector<std::string>&)>& take);

/// For writers: the labels with background where they were undecided.
image::LabelMap decided(image::LabelMap labels);

/// For writers: the name of the list.
std::string split_name(const ExportRequest& request);

}  // namespace penumbra::formats
