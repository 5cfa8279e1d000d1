#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The label table of Cityscapes (cityscapesScripts, "labels").
namespace penumbra::formats {

struct CityscapesLabel {
  std::string_view name;
  int id = 0;
  bool evaluated = true;  ///< one of the 19 classes that are trained
};

inline constexpr std::array<CityscapesLabel, 34> cityscapes_labels{{
    {"unlabeled", 0, false},  {"ego vehicle", 1, false},   {"rectification border", 2, false},
    {"out of roi", 3, false}, {"static", 4, false},        {"dynamic", 5, false},
    {"ground", 6, false},     {"road", 7, true},           {"sidewalk", 8, true},
    {"parking", 9, false},    {"rail track", 10, false},   {"building", 11, true},
    {"wall", 12, true},       {"fence", 13, true},         {"guard rail", 14, false},
    {"bridge", 15, false},    {"tunnel", 16, false},       {"pole", 17, true},
    {"polegroup", 18, false}, {"traffic light", 19, true}, {"traffic sign", 20, true},
    {"vegetation", 21, true}, {"terrain", 22, true},       {"sky", 23, true},
    {"person", 24, true},     {"rider", 25, true},         {"car", 26, true},
    {"truck", 27, true},      {"bus", 28, true},           {"caravan", 29, false},
    {"trailer", 30, false},   {"train", 31, true},         {"motorcycle", 32, true},
    {"bicycle", 33, true},
}};

}  // namespace penumbra::formats
