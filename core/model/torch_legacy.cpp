#include "model/torch_legacy.h"

#include <cstring>
#include <map>

#include "base/error.h"
#include "model/pickle.h"
#include "model/pickled_state.h"

namespace penumbra::model {
namespace {

/// 0x1950a86a20f9469cfc6c
constexpr std::string_view magic_number("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
constexpr std::int64_t protocol = 1001;

class Reader {
 public:
  Reader(const torch::Tensor& bytes, const std::string& where) : bytes_(bytes), where_(where) {}

  StateDict read() {
    const auto magic = next_pickle();
    const auto* number = magic.root->get<pickle::BigInteger>();
    if (!number || number->bytes != magic_number)
      throw Error("is a pickle, but not one of PyTorch", where_,
                  "Save model.state_dict() with torch.save in Python");
    const auto version = next_pickle();
    if (!version.root->get<std::int64_t>() || *version.root->get<std::int64_t>() != protocol)
      fail("its protocol is not 1001");
    check_system(next_pickle());

    const auto pickled = read_pickled_state(rest(), where_);
    at_ += pickled.size;
    const auto keys = next_pickle();
    const auto storages = read_storages(keys, pickled.storages);

    StateDict state;
    state.where = where_;
    for (const auto& tensor : pickled.tensors) {
      const auto found = storages.find(tensor.storage.key);
      if (found == storages.end()) fail("the storage of " + tensor.name + " is missing");
      state.tensors.emplace_back(tensor.name, view_of(tensor, found->second));
    }
    return state;
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("is a damaged PyTorch file: " + reason, where_, "Download or copy the file again");
  }

  std::span<const std::byte> rest() const { return span_of(bytes_).subspan(at_); }

  pickle::Pickle next_pickle() {
    auto read = pickle::read(rest(), where_, [](std::string_view) { return false; });
    at_ += read.size;
    return read;
  }

  void check_system(const pickle::Pickle& system) const {
    const auto* dict = system.root->get<pickle::Dict>();
    if (!dict) fail("it does not describe its system");
    for (const auto& [key, value] : dict->items)
      if (key->get<std::string>() && *key->get<std::string>() == "little_endian" &&
          value->get<bool>() && !*value->get<bool>())
        throw Error("was written on a big-endian machine", where_,
                    "Load and save it with PyTorch on this machine");
  }

  std::map<std::string, torch::Tensor> read_storages(const pickle::Pickle& keys,
                                                     const std::vector<PickledStorage>& mentioned) {
    std::map<std::string, const PickledStorage*> described;
    for (const auto& storage : mentioned) {
      const auto* known = described.try_emplace(storage.key, &storage).first->second;
      if (known->type != storage.type || known->count != storage.count)
        fail("storage " + storage.key + " has two types or sizes");
    }
    const auto* list = keys.root->get<pickle::List>();
    if (!list) fail("it does not list its storages");
    std::map<std::string, torch::Tensor> storages;
    for (const auto* key : list->items) {
      const auto* text = key->get<std::string>();
      const auto found = text ? described.find(*text) : described.end();
      if (found == described.end()) fail("it lists a storage that no tensor has");
      storages[*text] = next_storage(*found->second);
    }
    return storages;
  }

  torch::Tensor next_storage(const PickledStorage& storage) {
    std::int64_t count = 0;
    if (rest().size() < sizeof count) fail("it ends too early");
    std::memcpy(&count, rest().data(), sizeof count);
    at_ += sizeof count;
    if (count != storage.count) fail("storage " + storage.key + " has another size");
    const auto size = static_cast<std::uint64_t>(count * storage.type->size);
    if (rest().size() < size) fail("it ends too early");
    auto elements = elements_at(bytes_, static_cast<std::int64_t>(at_), count, *storage.type);
    at_ += size;
    return elements;
  }

  const torch::Tensor& bytes_;
  const std::string& where_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_torch_legacy(const torch::Tensor& bytes) {
  return bytes.numel() > 2 && span_of(bytes)[0] == std::byte{0x80} &&
         span_of(bytes)[1] <= std::byte{5};
}

StateDict parse_torch_legacy(const torch::Tensor& bytes, const std::string& where) {
  return Reader(bytes, where).read();
}

}  // namespace penumbra::model
