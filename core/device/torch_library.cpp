#include "device/torch_library.h"

#include <torch/version.h>

namespace penumbra::device {

Library torch_library() { return {"LibTorch", TORCH_VERSION, "BSD-3-Clause"}; }

}  // namespace penumbra::device
