#include "ui/compare/compared_photo.h"

#include <algorithm>

#include "base/error.h"
#include "image/decode.h"
#include "project/catalogue.h"
#include "ui/problem_text.h"

namespace penumbra::ui {
namespace {

constexpr int kept_photos_kb = 256 << 10;

SharedPlane to_plane(image::LabelMap map) {
  return std::make_shared<const Plane>(Plane{map.size, std::move(map.labels)});
}

}  // namespace

DifferencePlanes make_difference_planes(const image::LabelMap& reference,
                                        const image::LabelMap& other) {
  const auto map = compare::difference(reference, other);
  const std::size_t count = map.kinds.size();
  Plane wrong{map.size, std::vector<std::uint8_t>(count)};
  Plane missed = wrong, invented = wrong;
  for (std::size_t i = 0; i < count; ++i) {
    switch (map.kinds[i]) {
      case compare::PixelKind::Wrong:
        wrong.values[i] = other.labels[i];
        break;
      case compare::PixelKind::Ignored:
        wrong.values[i] = image::ignore_label;
        break;
      case compare::PixelKind::Missed:
        missed.values[i] = reference.labels[i];
        break;
      case compare::PixelKind::Invented:
        invented.values[i] = other.labels[i];
        break;
      case compare::PixelKind::Right:
        break;
    }
  }
  return {std::make_shared<const Plane>(std::move(wrong)),
          std::make_shared<const Plane>(std::move(missed)),
          std::make_shared<const Plane>(std::move(invented)), map.counts};
}

ComparedPhotoReader::ComparedPhotoReader(QObject* parent)
    : QObject(parent), photos_(kept_photos_kb) {}

void ComparedPhotoReader::forget() {
  ++number_;
  task_.cancel();
}

void ComparedPhotoReader::read(Wish wish) {
  task_.submit([this, number = ++number_, wish = std::move(wish)](JobControl& control) {
    control.checkpoint();
    const auto photo = read_all(wish);
    QMetaObject::invokeMethod(this, [this, number, photo] {
      if (number == number_) Q_EMIT ready(photo);
    });
    control.checkpoint();
    if (wish.next) photo_of(wish, *wish.next);
  });
}

SharedComparedPhoto ComparedPhotoReader::read_all(const Wish& wish) {
  auto result = std::make_shared<ComparedPhoto>();
  result->image = wish.image;
  const auto attempt = [&](const auto& work) {
    try {
      work();
    } catch (const std::exception& error) {
      result->problem += (result->problem.isEmpty() ? "" : "\n") + problem_text(error);
    }
  };
  attempt([&] { result->photo = photo_of(wish, wish.image); });
  const project::Layers layers(*wish.project);
  const auto map_of = [&](std::optional<project::LayerId> layer) {
    std::optional<image::LabelMap> map;
    attempt([&] {
      if (layer && layers.has(*layer, wish.image)) map = layers.read(*layer, wish.image);
    });
    return map;
  };
  auto layer = map_of(wish.layer), reference = map_of(wish.reference);
  if (layer && reference)
    attempt([&] { result->difference = make_difference_planes(*reference, *layer); });
  if (layer) result->layer = to_plane(*std::move(layer));
  if (reference) result->reference = to_plane(*std::move(reference));
  return result;
}

std::shared_ptr<const Pyramid> ComparedPhotoReader::photo_of(const Wish& wish,
                                                             project::ImageId image) {
  if (photos_of_ != wish.project.get()) photos_.clear();
  photos_of_ = wish.project.get();
  if (const auto* kept = photos_.object(image)) return *kept;
  const auto rows = project::rows(*wish.project, std::array{image});
  if (rows.empty()) throw Error("is not in the project any more", "image " + std::to_string(image));
  auto pyramid = std::make_shared<const Pyramid>(
      make_pyramid(to_qimage(image::read_image(rows.front().photo))));
  const auto pixels = static_cast<qsizetype>(pyramid->size().width()) * pyramid->size().height();
  photos_.insert(image, new std::shared_ptr<const Pyramid>(pyramid),
                 std::max<qsizetype>(1, pixels * 16 / 3 / 1024));
  return pyramid;
}

}  // namespace penumbra::ui
