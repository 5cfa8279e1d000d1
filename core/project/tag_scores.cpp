#include "project/tag_scores.h"

#include <algorithm>
#include <string>

#include "base/error.h"
#include "project/classes.h"
#include "project/tag_numbers.h"

namespace penumbra::project {

std::vector<TagProposal> tag_proposals(const ImageRow& image, double least) {
  std::vector<TagProposal> found;
  for (const auto& [value, score] : image.tag_scores) {
    const bool tagged = std::ranges::find(image.tags, value) != image.tags.end();
    const TagProposal proposal{value, score, tagged};
    if (proposal.contradiction() > least) found.push_back(proposal);
  }
  std::ranges::stable_sort(found, std::greater<>(), &TagProposal::contradiction);
  return found;
}

void set_tag_scores(Project& project, ImageId image,
                    const std::vector<std::pair<int, double>>& scores) {
  project.database().write([&](SQLite::Database& tables) {
    write_tag_scores(tables, image, scores);
    write_contradiction(tables, ClassTable(tables), image);
  });
}

std::size_t refuse_proposals(Project& project, std::span<const ImageId> images, int class_value) {
  const auto in_use = classes(project);
  const auto row = std::ranges::find(in_use, class_value, &ClassRow::value);
  if (row == in_use.end())
    throw Error("is no class of the project", "class value " + std::to_string(class_value),
                "Choose one that is in use");
  return project.database().write([&](SQLite::Database& tables) {
    UndecidedScores undecided(tables);
    Change change;
    std::size_t count = 0;
    for (const auto image : images) {
      const auto stored = undecided.find(class_value, image);
      for (const int value : stored) change.decided.push_back({value, image});
      count += stored.empty() ? 0 : 1;
    }
    commit(tables, "tags of " + std::to_string(count) + " images: right about " + row->name,
           change);
    return count;
  });
}

}  // namespace penumbra::project
