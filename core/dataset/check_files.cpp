#include <algorithm>
#include <array>
#include <mutex>
#include <set>
#include <unordered_set>

#include "base/error.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "dataset/draft.h"
#include "image/decode.h"
#include "image/mask.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

std::string text(image::Size size) {
  return std::to_string(size.width) + " x " + std::to_string(size.height);
}

std::vector<int> labels_in(const image::LabelMap& mask) {
  std::array<bool, 256> present{};
  for (const auto label : mask.labels) present[label] = true;
  std::vector<int> labels;
  for (int label = 1; label < image::ignore_label; ++label)
    if (present[static_cast<std::size_t>(label)]) labels.push_back(label);
  return labels;
}

/// Looks at one candidate's files. Returns what is wrong with it.
std::optional<Broken> check(Candidate& candidate, const Classes& classes, bool& tags_from_mask) {
  auto& item = candidate.item;
  if (candidate.fault) return candidate.fault;
  fs::path looking_at = item.image;
  try {
    if (!fs::exists(item.image)) return Broken{item.image, "missing file"};
    item.size = image::check_image(item.image);
    if (candidate.stated.area() > 0 && !(candidate.stated == item.size))
      return Broken{item.image, "is " + text(item.size) + " pixels, its annotations are for " +
                                    text(candidate.stated)};
    const auto* mask_file = std::get_if<fs::path>(&item.truth);
    if (!mask_file) return std::nullopt;
    looking_at = *mask_file;
    const auto mask_size = image::read_mask_size(*mask_file);
    if (!(mask_size == item.size))
      return Broken{*mask_file,
                    "the mask is " + text(mask_size) + " pixels, its image " + text(item.size)};
    if (item.tagged || classes.size() == 0) return std::nullopt;
    item.tags = labels_in(image::read_mask(*mask_file));
    if (!item.tags.empty() && item.tags.back() > classes.size())
      return Broken{*mask_file, "the mask holds label " + std::to_string(item.tags.back()) +
                                    ", which is not in the class list"};
    item.tagged = tags_from_mask = true;
  } catch (const Error& error) {
    return Broken{looking_at, error.reason()};
  } catch (const fs::filesystem_error& error) {
    return Broken{looking_at, error.code().message()};
  }
  return std::nullopt;
}

std::string some(const std::vector<std::string>& names) {
  constexpr std::size_t most = 20;
  std::string line;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) line += (i ? ", " : "") + names[i];
  if (names.size() > most) line += " and " + std::to_string(names.size() - most) + " more";
  return line;
}

void refuse_useless(const Dataset& dataset, std::size_t untagged, bool strict) {
  const auto first = [&] {
    return dataset.broken.front().file.string() + ": " + dataset.broken.front().reason;
  };
  const auto count = std::to_string(dataset.broken.size());
  if (dataset.items.empty())
    throw Error(dataset.broken.empty()
                    ? "there are no images in it"
                    : "no usable image is left: " + count + " broken, the first is " + first(),
                dataset.root.string(), "Repair the files, or choose another folder");
  if (strict && !dataset.broken.empty())
    throw Error(count + " of its files are broken, the first is " + first(), dataset.root.string(),
                "Repair or remove them, or do without strict checking");
  if (strict && untagged > 0)
    throw Error(std::to_string(untagged) + " of its images have no tags: " + dataset.notes.back(),
                dataset.root.string(), "Tag them, or do without strict checking");
}

}  // namespace

Dataset check_files(Draft draft, const ReadOptions& options, JobControl& control,
                    ProgressSink& progress) {
  auto& dataset = draft.dataset;
  auto& candidates = draft.candidates;
  struct Finding {
    std::optional<Broken> broken;
    bool tags_from_mask = false;
  };
  std::vector<Finding> findings(candidates.size());
  ProgressCounter counter(progress, phrase("checking images"),
                          static_cast<std::int64_t>(candidates.size()));
  constexpr std::size_t batch = 256;
  for (std::size_t start = 0; start < candidates.size(); start += batch) {
    const auto count = std::min(batch, candidates.size() - start);
    parallel_for(count, options.threads, [&](std::size_t i) {
      control.checkpoint();
      auto& finding = findings[start + i];
      finding.broken = check(candidates[start + i], dataset.classes, finding.tags_from_mask);
    });
    counter.advance(static_cast<std::int64_t>(count));
  }

  std::unordered_set<std::string> ids;
  std::size_t from_masks = 0, tagged = 0;
  std::vector<std::string> untagged;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    auto& item = candidates[i].item;
    if (findings[i].broken) {
      findings[i].broken->image = item.image;
      dataset.broken.push_back(std::move(*findings[i].broken));
    } else if (!ids.insert(item.id).second) {
      dataset.broken.push_back({item.image, "duplicate entry: another image has its name", {}});
    } else {
      from_masks += findings[i].tags_from_mask;
      tagged += item.tagged;
      if (!item.tagged) untagged.push_back(item.image.string());
      dataset.items.push_back(std::move(item));
    }
  }
  if (from_masks > 0) {
    dataset.notes.push_back("the tags of " + std::to_string(from_masks) +
                            " images were taken from their masks");
    dataset.tag_source = from_masks == tagged || dataset.tag_source.empty()
                             ? "masks"
                             : dataset.tag_source + ", masks";
  }
  if (!untagged.empty())
    dataset.notes.push_back(
        std::to_string(untagged.size()) +
        " images without tags can be labelled but not trained on: " + some(untagged));
  refuse_useless(dataset, untagged.size(), options.strict);
  return std::move(dataset);
}

}  // namespace penumbra::dataset
