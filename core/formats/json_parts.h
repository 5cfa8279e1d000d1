#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "formats/byte_source.h"

/// JSON files that are longer than memory: one part of them is looked at at a time.
namespace penumbra::formats {

/// A value of the outermost object that is no list, an element of a list of it, or an element of
/// the outermost list.
struct JsonPart {
  std::string_view key;  ///< of the outermost object; empty in an outermost list
  bool in_list = false;
  ByteRange range;  ///< in the file
  std::string_view text;
};

/// Calls `part` with each in the file's order. Throws Error, which names the place, for what is not
/// an object or a list that ends; inside of the parts only brackets and quotes are looked at.
void for_each_part(const ByteSource& file, const std::function<void(const JsonPart&)>& part);

/// The value of a part. Throws Error, which names the place, for text that is no JSON.
nlohmann::json parse_part(std::string_view text, std::uint64_t offset,
                          const std::filesystem::path& file);

/// "FILE: byte N", as errors name a place in it.
std::string place_in(const std::filesystem::path& file, std::uint64_t offset);

/// Calls `use`, and throws what a value of another type or an absent member throws as an Error of
/// that place.
void with_json(const std::filesystem::path& file, std::uint64_t offset,
               const std::function<void()>& use);

}  // namespace penumbra::formats
