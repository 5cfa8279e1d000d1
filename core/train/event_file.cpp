#include "train/event_file.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <system_error>

#include "event.pb.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;

constexpr auto crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) ? 0x82f63b78U : 0U);
    table[i] = value;
  }
  return table;
}();

template <typename T>
std::string little_endian(T value) {
  std::string bytes;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    bytes += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
  return bytes;
}

double now() {
  const std::chrono::duration<double> since = std::chrono::system_clock::now().time_since_epoch();
  return since.count();
}

/// events.out.tfevents.SECONDS.HOST.PID.N, not yet used.
fs::path new_file(const fs::path& folder) {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  const auto stem = "events.out.tfevents." + std::to_string(static_cast<std::int64_t>(now())) +
                    "." + host.data() + "." + std::to_string(::getpid()) + ".";
  int number = 0;
  std::error_code code;
  while (fs::exists(folder / (stem + std::to_string(number)), code)) ++number;
  return folder / (stem + std::to_string(number));
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes)
    crc = (crc >> 8) ^ crc_table[(crc ^ static_cast<unsigned char>(byte)) & 0xffU];
  return ~crc;
}

std::uint32_t record_checksum(std::string_view bytes) {
  const auto crc = crc32c(bytes);
  return ((crc >> 15) | (crc << 17)) + 0xa282ead8U;
}

EventFile::EventFile(const fs::path& folder, std::int64_t first_step) : file_(new_file(folder)) {
  events::Event version;
  version.set_wall_time(now());
  version.set_file_version("brain.Event:2");
  append_record(version.SerializeAsString());
  if (first_step == 0) return;
  events::Event start;
  start.set_wall_time(now());
  start.set_step(first_step);
  start.mutable_session_log()->set_status(events::SessionLog::START);
  append_record(start.SerializeAsString());
}

void EventFile::add(std::int64_t step, const std::vector<std::pair<std::string, double>>& scalars) {
  events::Event event;
  event.set_wall_time(now());
  event.set_step(step);
  for (const auto& [tag, value] : scalars) {
    auto* scalar = event.mutable_summary()->add_value();
    scalar->set_tag(tag);
    scalar->set_simple_value(static_cast<float>(value));
  }
  append_record(event.SerializeAsString());
}

void EventFile::append_record(const std::string& payload) {
  const auto length = little_endian(static_cast<std::uint64_t>(payload.size()));
  file_.append(length + little_endian(record_checksum(length)) + payload +
               little_endian(record_checksum(payload)));
}

}  // namespace penumbra::train
