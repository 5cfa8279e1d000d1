#pragma once

#include <exception>
#include <string>

namespace penumbra {

/// What a failure says to the user: the words of an Error; of what other libraries throw the first
/// line, as a trace may follow it; and where memory ran out, what to do.
std::string failure_text(const std::exception& failure);

/// Whether the failure is that memory ran out. LibTorch's allocator throws an error of its own that
/// only its words tell from others.
bool ran_out_of_memory(const std::exception& failure);

/// Where it is: throws the Error that says so, of `where` and with `remedy`.
void throw_if_out_of_memory(const std::exception& failure, std::string where, std::string remedy);

}  // namespace penumbra
