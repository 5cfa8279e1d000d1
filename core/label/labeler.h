#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "device/options.h"
#include "image/image.h"
#include "label/label_sink.h"

namespace penumbra::label {

enum class Source { Instant, Cam, AuxCam, Refined, Segmentation };
std::string_view name(Source source);            ///< instant, cam, aux-cam, refined, segmentation
Source source_from_name(std::string_view name);  ///< throws UsageError

/// Which classes a pixel may have: the image's tags, those the classifier finds (logit > 0), or
/// all.
enum class TagUse { Known, Predicted, None };
std::string_view name(TagUse use);                ///< known, predicted, none
TagUse tag_use_from_name(std::string_view name);  ///< throws UsageError

/// What labels: a run folder (its last checkpoint), a checkpoint file, or bare encoder weights
/// (instant labels only). Exactly one is set.
struct ModelFiles {
  std::filesystem::path run{};
  std::filesystem::path checkpoint{};
  std::filesystem::path weights{};
};

struct LabelOptions {
  Source source = Source::Segmentation;
  bool crf = false;
  bool teacher = false;        ///< label with the teacher instead of the student
  std::optional<TagUse> tags;  ///< default: None for segmentation, else Known
  int size = 0;                ///< px; instant: the size of features (0: twice the training size)
  device::DeviceOptions device;
};

struct LabelSummary {
  std::size_t images = 0;
  std::size_t failed = 0;  ///< left out, each named in a message
  double seconds = 0;
  bool used_known_tags = false;
};

/// All that a canvas shows of one image, at the size of `photo`.
struct Inspection {
  image::Image photo;            ///< the image's own size; smaller above 16 megapixels
  std::vector<ClassScore> cams;  ///< one a tagged class (else one a predicted class), top
  std::vector<ClassScore> aux_cams;
  image::LabelMap uncertain;  ///< 1 where the aux CAM maximum lies between the thresholds
  image::LabelMap cam_label;
  image::LabelMap refined;
  image::LabelMap segmentation;
  std::vector<std::pair<int, float>> tag_scores;  ///< class id, probability of the classifier
};

/// Labels images with a trained network or, in closed form, with an encoder alone.
class Labeler {
 public:
  /// Loads the model. Throws Error if it does not fit `classes`.
  Labeler(const ModelFiles& files, const dataset::Classes& classes, LabelOptions options);
  ~Labeler();

  /// Bare encoder weights: the tagged images that the classifiers are started on (method.md section
  /// 11), the more the better; without this call, those to be labelled. Throws
  /// Error if its classes are not those of the labeler.
  void start_from(dataset::Dataset tagged);

  /// Writes one indexed PNG an image into `folder` (id.png, 255 ignore, VOC palette) and
  /// labels.json
  /// ("settings": source, options, model; "finished", "used_known_tags"). The folder must not
  /// exist, or be empty, or hold an unfinished layer of the same settings, which is then completed.
  /// An image that can't be labelled is named in a message and left out. Throws Error (also where
  /// no image could be labelled), Cancelled.
  LabelSummary label(const dataset::Dataset& dataset, const std::filesystem::path& folder,
                     JobControl& control, ProgressSink& progress);

  /// The same into anything that takes labels.
  LabelSummary label(const dataset::Dataset& dataset, LabelSink& sink, JobControl& control,
                     ProgressSink& progress);

  /// One image, for the window. Throws Error, Cancelled.
  Inspection inspect(const dataset::Item& item, JobControl& control);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace penumbra::label
