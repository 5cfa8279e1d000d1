#pragma once

#include <string>
#include <vector>

namespace penumbra {

/// A library that the program works with.
struct Library {
  std::string name;
  std::string
      version;  ///< of the one that runs, where it tells; else of the one that was built with
  std::string licence;  ///< SPDX expression
};

/// Those of the parts without LibTorch and Qt.
std::vector<Library> data_libraries();

}  // namespace penumbra
