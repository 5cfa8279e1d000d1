#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/json.h"
#include "compare/report.h"

namespace penumbra::compare {
namespace {

using nlohmann::json;

json percent(double fraction) { return std::isnan(fraction) ? json() : json(100 * fraction); }

json to_json(const Change& change) {
  return {{"before", percent(change.before)},
          {"after", percent(change.after)},
          {"difference", percent(change.difference())}};
}

std::string percent_text(double fraction, const char* format = "%6.2f") {
  if (std::isnan(fraction)) return "     -";
  char text[32];
  std::snprintf(text, sizeof text, format, 100 * fraction);
  return text;
}

std::string change_text(const Change& change) {
  return percent_text(change.before) + "  " + percent_text(change.after) + "  " +
         percent_text(change.difference(), "%+6.2f");
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

}  // namespace

json to_json(const Comparison& comparison) {
  auto object = evaluate::to_json(comparison.totals);
  object["layer"] = comparison.layer.name;
  object["against"] = comparison.reference.name;
  object["computed"] = comparison.computed;
  auto& images = object["images_compared"] = json::array();
  for (const auto& image : comparison.images)
    images.push_back({{"id", image.image},
                      {"path", image.path},
                      {"miou", percent(image.figures.mean_iou)},
                      {"pixel_accuracy", percent(image.figures.pixel_accuracy)},
                      {"boundary_iou", percent(image.figures.boundary_iou)}});
  auto& failed = object["images_failed"] = json::array();
  for (const auto& image : comparison.failed)
    failed.push_back({{"id", image.image}, {"path", image.path}, {"reason", image.reason}});
  return object;
}

json to_json(const Gain& gain) {
  json classes = json::array(), images = json::array();
  for (const auto& one : gain.classes) {
    auto object = to_json(one.iou);
    object["name"] = one.name;
    classes.push_back(std::move(object));
  }
  for (const auto& image : gain.images) {
    auto object = to_json(image.iou);
    object["id"] = image.image;
    object["path"] = image.path;
    images.push_back(std::move(object));
  }
  return {{"before", gain.before.name},
          {"after", gain.after.name},
          {"against", gain.reference.name},
          {"miou", to_json(gain.mean_iou)},
          {"pixel_accuracy", to_json(gain.pixel_accuracy)},
          {"boundary_iou", to_json(gain.boundary_iou)},
          {"better", gain.better},
          {"worse", gain.worse},
          {"same", gain.same},
          {"classes", std::move(classes)},
          {"images", std::move(images)}};
}

std::string to_text(const Comparison& comparison, std::size_t worst) {
  std::string text = "layer " + comparison.layer.name + " against " + comparison.reference.name +
                     "\n\n" + evaluate::to_text(comparison.totals);
  const auto count = std::min(worst, comparison.images.size());
  if (count > 0) text += "\n  mIoU  accuracy  boundary IoU  worst images\n";
  for (std::size_t i = 0; i < count; ++i) {
    const auto& image = comparison.images[i];
    text += percent_text(image.figures.mean_iou) + "    " +
            percent_text(image.figures.pixel_accuracy) + "        " +
            percent_text(image.figures.boundary_iou) + "  " + image.path + '\n';
  }
  if (!comparison.failed.empty()) {
    text += "\ncan't be compared:\n";
    for (const auto& image : comparison.failed) text += "  " + image.reason + '\n';
  }
  return text;
}

std::string to_text(const Gain& gain, std::size_t images) {
  std::size_t width = 14;
  for (const auto& one : gain.classes) width = std::max(width, one.name.size());
  std::string text = "from layer " + gain.before.name + " to " + gain.after.name + ", against " +
                     gain.reference.name + "\n\n" + padded("IoU", width) +
                     "  before   after  change\n";
  const auto line = [&](const std::string& name, const Change& change) {
    text += padded(name, width) + "  " + change_text(change) + '\n';
  };
  for (const auto& one : gain.classes) line(one.name, one.iou);
  line("mean", gain.mean_iou);
  line("boundary IoU", gain.boundary_iou);
  line("pixel accuracy", gain.pixel_accuracy);
  text += "\nimages better " + std::to_string(gain.better) + ", worse " +
          std::to_string(gain.worse) + ", same " + std::to_string(gain.same) + '\n';
  const auto count = std::min(images, gain.worse);
  if (count > 0) text += "\nbefore   after  change  greatest losses\n";
  for (std::size_t i = 0; i < count; ++i)
    text += change_text(gain.images[i].iou) + "  " + gain.images[i].path + '\n';
  return text;
}

}  // namespace penumbra::compare
