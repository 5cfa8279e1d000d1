#include "formats/growing_file.h"

#include "base/error.h"

namespace penumbra::formats {

GrowingFile::GrowingFile(const std::filesystem::path& file, std::filesystem::path named)
    : file_(file), named_(std::move(named)) {}

void GrowingFile::append(std::string_view bytes) {
  constexpr std::size_t enough = std::size_t{1} << 20;
  waiting_ += bytes;
  if (waiting_.size() >= enough) close();
}

void GrowingFile::close() {
  try {
    file_.append(waiting_);
  } catch (const Error& error) {
    throw Error(error.reason(), named_.string(), error.remedy());
  }
  waiting_.clear();
}

}  // namespace penumbra::formats
