#include "ui/viewer/overlay.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/class_colours.h"
#include "ui/viewer/colour_map.h"

namespace penumbra::ui {
namespace {

constexpr double fill_alpha = 0.45;
constexpr double outline_width = 1.5;
constexpr double dimmed = 0.2;
constexpr double cam_alpha = 0.85;

/// Pixels around the screen that are sampled as well, so that outlines go on at its border.
constexpr int margin = 8;

/// One direction of the way from the screen to the image.
struct Axis {
  std::vector<int> source;  ///< for -margin .. count + margin: the nearest column or row
  int first = 0;            ///< the first and the last + 1 on the screen that lie in the image
  int last = 0;

  Axis(int count, double offset, double scale, int limit) {
    source.reserve(static_cast<std::size_t>(count + 2 * margin));
    for (int i = -margin; i < count + margin; ++i)
      source.push_back(
          static_cast<int>(std::clamp(std::floor((i + 0.5 - offset) / scale), 0.0, limit - 1.0)));
    first = static_cast<int>(std::clamp(std::ceil(offset - 0.5), 0.0, double(count)));
    last =
        static_cast<int>(std::clamp(std::ceil(offset + limit * scale - 0.5), 0.0, double(count)));
  }
};

QRgb with_alpha(const QColor& colour, double alpha) {
  return qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(),
                            static_cast<int>(std::lround(alpha * 255))));
}

void blend(QRgb& below, QRgb above) {
  const int rest = 255 - qAlpha(above);
  const auto mix = [rest](int a, int b) { return a + (b * rest + 127) / 255; };
  below = qRgba(mix(qRed(above), qRed(below)), mix(qGreen(above), qGreen(below)),
                mix(qBlue(above), qBlue(below)), mix(qAlpha(above), qAlpha(below)));
}

class Painter {
 public:
  /// size: of the photo.
  Painter(image::Size size, const ViewTransform& transform, QSize screen, double pixel_ratio)
      : photo_(size),
        transform_(transform),
        columns_(screen.width(), transform.offset.x(), transform.scale, size.width),
        rows_(screen.height(), transform.offset.y(), transform.scale, size.height),
        stride_(screen.width() + 2 * margin),
        sampled_(static_cast<std::size_t>(stride_ * (screen.height() + 2 * margin))),
        picture_(screen, QImage::Format_ARGB32_Premultiplied) {
    picture_.fill(Qt::transparent);
    const double width = std::clamp(outline_width * pixel_ratio, 1.0, margin - 1.0);
    full_ = static_cast<int>(width);
    soft_ = width - full_;
    hatch_ = std::clamp(static_cast<int>(std::lround(pixel_ratio)), 1, margin / 2);
  }

  void scores(const std::vector<std::uint8_t>& values, image::Size size, double opacity) {
    std::array<QRgb, 256> colours;
    for (std::size_t i = 0; i < colours.size(); ++i)
      colours[i] =
          with_alpha(QColor(viridis()[i]), cam_alpha * opacity * static_cast<double>(i) / 255);
    sample(values, size);
    each_pixel([&](int, int, const std::uint8_t* at, QRgb& pixel) { blend(pixel, colours[*at]); });
  }

  void labels(const image::LabelMap& labels, double opacity, int highlighted) {
    std::array<QRgb, 256> fill{};
    std::array<QRgb, 256> line{};
    std::array<QRgb, 256> soft_line{};
    for (int id = 1; id < 256; ++id) {
      const QColor colour = class_colour(id);
      const double alpha = opacity * (highlighted == 0 || highlighted == id ? 1 : dimmed);
      const auto i = static_cast<std::size_t>(id);
      fill[i] = with_alpha(colour, fill_alpha * alpha);
      line[i] = with_alpha(colour, alpha);
      soft_line[i] = with_alpha(colour, alpha * (fill_alpha + (1 - fill_alpha) * soft_));
    }
    sample(labels.labels, labels.size);
    each_pixel([&](int, int, const std::uint8_t* at, QRgb& pixel) {
      const auto label = *at;
      if (label == 0) return;
      blend(pixel, label == image::ignore_label       ? fill[label]
                   : edge(at, full_)                  ? line[label]
                   : soft_ > 0 && edge(at, full_ + 1) ? soft_line[label]
                                                      : fill[label]);
    });
  }

  void hatched(const image::LabelMap& mask, double opacity) {
    const QRgb light = with_alpha(Qt::white, 0.8 * opacity);
    const QRgb dark = with_alpha(Qt::black, 0.55 * opacity);
    const QRgb contour = with_alpha(Qt::white, opacity);
    sample(mask.labels, mask.size);
    each_pixel([&](int x, int y, const std::uint8_t* at, QRgb& pixel) {
      if (*at == 0) return;
      const int phase = (x + y) / hatch_ % 9;
      if (edge(at, hatch_))
        blend(pixel, contour);
      else if (edge(at, 2 * hatch_) || phase == 1)
        blend(pixel, dark);
      else if (phase == 0)
        blend(pixel, light);
    });
  }

  QImage take() { return std::move(picture_); }

 private:
  /// Brings values to the screen's resolution. Beyond the image its border goes on, which therefore
  /// is no edge.
  void sample(const std::vector<std::uint8_t>& values, image::Size size) {
    const bool full = size == photo_;
    const auto axis = [&](const Axis& usual, int count, double offset, int photo, int limit) {
      return full ? usual : Axis(count, offset, transform_.scale * photo / limit, limit);
    };
    const Axis columns =
        axis(columns_, picture_.width(), transform_.offset.x(), photo_.width, size.width);
    const Axis rows =
        axis(rows_, picture_.height(), transform_.offset.y(), photo_.height, size.height);
    std::uint8_t* to = sampled_.data();
    for (const int row : rows.source) {
      const std::uint8_t* from =
          values.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(size.width);
      for (const int column : columns.source) *to++ = from[column];
    }
  }

  /// body(x, y, the sampled value, the pixel) for those in the image.
  template <typename Body>
  void each_pixel(const Body& body) {
    for (int y = rows_.first; y < rows_.last; ++y) {
      auto* line = reinterpret_cast<QRgb*>(picture_.scanLine(y));
      const std::uint8_t* at = sampled_.data() + (y + margin) * stride_ + margin;
      for (int x = columns_.first; x < columns_.last; ++x) body(x, y, at + x, line[x]);
    }
  }

  /// Whether another label lies `distance` screen pixels away.
  bool edge(const std::uint8_t* at, int distance) const {
    const auto label = *at;
    return at[-distance] != label || at[distance] != label || at[-distance * stride_] != label ||
           at[distance * stride_] != label;
  }

  image::Size photo_;
  ViewTransform transform_;
  Axis columns_;
  Axis rows_;
  int stride_;
  std::vector<std::uint8_t> sampled_;
  QImage picture_;
  int full_;
  double soft_;
  int hatch_;
};

}  // namespace

QImage render_overlay(const ImageLayers& layers, const LayerSettings& settings,
                      const ViewTransform& transform, QSize size, double pixel_ratio) {
  Painter painter(layers.size, transform, size, pixel_ratio);
  for (const LayerKind kind : all_layers) {
    const auto& view = settings.view(kind);
    if (!view.visible || view.opacity <= 0 || !layers.has(kind)) continue;
    if (kind == LayerKind::Cam || kind == LayerKind::AuxCam) {
      if (const ClassMap* map = layers.cam(kind, settings.cam_class))
        painter.scores(map->values, layers.score_size, view.opacity);
    } else if (kind == LayerKind::Uncertain) {
      painter.hatched(layers.label(kind)->map, view.opacity);
    } else {
      painter.labels(layers.label(kind)->map, view.opacity, settings.highlighted_class);
    }
  }
  return painter.take();
}

}  // namespace penumbra::ui
