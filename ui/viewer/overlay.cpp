#include "ui/viewer/overlay.h"

#include <QColor>
#include <algorithm>
#include <cmath>
#include <thread>

#include "base/parallel.h"

namespace penumbra::ui {
namespace {

constexpr double fill_alpha = 0.45;
constexpr double outline_width = 1.5;
constexpr double score_alpha = 0.85;

/// Pixels around a part that are sampled as well, so that outlines go on at its border.
constexpr int margin = 8;

/// Parts of more pixels are drawn by several threads.
constexpr int shared_pixels = 100'000;

/// One direction of the way from the screen to an image of `limit` pixels.
struct Axis {
  std::vector<int> source;  ///< for start - margin .. end + margin: the nearest column or row
  int first = 0;            ///< the first and the last + 1 of start .. end that lie in the image
  int last = 0;

  Axis(int start, int end, double offset, double scale, int limit) {
    source.reserve(static_cast<std::size_t>(end - start + 2 * margin));
    for (int i = start - margin; i < end + margin; ++i)
      source.push_back(
          static_cast<int>(std::clamp(std::floor((i + 0.5 - offset) / scale), 0.0, limit - 1.0)));
    const auto within = [&](double at) {
      return static_cast<int>(std::clamp(std::ceil(at - 0.5), double(start), double(end)));
    };
    first = within(offset);
    last = within(offset + limit * scale);
  }
};

QRgb with_alpha(QRgb colour, double alpha) {
  return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour),
                            static_cast<int>(std::lround(std::clamp(alpha, 0.0, 1.0) * 255))));
}

/// Two channels at a time.
void blend(QRgb& below, QRgb above) {
  const auto rest = 255U - (above >> 24U);
  if (below == 0 || rest == 0) {
    below = above;
    return;
  }
  std::uint32_t odd = (below & 0xff00ffU) * rest + 0x800080U;
  odd = ((odd + ((odd >> 8U) & 0xff00ffU)) >> 8U) & 0xff00ffU;
  std::uint32_t even = ((below >> 8U) & 0xff00ffU) * rest + 0x800080U;
  even = (even + ((even >> 8U) & 0xff00ffU)) & 0xff00ff00U;
  below = above + (odd | even);
}

/// The pixels of a screen that are drawn to.
struct Screen {
  QRgb* pixels;
  int stride;
};

/// Draws a part of the screen.
class Painter {
 public:
  /// photo: its size.
  Painter(image::Size photo, const ViewTransform& transform, Screen screen, const QRect& part,
          double pixel_ratio)
      : photo_(photo),
        transform_(transform),
        screen_(screen),
        part_(part),
        columns_(part.left(), part.right() + 1, transform.offset.x(), transform.scale, photo.width),
        rows_(part.top(), part.bottom() + 1, transform.offset.y(), transform.scale, photo.height),
        stride_(part.width() + 2 * margin),
        sampled_(static_cast<std::size_t>(stride_) *
                 static_cast<std::size_t>(part.height() + 2 * margin)),
        anchor_x_(static_cast<int>(std::floor(transform.offset.x()))),
        anchor_y_(static_cast<int>(std::floor(transform.offset.y()))) {
    const double width = std::clamp(outline_width * pixel_ratio, 1.0, margin - 1.0);
    full_ = static_cast<int>(width);
    soft_ = width - full_;
    unit_ = std::clamp(static_cast<int>(std::lround(pixel_ratio)), 1, margin / 2);
  }

  void draw(const ScoreOverlay& item) {
    const auto& map = colours(item.colour_map);
    std::array<QRgb, 256> tones;
    for (std::size_t i = 0; i < tones.size(); ++i)
      tones[i] = with_alpha(map[i], score_alpha * item.opacity * static_cast<double>(i) / 255);
    sample(*item.scores, sampled_);
    each_pixel([&](int, int, const std::uint8_t* at, QRgb& pixel) {
      if (const QRgb tone = tones[*at]) blend(pixel, tone);
    });
  }

  void draw(const LabelOverlay& item) {
    std::array<QRgb, 256> fill{}, line{}, soft_line{};
    std::array<bool, 256> drawn{}, outlined{};
    std::array<Pattern, 256> pattern{};
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const ValueLook& look = item.looks[i];
      const double alpha = item.opacity * look.strength;
      const double filled = item.filled ? fill_alpha : 0;
      drawn[i] = look.pattern != Pattern::None && alpha > 0;
      outlined[i] = item.outlined && i != image::ignore_label;
      pattern[i] = item.filled ? look.pattern : Pattern::None;
      const bool solid = look.pattern == Pattern::Solid;
      fill[i] = with_alpha(look.colour, (solid ? fill_alpha : 0.9) * alpha);
      line[i] = with_alpha(look.colour, alpha);
      soft_line[i] = with_alpha(look.colour, alpha * (filled + (1 - filled) * soft_));
    }
    sample(*item.labels, sampled_);
    if (item.scores) keep_where(*item.scores, item.least_score);
    each_pixel([&](int x, int y, const std::uint8_t* at, QRgb& pixel) {
      const auto label = *at;
      if (!drawn[label]) return;
      if (outlined[label]) {
        if (edge(at, full_)) return blend(pixel, line[label]);
        if (soft_ > 0 && edge(at, full_ + 1)) return blend(pixel, soft_line[label]);
      }
      if (covers(pattern[label], x, y)) blend(pixel, fill[label]);
    });
  }

  void draw(const RegionOverlay& item) {
    const QRgb light = with_alpha(0xffffffff, 0.8 * item.opacity);
    const QRgb dark = with_alpha(0xff000000, 0.55 * item.opacity);
    const QRgb contour = with_alpha(0xffffffff, item.opacity);
    enum : std::uint8_t { below, within, above };
    std::array<std::uint8_t, 256> zone{};
    for (std::size_t i = 0; i < zone.size(); ++i)
      zone[i] = i <= item.low ? below : i < item.high ? within : above;
    sample(*item.values, sampled_);
    for (auto& value : sampled_) value = zone[value];
    each_pixel([&](int x, int y, const std::uint8_t* at, QRgb& pixel) {
      if (*at != within) return;
      if (edge(at, unit_)) {
        if (touches(at, unit_, above) || dash(x, y)) return blend(pixel, contour);
        return blend(pixel, dark);
      }
      if (edge(at, 2 * unit_)) return blend(pixel, dark);
      if (!item.filled) return;
      const int phase = hatch_phase(x, y);
      if (phase <= 1) blend(pixel, phase == 0 ? light : dark);
    });
  }

 private:
  /// Brings a plane to the screen's resolution. Beyond the image its border goes on, which
  /// therefore is no edge.
  void sample(const Plane& plane, std::vector<std::uint8_t>& to) const {
    const image::Size size = plane.size;
    const bool full = size == photo_;
    const Axis columns = full ? columns_
                              : Axis(part_.left(), part_.right() + 1, transform_.offset.x(),
                                     transform_.scale * photo_.width / size.width, size.width);
    const Axis rows = full ? rows_
                           : Axis(part_.top(), part_.bottom() + 1, transform_.offset.y(),
                                  transform_.scale * photo_.height / size.height, size.height);
    std::uint8_t* line = to.data();
    int last_row = -1;
    for (const int row : rows.source) {
      if (row == last_row) {
        std::copy_n(line - stride_, stride_, line);
      } else {
        const std::uint8_t* from = plane.values.data() + static_cast<std::size_t>(row) *
                                                             static_cast<std::size_t>(size.width);
        for (int i = 0; i < stride_; ++i) line[i] = from[columns.source[std::size_t(i)]];
      }
      last_row = row;
      line += stride_;
    }
  }

  /// Makes the sampled values 0 where a score is below `least`.
  void keep_where(const Plane& scores, std::uint8_t least) {
    std::vector<std::uint8_t> levels(sampled_.size());
    sample(scores, levels);
    for (std::size_t i = 0; i < sampled_.size(); ++i)
      if (levels[i] < least) sampled_[i] = 0;
  }

  /// body(x, y, the sampled value, the pixel) for those in the image.
  template <typename Body>
  void each_pixel(const Body& body) {
    for (int y = rows_.first; y < rows_.last; ++y) {
      QRgb* line = screen_.pixels + static_cast<std::ptrdiff_t>(y) * screen_.stride;
      const std::uint8_t* at = sampled_.data() +
                               static_cast<std::ptrdiff_t>(y - part_.top() + margin) * stride_ +
                               margin - part_.left();
      for (int x = columns_.first; x < columns_.last; ++x) body(x, y, at + x, line[x]);
    }
  }

  /// Whether another value lies `distance` screen pixels away.
  bool edge(const std::uint8_t* at, int distance) const {
    const auto value = *at;
    const std::ptrdiff_t rows = static_cast<std::ptrdiff_t>(distance) * stride_;
    return at[-distance] != value || at[distance] != value || at[-rows] != value ||
           at[rows] != value;
  }

  bool touches(const std::uint8_t* at, int distance, std::uint8_t value) const {
    const std::ptrdiff_t rows = static_cast<std::ptrdiff_t>(distance) * stride_;
    return at[-distance] == value || at[distance] == value || at[-rows] == value ||
           at[rows] == value;
  }

  static int modulo(int value, int by) { return (value % by + by) % by; }

  int hatch_phase(int x, int y) const {
    return modulo(x - anchor_x_ + y - anchor_y_, 9 * unit_) / unit_;
  }

  /// Different lengths in both directions, so that slanting lines are dashed as well.
  bool dash(int x, int y) const {
    const bool across = modulo(x - anchor_x_, 10 * unit_) < 5 * unit_;
    const bool down = modulo(y - anchor_y_, 14 * unit_) < 7 * unit_;
    return across == down;
  }

  bool covers(Pattern pattern, int x, int y) const {
    switch (pattern) {
      case Pattern::Solid:
        return true;
      case Pattern::Hatched:
        return hatch_phase(x, y) <= 1;
      case Pattern::Dotted:
        return modulo(x - anchor_x_, 7 * unit_) < 2 * unit_ &&
               modulo(y - anchor_y_, 7 * unit_) < 2 * unit_;
      case Pattern::None:
        break;
    }
    return false;
  }

  image::Size photo_;
  ViewTransform transform_;
  Screen screen_;
  QRect part_;
  Axis columns_;
  Axis rows_;
  int stride_;
  std::vector<std::uint8_t> sampled_;
  int anchor_x_;
  int anchor_y_;
  int full_;
  double soft_;
  int unit_;
};

}  // namespace

void render_overlay(const Overlay& overlay, const ViewTransform& transform, QImage& target,
                    const QRect& part, double pixel_ratio) {
  const QRect drawn = part.intersected(target.rect());
  if (drawn.isEmpty() || overlay.size.area() == 0) return;
  const Screen screen{reinterpret_cast<QRgb*>(target.bits()),
                      static_cast<int>(target.bytesPerLine() / qsizetype{sizeof(QRgb)})};
  const int threads =
      drawn.width() * drawn.height() > shared_pixels
          ? static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 4U))
          : 1;
  const int bands = std::min(threads, drawn.height());
  parallel_for(static_cast<std::size_t>(bands), threads, [&](std::size_t band) {
    const int i = static_cast<int>(band);
    const int top = drawn.top() + drawn.height() * i / bands;
    const int bottom = drawn.top() + drawn.height() * (i + 1) / bands;
    Painter painter(overlay.size, transform, screen,
                    QRect(drawn.left(), top, drawn.width(), bottom - top), pixel_ratio);
    for (const auto& item : overlay.items)
      std::visit([&](const auto& one) { painter.draw(one); }, item);
  });
}

QImage render_overlay(const Overlay& overlay, const ViewTransform& transform, QSize size,
                      double pixel_ratio) {
  QImage picture(size, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  render_overlay(overlay, transform, picture, picture.rect(), pixel_ratio);
  return picture;
}

}  // namespace penumbra::ui
