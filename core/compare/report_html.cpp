#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <numeric>

#include "base/error.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "compare/html_text.h"
#include "compare/picture.h"
#include "compare/report.h"
#include "image/decode.h"
#include "image/png_file.h"
#include "image/resize.h"
#include "project/catalogue.h"
#include "project/classes.h"

namespace penumbra::compare {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --page: #ffffff; --ink: #1d1d1d; --quiet: #5d5d5d;
  --line: #d4d4d4; --panel: #f4f4f4; --accent: #1f66b5; --shade: 31,102,181;
  --bad: #a33a00; --good: #00684b; }
@media (prefers-color-scheme: dark) {
  :root { --page: #212121; --ink: #e6e6e6; --quiet: #a8a8a8; --line: #4c4c4c; --panel: #2b2b2b;
    --accent: #7db5f0; --shade: 90,150,220; --bad: #ff9a66; --good: #5fd0ac; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px; max-width: 1200px; background: var(--page);
  color: var(--ink); font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 26px; margin: 0 0 8px; } h2 { font-size: 19px; margin: 40px 0 12px; }
p { margin: 0 0 12px; } .quiet { color: var(--quiet); }
.figures { display: flex; flex-wrap: wrap; gap: 16px; margin: 24px 0; }
.figure { background: var(--panel); border-radius: 4px; padding: 12px 20px; min-width: 150px; }
.figure b { display: block; font-size: 26px; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; } th { font-weight: 600; text-align: left; }
td, th { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); }
td.n, th.n { text-align: right; }
.swatch { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin-right: 8px;
  border: 1px solid var(--line); vertical-align: -1px; }
.bar { width: 240px; } .bar i { display: block; height: 10px; border-radius: 2px;
  background: var(--accent); }
.matrix td { min-width: 44px; padding: 4px 8px; text-align: right;
  border: 1px solid var(--line); } .matrix th { padding: 4px 8px; border: 0; }
.matrix thead th { vertical-align: bottom; }
.matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
.bad { color: var(--bad); } .good { color: var(--good); }
.image { border-top: 1px solid var(--line); padding: 16px 0; }
.row { display: flex; flex-wrap: wrap; gap: 16px; }
figure { margin: 0; } figure img { display: block; border-radius: 4px; }
figcaption { color: var(--quiet); font-size: 13px; }
.legend { display: flex; flex-wrap: wrap; gap: 24px; color: var(--quiet); font-size: 13px; }
.legend i { display: inline-block; width: 28px; height: 14px; margin-right: 8px;
  border: 1px solid var(--line); vertical-align: -2px; }
.wrong { background: #d55e00; } .ignored { background: #9a9a9a; }
.missed { background: repeating-linear-gradient(135deg, #0072b2 0 2px, transparent 2px 5px); }
.invented { background: radial-gradient(#0072b2 1.3px, transparent 1.5px) 0 0/5px 5px; }
)";

std::string percent(double fraction, const char* format = "%.1f%%") {
  if (std::isnan(fraction)) return "–";
  char text[32];
  std::snprintf(text, sizeof text, format, 100 * fraction);
  return text;
}

std::string grouped(std::int64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string swatch(int value, const image::Palette& palette) {
  const auto& colour = palette[static_cast<std::size_t>(value)];
  char text[16];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", colour[0], colour[1], colour[2]);
  return value == 0
             ? "<span class=\"swatch\"></span>"
             : std::string("<span class=\"swatch\" style=\"background:") + text + "\"></span>";
}

std::string figure(const std::string& number, const std::string& name) {
  return "<div class=\"figure\"><b>" + number + "</b>" + name + "</div>\n";
}

std::string changed(const Change& change) {
  const double difference = change.difference();
  const char* kind = difference > 0 ? "good" : difference < 0 ? "bad" : "quiet";
  return std::string("<span class=\"") + kind + "\">" + percent(difference, "%+.1f") + "</span>";
}

std::string head(const Comparison& comparison) {
  const auto title =
      escaped(comparison.layer.name) + " against " + escaped(comparison.reference.name);
  const auto& totals = comparison.totals;
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<title>" +
      title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<h1>" + title +
      "</h1>\n<p class=\"quiet\">" + grouped(static_cast<std::int64_t>(totals.images)) +
      " images compared";
  const auto left_out = [&](std::size_t count, const std::string& why) {
    if (count > 0) html += ", " + grouped(static_cast<std::int64_t>(count)) + why;
  };
  left_out(totals.without_label.size(), " without labels in " + escaped(comparison.layer.name));
  left_out(totals.without_truth, " without labels in " + escaped(comparison.reference.name));
  left_out(comparison.failed.size(), " that can&#39;t be read");
  html += "</p>\n<div class=\"figures\">\n";
  html += figure(percent(totals.mean_iou), "mean IoU");
  html += figure(percent(totals.pixel_accuracy), "pixel accuracy");
  html += figure(percent(totals.boundary_iou), "boundary IoU");
  return html + "</div>\n";
}

std::string class_table(const Comparison& comparison, const image::Palette& palette) {
  std::string html =
      "<h2>Classes</h2>\n<div class=\"scroll\"><table id=\"classes\">\n<thead><tr><th>class</th>"
      "<th class=\"n\">IoU</th><th></th><th class=\"n\">boundary IoU</th>"
      "<th class=\"n\">reference pixels</th></tr></thead>\n<tbody>\n";
  for (int row = 0; row < comparison.classes.count(); ++row) {
    const auto& one = comparison.totals.classes[static_cast<std::size_t>(row)];
    if (one.truth_pixels == 0 && std::isnan(one.iou)) continue;
    char width[16];
    std::snprintf(width, sizeof width, "%.1f%%", std::isnan(one.iou) ? 0.0 : 100 * one.iou);
    html += "<tr><td>" + swatch(comparison.classes.value(row), palette) + escaped(one.name) +
            "</td><td class=\"n\">" + percent(one.iou) +
            "</td><td class=\"bar\"><i style=\"width:" + width + "\"></i></td><td class=\"n\">" +
            percent(one.boundary_iou) + "</td><td class=\"n\">" +
            (one.truth_pixels == 0 ? "none" : grouped(one.truth_pixels)) + "</td></tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string matrix_table(const Comparison& comparison) {
  const auto& confusion = comparison.totals.confusion;
  std::vector<std::size_t> rows, columns;
  for (std::size_t c = 0; c < confusion.size(); ++c) {
    const auto row = std::accumulate(confusion[c].begin(), confusion[c].end(), std::int64_t{0});
    std::int64_t column = 0;
    for (const auto& each : confusion) column += each[c];
    if (row > 0) rows.push_back(c);
    if (row > 0 || column > 0) columns.push_back(c);
  }
  columns.push_back(confusion.size());
  const auto name = [&](std::size_t c) {
    return c == confusion.size() ? std::string("undecided")
                                 : escaped(comparison.classes.names()[c]);
  };
  std::string html =
      "<h2>Confusion</h2>\n<p class=\"quiet\">Rows: " + escaped(comparison.reference.name) +
      ". Columns: " + escaped(comparison.layer.name) +
      ". Percent of the row.</p>\n<div class=\"scroll\">"
      "<table class=\"matrix\" id=\"confusion\">\n<thead><tr><th></th>";
  for (const auto column : columns) html += "<th><span>" + name(column) + "</span></th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const auto row : rows) {
    const auto all = std::accumulate(confusion[row].begin(), confusion[row].end(), std::int64_t{0});
    html += "<tr><th>" + name(row) + "</th>";
    for (const auto column : columns) {
      const auto pixels = confusion[row][column];
      const double share = static_cast<double>(pixels) / static_cast<double>(all);
      char shade[16], number[16];
      std::snprintf(shade, sizeof shade, "%.3f", 0.55 * share);
      std::snprintf(number, sizeof number, "%.1f", 100 * share);
      html += std::string("<td style=\"background:rgba(var(--shade),") + shade + ")\" title=\"" +
              name(row) + " labelled " + name(column) + ": " + grouped(pixels) + " pixels\">" +
              (pixels == 0 ? "" : number) + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string gain_table(const Gain& gain, const image::Palette& palette) {
  std::string html = "<h2>From " + escaped(gain.before.name) + " to " + escaped(gain.after.name) +
                     "</h2>\n<p>Against " + escaped(gain.reference.name) + ": mean IoU " +
                     percent(gain.mean_iou.before) + " to " + percent(gain.mean_iou.after) + " (" +
                     changed(gain.mean_iou) + "). " +
                     grouped(static_cast<std::int64_t>(gain.better)) + " images are better, " +
                     grouped(static_cast<std::int64_t>(gain.worse)) + " worse, " +
                     grouped(static_cast<std::int64_t>(gain.same)) +
                     " the same.</p>\n<div class=\"scroll\"><table id=\"gain\">\n<thead><tr>"
                     "<th>class</th><th class=\"n\">before</th><th class=\"n\">after</th>"
                     "<th class=\"n\">change</th></tr></thead>\n<tbody>\n";
  for (const auto& one : gain.classes) {
    if (std::isnan(one.iou.before) && std::isnan(one.iou.after)) continue;
    html += "<tr><td>" + swatch(one.value, palette) + escaped(one.name) + "</td><td class=\"n\">" +
            percent(one.iou.before) + "</td><td class=\"n\">" + percent(one.iou.after) +
            "</td><td class=\"n\">" + changed(one.iou) + "</td></tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string picture(const image::Image& image, const std::string& name) {
  return "<figure><img alt=\"" + name + "\" width=\"" + std::to_string(image.size.width) +
         "\" height=\"" + std::to_string(image.size.height) + "\" src=\"data:image/png;base64," +
         base64(image::encode_png(image.size, 3, image.pixels)) + "\"/><figcaption>" + name +
         "</figcaption></figure>\n";
}

image::Size fitted(image::Size size, int edge) {
  const double scale =
      std::min(1.0, static_cast<double>(edge) / std::max({size.width, size.height, 1}));
  const auto scaled = [&](int side) { return std::max(1, static_cast<int>(side * scale + 0.5)); };
  return {scaled(size.width), scaled(size.height)};
}

/// Photo, layers and difference of an image.
class Pictures {
 public:
  Pictures(project::Project& project, const Comparison& comparison, const HtmlOptions& options)
      : project_(project), comparison_(comparison), options_(options) {}

  std::string of(const ComparedImage& image) const {
    auto reference = map_of(comparison_.reference, image.image);
    auto other = map_of(comparison_.layer, image.image);
    const auto size = fitted(reference.size, options_.edge);
    reference = image::resize(reference, size);
    other = image::resize(other, size);
    std::string note;
    const auto photo = photo_of(image.image, size, note);
    std::string html = note + "<div class=\"row\">\n";
    html += picture(photo, "photo");
    html += picture(draw_labels(photo, other, options_.palette), escaped(comparison_.layer.name));
    html += picture(draw_labels(photo, reference, options_.palette),
                    escaped(comparison_.reference.name));
    html += picture(draw_difference(photo, reference, other, options_.palette), "difference");
    return html + "</div>\n";
  }

 private:
  image::LabelMap map_of(const project::Layer& layer, project::ImageId image) const {
    auto map = project::Layers(project_).read_raw(layer.id, image);
    comparison_.classes.apply(map);
    return map;
  }

  image::Image photo_of(project::ImageId image, image::Size size, std::string& note) const {
    try {
      const auto row = project::rows(project_, std::array{image});
      if (row.empty()) throw Error("is not in the project", "image " + std::to_string(image));
      return image::thumbnail(
          image::read_image(row.front().photo, {.smallest_side = options_.edge}), size);
    } catch (const Error& error) {
      note = "<p class=\"bad\">" + escaped(error.what()) + "</p>\n";
      return {size, std::vector<std::uint8_t>(3 * size.area(), 0xc8)};
    }
  }

  project::Project& project_;
  const Comparison& comparison_;
  const HtmlOptions& options_;
};

constexpr std::string_view legend =
    "<div class=\"legend\"><span><i class=\"wrong\"></i>wrong class, in its colour</span>"
    "<span><i class=\"missed\"></i>missed</span><span><i class=\"invented\"></i>invented</span>"
    "<span><i class=\"ignored\"></i>ignored</span><span><i></i>right</span></div>\n";

std::string worst_images(project::Project& project, const Comparison& comparison,
                         const HtmlOptions& options, JobControl& control, ProgressSink& progress) {
  const auto count = std::min(options.worst, comparison.images.size());
  if (count == 0) return {};
  const Pictures pictures(project, comparison, options);
  ProgressCounter counter(progress, phrase("drawing"), static_cast<std::int64_t>(count));
  std::mutex mutex;
  std::vector<std::string> parts(count);
  parallel_for(count, options.threads, [&](std::size_t i) {
    control.checkpoint();
    try {
      parts[i] = pictures.of(comparison.images[i]);
    } catch (const Error& error) {
      parts[i] = "<p class=\"bad\">" + escaped(error.what()) + "</p>\n";
    }
    const std::lock_guard lock(mutex);
    counter.advance();
  });
  std::string html = "<h2>Worst images</h2>\n" + std::string(legend);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& image = comparison.images[i];
    html += "<div class=\"image\"><p><b>" + escaped(image.path) +
            "</b> <span class=\"quiet\">IoU " + percent(image.figures.mean_iou) + ", accuracy " +
            percent(image.figures.pixel_accuracy) + ", boundary " +
            percent(image.figures.boundary_iou) + "</span></p>\n" + parts[i] + "</div>\n";
  }
  return html;
}

std::string failures(const Comparison& comparison) {
  if (comparison.failed.empty()) return {};
  std::string html = "<h2>Not compared</h2>\n<ul>\n";
  for (const auto& image : comparison.failed) html += "<li>" + escaped(image.reason) + "</li>\n";
  return html + "</ul>\n";
}

}  // namespace

image::Palette class_palette(const project::Project& project) {
  image::Palette palette{};
  for (const auto& row : project::classes(project))
    palette[static_cast<std::size_t>(row.value)] = {static_cast<std::uint8_t>(row.colour >> 16U),
                                                    static_cast<std::uint8_t>(row.colour >> 8U),
                                                    static_cast<std::uint8_t>(row.colour)};
  return palette;
}

std::string to_html(project::Project& project, const Comparison& comparison,
                    const HtmlOptions& options, JobControl& control, ProgressSink& progress) {
  auto html = head(comparison);
  if (options.gain) html += gain_table(*options.gain, options.palette);
  html += class_table(comparison, options.palette);
  html += matrix_table(comparison);
  html += worst_images(project, comparison, options, control, progress);
  html += failures(comparison);
  return html + "<p class=\"quiet\">Made by Penumbra</p>\n</body>\n</html>\n";
}

}  // namespace penumbra::compare
