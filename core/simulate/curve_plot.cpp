#include "simulate/curve_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace penumbra::simulate {
namespace {

constexpr double width = 760, height = 440, left = 64, right = 20, top = 40, bottom = 52;
// Told apart by people who see few colours (Okabe and Ito), and by their dashes.
constexpr std::array colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"};
constexpr std::array dashes{"", "7 3", "2 3", "9 3 2 3", "4 4", "1 4"};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string plain(const std::string& text) {
  std::string result;
  for (const char character : text) {
    if (character == '&')
      result += "&amp;";
    else if (character == '<')
      result += "&lt;";
    else
      result += character;
  }
  return result;
}

/// 1, 2 or 5 times a power of ten, so that there are at most `count` of them.
double step_of(double range, int count) {
  const double rough = std::max(range, 1e-9) / count;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) return factor * power;
  return 10 * power;
}

struct Axis {
  double from = 0, to = 1, step = 1;
};

template <class Value>
Axis axis_of(const std::vector<Line>& lines, const Value& value, double least_range) {
  double low = INFINITY, high = -INFINITY;
  for (const auto& line : lines)
    for (const auto& point : line.points) {
      if (!std::isfinite(point.first) || !std::isfinite(point.second)) continue;
      low = std::min(low, value(point));
      high = std::max(high, value(point));
    }
  if (low > high) low = high = 0;
  high = std::max(high, low + least_range);
  const double step = step_of(high - low, 8);
  return {std::floor(low / step) * step, std::ceil(high / step) * step, step};
}

std::string text(double x, double y, const std::string& anchor, const std::string& words,
                 const std::string& more = {}) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\"" +
         more + ">" + plain(words) + "</text>\n";
}

std::string axis_number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", std::round(value * 1000) / 1000);
  return buffer;
}

}  // namespace

std::string plot_svg(const std::string& title, const std::string& x_name, const std::string& y_name,
                     const std::vector<Line>& lines) {
  const auto x_axis = axis_of(
      lines, [](const auto& point) { return point.first; }, 1);
  const auto y_axis = axis_of(
      lines, [](const auto& point) { return point.second; }, 1);
  const auto x_of = [&](double x) {
    return left + (x - x_axis.from) / (x_axis.to - x_axis.from) * (width - left - right);
  };
  const auto y_of = [&](double y) {
    return height - bottom -
           (y - y_axis.from) / (y_axis.to - y_axis.from) * (height - top - bottom);
  };
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " +
      number(height) +
      "\" font-family=\"sans-serif\" font-size=\"13\">\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" +
      text(left, 22, "start", title, " font-size=\"15\"") +
      text((left + width - right) / 2, height - 12, "middle", x_name) +
      text(18, (top + height - bottom) / 2, "middle", y_name,
           " transform=\"rotate(-90 18 " + number((top + height - bottom) / 2) + ")\"");
  const auto grid = [&](double x1, double y1, double x2, double y2) {
    svg += "<path d=\"M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2) +
           "\" stroke=\"#ddd\"/>\n";
  };
  for (double x = x_axis.from; x <= x_axis.to + x_axis.step / 2; x += x_axis.step) {
    grid(x_of(x), top, x_of(x), height - bottom);
    svg += text(x_of(x), height - bottom + 18, "middle", axis_number(x));
  }
  for (double y = y_axis.from; y <= y_axis.to + y_axis.step / 2; y += y_axis.step) {
    grid(left, y_of(y), width - right, y_of(y));
    svg += text(left - 8, y_of(y) + 4, "end", axis_number(y));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string stroke = std::string("\" fill=\"none\" stroke=\"") +
                               colours[i % colours.size()] + "\" stroke-width=\"2\"" +
                               " stroke-dasharray=\"" + dashes[i % dashes.size()] + "\"/>\n";
    std::string points;
    for (const auto& [x, y] : lines[i].points)
      if (std::isfinite(x) && std::isfinite(y))
        points += number(x_of(x)) + "," + number(y_of(y)) + " ";
    svg += "<polyline points=\"" + points + stroke;
    const double at = top + 18 + 20 * static_cast<double>(i);
    svg += "<polyline points=\"" + number(width - right - 170) + "," + number(at - 4) + " " +
           number(width - right - 140) + "," + number(at - 4) + stroke;
    svg += text(width - right - 132, at, "start", lines[i].name);
  }
  return svg + "</svg>\n";
}

}  // namespace penumbra::simulate
