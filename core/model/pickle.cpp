#include "model/pickle.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <unordered_map>

#include "base/error.h"

namespace penumbra::model::pickle {
namespace {

constexpr std::size_t max_size = 16 << 20;
constexpr std::size_t max_values = 1'000'000;
constexpr std::string_view ordered_dict = "collections.OrderedDict";

enum Opcode : std::uint8_t {
  mark = '(',
  stop = '.',
  pop = '0',
  pop_mark = '1',
  dup = '2',
  bin_float = 'G',
  bin_int = 'J',
  bin_int1 = 'K',
  bin_int2 = 'M',
  none = 'N',
  bin_persid = 'Q',
  reduce = 'R',
  bin_string = 'T',
  short_bin_string = 'U',
  bin_unicode = 'X',
  empty_list = ']',
  append = 'a',
  build = 'b',
  global = 'c',
  dict = 'd',
  empty_dict = '}',
  appends = 'e',
  bin_get = 'h',
  long_bin_get = 'j',
  list = 'l',
  bin_put = 'q',
  long_bin_put = 'r',
  set_item = 's',
  tuple = 't',
  empty_tuple = ')',
  set_items = 'u',
  bin_bytes = 'B',
  short_bin_bytes = 'C',
  proto = 0x80,
  new_object = 0x81,
  tuple1 = 0x85,
  tuple2 = 0x86,
  tuple3 = 0x87,
  new_true = 0x88,
  new_false = 0x89,
  long1 = 0x8a,
  long4 = 0x8b,
  short_bin_unicode = 0x8c,
  bin_unicode8 = 0x8d,
  bin_bytes8 = 0x8e,
  empty_set = 0x8f,
  add_items = 0x90,
  frozen_set = 0x91,
  stack_global = 0x93,
  memoize = 0x94,
  frame = 0x95,
};

/// A name from the file, fit for a message.
std::string printable(std::string_view text) {
  std::string shown(text.substr(0, 100));
  std::ranges::replace_if(
      shown, [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
  return shown;
}

class Interpreter {
 public:
  Interpreter(std::span<const std::byte> bytes, const std::string& where,
              const std::function<bool(std::string_view)>& is_known)
      : bytes_(bytes.first(std::min(bytes.size(), max_size))), where_(where), is_known_(is_known) {}

  Pickle read() {
    while (step(byte())) {
    }
    if (stack_.size() != 1 || !marks_.empty()) fail("it does not end with one value");
    pickle_.root = stack_.back();
    pickle_.size = at_;
    return std::move(pickle_);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("holds a damaged pickle: " + reason, where_, "Download or copy the file again");
  }

  std::span<const std::byte> take(std::uint64_t count) {
    if (count > bytes_.size() - at_) fail("it ends too early");
    const auto taken = bytes_.subspan(at_, count);
    at_ += count;
    return taken;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)[0]); }

  /// A little-endian number of type T.
  template <typename T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    return value;
  }

  std::string text(std::uint64_t count) {
    const auto taken = take(count);
    return {reinterpret_cast<const char*>(taken.data()), taken.size()};
  }

  std::string line() {
    std::string text;
    for (char c = static_cast<char>(byte()); c != '\n'; c = static_cast<char>(byte())) text += c;
    return text;
  }

  template <typename T>
  void push(T data) {
    if (pickle_.values.size() >= max_values) fail("it holds too many values");
    pickle_.values.push_back({std::move(data)});
    push_again(&pickle_.values.back());
  }
  void push_again(Value* value) {
    if (stack_.size() >= max_values) fail("its stack grows too large");
    stack_.push_back(value);
  }
  Value* top() const {
    if (stack_.size() <= (marks_.empty() ? 0 : marks_.back())) fail("its stack is empty");
    return stack_.back();
  }
  Value* take_top() {
    auto* value = top();
    stack_.pop_back();
    return value;
  }
  std::vector<Ref> take_to_mark() {
    if (marks_.empty()) fail("it has no mark");
    const auto from = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<Ref> items(from, stack_.end());
    stack_.erase(from, stack_.end());
    marks_.pop_back();
    return items;
  }
  void push_tuple(std::size_t count) {
    Tuple tuple;
    for (std::size_t i = 0; i < count; ++i) tuple.items.push_back(take_top());
    std::ranges::reverse(tuple.items);
    push(std::move(tuple));
  }

  template <typename T>
  T& top_as(const char* kind) {
    auto* data = std::get_if<T>(&top()->data);
    if (!data) fail(std::string("something is added to what is not ") + kind);
    return *data;
  }
  void extend_list(const std::vector<Ref>& items) {
    auto& list = top_as<List>("a list").items;
    list.insert(list.end(), items.begin(), items.end());
  }
  static void extend(Dict& dict, const std::vector<Ref>& items) {
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
      dict.items.emplace_back(items[i], items[i + 1]);
  }

  void remember(std::uint64_t key) {
    if (memo_.size() >= max_values) fail("its memo grows too large");
    memo_[key] = top();
  }
  void recall(std::uint64_t key) {
    const auto found = memo_.find(key);
    if (found == memo_.end()) fail("it refers to what it has not remembered");
    push_again(found->second);
  }

  void push_global(const std::string& module, const std::string& name) {
    const auto full = module + "." + name;
    if (!is_known_(full))
      throw Error(
          "holds a pickled object of type " + printable(full) + ", which is not read for safety",
          where_, "Save model.state_dict() alone in Python, or convert it to safetensors");
    push(Global{full});
  }

  void push_integer(std::string bytes) {
    if (bytes.size() > sizeof(std::int64_t)) return push(BigInteger{std::move(bytes)});
    const bool negative = !bytes.empty() && (bytes.back() & 0x80);
    bytes.resize(sizeof(std::int64_t), negative ? '\xff' : '\0');
    std::int64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    push(value);
  }

  /// Notes the call of the class or function below the arguments on the stack.
  void call() {
    const auto* arguments = take_top()->get<Tuple>();
    const auto* function = take_top()->get<Global>();
    if (!arguments || !function) fail("it calls what can't be called");
    if (function->name == ordered_dict) return push(new_ordered_dict(arguments->items));
    push(Call{function->name, arguments->items});
  }
  /// OrderedDict(), or as Python 2 writes it, OrderedDict([[key, value], ...]).
  Dict new_ordered_dict(const std::vector<Ref>& arguments) const {
    Dict dict;
    const auto* pairs = arguments.size() == 1 ? arguments[0]->get<List>() : nullptr;
    if (!pairs) {
      if (!arguments.empty()) fail("it has an odd dictionary");
      return dict;
    }
    for (const auto* pair : pairs->items) {
      const auto* items = pair->get<List>()    ? &pair->get<List>()->items
                          : pair->get<Tuple>() ? &pair->get<Tuple>()->items
                                               : nullptr;
      if (!items || items->size() != 2) fail("it has an odd dictionary");
      dict.items.emplace_back((*items)[0], (*items)[1]);
    }
    return dict;
  }

  /// One opcode. Returns false after STOP.
  bool step(std::uint8_t opcode) {
    switch (opcode) {
      case proto:
        byte();
        break;
      case frame:
        number<std::uint64_t>();
        break;
      case stop:
        return false;

      case none:
        push(None{});
        break;
      case new_true:
        push(true);
        break;
      case new_false:
        push(false);
        break;
      case bin_int:
        push(std::int64_t{number<std::int32_t>()});
        break;
      case bin_int1:
        push(std::int64_t{byte()});
        break;
      case bin_int2:
        push(std::int64_t{number<std::uint16_t>()});
        break;
      case long1:
        push_integer(text(byte()));
        break;
      case long4:
        push_integer(text(number<std::uint32_t>()));
        break;
      case bin_float: {
        auto bytes = text(sizeof(double));
        std::ranges::reverse(bytes);
        double value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        push(value);
        break;
      }
      case short_bin_string:
      case short_bin_bytes:
      case short_bin_unicode:
        push(text(byte()));
        break;
      case bin_string:
      case bin_bytes:
      case bin_unicode:
        push(text(number<std::uint32_t>()));
        break;
      case bin_bytes8:
      case bin_unicode8:
        push(text(number<std::uint64_t>()));
        break;

      case empty_list:
      case empty_set:
        push(List{});
        break;
      case empty_dict:
        push(Dict{});
        break;
      case empty_tuple:
        push(Tuple{});
        break;
      case tuple1:
        push_tuple(1);
        break;
      case tuple2:
        push_tuple(2);
        break;
      case tuple3:
        push_tuple(3);
        break;
      case mark:
        if (marks_.size() >= max_values) fail("it has too many marks");
        marks_.push_back(stack_.size());
        break;
      case tuple:
        push(Tuple{take_to_mark()});
        break;
      case list:
      case frozen_set:
        push(List{take_to_mark()});
        break;
      case dict: {
        Dict made;
        extend(made, take_to_mark());
        push(std::move(made));
        break;
      }
      case append:
        extend_list({take_top()});
        break;
      case appends:
      case add_items:
        extend_list(take_to_mark());
        break;
      case set_item: {
        const auto* value = take_top();
        const auto* key = take_top();
        extend(top_as<Dict>("a dictionary"), {key, value});
        break;
      }
      case set_items: {
        const auto items = take_to_mark();
        extend(top_as<Dict>("a dictionary"), items);
        break;
      }

      case pop:
        if (!marks_.empty() && marks_.back() == stack_.size())
          marks_.pop_back();
        else
          take_top();
        break;
      case pop_mark:
        take_to_mark();
        break;
      case dup:
        push_again(top());
        break;
      case bin_put:
        remember(byte());
        break;
      case long_bin_put:
        remember(number<std::uint32_t>());
        break;
      case memoize:
        remember(memo_.size());
        break;
      case bin_get:
        recall(byte());
        break;
      case long_bin_get:
        recall(number<std::uint32_t>());
        break;

      case global: {
        const auto module = line();
        push_global(module, line());
        break;
      }
      case stack_global: {
        const auto* name = take_top()->get<std::string>();
        const auto* module = take_top()->get<std::string>();
        if (!name || !module) fail("it names a class by something other than text");
        push_global(*module, *name);
        break;
      }
      case reduce:
      case new_object:
        call();
        break;
      case build:
        take_top();
        top();
        break;
      case bin_persid:
        push(Persistent{take_top()});
        break;

      default:
        fail("opcode " + std::to_string(opcode) + " is not one that PyTorch writes");
    }
    return true;
  }

  std::span<const std::byte> bytes_;
  const std::string& where_;
  const std::function<bool(std::string_view)>& is_known_;
  std::size_t at_ = 0;
  Pickle pickle_;
  std::vector<Value*> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint64_t, Value*> memo_;
};

}  // namespace

Pickle read(std::span<const std::byte> bytes, const std::string& where,
            const std::function<bool(std::string_view)>& is_known) {
  return Interpreter(bytes, where, is_known).read();
}

std::string describe(const Value& value) {
  struct Describer {
    std::string operator()(None) const { return "None"; }
    std::string operator()(bool) const { return "a truth value"; }
    std::string operator()(std::int64_t) const { return "a number"; }
    std::string operator()(double) const { return "a number"; }
    std::string operator()(const std::string&) const { return "text"; }
    std::string operator()(const BigInteger&) const { return "a number"; }
    std::string operator()(const Global& global) const { return printable(global.name); }
    std::string operator()(const List&) const { return "a list"; }
    std::string operator()(const Tuple&) const { return "a tuple"; }
    std::string operator()(const Dict&) const { return "a dictionary"; }
    std::string operator()(const Call& call) const {
      return "an object of " + printable(call.function);
    }
    std::string operator()(const Persistent&) const { return "a storage"; }
  };
  return std::visit(Describer{}, value.data);
}

}  // namespace penumbra::model::pickle
