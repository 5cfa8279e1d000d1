#include "formats/npy_header.h"

#include <charconv>
#include <optional>

#include "base/error.h"

namespace penumbra::formats {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

[[noreturn]] void fail(const std::filesystem::path& name, const std::string& reason) {
  throw Error(reason, name.string(), "Save it with numpy.savez");
}

/// The dictionary of a header: a literal of Python with three keys.
class Dictionary {
 public:
  Dictionary(std::string_view text, const std::filesystem::path& name) : text_(text), name_(name) {}

  NpyHeader read() {
    expect('{');
    while (!accept('}')) {
      const auto key = quoted();
      expect(':');
      if (key == "descr")
        read_type();
      else if (key == "fortran_order")
        header_.fortran_order = truth();
      else if (key == "shape")
        read_shape();
      else
        damaged();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    if (!typed_ || !shaped_) damaged();
    return header_;
  }

 private:
  [[noreturn]] void damaged() const { fail(name_, "has a damaged array header"); }

  void skip_blanks() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\n'))
      text_.remove_prefix(1);
  }

  bool accept(char c) {
    skip_blanks();
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  void expect(char c) {
    if (!accept(c)) damaged();
  }

  std::string_view quoted() {
    const char quote = accept('\'') ? '\'' : '"';
    if (quote == '"') expect('"');
    const auto end = text_.find(quote);
    if (end == std::string_view::npos) damaged();
    const auto word = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return word;
  }

  bool truth() {
    skip_blanks();
    for (const std::string_view word : {"True", "False"})
      if (text_.starts_with(word)) {
        text_.remove_prefix(word.size());
        return word == "True";
      }
    damaged();
  }

  template <class Number>
  std::optional<Number> number(std::string_view& text) const {
    Number value{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
  }

  void read_type() {
    skip_blanks();
    if (text_.starts_with('[')) fail(name_, "holds records, not plain numbers");
    auto type = quoted();
    if (type.size() < 2) damaged();
    header_.byte_order = type[0];
    header_.kind = type[1];
    type.remove_prefix(2);
    const auto width = type.empty() ? std::optional<std::size_t>(1) : number<std::size_t>(type);
    if (!width || !type.empty()) fail(name_, "holds elements of an unknown type");
    header_.width = *width;
    typed_ = true;
  }

  void read_shape() {
    expect('(');
    while (!accept(')')) {
      skip_blanks();
      const auto length = number<std::uint64_t>(text_);
      if (!length) damaged();
      header_.shape.push_back(*length);
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    shaped_ = true;
  }

  std::string_view text_;
  const std::filesystem::path& name_;
  NpyHeader header_;
  bool typed_ = false, shaped_ = false;
};

}  // namespace

std::string encode_npy_header(const std::string& type, const std::string& shape) {
  constexpr std::size_t alignment = 64, ahead = magic.size() + 4;
  std::string header =
      "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
  header.append(alignment - 1 - (ahead + header.size()) % alignment, ' ');
  header.push_back('\n');
  std::string bytes(magic);
  bytes += {1, 0, static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
  return bytes + header;
}

NpyHeader take_npy_header(std::string_view& bytes, const std::filesystem::path& name) {
  if (!bytes.starts_with(magic)) fail(name, "is no array of NumPy");
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  std::size_t at = magic.size();
  if (bytes.size() < at + 2) fail(name, "is cut off within its header");
  const int version = byte(at);
  if (version < 1 || version > 3)
    fail(name, "is of version " + std::to_string(version) + " of NumPy's format; 1 to 3 are known");
  at += 2;
  const std::size_t digits = version == 1 ? 2 : 4;
  if (bytes.size() < at + digits) fail(name, "is cut off within its header");
  std::size_t length = 0;
  for (std::size_t i = 0; i < digits; ++i) length |= std::size_t{byte(at + i)} << 8 * i;
  at += digits;
  if (bytes.size() - at < length) fail(name, "is cut off within its header");
  const auto header = Dictionary(bytes.substr(at, length), name).read();
  bytes.remove_prefix(at + length);
  return header;
}

}  // namespace penumbra::formats
