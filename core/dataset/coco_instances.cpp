#include "dataset/coco_instances.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/error.h"
#include "base/json.h"
#include "image/limits.h"
#include "image/rle.h"

namespace penumbra::dataset {
namespace {

using nlohmann::json;

/// Some programs write ids as 5.0.
std::int64_t whole(const json& value) {
  if (!value.is_number_float()) return value.get<std::int64_t>();
  const auto number = value.get<double>();
  if (!(std::abs(number) <= 9e15)) throw Error("an id is out of range", "");
  return static_cast<std::int64_t>(number);
}

image::Size size_of(const json& height, const json& width) {
  const auto side = [](const json& value) {
    const auto number = value.get<double>();
    if (!(number >= 0 && number <= 1e6)) throw Error("a size is out of range", "");
    return static_cast<int>(number);
  };
  return {side(width), side(height)};
}

/// Polygons, or run lengths as numbers or as a compressed string.
void read_outline(const json& outline, CocoInstances::Annotation& annotation) {
  auto& region = annotation.region;
  if (outline.is_array()) {
    for (const auto& polygon : outline) {
      auto& corners = region.polygons.emplace_back(polygon.get<std::vector<double>>());
      if (corners.size() < 6 || corners.size() % 2 != 0)
        throw Error("a polygon has " + std::to_string(corners.size()) + " coordinates", "");
      for (const double value : corners)
        if (!(std::abs(value) <= image::farthest_corner))
          throw Error("a polygon has a corner far outside of any image", "");
    }
    return;
  }
  const auto& size = outline.at("size");
  annotation.size = size_of(size.at(0), size.at(1));
  const auto& counts = outline.at("counts");
  if (counts.is_string()) {
    region.runs = image::expand_runs(counts.get_ref<const std::string&>());
  } else {
    for (const auto& count : counts) {
      const auto run = count.get<double>();
      if (!(run >= 0 && run <= static_cast<double>(image::most_pixels)))
        throw Error("a run length is out of range", "");
      region.runs.push_back(static_cast<std::uint32_t>(run));
    }
  }
  std::uint64_t total = 0;
  for (const auto run : region.runs) total += run;
  if (total != annotation.size.area())
    throw Error("its run lengths cover " + std::to_string(total) + " pixels instead of " +
                    std::to_string(annotation.size.area()),
                "");
}

}  // namespace

CocoInstances::Category parse_coco_category(const json& entry) {
  return {whole(entry.at("id")), entry.at("name").get<std::string>()};
}

CocoInstances::Picture parse_coco_picture(const json& entry) {
  return {whole(entry.at("id")), entry.at("file_name").get<std::string>(),
          size_of(entry.value("height", json(0)), entry.value("width", json(0)))};
}

CocoInstances::Annotation parse_coco_annotation(const json& object) {
  CocoInstances::Annotation annotation;
  annotation.id = whole(object.value("id", json(0)));
  annotation.picture = whole(object.at("image_id"));
  annotation.category = whole(object.at("category_id"));
  const auto is_set = [&](const char* key) {
    const auto flag = object.find(key);
    return flag != object.end() && (flag->is_boolean() ? flag->get<bool>() : *flag != 0);
  };
  annotation.region.crowd = is_set("iscrowd");
  annotation.ignore = annotation.region.crowd && is_set("ignore");
  const auto outline = object.find("segmentation");
  if (outline == object.end() || outline->is_null()) return annotation;
  annotation.has_outline = true;
  try {
    read_outline(*outline, annotation);
  } catch (const Error& error) {
    annotation.fault = error.reason();
  } catch (const json::exception&) {
    annotation.fault = "its outline is neither polygons nor run lengths";
  }
  return annotation;
}

CocoInstances parse_coco_instances(std::string_view text, const std::filesystem::path& file,
                                   const std::function<void()>& each) {
  CocoInstances instances;
  std::string section;
  std::size_t objects = 0;
  // Objects in the three lists are taken as soon as they are whole, and dropped.
  const auto take = [&](int depth, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::key && depth == 1) section = parsed.get<std::string>();
    if (event != json::parse_event_t::object_end || depth != 2) return true;
    if (++objects % 1024 == 0) each();
    if (section == "categories") {
      instances.categories.push_back(parse_coco_category(parsed));
    } else if (section == "images") {
      instances.pictures.push_back(parse_coco_picture(parsed));
    } else if (section == "annotations") {
      instances.annotations.push_back(parse_coco_annotation(parsed));
    }
    return false;
  };
  const auto refuse = [&](const std::string& why) -> void {
    throw Error("is not a COCO instances file: " + why, file.string(), "Repair or remove it");
  };
  try {
    const auto rest = json::parse(text, take);
    if (!rest.is_object() || instances.categories.empty() || instances.pictures.empty())
      refuse("it has no list of " +
             std::string(instances.categories.empty() ? "categories" : "images"));
  } catch (const json::exception& error) {
    refuse(error.what());
  } catch (const Error& error) {
    if (!error.where().empty()) throw;
    refuse(error.reason());
  }
  std::stable_sort(instances.categories.begin(), instances.categories.end(),
                   [](const auto& a, const auto& b) { return a.id < b.id; });
  return instances;
}

std::vector<CocoPicture> gather_pictures(CocoInstances& instances, std::size_t& homeless) {
  std::unordered_map<std::int64_t, int> class_ids;
  for (const auto& category : instances.categories)
    class_ids.emplace(category.id, static_cast<int>(class_ids.size()) + 1);
  std::unordered_map<std::int64_t, std::size_t> by_id;
  for (std::size_t i = 0; i < instances.pictures.size(); ++i)
    by_id.emplace(instances.pictures[i].id, i);

  std::vector<CocoPicture> pictures(instances.pictures.size());
  std::vector<std::vector<Region>> regions(pictures.size());
  std::vector<bool> outlined(pictures.size(), true);
  homeless = 0;
  for (auto& annotation : instances.annotations) {
    const auto found = by_id.find(annotation.picture);
    if (found == by_id.end()) {
      ++homeless;
      continue;
    }
    auto& picture = pictures[found->second];
    const auto& stated = instances.pictures[found->second].size;
    const auto fail = [&](const std::string& reason) {
      picture.fault = "annotation " + std::to_string(annotation.id) + ": " + reason;
    };
    const auto class_id = class_ids.find(annotation.category);
    if (class_id == class_ids.end()) {
      fail("category " + std::to_string(annotation.category) + " is not in the class list");
    } else if (!annotation.fault.empty()) {
      fail(annotation.fault);
    } else if (!annotation.region.runs.empty() && stated.area() > 0 &&
               !(annotation.size == stated)) {
      fail("its run lengths are for another size than the image's");
    } else {
      if (!annotation.ignore) picture.tags.push_back(class_id->second);
      if (!annotation.has_outline) outlined[found->second] = false;
      annotation.region.class_id = class_id->second;
      regions[found->second].push_back(std::move(annotation.region));
    }
  }
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    auto& tags = pictures[i].tags;
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    if (!outlined[i]) continue;
    std::stable_partition(regions[i].begin(), regions[i].end(),
                          [](const Region& region) { return region.crowd; });
    pictures[i].regions = std::make_shared<const std::vector<Region>>(std::move(regions[i]));
  }
  return pictures;
}

}  // namespace penumbra::dataset
