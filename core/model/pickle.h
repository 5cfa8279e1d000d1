#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace penumbra::model::pickle {

struct Value;
using Ref = const Value*;

struct None {};
/// An integer beyond 64 bits, as little-endian two's complement.
struct BigInteger {
  std::string bytes;
};
/// A class or function by name ("collections.OrderedDict"). It is a name only.
struct Global {
  std::string name;
};
struct List {
  std::vector<Ref> items;
};
struct Tuple {
  std::vector<Ref> items;
};
struct Dict {
  std::vector<std::pair<Ref, Ref>> items;
};
/// What calling `function` with `arguments` would have made. The call is noted, never done.
struct Call {
  std::string function;
  std::vector<Ref> arguments;
};
/// A reference to something kept outside of the pickle.
struct Persistent {
  Ref id = nullptr;
};

struct Value {
  std::variant<None, bool, std::int64_t, double, std::string, BigInteger, Global, List, Tuple, Dict,
               Call, Persistent>
      data;

  template <typename T>
  const T* get() const {
    return std::get_if<T>(&data);
  }
};

/// A pickle as values. They may share and even contain one another, so whoever walks them has to
/// limit the depth.
struct Pickle {
  std::deque<Value> values;  ///< owns them; in the order of their making
  Ref root = nullptr;
  std::size_t size = 0;  ///< bytes read, STOP included
};

/// Interprets the binary opcodes of Python's pickle protocols 1 to 5 (Python's pickletools
/// describes them) without running anything: classes and functions are names, calls to them are
/// notes. OrderedDict becomes a Dict; state set on an object (BUILD) is dropped. `bytes` may go on
/// after the pickle. Throws Error naming `where` for a damaged pickle, and for any class or
/// function of which `is_known` says no, by name.
Pickle read(std::span<const std::byte> bytes, const std::string& where,
            const std::function<bool(std::string_view)>& is_known);

/// "a number", "a list", "an object of type X": for messages.
std::string describe(const Value& value);

}  // namespace penumbra::model::pickle
