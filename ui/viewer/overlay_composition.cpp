#include "ui/viewer/overlay_composition.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace penumbra::ui {
namespace {

constexpr double dimmed = 0.2;

std::uint8_t level(double threshold) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(threshold, 0.0, 1.0) * 255));
}

const ClassScores* chosen(const ImageLayers& layers, const ScoreSettings& settings) {
  const ScoreSource* source = layers.find_scores(settings.source);
  return source ? source->scores.get() : nullptr;
}

/// The scores that thresholds are laid on.
SharedPlane thresholded_scores(const ClassScores& scores, const ScoreSettings& settings) {
  if (settings.class_value > 0)
    if (auto plane = scores.of(settings.class_value)) return plane;
  return scores.highest;
}

LabelOverlay label_item(SharedPlane labels, const LayerView& view, const ClassLooks& looks) {
  LabelOverlay item;
  item.labels = std::move(labels);
  item.opacity = view.opacity;
  item.filled = view.style != LayerStyle::Outline;
  item.outlined = view.style != LayerStyle::Fill;
  for (int value = 1; value < 256; ++value) {
    const bool lit = looks.highlighted == 0 || looks.highlighted == value;
    item.looks[static_cast<std::size_t>(value)] = {looks.colours[static_cast<std::size_t>(value)],
                                                   Pattern::Solid, lit ? 1 : dimmed};
  }
  return item;
}

/// The class of the highest score, where that is at least the high threshold.
std::optional<OverlayItem> cam_label(const ClassScores& scores, const ScoreSettings& settings,
                                     const LayerView& view, const ClassLooks& looks) {
  if (!scores.best) return {};
  LabelOverlay item = label_item(scores.best, view, looks);
  item.scores = scores.highest;
  item.least_score = level(settings.high);
  if (settings.class_value > 0)
    for (int value = 1; value < 256; ++value)
      if (value != settings.class_value) item.looks[static_cast<std::size_t>(value)] = {};
  return item;
}

}  // namespace

SharedPlane shown_scores(const ImageLayers& layers, const ScoreSettings& settings) {
  const ClassScores* scores = chosen(layers, settings);
  if (!scores) return nullptr;
  return settings.class_value == ScoreSettings::uncertainty ? scores->uncertainty
                                                            : thresholded_scores(*scores, settings);
}

std::shared_ptr<const Overlay> compose_overlay(image::Size size, const ImageLayers& layers,
                                               const LayerStack& stack,
                                               const ScoreSettings& settings,
                                               const ClassLooks& looks) {
  auto overlay = std::make_shared<Overlay>(Overlay{size, {}});
  const ClassScores* scores = chosen(layers, settings);
  for (auto row = stack.rows().rbegin(); row != stack.rows().rend(); ++row) {
    const LayerView view = stack.view(row->key);
    if (!view.visible || view.opacity <= 0) continue;
    if (row->key == LayerStack::cam_key) {
      ScoreSettings lit = settings;  // a class that lights up shows its own scores
      if (looks.highlighted > 0 && settings.class_value == ScoreSettings::all_classes && scores &&
          scores->of(looks.highlighted))
        lit.class_value = looks.highlighted;
      if (auto plane = shown_scores(layers, lit))
        overlay->items.emplace_back(ScoreOverlay{plane, settings.colour_map, view.opacity});
    } else if (row->key == LayerStack::cam_label_key) {
      if (!scores) continue;
      if (auto item = cam_label(*scores, settings, view, looks))
        overlay->items.push_back(*std::move(item));
    } else if (row->key == LayerStack::uncertain_key) {
      RegionOverlay item{.values = layers.uncertain,
                         .filled = view.style != LayerStyle::Outline,
                         .opacity = view.opacity};
      if (!item.values && scores) {
        item.values = thresholded_scores(*scores, settings);
        item.low = level(settings.low);
        item.high = level(settings.high);
      }
      if (item.values) overlay->items.emplace_back(std::move(item));
    } else {
      const auto found = std::ranges::find(layers.labels, row->key, &LabelSource::key);
      if (found != layers.labels.end() && found->labels)
        overlay->items.emplace_back(label_item(found->labels->plane, view, looks));
    }
  }
  return overlay;
}

std::optional<Legend> make_legend(const ImageLayers& layers, const LayerStack& stack,
                                  const ScoreSettings& settings,
                                  const std::function<QString(int)>& class_name) {
  const ScoreSource* source = layers.find_scores(settings.source);
  if (!source || !stack.visible(LayerStack::cam_key) || !shown_scores(layers, settings)) return {};
  Legend legend;
  legend.colour_map = settings.colour_map;
  legend.title = source->title;
  if (settings.class_value == ScoreSettings::uncertainty) {
    legend.title += ": " + QCoreApplication::translate("Legend", "uncertainty");
    return legend;
  }
  if (settings.class_value > 0) legend.title += ": " + class_name(settings.class_value);
  if (stack.visible(LayerStack::cam_label_key) || stack.visible(LayerStack::uncertain_key))
    legend.marks = {settings.low, settings.high};
  return legend;
}

}  // namespace penumbra::ui
