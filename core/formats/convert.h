#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "formats/export.h"

namespace penumbra::formats {

struct ConvertRequest {
  std::filesystem::path in;
  std::string from;  ///< format of `in`
  std::filesystem::path out;
  std::string to;
  std::string split;  ///< only its images; empty: all
  int threads = 2;
};

struct ConvertSummary {
  ExportSummary exported;
  std::string split;                    ///< names the list in the output
  std::vector<dataset::Broken> broken;  ///< of the input, left out
};

/// Writes the labels of one format as another, image by image. Images keep their names; the classes
/// of labels that have no names are called "class 1" and so on. An only split of the input keeps
/// its name. Throws Error, also for labels that can't be read, naming the file; UsageError for an
/// unknown format; Cancelled.
ConvertSummary convert_labels(const ConvertRequest& request, JobControl& control,
                              ProgressSink& progress);

}  // namespace penumbra::formats
