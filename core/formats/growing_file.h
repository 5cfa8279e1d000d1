#pragma once

#include <filesystem>
#include <string>

#include "base/append_file.h"
#include "formats/output.h"

namespace penumbra::formats {

/// A file on the disk of which parts are gathered before they are written.
class GrowingFile : public OutputFile {
 public:
  /// Errors call it `named`: it has a passing name yet. Throws Error.
  GrowingFile(const std::filesystem::path& file, std::filesystem::path named);

  void append(std::string_view bytes) override;
  void close() override;

 private:
  AppendFile file_;
  std::filesystem::path named_;
  std::string waiting_;
};

}  // namespace penumbra::formats
