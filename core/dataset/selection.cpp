#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "dataset/draft.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("-+0123456789.") == std::string::npos;
}

/// Candidates by every name that a list may use for them; names of two images stand for neither.
class Names {
 public:
  explicit Names(const Draft& draft) {
    for (std::size_t i = 0; i < draft.candidates.size(); ++i) {
      const auto& item = draft.candidates[i].item;
      ids_.emplace(item.id, i);
      const auto relative = item.image.lexically_relative(draft.dataset.root).generic_string();
      for (const auto& name : std::unordered_set<std::string>{
               relative, fs::path(relative).replace_extension().string(),
               item.image.filename().string(), item.image.stem().string()})
        others_[name].push_back(i);
    }
  }

  std::optional<std::size_t> find(std::string name) const {
    while (name.starts_with("./") || name.starts_with('/')) name.erase(0, name.find('/') + 1);
    if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
    for (const auto& other :
         {name, fs::path(name).filename().string(), fs::path(name).stem().string()})
      if (const auto found = others_.find(other);
          found != others_.end() && found->second.size() == 1)
        return found->second.front();
    return std::nullopt;
  }

 private:
  std::unordered_map<std::string, std::size_t> ids_;
  std::unordered_map<std::string, std::vector<std::size_t>> others_;
};

void apply_list(Draft& draft, const Selection& selection) {
  const Names names(draft);
  std::vector<Candidate> chosen;
  std::unordered_set<std::size_t> seen;
  auto& order = draft.dataset.lists[selection.split];
  order.clear();
  for (const auto& entry : *selection.list) {
    const auto found = names.find(entry.image);
    if (!found) {
      draft.dataset.broken.push_back(
          {entry.image, "missing file: listed in " + selection.file.string() + ", but not there"});
    } else if (!seen.insert(*found).second) {
      draft.dataset.broken.push_back(
          {draft.candidates[*found].item.image, "duplicate entry in " + selection.file.string()});
    } else {
      chosen.push_back(std::move(draft.candidates[*found]));
      chosen.back().item.splits = {selection.split};
      order.push_back(chosen.back().item.id);
    }
  }
  draft.candidates = std::move(chosen);
  std::erase_if(draft.dataset.lists,
                [&](const auto& list) { return list.first != selection.split; });
}

}  // namespace

bool Selection::wants(const std::string& name) const {
  return split.empty() || list || !matching_splits({name}, split).empty();
}

Selection select_split(const std::string& split) {
  if (split.empty() || split == "all") return {};
  const fs::path path = split;
  const bool looks_like_a_file = path.has_extension() || path.has_parent_path();
  if (!fs::is_regular_file(path)) {
    if (looks_like_a_file && path.extension() == ".txt")
      throw Error("there is no such list file", split, "Name an existing file, or a split");
    return {split, {}, {}};
  }
  if (!looks_like_a_file) return {split, {}, {}};
  return {path.stem().string(), path, read_list(path)};
}

std::vector<Selection::Entry> read_list(const fs::path& file) {
  return parse_list(read_file(file), file);
}

std::vector<Selection::Entry> parse_list(std::string_view text, const fs::path& file) {
  std::istringstream lines{std::string(text)};
  std::vector<Selection::Entry> entries;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (entries.empty() && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    std::istringstream words(line);
    Selection::Entry entry;
    if (!(words >> entry.image) || entry.image.starts_with('#')) continue;
    entry.number = number;
    entry.line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    words >> entry.mask;
    if (is_number(entry.mask)) entry.mask.clear();  // "2007_000032 1": the kit's lists of one class
    entries.push_back(std::move(entry));
  }
  if (entries.empty())
    throw Error("the list names no images", file.string(), "Write one image a line");
  return entries;
}

void apply_selection(Draft& draft, const Selection& selection) {
  if (selection.split.empty()) return;
  if (selection.list) return apply_list(draft, selection);
  std::vector<std::string> names;
  for (const auto& candidate : draft.candidates)
    for (const auto& name : candidate.item.splits)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  std::sort(names.begin(), names.end());
  const auto chosen = matching_splits(names, selection.split);
  if (chosen.empty()) refuse_split(selection.split, names, draft.dataset.root);
  std::erase_if(draft.candidates, [&](Candidate& candidate) {
    std::erase_if(candidate.item.splits, [&](const std::string& name) {
      return std::find(chosen.begin(), chosen.end(), name) == chosen.end();
    });
    return candidate.item.splits.empty();
  });
  std::erase_if(draft.dataset.lists, [&](const auto& list) {
    return std::find(chosen.begin(), chosen.end(), list.first) == chosen.end();
  });
  if (chosen.size() != 1) return;
  const auto list = draft.dataset.lists.find(chosen.front());
  if (list == draft.dataset.lists.end()) return;
  std::unordered_map<std::string_view, std::size_t> place;
  for (std::size_t i = 0; i < list->second.size(); ++i) place.emplace(list->second[i], i);
  std::stable_sort(draft.candidates.begin(), draft.candidates.end(),
                   [&](const Candidate& a, const Candidate& b) {
                     return place.at(a.item.id) < place.at(b.item.id);
                   });
}

}  // namespace penumbra::dataset
