#pragma once

#include <string>

#include "dataset/evidence_source.h"
#include "project/project_data.h"

namespace penumbra::project {

/// Which evidence of images a run learns from.
enum class EvidenceUse {
  All,
  Training  ///< all but that of images that are held out to measure with
};

/// Whether evidence of an image is held out where a run fine-tunes: that of every fifth image, by
/// its name alone, so that it stays out from run to run.
bool is_held_out(const std::string& item);

/// What is said of the images of `data` (read_evidence), as a run takes it. The project must
/// outlive it, and may be written meanwhile.
dataset::EvidenceSource evidence_source(Project& project, const ProjectData& data, EvidenceUse use);

}  // namespace penumbra::project
