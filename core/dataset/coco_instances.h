#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/dataset.h"
#include "image/image.h"

namespace penumbra::dataset {

/// An instances file of COCO ("Data format: object detection"), as far as it is needed here.
struct CocoInstances {
  struct Category {
    std::int64_t id = 0;
    std::string name;
    bool operator==(const Category&) const = default;
  };
  struct Picture {
    std::int64_t id = 0;
    std::string file_name;
    image::Size size;
  };
  struct Annotation {
    std::int64_t id = 0;
    std::int64_t picture = 0;
    std::int64_t category = 0;
    bool ignore = false;  ///< "ignore": the region says nothing of any class
    bool has_outline = false;
    Region region;      ///< its class_id is not set
    image::Size size;   ///< that its run lengths are for; zero for polygons
    std::string fault;  ///< why its outline can't be used; empty where it can
  };

  std::vector<Category> categories;  ///< by ascending id
  std::vector<Picture> pictures;
  std::vector<Annotation> annotations;
};

/// The entries of its three lists. Throw json::exception for a value of another kind; Error,
/// without a place, for a number out of range. An outline that can't be used is the annotation's
/// fault.
CocoInstances::Category parse_coco_category(const nlohmann::json& entry);
CocoInstances::Picture parse_coco_picture(const nlohmann::json& entry);
CocoInstances::Annotation parse_coco_annotation(const nlohmann::json& entry);

/// Parses such a file without holding more than one of its objects as JSON. `each` is called now
/// and then; what it throws ends the parse. Throws Error for text that is no such file.
CocoInstances parse_coco_instances(
    std::string_view json, const std::filesystem::path& file,
    const std::function<void()>& each = [] {});

/// What the annotations of one picture say together.
struct CocoPicture {
  std::vector<int> tags;  ///< class ids: 1.. in the order of the categories; ascending
  /// Crowd regions first. Nothing where an object has no outline.
  std::shared_ptr<const std::vector<Region>> regions;
  std::string fault;  ///< why they can't be used; empty where they can
};

/// For each of `pictures`, in their order; annotations of a picture id that occurs twice go to the
/// first. Takes the outlines out of `instances`. `homeless` counts annotations of no picture.
std::vector<CocoPicture> gather_pictures(CocoInstances& instances, std::size_t& homeless);

}  // namespace penumbra::dataset
