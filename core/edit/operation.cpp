#include "edit/operation.h"

#include "base/error.h"
#include "edit/brush.h"
#include "edit/crf_rectangle.h"
#include "edit/flood.h"
#include "edit/grow.h"
#include "edit/holes.h"
#include "edit/replace.h"
#include "edit/smooth.h"
#include "edit/specks.h"
#include "edit/take.h"

namespace penumbra::edit {
namespace {

/// What one of the context's functions gives. Throws Error where it gives nothing.
template <class Value, class... Arguments, class... Given>
std::shared_ptr<const Value> given(
    const std::function<std::shared_ptr<const Value>(Arguments...)>& give, const std::string& what,
    const Given&... arguments) {
  auto value = give ? give(arguments...) : nullptr;
  if (!value) throw Error("there is no " + what + " of this image", "edit");
  return value;
}

/// Carries out each kind of action.
class Apply {
 public:
  Apply(Canvas canvas, const Limits& limits, const Context& context)
      : canvas_(canvas), limits_(limits), context_(context) {}

  Rect operator()(const Brush& a) const {
    return brush(canvas_, a.points, a.radius, a.label, limits_);
  }
  Rect operator()(const Erase& a) const {
    return brush(canvas_, a.points, a.radius, a.to, limits_);
  }
  Rect operator()(const FillPolygon& a) const {
    std::vector<Ring> rings{a.points};
    rings.insert(rings.end(), a.holes.begin(), a.holes.end());
    return fill_polygon(canvas_, rings, a.label, limits_);
  }
  Rect operator()(const Lasso& a) const {
    return fill_polygon(canvas_, std::span(&a.points, 1), a.label, limits_);
  }
  Rect operator()(const FloodFill& a) const {
    return flood_fill(canvas_, *photo(), a.point, a.tolerance, a.label, limits_);
  }
  Rect operator()(const FillSuperpixels& a) const {
    const auto superpixels = given(context_.superpixels, "superpixels", a.region_size);
    return fill_superpixels(canvas_, *superpixels, a.points, a.label, limits_);
  }
  Rect operator()(const Take& a) const {
    const auto layer = given(context_.layer, "layer '" + a.layer + "'", a.layer);
    if (a.point) return take_region(canvas_, *layer, *a.point, a.label, limits_);
    if (!a.from) throw UsageError("names neither a point nor a class", "take");
    return take_label(canvas_, *layer, *a.from, a.label, limits_);
  }
  Rect operator()(const TakeScore& a) const {
    const auto score = given(context_.score, "score in layer '" + a.layer + "'", a.layer, a.from);
    return take_score(canvas_, *score, static_cast<float>(a.threshold), a.point,
                      a.label.value_or(a.from), limits_);
  }
  Rect operator()(const Replace& a) const {
    return replace_label(canvas_, a.from, a.label, a.point, limits_);
  }
  Rect operator()(const FillHoles& a) const {
    return fill_holes(canvas_, a.label, a.area, limits_);
  }
  Rect operator()(const RemoveSpecks& a) const {
    return remove_specks(canvas_, a.area, a.label, limits_);
  }
  Rect operator()(const Grow& a) const { return grow_label(canvas_, a.label, a.pixels, limits_); }
  Rect operator()(const Shrink& a) const {
    return shrink_label(canvas_, a.label, a.pixels, a.to, limits_);
  }
  Rect operator()(const Smooth& a) const { return smooth_borders(canvas_, a.radius, limits_); }
  Rect operator()(const RefineByCrf& a) const {
    return refine_by_crf(canvas_, *photo(), a.rectangle, a.confidence, context_.threads, limits_);
  }

 private:
  std::shared_ptr<const image::Image> photo() const { return given(context_.photo, "photo"); }

  Canvas canvas_;
  const Limits& limits_;
  const Context& context_;
};

}  // namespace

std::string_view name(const Operation& operation) {
  return std::visit([](const auto& action) { return action.name; }, operation.action);
}

Rect apply(const Operation& operation, Canvas canvas, const Context& context) {
  Limits limits{operation.only_over, nullptr};
  image::LabelMap selection;
  if (!operation.selection.empty()) {
    selection = polygon_mask(canvas.map.size, std::span(&operation.selection, 1));
    limits.selection = &selection;
  }
  return std::visit(Apply(canvas, limits, context), operation.action);
}

}  // namespace penumbra::edit
