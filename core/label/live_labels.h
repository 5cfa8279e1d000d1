#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/job.h"
#include "image/image.h"
#include "label/labeler.h"
#include "project/catalogue.h"

namespace penumbra::label {

/// The layer that live labels are written to.
inline constexpr auto live_layer_name = "instant";

struct LiveOptions {
  ModelFiles model;
  std::string where;     ///< which images (project/query.h)
  std::string split;     ///< of a list; empty: all
  int feature_size = 0;  ///< px; 0: twice the training size
  device::DeviceOptions device;
  std::vector<project::ImageId> first;  ///< images whose features are computed first
  std::uint64_t cache_bytes = std::uint64_t{16} << 30;  ///< of features on the disk
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;  ///< of features in memory
};

/// Labels of an image's patches, class values, row by row.
struct PatchLabels {
  image::Size grid;
  std::vector<std::uint8_t> labels;
};

/// What a pass over images changed.
struct LiveChange {
  std::size_t images = 0;   ///< that were looked at
  std::size_t changed = 0;  ///< that have a patch of another label
  std::int64_t patches = 0;
  std::int64_t changed_patches = 0;
  std::vector<project::ImageId> which{};  ///< the changed ones
};

/// What a person's look at an image would bring.
struct LiveGain {
  project::ImageId image = 0;
  double uncertain = 0;  ///< share of its patches whose label is not sure
  double alike = 0;      ///< how many images are unsure of what looks like that, itself included
  int said = 0;          ///< how often something was said of it before
  /// Less with each look: what a person left as it was is hard, or not worth more time.
  double gain() const { return uncertain * alike / (1 + said); }
};

/// The labels of a project's images as they follow from its tags and from what a person said
/// (project/evidence.h), by the pixel classifier of method.md section 12: each stroke changes the
/// labels of all images at once. Features of images are computed once an encoder and kept in the
/// project's cache (0.15 MB an image with ViT-Tiny); the classifier that follows from tags alone is
/// kept beside them. To be used by one thread at a time, from the one that made it.
///
/// Tags that come later only widen what an image's patches may be. Up to 4,000 tagged images teach
/// the classifier; all are labelled by it, and all strokes count.
class LiveLabels {
 public:
  /// Computes what is missing in the cache, which takes long the first time and goes on where it
  /// was stopped, takes in all evidence, and fits. Images that can't be read are reported and left
  /// out. Throws Error where no image has tags, or the model does not fit; Cancelled.
  LiveLabels(project::Project& project, const LiveOptions& options, JobControl& control,
             ProgressSink& progress);
  ~LiveLabels();
  LiveLabels(const LiveLabels&) = delete;
  LiveLabels& operator=(const LiveLabels&) = delete;

  /// Those that have labels, in their order.
  const std::vector<project::ImageId>& images() const;
  bool has(project::ImageId image) const;

  /// Takes in what is said of an image now. said: class values, 255 = nothing, at the photo's size;
  /// tags: class values. Fits anew where that changes something.
  void set_evidence(project::ImageId image, const image::LabelMap& said, std::vector<int> tags);
  /// The same as the project has it.
  void read_evidence(project::ImageId image);
  /// Lets all images teach what the strokes until now made of them. After `set_evidence` only the
  /// image itself has done so; the result is the same whatever was drawn first. Cheap where nothing
  /// was said since. Throws Cancelled; the next call starts again.
  void learn(JobControl& control);
  /// Builds the sums anew from all that is said, and lets all teach; the same scores follow.
  void fit_from_scratch();

  /// Labels the patches of images by the classifier as it is now, in their order, on all threads.
  /// Throws Cancelled; what was done until then stays.
  LiveChange relabel(std::span<const project::ImageId> images, JobControl& control);

  /// As of the last `relabel`.
  const PatchLabels& patches(project::ImageId image) const;
  /// Scores of the patches, class by class in the order of the project's classes with background
  /// first.
  std::vector<float> scores(project::ImageId image) const;
  /// Labels at the photo's size: refined along its edges (PAR); pixels that something is said of
  /// have that class. Throws Error where the photo can't be read.
  image::LabelMap labels(project::ImageId image) const;

  /// Gives the labels of images to `take`, which several threads call at once, as (place in
  /// `images`, labels). Throws as `labels` does; Cancelled.
  void labels(std::span<const project::ImageId> images, JobControl& control,
              const std::function<void(std::size_t, image::LabelMap)>& take) const;

  /// Writes the labels of those images whose patches or evidence changed since their last writing
  /// to the layer, with their uncertainty and the number "uncertain". Returns how many were
  /// written. Throws Cancelled; what was written stays, and the next call goes on.
  std::size_t write(std::span<const project::ImageId> images, JobControl& control,
                    ProgressSink& progress);

  /// What a look at each image that is not reviewed would bring, the best first; those of which all
  /// is sure come last. Throws Cancelled.
  std::vector<LiveGain> gains(JobControl& control) const;

  /// Bytes of features in memory.
  std::uint64_t memory() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace penumbra::label
