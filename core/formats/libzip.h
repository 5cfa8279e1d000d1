#pragma once

#include <zip.h>

#include <memory>
#include <string>

namespace penumbra::formats {

struct FreeZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipArchive = std::unique_ptr<zip_t, FreeZip>;
using ZipSource = std::unique_ptr<zip_source_t, FreeZip>;
using ZipFile = std::unique_ptr<zip_file_t, FreeZip>;

/// libzip's words for a code of zip_open.
inline std::string zip_error_text(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

}  // namespace penumbra::formats
