#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "project/project.h"

/// The language in which images are asked for, the same in the window and on the command line:
///
///   words are joined by "and" (which may be left out) and "or"; "not" or "-" negates; parentheses
///   group; a value with blanks stands in double quotes; a,b means a or b
///
///   tag:dog         has the tag                    split:val      is in the list
///   state:edited    new, labelled, edited, reviewed, broken (can't be used) or missing
///   is:tagged       its tags are known (is:untagged: nothing is known)
///   layer:cam       has a label map in that layer
///   name:2007_*     file name, * for anything      path:indoor/*  path below the folder of photos
///   uncertain>0.2   a number of the image (> >= < <= =): what runs give, and tags (how many),
///                   width, height
///   street          the path holds this text
namespace penumbra::project {

/// The numbers that labelling and comparing give images: may be asked for before any has them.
inline constexpr std::array<std::string_view, 5> known_numbers{
    "uncertain", "contradiction", "proposed_tag", "disagreement", "iou"};

/// What may be named in a query.
struct QueryNames {
  std::vector<std::pair<std::string, int>> classes;  ///< name, value
  std::vector<std::string> splits;
  std::vector<std::string> layers;
  std::vector<std::string> numbers;
};
QueryNames query_names(const Project& project);

/// A condition on the table `images`, with what its question marks stand for.
struct Condition {
  std::string sql = "1";  ///< all images
  std::vector<std::variant<std::int64_t, double, std::string>> values;
  bool needs_columns = false;  ///< whether it looks at more of `images` than the column id
  bool all() const { return sql == "1"; }
};

/// Throws UsageError that shows the text with a mark under the character at which it goes wrong.
Condition parse_query(std::string_view text, const QueryNames& names);

}  // namespace penumbra::project
