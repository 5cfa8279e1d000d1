#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/append_file.h"

namespace penumbra::train {

/// A TensorBoard event file: TFRecords (length, masked CRC-32C, payload) of Event messages.
class EventFile {
 public:
  /// Starts a new file in `folder`. With first_step > 0, TensorBoard drops what earlier files of
  /// the folder say from that step on. Throws Error.
  explicit EventFile(const std::filesystem::path& folder, std::int64_t first_step = 0);

  /// Adds the values of a step, by tag. Throws Error.
  void add(std::int64_t step, const std::vector<std::pair<std::string, double>>& scalars);

  const std::filesystem::path& path() const { return file_.path(); }

 private:
  void append_record(const std::string& payload);
  AppendFile file_;
};

/// CRC-32C (Castagnoli polynomial, RFC 3720 appendix B.4).
std::uint32_t crc32c(std::string_view bytes);

/// The checksum of a TFRecord's length or payload: CRC-32C rotated and shifted, as the payload may
/// itself hold checksums.
std::uint32_t record_checksum(std::string_view bytes);

}  // namespace penumbra::train
