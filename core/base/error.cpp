#include "base/error.h"

#include <utility>

namespace penumbra {
namespace {

std::string joined(const std::string& reason, const std::string& where,
                   const std::string& remedy) {
  std::string text = where.empty() ? reason : where + ": " + reason;
  if (!remedy.empty()) text += ". " + remedy;
  return text;
}

}  // namespace

Error::Error(std::string what, std::string where, std::string remedy)
    : std::runtime_error(joined(what, where, remedy)),
      reason_(std::move(what)),
      where_(std::move(where)),
      remedy_(std::move(remedy)) {}

}  // namespace penumbra
