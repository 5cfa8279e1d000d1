#include "model/tensor_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string>

#include "base/error.h"

namespace penumbra::model {
namespace {

static_assert(std::endian::native == std::endian::little,
              "weight files are little-endian and are read without a swap");

constexpr std::array<ElementType, 10> types{{
    {torch::kFloat64, "F64", "DoubleStorage", 8},
    {torch::kFloat32, "F32", "FloatStorage", 4},
    {torch::kFloat16, "F16", "HalfStorage", 2},
    {torch::kBFloat16, "BF16", "BFloat16Storage", 2},
    {torch::kInt64, "I64", "LongStorage", 8},
    {torch::kInt32, "I32", "IntStorage", 4},
    {torch::kInt16, "I16", "ShortStorage", 2},
    {torch::kInt8, "I8", "CharStorage", 1},
    {torch::kUInt8, "U8", "ByteStorage", 1},
    {torch::kBool, "BOOL", "BoolStorage", 1},
}};

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file)
      : value_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

}  // namespace

std::span<const ElementType> element_types() { return types; }

const ElementType* find_element_type(torch::ScalarType type) {
  for (const auto& entry : types)
    if (entry.type == type) return &entry;
  return nullptr;
}

torch::Tensor read_bytes(const std::filesystem::path& file) {
  const Descriptor descriptor(file);
  struct stat status {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0)
    throw Error("cannot be opened: " + std::string(std::strerror(errno)), file.string(),
                "Check that the file exists and may be read");
  if (!S_ISREG(status.st_mode))
    throw Error("is not a file", file.string(), "Name a weight file (.safetensors, .pth, .pt)");
  auto bytes = torch::empty({status.st_size}, torch::kUInt8);
  auto* to = bytes.data_ptr<std::uint8_t>();
  std::int64_t done = 0;
  while (done < status.st_size) {
    const auto count =
        ::read(descriptor.get(), to + done, static_cast<std::size_t>(status.st_size - done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw Error("cannot be read: " + std::string(std::strerror(errno)), file.string(),
                  "Check the disk");
    if (count == 0)
      throw Error("became shorter while it was read", file.string(), "Try again once it is whole");
    done += count;
  }
  return bytes;
}

torch::Tensor copy_bytes(std::span<const std::byte> bytes) {
  auto copy = torch::empty({static_cast<std::int64_t>(bytes.size())}, torch::kUInt8);
  if (!bytes.empty()) std::memcpy(copy.data_ptr<std::uint8_t>(), bytes.data(), bytes.size());
  return copy;
}

std::span<const std::byte> span_of(const torch::Tensor& bytes) {
  return std::as_bytes(
      std::span(bytes.data_ptr<std::uint8_t>(), static_cast<std::size_t>(bytes.numel())));
}

torch::Tensor elements_at(const torch::Tensor& bytes, std::int64_t offset, std::int64_t count,
                          const ElementType& type) {
  auto part = bytes.narrow(0, offset, count * type.size);
  if (type.type == torch::kBool) return part.ne(0);
  if (part.storage_offset() % type.size != 0) part = part.clone();
  return part.view(type.type);
}

std::optional<std::int64_t> element_count(std::span<const std::int64_t> sizes,
                                          std::int64_t element_size) {
  std::int64_t count = 1;
  bool empty = false;
  for (const auto size : sizes) {
    if (size < 0) return std::nullopt;
    if (size == 0) empty = true;
    if (size > 0 && count > std::numeric_limits<std::int64_t>::max() / element_size / size)
      return std::nullopt;
    if (size > 0) count *= size;
  }
  return empty ? 0 : count;
}

}  // namespace penumbra::model
