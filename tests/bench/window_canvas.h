#pragma once

#include <vector>

namespace penumbra::bench {

/// Milliseconds of each frame while a photo of 4096 x 4096 with four layers (scores, two
/// labellings, an uncertain region) is panned in a canvas of 1600 x 900, at 30% and at 100%. Needs
/// a QApplication.
std::vector<double> pan_frames_ms(int frames);

/// Milliseconds until such a canvas shows a moved threshold. Needs a QApplication.
std::vector<double> threshold_ms(int moves);

/// Milliseconds from asking for the next image until it is painted with its layers, for images of
/// `side` x 3/4 `side` pixels looked at for `look_ms` each. Needs a QApplication.
std::vector<double> image_to_image_ms(int images, int side = 2048, int look_ms = 1000);

/// Milliseconds from each movement of the pointer until it is seen, in strokes of radius 100 over a
/// photo of 4096 x 4096 with its layers shown, at the zoom that fits it to the window and at 100%.
/// Needs a QApplication.
std::vector<double> stroke_frames_ms(int frames);

}  // namespace penumbra::bench
