#include <cmath>
#include <cstdio>
#include <numeric>

#include "base/csv.h"
#include "compare/report.h"

namespace penumbra::compare {
namespace {

std::string number(double fraction) {
  if (std::isnan(fraction)) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", 100 * fraction);
  return text;
}

std::string pixels_of(const evaluate::Report& report) {
  std::int64_t pixels = 0;
  for (const auto& row : report.confusion) pixels = std::accumulate(row.begin(), row.end(), pixels);
  return std::to_string(pixels);
}

std::vector<std::string> fields_of(const std::string& of, const std::string& path,
                                   const evaluate::Report& report) {
  std::vector<std::string> fields = {of,
                                     path,
                                     number(report.mean_iou),
                                     number(report.pixel_accuracy),
                                     number(report.boundary_iou),
                                     pixels_of(report)};
  for (const auto& one : report.classes) fields.push_back(number(one.iou));
  return fields;
}

}  // namespace

std::string to_csv(const Comparison& comparison) {
  std::string csv;
  std::vector<std::string> head = {"of",           "path",  "miou", "pixel_accuracy",
                                   "boundary_iou", "pixels"};
  for (const auto& name : comparison.classes.names()) head.push_back("iou " + name);
  add_csv_line(csv, head);
  for (const auto& image : comparison.images)
    add_csv_line(csv, fields_of("image", image.path, totals_of({&image}, comparison.classes)));
  add_csv_line(csv, fields_of("all images", "", comparison.totals));
  return csv;
}

}  // namespace penumbra::compare
