#include "project/query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/nearest_name.h"
#include "project/image_state.h"

namespace penumbra::project {
namespace {

using Value = std::variant<std::int64_t, double, std::string>;

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// A pattern with '*' as one of SQL's LIKE, escaped by '\'.
std::string like_pattern(std::string_view text) {
  std::string pattern;
  for (const char character : text) {
    if (character == '%' || character == '_' || character == '\\') pattern += '\\';
    pattern += character == '*' ? '%' : character;
  }
  return pattern;
}

class Parser {
 public:
  Parser(std::string_view text, const QueryNames& names) : text_(text), names_(names) {}

  Condition parse() {
    skip_blanks();
    if (at_ == text_.size()) return {};
    if (text_.size() > 10'000) throw UsageError("is too long", "query", "Use fewer words");
    condition_.sql.clear();
    either();
    if (at_ < text_.size()) fail(at_, "this closes nothing", "Remove it, or open a parenthesis");
    return std::move(condition_);
  }

 private:
  struct Word {
    std::size_t at;
    std::string text;
    bool quoted;
  };

  [[noreturn]] void fail(std::size_t at, const std::string& reason,
                         const std::string& remedy) const {
    // A mark under the character, counted in characters and not in bytes of UTF-8.
    const auto before = text_.substr(0, at);
    const auto column = std::ranges::count_if(before, [](char c) { return (c & 0xc0) != 0x80; });
    throw UsageError(reason, "query, character " + std::to_string(column + 1),
                     remedy + "\n  " + std::string(text_) + "\n  " +
                         std::string(static_cast<std::size_t>(column), ' ') + "^");
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }

  /// Takes the word `keyword` where it stands alone.
  bool take(std::string_view keyword) {
    if (text_.substr(at_, keyword.size()) != keyword) return false;
    const auto after = at_ + keyword.size();
    if (after < text_.size() && !is_blank(text_[after]) && text_[after] != '(') return false;
    at_ = after;
    skip_blanks();
    return true;
  }

  void emit(std::string_view sql) { condition_.sql += sql; }
  /// Begins a condition on a column of `images`.
  void emit_column(std::string_view name) {
    condition_.sql += "images.";
    condition_.sql += name;
    condition_.needs_columns = true;
  }
  void emit(std::string_view sql, Value value) {
    condition_.sql += sql;
    condition_.values.push_back(std::move(value));
  }

  void either() {
    const Depth depth(*this);
    emit("(");
    both();
    while (take("or")) {
      emit(" OR ");
      both();
    }
    emit(")");
  }

  void both() {
    negation();
    while (at_ < text_.size() && !next_is(')')) {
      const auto before = at_;
      if (take("or")) {
        at_ = before;
        return;
      }
      take("and");
      emit(" AND ");
      negation();
    }
  }

  void negation() {
    bool negated = false;
    while (take("not") || take_minus()) negated = !negated;
    if (negated) emit("NOT ");
    if (next_is('(')) {
      const auto opened = at_++;
      skip_blanks();
      either();
      if (!next_is(')')) fail(opened, "this parenthesis is not closed", "Close it");
      ++at_;
      skip_blanks();
    } else {
      term();
    }
  }

  bool take_minus() {
    if (!next_is('-')) return false;
    ++at_;
    return true;
  }

  Word word(std::string_view ends) {
    Word result{at_, {}, false};
    if (next_is('"')) {
      result.quoted = true;
      for (++at_; !next_is('"'); ++at_) {
        if (at_ >= text_.size()) fail(result.at, "this quotation mark is not closed", "Close it");
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        result.text += text_[at_];
      }
      ++at_;
    } else {
      while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '(' &&
             text_[at_] != ')' && ends.find(text_[at_]) == ends.npos)
        result.text += text_[at_++];
    }
    return result;
  }

  void term() {
    if (at_ == text_.size()) fail(at_, "something is missing here", "Name what to look for");
    const auto first = word(":<>=");
    count_condition(first.at);
    if (first.text.empty() && !first.quoted)
      fail(at_, "a name is missing before this", "For example tag:dog or uncertain>0.2");
    if (first.quoted || at_ == text_.size() || is_blank(text_[at_]) || text_[at_] == ')' ||
        text_[at_] == '(') {
      emit_column("path");
      emit(" LIKE ? ESCAPE '\\'", '%' + like_pattern(first.text) + '%');
    } else if (next_is(':')) {
      ++at_;
      property(first);
    } else {
      comparison(first);
    }
    skip_blanks();
  }

  /// Keeps within SQLite's own limits.
  void count_condition(std::size_t at) {
    if (++conditions_ > 400) fail(at, "there are too many conditions", "Use fewer");
  }

  void property(const Word& key) {
    emit("(");
    bool more = false;
    do {
      if (more) emit(" OR ");
      const auto value = word(",");
      count_condition(value.at);
      if (value.text.empty() && !value.quoted)
        fail(value.at, "a value is missing here", "For example tag:dog");
      if (key.text == "tag") {
        emit("images.id IN (SELECT image FROM tags WHERE class = ?)", class_value(value));
      } else if (key.text == "split") {
        known(value, names_.splits, "split");
        emit(
            "images.id IN (SELECT image FROM image_splits WHERE split = "
            "(SELECT id FROM splits WHERE name = ?))",
            value.text);
      } else if (key.text == "layer") {
        known(value, names_.layers, "layer");
        emit(
            "images.id IN (SELECT f.image FROM layer_files f JOIN layers l ON l.name = ? "
            "WHERE f.part = -1 AND (f.layer = l.id OR (l.kind = 'edited' AND f.layer = l.base)) ",
            value.text);
        emit(
            "UNION SELECT e.image FROM edited_images e JOIN layers l ON e.layer = l.id "
            "WHERE l.name = ?)",
            value.text);
      } else if (key.text == "state") {
        state(value);
      } else if (key.text == "is") {
        known(value, {"tagged", "untagged"}, "property");
        emit_column("tagged");
        emit(value.text == "tagged" ? " = 1" : " = 0");
      } else if (key.text == "name" || key.text == "path") {
        emit_column(key.text);
        emit(" LIKE ? ESCAPE '\\'", like_pattern(value.text));
      } else {
        const std::vector<std::string> keys{"tag", "split", "state", "is", "layer", "name", "path"};
        fail(key.at, "there is no property '" + key.text + "'", "Choose one of " + joined(keys));
      }
      more = next_is(',');
      if (more) ++at_;
    } while (more);
    emit(")");
  }

  void state(const Word& value) {
    std::vector<std::string> states(image_state_names.begin(), image_state_names.end());
    states.insert(states.end(), {"broken", "missing"});
    known(value, states, "state");
    const auto number = std::find(states.begin(), states.end(), value.text) - states.begin();
    if (value.text == "broken") {
      emit_column("problem IS NOT NULL");
    } else if (value.text == "missing") {
      emit_column("found = 0");
    } else {
      emit_column("problem IS NULL AND images.state = ?");
      condition_.values.emplace_back(std::int64_t{number});
    }
  }

  void comparison(const Word& name) {
    std::string sign(1, text_[at_++]);
    if (sign != "=" && next_is('=')) sign += text_[at_++];
    const auto value = word("");
    double number = 0;
    const auto* end = value.text.data() + value.text.size();
    const auto [stop, code] = std::from_chars(value.text.data(), end, number);
    if (code != std::errc{} || stop != end || !std::isfinite(number))
      fail(std::min(value.at, text_.size()), "a number is expected after '" + sign + "'",
           "For example " + name.text + sign + "0.2");
    if (name.text == "width" || name.text == "height") {
      emit_column(name.text);
      emit(" " + sign + " ?", number);
    } else if (name.text == "tags") {
      emit("(SELECT count(*) FROM tags WHERE image = images.id) " + sign + " ?", number);
    } else {
      auto numbers = names_.numbers;
      numbers.insert(numbers.end(), known_numbers.begin(), known_numbers.end());
      numbers.insert(numbers.end(), {"tags", "width", "height"});
      known(name, numbers, "number");
      emit("images.id IN (SELECT image FROM numbers WHERE name = ?", name.text);
      emit(" AND value " + sign + " ?)", number);
    }
  }

  std::int64_t class_value(const Word& word) const {
    for (const auto& [name, value] : names_.classes)
      if (name == word.text) return value;
    std::vector<std::string> known_names;
    for (const auto& [name, value] : names_.classes) known_names.push_back(name);
    known(word, known_names, "class");
    return 0;
  }

  void known(const Word& word, const std::vector<std::string>& names,
             const std::string& what) const {
    if (std::find(names.begin(), names.end(), word.text) != names.end()) return;
    std::string remedy = "Choose one of " + joined(names);
    if (names.empty()) remedy = "The project has none";
    if (names.size() > 12) remedy = "Did you mean '" + nearest_name(word.text, names) + "'?";
    fail(word.at, "there is no " + what + " '" + word.text + "'", remedy);
  }

  /// Keeps parentheses from exhausting the stack.
  class Depth {
   public:
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > 100)
        parser_.fail(parser_.at_, "too many parentheses lie in each other", "Use fewer");
    }
    ~Depth() { --parser_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

   private:
    Parser& parser_;
  };

  std::string_view text_;
  const QueryNames& names_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int conditions_ = 0;
  Condition condition_;
};

}  // namespace

QueryNames query_names(const Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    QueryNames names;
    SQLite::Statement classes(
        tables, "SELECT name, value FROM classes WHERE becomes IS NULL ORDER BY position");
    while (classes.executeStep())
      names.classes.emplace_back(classes.getColumn(0).getString(), classes.getColumn(1).getInt());
    const auto list = [&](const char* sql) {
      std::vector<std::string> found;
      SQLite::Statement query(tables, sql);
      while (query.executeStep()) found.push_back(query.getColumn(0).getString());
      return found;
    };
    names.splits = list("SELECT name FROM splits ORDER BY name");
    names.layers = list("SELECT name FROM layers ORDER BY id");
    // One step into the index a name, where DISTINCT would read every row. Those of a class
    // (tag_numbers.h) are not asked for by name.
    names.numbers = list(
        "WITH RECURSIVE found(name) AS (SELECT min(name) FROM numbers UNION ALL "
        "SELECT (SELECT min(name) FROM numbers WHERE name > found.name) FROM found "
        "WHERE found.name IS NOT NULL) SELECT name FROM found WHERE name NOT LIKE '%:%'");
    return names;
  });
}

Condition parse_query(std::string_view text, const QueryNames& names) {
  return Parser(text, names).parse();
}

}  // namespace penumbra::project
