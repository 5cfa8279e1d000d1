#include "dataset/dataset.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "dataset/draft.h"

namespace penumbra::dataset {
namespace {

/// "train" also means "train2017", "train_aug" also "trainaug".
bool is_short_for(std::string_view asked, std::string_view name) {
  std::string plain(name);
  while (!plain.empty() && std::isdigit(static_cast<unsigned char>(plain.back()))) plain.pop_back();
  if (plain == asked) return true;
  const auto joined = [](std::string_view text) {
    std::string result;
    std::copy_if(text.begin(), text.end(), std::back_inserter(result),
                 [](char c) { return c != '_' && c != '-'; });
    return result;
  };
  return joined(asked) == joined(name);
}

}  // namespace

std::vector<std::string> matching_splits(const std::vector<std::string>& names,
                                         std::string_view asked) {
  if (std::find(names.begin(), names.end(), asked) != names.end()) return {std::string(asked)};
  std::vector<std::string> matches;
  std::copy_if(names.begin(), names.end(), std::back_inserter(matches),
               [&](const std::string& name) { return is_short_for(asked, name); });
  return matches;
}

void refuse_split(std::string_view asked, const std::vector<std::string>& names,
                  const std::filesystem::path& root) {
  std::string known;
  for (const auto& name : names) known += (known.empty() ? "" : ", ") + name;
  throw Error("there is no split '" + std::string(asked) + "'", root.string(),
              known.empty() ? "This data set has no splits: leave it out, or name a list file"
                            : "Choose one of: " + known + "; or name a list file");
}

std::vector<std::string> Dataset::split_names() const {
  std::set<std::string> names;
  for (const auto& item : items) names.insert(item.splits.begin(), item.splits.end());
  return {names.begin(), names.end()};
}

Dataset Dataset::subset(std::string_view split) const {
  if (split.empty() || split == "all") return *this;
  const auto names = split_names();
  const auto chosen = matching_splits(names, split);
  if (chosen.empty()) refuse_split(split, names, root);

  Dataset part{format, root, classes, {}, broken, tag_source, notes, {}};
  std::unordered_map<std::string_view, const Item*> by_id;
  for (const auto& item : items) by_id.emplace(item.id, &item);
  for (const auto& name : chosen) {
    const auto list = lists.find(name);
    if (list != lists.end()) {
      for (const auto& id : list->second)
        if (const auto found = by_id.find(id); found != by_id.end())
          part.items.push_back(*found->second);
      part.lists.insert(*list);
    } else {
      std::copy_if(
          items.begin(), items.end(), std::back_inserter(part.items), [&](const Item& item) {
            return std::find(item.splits.begin(), item.splits.end(), name) != item.splits.end();
          });
    }
  }
  return part;
}

}  // namespace penumbra::dataset
