#pragma once

#include <cstdint>
#include <span>

#include "image/image.h"
#include "train/colour.h"
#include "train/random.h"

namespace penumbra::train {

/// How views of a photo are drawn (method.md section 2).
struct ViewOptions {
  int size = 224;          ///< px, square
  double area_low = 0.32;  ///< of the photo
  double area_high = 1.0;
  double flip = 0.5;  ///< probability; likewise the next three
  double jitter = 0.5;
  double grey = 0;
  double blur = 0;
};

ViewOptions global_view(int size);
ViewOptions local_view(int size);

/// One drawn view: which part of the photo it shows, and how it is changed.
struct View {
  int size = 0;       ///< px of the result
  image::Size photo;  ///< the upright, full-size photo that the crop refers to
  int x = 0, y = 0, width = 0, height = 0;  ///< crop, px
  bool flip = false;
  bool jittered = false;
  ColourJitter jitter;
  bool grey = false;
  double blur_radius = 0;  ///< 0: not blurred
};

/// Draws a view of a photo of that size.
View draw_view(image::Size photo, const ViewOptions& options, Random& random);

/// The shortest side that the decoded photo must have so that the crop has at least `view.size` px.
int decoded_side(const View& view);

/// photo: the picture at its own size or decoded smaller. result: 3 x size x size, RGB normalised
/// by ImageNet's mean and deviation.
void render_view(const image::Image& photo, const View& view, std::span<float> result);

/// The part of a label map (of the whole photo, any size) that the view shows, by the nearest
/// label. result: size x size.
void render_labels(const image::LabelMap& labels, const View& view, std::span<std::uint8_t> result);

/// The same of labels that are known at few pixels: where the nearest one is 255, any other that
/// the pixel covers counts, so that a view of fewer pixels than the map loses no click.
void render_sparse_labels(const image::LabelMap& labels, const View& view,
                          std::span<std::uint8_t> result);

}  // namespace penumbra::train
