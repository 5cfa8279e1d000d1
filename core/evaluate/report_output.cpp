#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/json.h"
#include "evaluate/report.h"

namespace penumbra::evaluate {
namespace {

nlohmann::json percent(double fraction) {
  if (std::isnan(fraction)) return nullptr;
  return 100 * fraction;
}

std::string percent_text(double fraction) {
  if (std::isnan(fraction)) return "     -";
  char text[16];
  std::snprintf(text, sizeof text, "%6.2f", 100 * fraction);
  return text;
}

std::string tags_text(const std::optional<bool>& used_known_tags) {
  if (!used_known_tags) return "unknown";
  return *used_known_tags ? "yes" : "no";
}

std::string padded(std::string text, std::size_t width) {
  std::size_t shown = 0;  // characters, not bytes of UTF-8
  for (const char byte : text) shown += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  if (shown < width) text.append(width - shown, ' ');
  return text;
}

/// Rows are the truth, columns the labels, in percent of the row. Wider ones are left to the JSON.
std::string confusion_text(const Report& report) {
  constexpr std::size_t widest = 24;
  if (report.classes.size() > widest)
    return "confusion matrix: " + std::to_string(report.classes.size()) +
           " classes, see the JSON\n";
  std::string text =
      "confusion matrix (rows: truth, columns: labels, ?: undecided; % of the row)\n   ";
  const auto cell = [&](const std::string& value) {
    text += std::string(value.size() < 4 ? 4 - value.size() : 0, ' ') + value;
  };
  for (std::size_t c = 0; c < report.classes.size(); ++c) cell(std::to_string(c));
  cell("?");
  text += '\n';
  for (std::size_t t = 0; t < report.classes.size(); ++t) {
    const double all = std::max<double>(1, static_cast<double>(report.classes[t].truth_pixels));
    text += std::string(t < 10 ? 2 : 1, ' ') + std::to_string(t);
    for (const auto count : report.confusion[t])
      cell(count == 0 ? "." : std::to_string(std::lround(100 * static_cast<double>(count) / all)));
    text += "  " + report.classes[t].name + '\n';
  }
  return text;
}

}  // namespace

nlohmann::json to_json(const Report& report) {
  nlohmann::json classes = nlohmann::json::array();
  for (const auto& one : report.classes)
    classes.push_back({{"name", one.name},
                       {"iou", percent(one.iou)},
                       {"boundary_iou", percent(one.boundary_iou)},
                       {"truth_pixels", one.truth_pixels}});
  nlohmann::json json = {{"miou", percent(report.mean_iou)},
                         {"pixel_accuracy", percent(report.pixel_accuracy)},
                         {"boundary_iou", percent(report.boundary_iou)},
                         {"classes", std::move(classes)},
                         {"confusion", report.confusion},
                         {"images", report.images},
                         {"images_without_truth", report.without_truth},
                         {"images_without_label", report.without_label},
                         {"source", report.source},
                         {"used_known_tags", nullptr}};
  if (report.used_known_tags) json["used_known_tags"] = *report.used_known_tags;
  return json;
}

std::string to_text(const Report& report) {
  std::size_t width = 10;
  for (const auto& one : report.classes) width = std::max(width, one.name.size());
  std::string text = padded("class", width) + "     IoU  boundary IoU\n";
  for (const auto& one : report.classes) {
    text += padded(one.name, width) + "  " + percent_text(one.iou) + "        " +
            percent_text(one.boundary_iou);
    if (one.truth_pixels == 0) text += "  (not in the truth)";
    text += '\n';
  }
  text += padded("mean", width) + "  " + percent_text(report.mean_iou) + "        " +
          percent_text(report.boundary_iou) + "\n\n";
  text += "pixel accuracy         " + percent_text(report.pixel_accuracy) + '\n';
  text += "images compared        " + std::to_string(report.images) + '\n';
  text += "images without truth   " + std::to_string(report.without_truth) + '\n';
  text += "images without label   " + std::to_string(report.without_label.size()) + '\n';
  if (!report.source.empty()) text += "source of the labels   " + report.source + '\n';
  text += "known tags were used   " + tags_text(report.used_known_tags) + '\n';
  return text + '\n' + confusion_text(report);
}

}  // namespace penumbra::evaluate
