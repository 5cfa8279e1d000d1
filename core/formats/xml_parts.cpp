#include "formats/xml_parts.h"

#include "base/error.h"
#include "formats/byte_stream.h"
#include "formats/json_parts.h"

namespace penumbra::formats {
namespace {

class Scanner {
 public:
  Scanner(const ByteSource& file, const std::function<void(const XmlPart&)>& part)
      : file_(file), bytes_(file), part_(part) {}

  std::string run() {
    std::string outermost;
    do {
      bytes_.mark();
      start_ = bytes_.offset();
      const int sign = bytes_.next();
      if (sign == ByteStream::end) refuse("the file ends within it");
      if (sign != '<') continue;
      const auto tag = this->tag();
      if (tag.kind == Tag::Other) continue;
      if (depth_ == 0) {
        if (tag.kind == Tag::End) refuse("a tag ends what did not start");
        outermost = tag.name;
        depth_ = tag.kind == Tag::Start ? 1 : 0;
        if (depth_ == 0) return outermost;
      } else if (tag.kind == Tag::End) {
        return outermost;
      } else {
        child(tag);
      }
    } while (true);
  }

 private:
  struct Tag {
    enum Kind { Start, End, Whole, Other } kind = Other;
    std::string name;
  };

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error("is no whole XML: " + why, place_in(file_.path(), bytes_.offset()),
                "Repair or copy the file again");
  }

  int need() {
    const int sign = bytes_.next();
    if (sign == ByteStream::end) refuse("the file ends within it");
    return sign;
  }

  void skip_past(std::string_view end) {
    std::string last;
    while (last != end) {
      last += static_cast<char>(need());
      if (last.size() > end.size()) last.erase(0, 1);
    }
  }

  /// The tag whose '<' was read.
  Tag tag() {
    Tag tag;
    int sign = need();
    if (sign == '?') {
      skip_past("?>");
      return tag;
    }
    if (sign == '!') {
      sign = need();
      if (sign == '-')
        need(), skip_past("-->");
      else if (sign == '[')
        skip_past("]]>");
      else
        refuse("a document type is not read");
      return tag;
    }
    tag.kind = sign == '/' ? Tag::End : Tag::Start;
    if (sign != '/') tag.name.push_back(static_cast<char>(sign));
    bool in_name = true;
    for (int before = sign;; before = sign) {
      sign = need();
      if (sign == '>') {
        if (before == '/' && tag.kind == Tag::Start) tag.kind = Tag::Whole;
        return tag;
      }
      if (sign == '"' || sign == '\'') skip_past({sign == '"' ? "\"" : "'"});
      if (sign == '<') refuse("a tag starts within a tag");
      in_name =
          in_name && sign != ' ' && sign != '\t' && sign != '\r' && sign != '\n' && sign != '/';
      if (in_name && tag.name.size() < 100) tag.name.push_back(static_cast<char>(sign));
    }
  }

  /// The rest of the child that starts with `first`.
  void child(const Tag& first) {
    std::size_t depth = first.kind == Tag::Start ? 1 : 0;
    while (depth > 0) {
      if (need() != '<') continue;
      const auto kind = tag().kind;
      depth += kind == Tag::Start ? 1 : 0;
      depth -= kind == Tag::End ? 1 : 0;
    }
    const auto text = bytes_.marked();
    part_({first.name, {start_, text.size()}, text});
  }

  const ByteSource& file_;
  ByteStream bytes_;
  const std::function<void(const XmlPart&)>& part_;
  std::uint64_t start_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

std::string for_each_part(const ByteSource& file, const std::function<void(const XmlPart&)>& part) {
  return Scanner(file, part).run();
}

}  // namespace penumbra::formats
