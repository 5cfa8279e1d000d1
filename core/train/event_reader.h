#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace penumbra::train {

/// A scalar of a TensorBoard log, over steps.
struct EventCurve {
  std::string tag;
  std::vector<std::pair<std::int64_t, double>> points;  ///< by step, as they were logged
};

/// The scalars of an event file, by tag; what else it holds (pictures, histograms) is passed over.
/// A last record that is cut short, as of a writer that is at work, is left out. Throws Error,
/// naming the byte, where a checksum is wrong or a record is no event.
std::vector<EventCurve> read_event_file(const std::filesystem::path& file);

/// Those of all event files of a folder, of any program that writes TensorBoard logs. Where a run
/// was resumed, the later file counts from there on. Files of folders below (PyTorch's
/// `add_scalars` makes one for each curve) are read too; their tags start with the folder's name,
/// unless that says the same as the tag. Throws Error where there is no event file.
std::vector<EventCurve> read_events(const std::filesystem::path& folder);

/// Whether `read_events` would find a file.
bool has_event_files(const std::filesystem::path& folder);

}  // namespace penumbra::train
