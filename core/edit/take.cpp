#include "edit/take.h"

#include "base/error.h"
#include "edit/connected.h"

namespace penumbra::edit {
namespace {

void check(const Canvas& canvas, image::Size size, std::size_t values) {
  if (size != canvas.map.size || values != size.area())
    throw Error("the layer differs from the label map in size", "take");
}

}  // namespace

Rect take_region(Canvas canvas, const image::LabelMap& layer, Point point,
                 std::optional<std::uint8_t> as, const Limits& limits) {
  check(canvas, layer.size, layer.labels.size());
  const auto start = pixel_at(layer.size, point);
  if (!start) return {};
  const auto label = layer.labels[pixel_index(layer.size, start->x, start->y)];
  const auto region =
      connected_spans(layer.size, *start, [&](std::size_t i) { return layer.labels[i] == label; });
  return paint(canvas, limits, region, as.value_or(label));
}

Rect take_label(Canvas canvas, const image::LabelMap& layer, std::uint8_t label,
                std::optional<std::uint8_t> as, const Limits& limits) {
  check(canvas, layer.size, layer.labels.size());
  const auto spans =
      matching_spans(layer.size, [&](std::size_t i) { return layer.labels[i] == label; });
  return paint(canvas, limits, spans, as.value_or(label));
}

Rect take_score(Canvas canvas, const image::ScoreMap& score, float threshold,
                std::optional<Point> point, std::uint8_t label, const Limits& limits) {
  check(canvas, score.size, score.scores.size());
  const auto above = [&](std::size_t i) { return score.scores[i] > threshold; };
  if (!point) return paint(canvas, limits, matching_spans(score.size, above), label);
  const auto start = pixel_at(score.size, *point);
  if (!start) return {};
  return paint(canvas, limits, connected_spans(score.size, *start, above), label);
}

}  // namespace penumbra::edit
