#include "base/libraries.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <jpeglib.h>
#include <png.h>
#include <spdlog/version.h>
#include <tbb/version.h>
#include <tiffio.h>
#include <xxhash.h>
#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include <exiv2/exiv2.hpp>
#include <opencv2/core.hpp>
#include <pugixml.hpp>

#include "base/json.h"

namespace penumbra {
namespace {

/// From a number whose parts are `base` apart, e.g. 10203 and 100: 1.2.3.
std::string version(unsigned number, unsigned base) {
  return std::to_string(number / base / base) + '.' + std::to_string(number / base % base) + '.' +
         std::to_string(number % base);
}

/// "LIBTIFF, Version 4.5.0\n..." -> "4.5.0".
std::string tiff_version() {
  const std::string text = TIFFGetVersion();
  const auto start = text.find_first_of("0123456789");
  return start == std::string::npos ? "" : text.substr(start, text.find('\n') - start);
}

}  // namespace

std::vector<Library> data_libraries() {
  return {
      {"OpenCV", cv::getVersionString(), "Apache-2.0"},
      {"SQLite", SQLite::getLibVersion(), "blessing"},
      {"SQLiteCpp", SQLITECPP_VERSION, "MIT"},
      {"Exiv2", Exiv2::versionString(), "GPL-2.0-or-later"},
      {"oneTBB", TBB_runtime_version(), "Apache-2.0"},
      {"libjpeg-turbo", "API " + std::to_string(JPEG_LIB_VERSION), "IJG AND BSD-3-Clause"},
      {"libpng", png_get_libpng_ver(nullptr), "libpng-2.0"},
      {"LibTIFF", tiff_version(), "libtiff"},
      {"libzip", zip_libzip_version(), "BSD-3-Clause"},
      {"zlib", zlibVersion(), "Zlib"},
      {"Zstandard", ZSTD_versionString(), "BSD-3-Clause"},
      {"xxHash", version(XXH_versionNumber(), 100), "BSD-2-Clause"},
      {"spdlog", version(SPDLOG_VERSION, 100), "MIT"},
      {"nlohmann/json", nlohmann::json::meta()["version"]["string"], "MIT"},
      {"pugixml",
       std::to_string(PUGIXML_VERSION / 1000) + "." + std::to_string(PUGIXML_VERSION / 10 % 100),
       "MIT"},
  };
}

}  // namespace penumbra
