#pragma once

#include "bench/measurement.h"
#include "project/project.h"

namespace penumbra::bench {

/// Times edits of tags and of a label map, each durable, and undoes them. `tag` and `other`: values
/// of two classes in use. `edits`: how many of each.
void measure_edits(project::Project& project, int tag, int other, int edits, Measurement& measure);

}  // namespace penumbra::bench
