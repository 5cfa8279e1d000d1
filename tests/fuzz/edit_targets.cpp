#include <memory>
#include <nlohmann/json.hpp>

#include "edit/operation_json.h"
#include "edit/script.h"
#include "fuzz/accept.h"

namespace penumbra::fuzz {

/// What is read is carried out on a small map, and says the same when it is written and read again.
void edit_script(Bytes bytes) {
  const edit::LabelNames names({{1, "cat"}, {2, "dog"}});
  const image::Size size{24, 16};
  const auto photo = std::make_shared<image::Image>();
  photo->size = size;
  for (std::size_t i = 0; i < 3 * size.area(); ++i)
    photo->pixels.push_back(static_cast<std::uint8_t>(i * i >> 3));
  edit::Context context;
  context.photo = [&] { return photo; };
  context.superpixels = [&](int region_size) {
    return std::make_shared<edit::Superpixels>(edit::compute_superpixels(*photo, region_size));
  };
  image::LabelMap map{size, {}};
  for (std::size_t i = 0; i < size.area(); ++i)
    map.labels.push_back(static_cast<std::uint8_t>(i / 37 % 3));
  context.layer = [&](const std::string&) { return std::make_shared<image::LabelMap>(map); };
  std::vector<std::uint8_t> drawn(size.area());
  accept_errors([&] {
    for (const auto& step : edit::parse_script(text(bytes), names, "fuzz")) {
      const auto* operation = std::get_if<edit::Operation>(&step);
      if (!operation) continue;
      require(edit::parse_operation(edit::to_json(*operation, names), names, "fuzz") == *operation);
      const auto changed = edit::apply(*operation, {map, &drawn}, context);
      require(edit::intersection(changed, edit::whole(size)) == changed);
    }
  });
}

}  // namespace penumbra::fuzz
