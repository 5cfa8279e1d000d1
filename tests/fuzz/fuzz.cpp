// libFuzzer's entry: PENUMBRA_FUZZ_TARGET names the target that the bytes go to.
#include <cstdlib>

#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto target = [] {
    const char* name = std::getenv("PENUMBRA_FUZZ_TARGET");
    return penumbra::fuzz::find_target(name ? name : "");
  }();
  target({data, size});
  return 0;
}
