#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edit/canvas.h"
#include "edit/polygon.h"
#include "edit/superpixels.h"

namespace penumbra::edit {

// The operations as values: what a script says and what a history keeps. The functions that carry
// them out, each in a header of its own, say what the members mean.

struct Brush {
  static constexpr std::string_view name = "brush";
  std::vector<Point> points;
  double radius = 0;
  std::uint8_t label = 0;
  bool operator==(const Brush&) const = default;
};

/// A brush of background or ignore.
struct Erase {
  static constexpr std::string_view name = "erase";
  std::vector<Point> points;
  double radius = 0;
  std::uint8_t to = 0;
  bool operator==(const Erase&) const = default;
};

struct FillPolygon {
  static constexpr std::string_view name = "polygon";
  Ring points;
  std::vector<Ring> holes;  ///< further rings, even-odd
  std::uint8_t label = 0;
  bool operator==(const FillPolygon&) const = default;
};

/// A closed freehand line.
struct Lasso {
  static constexpr std::string_view name = "lasso";
  Ring points;
  std::uint8_t label = 0;
  bool operator==(const Lasso&) const = default;
};

struct FloodFill {
  static constexpr std::string_view name = "flood";
  Point point;
  double tolerance = 0;
  std::uint8_t label = 0;
  bool operator==(const FloodFill&) const = default;
};

struct FillSuperpixels {
  static constexpr std::string_view name = "superpixel";
  std::vector<Point> points;
  int region_size = 20;
  std::uint8_t label = 0;
  bool operator==(const FillSuperpixels&) const = default;
};

/// The region under `point`, or all that is labelled `from`: one of them is set.
struct Take {
  static constexpr std::string_view name = "take";
  std::string layer;
  std::optional<Point> point;
  std::optional<std::uint8_t> from;
  std::optional<std::uint8_t> label;  ///< by default what it is in the layer
  bool operator==(const Take&) const = default;
};

struct TakeScore {
  static constexpr std::string_view name = "take_score";
  std::string layer;
  std::uint8_t from = 0;  ///< whose score
  double threshold = 0;
  std::optional<Point> point;
  std::optional<std::uint8_t> label;  ///< by default `from`
  bool operator==(const TakeScore&) const = default;
};

struct Replace {
  static constexpr std::string_view name = "replace";
  std::uint8_t from = 0;
  std::uint8_t label = 0;
  std::optional<Point> point;
  bool operator==(const Replace&) const = default;
};

struct FillHoles {
  static constexpr std::string_view name = "fill_holes";
  std::uint8_t label = 0;
  std::optional<int> area;  ///< of the largest hole that is filled
  bool operator==(const FillHoles&) const = default;
};

struct RemoveSpecks {
  static constexpr std::string_view name = "remove_specks";
  int area = 0;
  std::optional<std::uint8_t> label;
  bool operator==(const RemoveSpecks&) const = default;
};

struct Grow {
  static constexpr std::string_view name = "grow";
  std::uint8_t label = 0;
  int pixels = 0;
  bool operator==(const Grow&) const = default;
};

struct Shrink {
  static constexpr std::string_view name = "shrink";
  std::uint8_t label = 0;
  int pixels = 0;
  std::uint8_t to = 0;
  bool operator==(const Shrink&) const = default;
};

struct Smooth {
  static constexpr std::string_view name = "smooth";
  double radius = 0;
  bool operator==(const Smooth&) const = default;
};

struct RefineByCrf {
  static constexpr std::string_view name = "crf";
  Rect rectangle;
  double confidence = 0.8;
  bool operator==(const RefineByCrf&) const = default;
};

using Action =
    std::variant<Brush, Erase, FillPolygon, Lasso, FloodFill, FillSuperpixels, Take, TakeScore,
                 Replace, FillHoles, RemoveSpecks, Grow, Shrink, Smooth, RefineByCrf>;

struct Operation {
  Action action;
  std::optional<std::bitset<256>> only_over;
  Ring selection;  ///< empty: everywhere
  bool operator==(const Operation&) const = default;
};

/// As scripts call it: "brush".
std::string_view name(const Operation& operation);

/// What operations read besides the map. A function that is not set, or gives nothing, makes those
/// operations that need it throw Error; what the functions throw is passed on. They may keep what
/// they give, e.g. superpixels, which are computed once a photo and region size.
struct Context {
  std::function<std::shared_ptr<const image::Image>()> photo;
  std::function<std::shared_ptr<const Superpixels>(int region_size)> superpixels;
  std::function<std::shared_ptr<const image::LabelMap>(const std::string& layer)> layer;
  std::function<std::shared_ptr<const image::ScoreMap>(const std::string& layer,
                                                       std::uint8_t label)>
      score;
  int threads = 1;
};

/// Carries out an operation. Returns the tight rectangle of what changed. Throws Error, with the
/// canvas as it was.
Rect apply(const Operation& operation, Canvas canvas, const Context& context);

}  // namespace penumbra::edit
