// libFuzzer's entry; PENUMBRA_FUZZ_TARGET names the function that this program feeds.
#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  penumbra::fuzz::PENUMBRA_FUZZ_TARGET({data, size});
  return 0;
}
