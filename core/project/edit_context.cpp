#include "project/edit_context.h"

#include <map>
#include <memory>

#include "base/error.h"
#include "image/decode.h"
#include "project/classes.h"
#include "project/layers.h"

namespace penumbra::project {
namespace {

/// Photo and superpixels of one image.
class Photo {
 public:
  Photo(Project& project, ImageId image) : project_(project), image_(image) {}

  std::shared_ptr<const image::Image> pixels() {
    if (!pixels_) {
      const auto found = rows(project_, std::vector{image_});
      if (found.empty())
        throw Error("is not in the project", "image " + std::to_string(image_), "It was removed");
      pixels_ = std::make_shared<image::Image>(image::read_image(found.front().photo));
    }
    return pixels_;
  }

  std::shared_ptr<const edit::Superpixels> superpixels(int region_size) {
    auto& kept = superpixels_[region_size];
    if (!kept)
      kept = std::make_shared<edit::Superpixels>(edit::compute_superpixels(*pixels(), region_size));
    return kept;
  }

 private:
  Project& project_;
  ImageId image_;
  std::shared_ptr<const image::Image> pixels_;
  std::map<int, std::shared_ptr<const edit::Superpixels>> superpixels_;
};

}  // namespace

edit::LabelNames label_names(const Project& project) {
  std::map<std::uint8_t, std::string> names;
  for (const auto& row : classes(project)) names[static_cast<std::uint8_t>(row.value)] = row.name;
  return edit::LabelNames(std::move(names));
}

edit::Context edit_context(Project& project, ImageId image, int threads) {
  const auto photo = std::make_shared<Photo>(project, image);
  edit::Context context;
  context.threads = threads;
  context.photo = [photo] { return photo->pixels(); };
  context.superpixels = [photo](int region_size) { return photo->superpixels(region_size); };
  context.layer = [&project, image](const std::string& name) {
    const Layers layers(project);
    return std::make_shared<const image::LabelMap>(layers.read(layers.named(name).id, image));
  };
  context.score = [&project, image](const std::string& name, std::uint8_t label) {
    const Layers layers(project);
    return std::make_shared<const image::ScoreMap>(
        layers.read_scores(layers.named(name).id, image, label));
  };
  return context;
}

}  // namespace penumbra::project
