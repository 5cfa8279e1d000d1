#pragma once

#include <filesystem>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/evidence_source.h"
#include "device/device.h"
#include "model/network.h"

namespace penumbra::label {

/// Where the targets of training on instant labels are, in `folder`.
struct InstantTargets {
  std::filesystem::path folder;

  /// Class ids at the photo's size.
  std::filesystem::path label(const dataset::Item& item) const;
  /// One pixel a patch, rows x columns: 1 where the image is uncertain, else 0.
  std::filesystem::path uncertain(const dataset::Item& item) const;
};

/// Labels the images of `dataset` with the pixel classifier fitted to them, PAR at half the
/// training size (method.md section 13), into folder/instant and folder/uncertain. A folder that
/// was finished before is taken as it is; what an interrupted job left is written again. Images
/// that can't be read are reported and have no target. evidence: what people said teaches the
/// classifier and draws the labels of its images (section 12, Strokes); empty: tags alone. Throws
/// Error, Cancelled.
InstantTargets make_instant_targets(model::Network network, const dataset::Dataset& dataset,
                                    const dataset::EvidenceSource& evidence, int training_size,
                                    const std::filesystem::path& folder,
                                    const device::Compute& compute, JobControl& control,
                                    ProgressSink& progress);

}  // namespace penumbra::label
