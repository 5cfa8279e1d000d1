#include "tensor_file.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/atomic_file.h"

namespace {

float from_half(std::uint16_t half) {
  const int exponent = (half >> 10) & 31;
  const int fraction = half & 1023;
  const float sign = half & 0x8000 ? -1.0f : 1.0f;
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
  return sign * std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
}

template <class Number>
void convert(const char* bytes, std::vector<float>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    Number number;
    std::memcpy(&number, bytes + i * sizeof number, sizeof number);
    values[i] = static_cast<float>(number);
  }
}

}  // namespace

TensorFile::TensorFile(const std::filesystem::path& file, const std::string& prefix) {
  const std::string bytes = penumbra::read_file(file);
  std::uint64_t length = 0;
  if (bytes.size() >= 8) std::memcpy(&length, bytes.data(), 8);
  if (length == 0 || length > bytes.size() - 8)
    throw std::runtime_error("no header: " + file.string());
  const auto header = nlohmann::json::parse(bytes.substr(8, length));
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") {
      metadata = entry.get<std::map<std::string, std::string>>();
      continue;
    }
    if (!name.starts_with(prefix)) continue;
    Tensor& tensor = tensors[name];
    tensor.shape = entry.at("shape").get<std::vector<std::int64_t>>();
    std::size_t count = 1;
    for (const std::int64_t side : tensor.shape) count *= static_cast<std::size_t>(side);
    tensor.values.resize(count);
    const auto offsets = entry.at("data_offsets").get<std::vector<std::size_t>>();
    const std::string type = entry.at("dtype");
    const std::map<std::string, std::size_t> widths{
        {"U8", 1}, {"I64", 8}, {"F16", 2}, {"F32", 4}, {"F64", 8}};
    if (!widths.contains(type) || offsets.at(1) - offsets.at(0) != count * widths.at(type) ||
        8 + length + offsets.at(1) > bytes.size()) {
      throw std::runtime_error("cannot read " + name + " of " + file.string());
    }
    const char* data = bytes.data() + 8 + length + offsets.at(0);
    if (type == "U8") convert<std::uint8_t>(data, tensor.values);
    if (type == "I64") convert<std::int64_t>(data, tensor.values);
    if (type == "F32") convert<float>(data, tensor.values);
    if (type == "F64") convert<double>(data, tensor.values);
    if (type == "F16") {
      convert<std::uint16_t>(data, tensor.values);
      for (float& value : tensor.values) value = from_half(static_cast<std::uint16_t>(value));
    }
  }
}

const TensorFile::Tensor& TensorFile::operator[](const std::string& name) const {
  const auto found = tensors.find(name);
  if (found == tensors.end()) throw std::runtime_error("there is no tensor " + name);
  return found->second;
}
