#pragma once

#include <string>
#include <utility>
#include <vector>

namespace penumbra::simulate {

/// A line of a plot: x and y, which may be not a number where there is nothing.
struct Line {
  std::string name;
  std::vector<std::pair<double, double>> points;
};

/// Lines over common axes as an SVG picture, which is all text. y is in percent.
std::string plot_svg(const std::string& title, const std::string& x_name, const std::string& y_name,
                     const std::vector<Line>& lines);

}  // namespace penumbra::simulate
