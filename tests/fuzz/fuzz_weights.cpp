#include <cstddef>
#include <cstdint>
#include <span>

#include "base/error.h"
#include "model/weights.h"

/// Any bytes are a weight file or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    penumbra::model::parse_state_dict(std::as_bytes(std::span(data, size)), "fuzz");
  } catch (const penumbra::Error&) {
  }
  return 0;
}
