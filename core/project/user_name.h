#pragma once

#include <string>

namespace penumbra::project {

/// The person's name as the system has it (the login name); empty where it has none.
std::string user_name();

}  // namespace penumbra::project
