#pragma once

#include <string>

namespace penumbra::device {

/// What the processor calls itself; "CPU" where the system does not say.
std::string processor_name();

}  // namespace penumbra::device
