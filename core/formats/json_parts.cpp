#include "formats/json_parts.h"

#include "base/error.h"
#include "base/json.h"
#include "formats/byte_stream.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool is_space(int sign) { return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n'; }

class Scanner {
 public:
  Scanner(const ByteSource& file, const std::function<void(const JsonPart&)>& part)
      : file_(file), bytes_(file), part_(part) {}

  void run() {
    if (bytes_.peek() == 0xef)
      for (const int sign : {0xef, 0xbb, 0xbf}) expect(sign);
    skip_space();
    if (bytes_.peek() == '[') {
      list("");
    } else if (bytes_.peek() == '{') {
      bytes_.next();
      members();
    } else {
      refuse("neither an object nor a list starts here");
    }
    skip_space();
    if (bytes_.peek() != ByteStream::end) refuse("something follows after its end");
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw Error("is no whole JSON: " + why, place_in(file_.path(), bytes_.offset()),
                "Repair or copy the file again");
  }

  void expect(int sign) {
    if (bytes_.peek() != sign)
      refuse(bytes_.peek() == ByteStream::end
                 ? std::string("the file ends here")
                 : std::string("there is no '") + static_cast<char>(sign) + "' here");
    bytes_.next();
  }

  void skip_space() {
    while (is_space(bytes_.peek())) bytes_.next();
    bytes_.mark();
  }

  /// Whether a list or object goes on after one of its values.
  bool goes_on(int end) {
    skip_space();
    if (bytes_.peek() == ',') {
      bytes_.next();
      return true;
    }
    expect(end);
    return false;
  }

  void members() {
    skip_space();
    if (bytes_.peek() == '}') {
      bytes_.next();
      return;
    }
    do {
      skip_space();
      const auto start = bytes_.offset();
      if (bytes_.peek() != '"') refuse("there is no name of a member here");
      string();
      const auto key = parse_part(bytes_.marked(), start, file_.path()).get<std::string>();
      skip_space();
      expect(':');
      skip_space();
      if (bytes_.peek() == '[')
        list(key);
      else
        value(key, false);
    } while (goes_on('}'));
  }

  void list(const std::string& key) {
    expect('[');
    skip_space();
    if (bytes_.peek() == ']') {
      bytes_.next();
      return;
    }
    do {
      skip_space();
      value(key, true);
    } while (goes_on(']'));
  }

  void value(const std::string& key, bool in_list) {
    bytes_.mark();
    const auto start = bytes_.offset();
    skip_value();
    const auto text = bytes_.marked();
    part_({key, in_list, {start, text.size()}, text});
    bytes_.mark();
  }

  void string() {
    bytes_.next();
    for (int sign = bytes_.next(); sign != '"'; sign = bytes_.next()) {
      if (sign == '\\') sign = bytes_.next();
      if (sign == ByteStream::end) refuse("the file ends within a text");
    }
  }

  void skip_value() {
    std::size_t depth = 0;
    do {
      switch (const int sign = bytes_.peek()) {
        case ByteStream::end:
          refuse("the file ends within a value");
        case '"':
          string();
          break;
        case '{':
        case '[':
          ++depth;
          bytes_.next();
          break;
        case '}':
        case ']':
          if (depth == 0) refuse("there is no value here");
          --depth;
          bytes_.next();
          break;
        case ',':
          if (depth == 0) refuse("there is no value here");
          bytes_.next();
          break;
        default:
          bytes_.next();
          if (depth == 0 && !is_space(sign)) {
            skip_word();
            return;
          }
      }
    } while (depth > 0);
  }

  /// The rest of a number, true, false or null.
  void skip_word() {
    for (int sign = bytes_.peek();
         sign != ByteStream::end && !is_space(sign) && sign != ',' && sign != ']' && sign != '}';
         sign = bytes_.peek())
      bytes_.next();
  }

  const ByteSource& file_;
  ByteStream bytes_;
  const std::function<void(const JsonPart&)>& part_;
};

}  // namespace

void for_each_part(const ByteSource& file, const std::function<void(const JsonPart&)>& part) {
  Scanner(file, part).run();
}

json parse_part(std::string_view text, std::uint64_t offset, const fs::path& file) {
  try {
    return parse_json(text);
  } catch (const json::exception& error) {
    throw Error(std::string("is not JSON: ") + error.what(), place_in(file, offset),
                "Repair or copy the file again");
  }
}

std::string place_in(const fs::path& file, std::uint64_t offset) {
  return file.string() + ": byte " + std::to_string(offset);
}

void with_json(const fs::path& file, std::uint64_t offset, const std::function<void()>& use) {
  try {
    use();
  } catch (const json::exception& error) {
    throw Error(std::string("holds something unexpected: ") + error.what(), place_in(file, offset),
                "Repair the file");
  }
}

}  // namespace penumbra::formats
