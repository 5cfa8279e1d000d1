#pragma once

#include "base/libraries.h"

namespace penumbra::ui {

/// The library that draws curves.
Library plot_library();

}  // namespace penumbra::ui
