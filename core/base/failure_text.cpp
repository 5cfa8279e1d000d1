#include "base/failure_text.h"

#include <new>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace penumbra {
namespace {

constexpr std::string_view no_memory = "there is not enough memory";

}  // namespace

bool ran_out_of_memory(const std::exception& failure) {
  if (dynamic_cast<const std::bad_alloc*>(&failure)) return true;
  if (dynamic_cast<const Error*>(&failure)) return false;
  if (const auto* system = dynamic_cast<const std::system_error*>(&failure)) {
    return system->code() == std::errc::not_enough_memory;
  }
  const std::string_view text = failure.what();
  for (const char* words : {"DefaultCPUAllocator: can't allocate memory", "CUDA out of memory",
                            "CUDA error: out of memory", "_ALLOC_FAILED"}) {
    if (text.find(words) != text.npos) return true;
  }
  return false;
}

void throw_if_out_of_memory(const std::exception& failure, std::string where, std::string remedy) {
  if (ran_out_of_memory(failure))
    throw Error(std::string(no_memory), std::move(where), std::move(remedy));
}

std::string failure_text(const std::exception& failure) {
  if (ran_out_of_memory(failure)) {
    return std::string(no_memory) + ". Close other programs and try again";
  }
  if (dynamic_cast<const Error*>(&failure)) return failure.what();
  const std::string_view text = failure.what();
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.empty() ? "an unknown error" : std::string(line);
}

}  // namespace penumbra
