#include "ui/training/preview_pictures.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"
#include "image/decode.h"
#include "ui/theme/class_colours.h"
#include "ui/viewer/colour_map.h"

namespace penumbra::ui {
namespace {

constexpr QRgb neutral = 0xff808080;
constexpr QRgb ignored = 0xff9a9a9a;
constexpr double label_share = 0.6;

QRgb mixed(QRgb below, QRgb above, double share) {
  const auto mix = [share](int a, int b) {
    return static_cast<int>(std::lround(a + (b - a) * share));
  };
  return qRgb(mix(qRed(below), qRed(above)), mix(qGreen(below), qGreen(above)),
              mix(qBlue(below), qBlue(above)));
}

/// Draws over a copy of `photo`: paint(pixel below, index of the map) for each.
template <typename Paint>
QImage over(const QImage& photo, const Paint& paint) {
  QImage result = photo;
  for (int y = 0; y < result.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
    const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(result.width());
    for (int x = 0; x < result.width(); ++x)
      line[x] = paint(line[x], row + static_cast<std::size_t>(x), x, y);
  }
  return result;
}

/// Whether a pixel of the region lies at its border.
bool at_border(const image::LabelMap& map, int x, int y) {
  const auto value = [&](int column, int row) {
    return map.labels[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.size.width) +
                      static_cast<std::size_t>(column)];
  };
  const auto own = value(x, y);
  return (x > 0 && value(x - 1, y) != own) || (y > 0 && value(x, y - 1) != own) ||
         (x + 1 < map.size.width && value(x + 1, y) != own) ||
         (y + 1 < map.size.height && value(x, y + 1) != own);
}

}  // namespace

QImage read_preview_photo(const std::filesystem::path& file, image::Size size) {
  try {
    const auto photo =
        image::read_image(file, {.smallest_side = std::min(size.width, size.height)});
    const QImage shown(photo.pixels.data(), photo.size.width, photo.size.height,
                       3 * photo.size.width, QImage::Format_RGB888);
    return shown.scaled(size.width, size.height, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
  } catch (const Error&) {
    return {};
  }
}

PreviewPictures draw_preview(const QString& image, const QImage& photo,
                             const train::Preview& preview, const std::vector<std::string>& names,
                             const std::map<std::string, QRgb>& colours) {
  const auto [width, height] = preview.label.size;
  PreviewPictures pictures;
  pictures.image = image;
  pictures.photo = photo;
  if (photo.isNull() || photo.size() != QSize(width, height)) {
    pictures.photo = QImage(width, height, QImage::Format_RGB32);
    pictures.photo.fill(neutral);
  }
  const auto& viridis = ui::colours(ColourMap::Viridis);
  pictures.cam = over(pictures.photo, [&](QRgb below, std::size_t i, int, int) {
    const double score = preview.cam.scores[i];
    const auto level = static_cast<std::size_t>(std::clamp(score, 0.0, 1.0) * 255);
    return mixed(below, viridis[level], 0.85 * score);
  });
  pictures.uncertain = over(pictures.photo, [&](QRgb below, std::size_t i, int x, int y) {
    if (preview.uncertain.labels[i] == 0) return below;
    if (at_border(preview.uncertain, x, y)) return qRgb(255, 255, 255);
    return (x + y) % 6 < 2 ? mixed(below, qRgb(255, 255, 255), 0.8)
                           : mixed(below, qRgb(0, 0, 0), 0.35);
  });
  std::array<QRgb, 256> palette{};
  std::array<bool, 256> present{};
  palette[image::ignore_label] = ignored;
  for (std::size_t id = 1; id <= names.size() && id < image::ignore_label; ++id) {
    const auto colour = colours.find(names[id - 1]);
    palette[id] =
        colour != colours.end() ? colour->second : class_colour(static_cast<int>(id)).rgb();
  }
  pictures.label = over(pictures.photo, [&](QRgb below, std::size_t i, int x, int y) {
    const auto label = preview.label.labels[i];
    present[label] = true;
    if (label == 0) return below;
    if (label == image::ignore_label)
      return (x - y + height) % 6 < 2 ? mixed(below, ignored, 0.8) : below;
    return at_border(preview.label, x, y) ? palette[label]
                                          : mixed(below, palette[label], label_share);
  });
  QStringList found;
  for (std::size_t id = 1; id <= names.size() && id < image::ignore_label; ++id)
    if (present[id]) found << QString::fromStdString(names[id - 1]);
  pictures.classes = found.join(", ");
  return pictures;
}

}  // namespace penumbra::ui
