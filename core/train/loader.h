#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/evidence_source.h"
#include "image/image.h"
#include "train/options.h"
#include "train/views.h"

namespace penumbra::train {

/// What one training step takes, as plain numbers.
struct Batch {
  std::int64_t step = 0;                        ///< 0 is the first
  int images = 0;                               ///< B
  int size = 0;                                 ///< S, px
  int local_size = 0;                           ///< L, px
  std::vector<float> view1;                     ///< B x 3 x S x S, normalised
  std::vector<float> view2;                     ///< likewise; empty where there is one view
  std::vector<std::vector<float>> local_views;  ///< each B x 3 x L x L
  std::vector<float> tags;                      ///< B x K, 0 or 1
  std::vector<std::uint8_t> labels;     ///< B x S x S, of view 1; empty without a source of labels
  std::vector<std::uint8_t> uncertain;  ///< B x S x S of 0 and 1, of view 2; likewise
  /// B x S x S of class ids and 255, of view 1: what people said; empty without a source of it
  std::vector<std::uint8_t> evidence;
  std::vector<std::size_t> items;       ///< indices into the data set
  std::vector<dataset::Broken> broken;  ///< images that could not be read and were replaced
};

struct LoaderOptions {
  int batch = 8;
  ViewOptions global;
  bool second_view = true;
  int local_views = 0;
  ViewOptions local;
  std::uint64_t seed = 0;
  std::int64_t first_step = 0;
  int evidence_repeat = 1;  ///< how often an image with evidence is drawn for one without
  int threads = 1;
  int ahead = 3;  ///< batches that are made before they are asked for
};

/// What a run's options ask of the loader.
LoaderOptions loader_options(const TrainOptions& options);

/// What is known of an item's pixels. Each map shows the whole photo, at any size.
struct ItemLabels {
  image::LabelMap labels;
  image::LabelMap uncertain;  ///< 1 where uncertain; may be empty (nothing is)
};

/// Gives the labels of an item. Called from several threads.
using LabelSource = std::function<ItemLabels(std::size_t item)>;

/// Makes batches in background threads, ahead of the step that takes them. Batches are cut from an
/// endless stream of shuffled passes over the data, so each is full. What a batch holds depends on
/// the seed, its step and the evidence alone: not on threads, and not on the step that a run was
/// resumed at.
///
/// Which images have evidence is asked anew at each pass, and what it is whenever one is drawn. A
/// pass is as many images as there are; those with evidence take their larger share of it, so that
/// a few others wait for the next pass.
class Loader {
 public:
  /// dataset must outlive the loader. Throws UsageError where it has fewer images than a batch.
  Loader(const dataset::Dataset& dataset, LoaderOptions options, LabelSource labels = {},
         dataset::EvidenceSource evidence = {});
  ~Loader();  ///< ends the threads after the image that each is at

  /// The batch of the next step; waits until it is made. An image that can't be read is replaced by
  /// the next one of the data set and listed in the batch. Throws Error where none can be read,
  /// Cancelled when `control` was stopped.
  Batch next(JobControl& control);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace penumbra::train
