#include "formats/yaml_names.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/json.h"
#include "dataset/class_lists.h"

namespace penumbra::formats {
namespace {

using dataset::trimmed;

class Parser {
 public:
  Parser(std::string_view text, const std::filesystem::path& file) : text_(text), file_(file) {}

  std::vector<std::string> run() {
    while (at_ < text_.size()) {
      auto line = take_line();
      if (!line.starts_with("names")) continue;
      auto rest = trimmed(line.substr(5));
      if (!rest.starts_with(':')) continue;
      rest = without_comment(trimmed(rest.substr(1)));
      if (rest.empty())
        block();
      else
        flow(rest);
      if (names_.empty()) refuse("'names' is empty");
      return std::move(names_);
    }
    refuse("there is no 'names'");
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(why, file_.string() + ": line " + std::to_string(line_),
                "Write 'names:' with a line '  0: NAME' a class");
  }

  std::string take_line() {
    const auto end = std::min(text_.find('\n', at_), text_.size());
    std::string line(text_.substr(at_, end - at_));
    at_ = end + 1;
    ++line_;
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

  static std::string without_comment(const std::string& text) {
    if (text.starts_with('#')) return {};
    return text;
  }

  /// A scalar at the front of `text`, which it takes off; a plain one ends at one of `ends`.
  std::string take_scalar(std::string_view& text, std::string_view ends) const {
    if (text.starts_with('"')) {
      std::size_t end = 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      if (end >= text.size()) refuse("a quoted name does not end");
      const auto quoted = text.substr(0, end + 1);
      text.remove_prefix(end + 1);
      try {
        return parse_json(quoted).get<std::string>();
      } catch (const nlohmann::json::exception&) {
        refuse("a quoted name can't be read");
      }
    }
    if (text.starts_with('\'')) {
      std::string name;
      for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\'' && (i + 1 == text.size() || text[i + 1] != '\'')) {
          text.remove_prefix(i + 1);
          return name;
        }
        if (text[i] == '\'') ++i;
        name.push_back(text[i]);
      }
      refuse("a quoted name does not end");
    }
    auto end = std::min(text.find_first_of(ends), text.size());
    if (const auto comment = text.find(" #"); comment < end) end = comment;
    const auto name = trimmed(text.substr(0, end));
    text.remove_prefix(end);
    return name;
  }

  static void skip_space(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  }

  /// `key: ` at the front of `text`, which has to be the number of the next name.
  void take_number(std::string_view& text) const {
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{}) refuse("a name has no number");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    skip_space(text);
    if (!text.starts_with(':')) refuse("there is no ':' after a number");
    text.remove_prefix(1);
    skip_space(text);
    if (number != names_.size())
      refuse("number " + std::to_string(number) + " stands where " + std::to_string(names_.size()) +
             " is expected");
  }

  void block() {
    while (at_ < text_.size()) {
      const auto before = at_;
      const auto line = take_line();
      std::string_view text = line;
      skip_space(text);
      if (text.empty() || text.starts_with('#')) continue;
      const bool is_list = text.starts_with("- ");
      if (text.size() == line.size() && !is_list) {  // the next key
        at_ = before;
        return;
      }
      if (is_list) {
        text.remove_prefix(2);
        skip_space(text);
      } else {
        take_number(text);
      }
      names_.push_back(take_scalar(text, ""));
    }
  }

  void flow(std::string text) {
    const char end = text.front() == '[' ? ']' : text.front() == '{' ? '}' : '\0';
    if (end == '\0') refuse("'names' is neither a list nor a map");
    std::string all = text.substr(1);
    std::string_view rest = all;
    while (true) {
      for (skip_space(rest); rest.empty(); skip_space(rest)) {
        if (at_ >= text_.size()) refuse("'names' does not end");
        all = take_line();
        rest = all;
      }
      if (rest.front() == end) return;
      if (end == '}') take_number(rest);
      names_.push_back(take_scalar(rest, end == ']' ? ",]" : ",}"));
      skip_space(rest);
      if (rest.starts_with(','))
        rest.remove_prefix(1);
      else if (!rest.empty() && rest.front() != end)
        refuse("there is no ',' between two names");
    }
  }

  std::string_view text_;
  std::filesystem::path file_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> parse_yaml_names(std::string_view text,
                                          const std::filesystem::path& file) {
  return Parser(text, file).run();
}

}  // namespace penumbra::formats
