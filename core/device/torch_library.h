#pragma once

#include "base/libraries.h"

namespace penumbra::device {

/// LibTorch, as it was built with.
Library torch_library();

}  // namespace penumbra::device
