#pragma once

#include "edit/brush.h"
#include "edit/flood.h"
#include "edit/grow.h"
#include "edit/operation.h"
#include "edit/smooth.h"

namespace penumbra::edit {

/// Values of a number.
struct Range {
  double least;
  double most;
  bool above_least = false;  ///< the least itself is too small
};

inline constexpr Range brush_radius{0, largest_brush, true};
inline constexpr Range pixel_count{1, 1 << 28};

// describe(fields, action) names the fields of an operation in scripts: the one description that
// reading, writing and listing them go by. `fields` has operator()(name, value[, range or least
// number of points]) for fields that are needed or, where the value is optional, may be left out;
// with_default(...) for those that keep their value if left out; and require(holds, reason,
// remedy).

template <class Fields>
void describe(Fields& fields, Brush& a) {
  fields("points", a.points, 1);
  fields("radius", a.radius, brush_radius);
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, Erase& a) {
  fields("points", a.points, 1);
  fields("radius", a.radius, brush_radius);
  fields.with_default("to", a.to);
  fields.require(a.to == 0 || a.to == image::ignore_label, "\"to\" is a class",
                 "Use background or ignore, or the operation brush");
}

template <class Fields>
void describe(Fields& fields, FillPolygon& a) {
  fields("points", a.points, 3);
  fields.with_default("holes", a.holes, 3);
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, Lasso& a) {
  fields("points", a.points, 3);
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, FloodFill& a) {
  fields("point", a.point);
  fields("tolerance", a.tolerance, Range{0, largest_colour_distance});
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, FillSuperpixels& a) {
  fields("points", a.points, 1);
  fields.with_default("region_size", a.region_size, Range{smallest_region, largest_region});
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, Take& a) {
  fields("layer", a.layer);
  fields("point", a.point);
  fields("from", a.from);
  fields("class", a.label);
  fields.require(a.point.has_value() != a.from.has_value(),
                 "it has both \"point\" and \"from\", or neither",
                 "Give \"point\" for the region there, or \"from\" for all of a class");
}

template <class Fields>
void describe(Fields& fields, TakeScore& a) {
  fields("layer", a.layer);
  fields("from", a.from);
  fields("threshold", a.threshold, Range{0, 1});
  fields("point", a.point);
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, Replace& a) {
  fields("from", a.from);
  fields("class", a.label);
  fields("point", a.point);
}

template <class Fields>
void describe(Fields& fields, FillHoles& a) {
  fields("class", a.label);
  fields("area", a.area, pixel_count);
}

template <class Fields>
void describe(Fields& fields, RemoveSpecks& a) {
  fields("area", a.area, pixel_count);
  fields("class", a.label);
}

template <class Fields>
void describe(Fields& fields, Grow& a) {
  fields("class", a.label);
  fields("pixels", a.pixels, Range{1, farthest_growth});
}

template <class Fields>
void describe(Fields& fields, Shrink& a) {
  fields("class", a.label);
  fields("pixels", a.pixels, Range{1, farthest_growth});
  fields.with_default("to", a.to);
  fields.require(a.to != a.label, "\"to\" is the class itself", "Use another, or leave it out");
}

template <class Fields>
void describe(Fields& fields, Smooth& a) {
  fields("radius", a.radius, Range{1, largest_smoothing});
}

template <class Fields>
void describe(Fields& fields, RefineByCrf& a) {
  fields("rectangle", a.rectangle);
  fields.with_default("confidence", a.confidence, Range{0.01, 0.99});
}

}  // namespace penumbra::edit
