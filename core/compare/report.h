#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "compare/comparison.h"
#include "compare/gain.h"
#include "image/palette.h"

/// A comparison for people and programs.
namespace penumbra::compare {

/// Totals as `evaluate::to_json` gives them, and every image, the worst first. Figures in percent,
/// null where there is none.
nlohmann::json to_json(const Comparison& comparison);
nlohmann::json to_json(const Gain& gain);

/// Tables of the totals and of the `worst` images with the lowest mean IoU.
std::string to_text(const Comparison& comparison, std::size_t worst = 10);
std::string to_text(const Gain& gain, std::size_t images = 10);

/// RFC 4180: a head, a line an image (the worst first), and one for all images. Figures in percent;
/// empty where there is none.
std::string to_csv(const Comparison& comparison);

struct HtmlOptions {
  image::Palette palette = {};  ///< colour of each class value
  std::size_t worst = 20;       ///< images that are shown
  int edge = 200;               ///< pixels of their longer side
  int threads = 1;
  const Gain* gain = nullptr;  ///< shown as well where there is one
};

/// Colours of a project's classes as its files have them.
image::Palette class_palette(const project::Project& project);

/// One page that needs no other file: totals, classes, confusion matrix, and the worst images as
/// photo, both layers and difference. Photos that can't be read are named. Throws Cancelled.
std::string to_html(project::Project& project, const Comparison& comparison,
                    const HtmlOptions& options, JobControl& control, ProgressSink& progress);

}  // namespace penumbra::compare
