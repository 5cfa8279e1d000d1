#include "model/pickled_state.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "base/error.h"
#include "model/pickle.h"

namespace penumbra::model {
namespace {

using pickle::Ref;

constexpr int max_depth = 8;
constexpr std::int64_t max_entries = 1'000'000;

constexpr std::array<std::string_view, 2> rebuild_tensor{"torch._utils._rebuild_tensor",
                                                         "torch._utils._rebuild_tensor_v2"};
constexpr std::array<std::string_view, 2> rebuild_parameter{
    "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state"};

/// Plain values that training scripts save beside the weights. They are noted and dropped.
constexpr std::array<std::string_view, 15> harmless{
    "__builtin__.set",
    "_codecs.encode",
    "argparse.Namespace",
    "builtins.set",
    "collections.OrderedDict",
    "numpy._core.multiarray.scalar",
    "numpy.core.multiarray.scalar",
    "numpy.dtype",
    "torch.Size",
    "torch.bfloat16",
    "torch.device",
    "torch.float16",
    "torch.float32",
    "torch.float64",
    "torch.int64",
};

bool one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

const ElementType* storage_type(std::string_view global) {
  constexpr std::string_view module = "torch.";
  if (!global.starts_with(module)) return nullptr;
  for (const auto& type : element_types())
    if (type.storage == global.substr(module.size())) return &type;
  return nullptr;
}

bool is_known(std::string_view global) {
  return one_of(rebuild_tensor, global) || one_of(rebuild_parameter, global) ||
         one_of(harmless, global) || storage_type(global);
}

class Reader {
 public:
  Reader(std::span<const std::byte> bytes, const std::string& where)
      : where_(where), pickle_(pickle::read(bytes, where, is_known)) {}

  PickledState read() {
    state_.size = pickle_.size;
    for (const auto& value : pickle_.values)
      if (const auto* persistent = value.get<pickle::Persistent>())
        state_.storages.push_back(storage(*persistent));
    if (!pickle_.root->get<pickle::Dict>())
      throw Error(
          "holds " +
              (tensor_call(pickle_.root) ? "a single tensor" : pickle::describe(*pickle_.root)) +
              ", not a dictionary of tensors",
          where_, "Save model.state_dict() in Python");
    flatten(*pickle_.root->get<pickle::Dict>(), "", 0);
    if (state_.tensors.empty())
      throw Error("holds no tensors", where_, "Save model.state_dict() in Python");
    return std::move(state_);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("is a damaged PyTorch file: " + reason, where_, "Download or copy the file again");
  }

  void flatten(const pickle::Dict& dict, const std::string& prefix, int depth) {
    for (const auto& [key, value] : dict.items) {
      if (++entries_ > max_entries) fail("its dictionaries hold too many entries");
      const auto* text = key->get<std::string>();
      if (!text) continue;
      const auto name = prefix + *text;
      if (const auto* call = tensor_call(value))
        add(name, *call);
      else if (const auto* inner = value->get<pickle::Dict>(); inner && depth < max_depth)
        flatten(*inner, name + ".", depth + 1);
    }
  }

  void add(const std::string& name, const pickle::Call& call) {
    if (!names_.insert(name).second) fail("it holds two tensors of the name " + name);
    state_.tensors.push_back(tensor(name, call));
  }

  /// The call that rebuilds a tensor, also within a parameter; null for all other values.
  const pickle::Call* tensor_call(Ref value) const {
    const auto* call = value->get<pickle::Call>();
    for (int depth = 0; call && one_of(rebuild_parameter, call->function); ++depth) {
      if (call->arguments.empty() || depth == max_depth) fail("it holds an odd parameter");
      call = call->arguments[0]->get<pickle::Call>();
    }
    return call && one_of(rebuild_tensor, call->function) ? call : nullptr;
  }

  std::int64_t number(Ref value) const {
    const auto* number = value->get<std::int64_t>();
    if (!number || *number < 0) fail("a size, stride or offset is not a number from 0 on");
    return *number;
  }
  std::vector<std::int64_t> numbers(Ref value) const {
    const auto* tuple = value->get<pickle::Tuple>();
    if (const auto* size = value->get<pickle::Call>();
        size && size->function == "torch.Size" && size->arguments.size() == 1)
      tuple = size->arguments[0]->get<pickle::Tuple>();
    if (!tuple || tuple->items.size() > max_dimensions) fail("a tensor has odd sizes");
    std::vector<std::int64_t> numbers;
    for (const auto* item : tuple->items) numbers.push_back(number(item));
    return numbers;
  }

  /// ('storage', class, key, device, count), in the legacy format with a view of it, None today.
  PickledStorage storage(const pickle::Persistent& persistent) const {
    const auto* id = persistent.id->get<pickle::Tuple>();
    if (!id || id->items.size() < 5 || id->items.size() > 6) fail("it has an odd storage");
    const auto* kind = id->items[0]->get<std::string>();
    const auto* type = id->items[1]->get<pickle::Global>();
    const auto* key = id->items[2]->get<std::string>();
    if (!kind || *kind != "storage" || !type || !key) fail("it has an odd storage");
    if (id->items.size() == 6 && !id->items[5]->get<pickle::None>())
      throw Error("holds storages that are parts of others, as PyTorch before 0.4 wrote them",
                  where_, "Load and save it with a newer PyTorch");
    PickledStorage storage{*key, storage_type(type->name), number(id->items[4])};
    if (!storage.type) fail("a storage is of the class " + type->name);
    if (!element_count(std::array{storage.count}, storage.type->size))
      fail("a storage is larger than any memory");
    return storage;
  }

  PickledTensor tensor(const std::string& name, const pickle::Call& call) const {
    const auto& arguments = call.arguments;
    const auto* persistent =
        arguments.size() < 4 ? nullptr : arguments[0]->get<pickle::Persistent>();
    if (!persistent) fail(name + " has no storage");
    PickledTensor tensor{name, storage(*persistent), number(arguments[1]), numbers(arguments[2]),
                         numbers(arguments[3])};
    const auto count = element_count(tensor.sizes, tensor.storage.type->size);
    if (tensor.sizes.size() != tensor.strides.size() || !count || !lies_within(tensor, *count))
      fail(name + " does not lie within its storage");
    return tensor;
  }

  static bool lies_within(const PickledTensor& tensor, std::int64_t count) {
    if (tensor.offset > tensor.storage.count || count > tensor.storage.count) return false;
    if (count == 0) return true;
    auto left = tensor.storage.count - 1 - tensor.offset;
    for (std::size_t i = 0; i < tensor.sizes.size(); ++i) {
      const auto steps = tensor.sizes[i] - 1;
      if (steps == 0 || tensor.strides[i] == 0) continue;
      if (tensor.strides[i] > left / steps) return false;
      left -= tensor.strides[i] * steps;
    }
    return left >= 0;
  }

  const std::string& where_;
  pickle::Pickle pickle_;
  PickledState state_;
  std::set<std::string> names_;
  std::int64_t entries_ = 0;
};

/// Appends pickle opcodes (protocol 2).
class Writer {
 public:
  void opcode(char code) { text_ += code; }
  void global(std::string_view module, std::string_view name) {
    text_ += 'c';
    text_ += module;
    text_ += '\n';
    text_ += name;
    text_ += '\n';
  }
  void unicode(std::string_view value) {
    text_ += 'X';
    little_endian(static_cast<std::uint32_t>(value.size()));
    text_ += value;
  }
  void integer(std::int64_t value) {
    if (value >= 0 && value <= std::numeric_limits<std::int32_t>::max()) {
      text_ += 'J';
      little_endian(static_cast<std::int32_t>(value));
    } else {
      text_ += "\x8a\x08";
      little_endian(value);
    }
  }
  void integers(c10::IntArrayRef values) {
    text_ += '(';
    for (const auto value : values) integer(value);
    text_ += 't';
  }
  void empty_ordered_dict() {
    global("collections", "OrderedDict");
    text_ += ")R";
  }
  std::string take() { return std::move(text_); }

 private:
  template <typename T>
  void little_endian(T value) {
    text_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::string text_ = "\x80\x02";
};

}  // namespace

PickledState read_pickled_state(std::span<const std::byte> pickle, const std::string& where) {
  return Reader(pickle, where).read();
}

torch::Tensor view_of(const PickledTensor& tensor, const torch::Tensor& elements) {
  return elements
      .as_strided(tensor.sizes, tensor.strides, elements.storage_offset() + tensor.offset)
      .contiguous();
}

std::string pickle_state(const std::vector<std::pair<std::string, torch::Tensor>>& tensors) {
  Writer out;
  out.empty_ordered_dict();
  out.opcode('(');
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const auto& [name, tensor] = tensors[i];
    out.unicode(name);
    out.global("torch._utils", "_rebuild_tensor_v2");
    out.opcode('(');
    out.opcode('(');
    out.unicode("storage");
    out.global("torch", find_element_type(tensor.scalar_type())->storage);
    out.unicode(std::to_string(i));
    out.unicode("cpu");
    out.integer(tensor.numel());
    out.opcode('t');
    out.opcode('Q');
    out.integer(0);
    out.integers(tensor.sizes());
    out.integers(tensor.strides());
    out.opcode('\x89');  // requires_grad: False
    out.empty_ordered_dict();
    out.opcode('t');
    out.opcode('R');
  }
  out.opcode('u');
  out.opcode('.');
  return out.take();
}

}  // namespace penumbra::model
