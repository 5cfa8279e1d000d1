#pragma once

#include <QString>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "edit/operation.h"
#include "image/image.h"
#include "ui/editor/toolbox.h"
#include "ui/hand.h"
#include "ui/window_driver.h"

namespace penumbra::ui {
class Editor;
class InspectPage;
}  // namespace penumbra::ui

/// Stands for a person who sees what is right: corrects the image that is looked at with the
/// window's tools, stroke by stroke, each time the one that mends most. Outlines are followed as a
/// hand does, with few corners and a pixel or two beside them.
class Corrector {
 public:
  /// other_layers: may be taken from.
  Corrector(const WindowDriver& window, std::vector<std::string> other_layers);

  struct Work {
    int strokes = 0;
    std::set<penumbra::ui::Tool> tools;
  };
  /// Until little is wrong, or `most_strokes` are made; then goes on until `least_tools` were used,
  /// where they mend anything. truth: class values; pixels of 255 are left alone.
  Work correct(const penumbra::image::LabelMap& truth, int most_strokes, std::size_t least_tools);

  struct Stroke {
    penumbra::ui::Tool tool;
    int label;  ///< of the class in hand
    double radius = 0;
    QString layer{};
    std::vector<penumbra::edit::Point> way;
    std::int64_t mended = 0;  ///< pixels, less those that it spoils
  };
  /// Takes the tool and the class, draws, and waits until it is saved.
  void draw(const Stroke& stroke);

 private:
  /// Pixels of one class that are labelled otherwise.
  struct Mistake {
    int label;
    std::int64_t area;
    penumbra::edit::Rect bounds;
    std::vector<std::uint8_t> mask;  ///< of the image: 255 where it is
  };

  std::vector<Mistake> mistakes(const penumbra::image::LabelMap& truth) const;
  std::vector<Stroke> strokes_for(const Mistake& mistake,
                                  const penumbra::image::LabelMap& truth) const;
  std::int64_t mended_by(const Stroke& stroke, const penumbra::image::LabelMap& truth,
                         const penumbra::edit::Context& context) const;
  std::optional<penumbra::edit::Action> action_of(const Stroke& stroke) const;
  void choose_class(int label);

  penumbra::ui::InspectPage& page() const;
  penumbra::ui::Editor& editor() const;
  penumbra::image::LabelMap labels() const;

  const WindowDriver& window_;
  std::vector<std::string> other_layers_;
  mutable Hand hand_;
};
