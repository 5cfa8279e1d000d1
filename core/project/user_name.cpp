#include "project/user_name.h"

#include <pwd.h>
#include <unistd.h>

#include <array>

namespace penumbra::project {

std::string user_name() {
  static const std::string name = [] {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found);
    return found ? std::string(found->pw_name) : std::string();
  }();
  return name;
}

}  // namespace penumbra::project
