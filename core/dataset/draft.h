#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/dataset.h"

/// What a reader of one layout hands on: the images it found, not yet looked at.
namespace penumbra::dataset {

struct Candidate {
  Item item;
  image::Size stated;           ///< the size that the annotations state; zero where they don't
  std::optional<Broken> fault;  ///< found by the reader
};

struct Draft {
  Dataset dataset;  ///< all but its items
  std::vector<Candidate> candidates;
  bool selected = false;  ///< the reader has applied the selection itself
};

/// Which part of a data set is asked for.
struct Selection {
  /// A list file: the images of one split, in order.
  struct Entry {
    std::string image;       ///< id, file name or path as written in the list
    std::string mask;        ///< path of the truth, where the line names one
    std::string line;        ///< the whole line, for names with spaces
    std::size_t number = 0;  ///< of the line, from 1
  };
  std::string split;  ///< its name; empty: everything
  std::filesystem::path file;
  std::optional<std::vector<Entry>> list;  ///< where the split was given as a file

  /// Whether a reader has to look at a split of this name.
  bool wants(const std::string& name) const;
};

/// `split` is the name of a split or the path of a list file. Throws Error where the file can't be
/// read or is empty.
Selection select_split(const std::string& split);

/// The lines of a list: an image (id, file name or path), then perhaps its mask. Throws Error.
std::vector<Selection::Entry> read_list(const std::filesystem::path& file);
/// The same of the text of `file`.
std::vector<Selection::Entry> parse_list(std::string_view text, const std::filesystem::path& file);

/// Keeps the candidates of the selection, in its order, and lists those that do not exist as
/// broken. Throws Error for an unknown split.
void apply_selection(Draft& draft, const Selection& selection);

/// Looks at all files in parallel and gives the data set without those that can't be used.
/// Throws Error where nothing is left, or `strict` and something is broken; Cancelled.
Dataset check_files(Draft draft, const ReadOptions& options, JobControl& control,
                    ProgressSink& progress);

/// The splits that `asked` stands for (see Dataset::subset); none where it is unknown.
std::vector<std::string> matching_splits(const std::vector<std::string>& names,
                                         std::string_view asked);
[[noreturn]] void refuse_split(std::string_view asked, const std::vector<std::string>& names,
                               const std::filesystem::path& root);

}  // namespace penumbra::dataset
