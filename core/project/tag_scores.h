#pragma once

#include <span>
#include <utility>
#include <vector>

#include "project/catalogue.h"

/// What a trained classifier says of the tags of images, and what people think of it. From that and
/// the tags follow the numbers "contradiction" and "proposed_tag", by which images can be found.
namespace penumbra::project {

/// Scores below are not kept, unless the image has the tag.
inline constexpr double least_tag_score = 0.1;
/// A tag is proposed, or in doubt, where tags and classifier contradict each other by more.
inline constexpr double least_contradiction = 0.5;

struct TagProposal {
  int class_value = 0;
  double score = 0;     ///< what the classifier says, 0..1
  bool tagged = false;  ///< the image has the tag, which is then in doubt; else it lacks it
  double contradiction() const { return tagged ? 1 - score : score; }
  bool operator==(const TagProposal&) const = default;
};

/// What is proposed for an image and nobody has decided yet, the strongest first. Whoever adds or
/// removes a tag decides on it.
std::vector<TagProposal> tag_proposals(const ImageRow& image, double least = least_contradiction);

/// Replaces what was said of an image before. scores: the class value and the probability of every
/// class that the classifier knows.
void set_tag_scores(Project& project, ImageId image,
                    const std::vector<std::pair<int, double>>& scores);

/// Decides that the images are right as they are in a class, whatever the classifier says; one
/// change that can be undone. Returns how many of them had a score that was not decided on. Throws
/// Error for a class that is not in use.
std::size_t refuse_proposals(Project& project, std::span<const ImageId> images, int class_value);

}  // namespace penumbra::project
