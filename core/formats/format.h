#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/job.h"
#include "formats/export.h"
#include "formats/import.h"
#include "formats/output.h"

namespace penumbra::formats {

/// How labels are exchanged with other programs: a writer and a reader, beside each other in one
/// file.
struct Format {
  std::string name;
  std::string description;  ///< one line for people
  /// What it can't carry of a layer, for people: a sentence or two.
  std::string limits;
  /// Makes of labels what comes back after they went out; empty where that is the same.
  std::function<void(const dataset::Classes&, image::LabelMap&)> carried;
  /// Ending of the archive that always holds it all, e.g. ".npz"; empty where it is a folder of
  /// files, which may also be written into a .zip.
  std::string archive;
  /// Adds the export's files. Throws Error, Cancelled.
  std::function<ExportSummary(const ExportRequest&, Output&, JobControl&, ProgressSink&)> write;
  /// Lists what is at a path: a folder, an archive or a file. Throws Error, Cancelled.
  std::function<LabelSet(const std::filesystem::path&, JobControl&)> read;
  std::vector<ExportOption> options = {};  ///< what it can be asked for

  bool has(ExportOption option) const {
    return std::find(options.begin(), options.end(), option) != options.end();
  }
};

/// All of them.
std::span<const Format> all_formats();

/// Throws UsageError where there is none of that name.
const Format& find_format(std::string_view name);

}  // namespace penumbra::formats
