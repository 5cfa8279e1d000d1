#include "label/contact_sheet.h"

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "image/mask.h"

namespace penumbra::label {
namespace {

constexpr int cell_width = 208, cell_height = 156, gap = 8, text_height = 22;
const cv::Scalar paper(250, 250, 250), ink(40, 40, 40);

cv::Mat3b picture(const image::Image& photo) {
  cv::Mat3b result(photo.size.height, photo.size.width);
  std::copy(photo.pixels.begin(), photo.pixels.end(), result.data);
  return result;
}

cv::Vec3b colour(int label) {
  if (label == image::ignore_label) return {224, 224, 192};
  const auto& rgb = image::voc_palette()[static_cast<std::size_t>(label)];
  return {rgb[0], rgb[1], rgb[2]};
}

/// The labels' colours over a pale photo.
cv::Mat3b painted(const cv::Mat3b& photo, const image::LabelMap& labels) {
  cv::Mat3b result = photo.clone();
  for (std::size_t i = 0; i < labels.labels.size(); ++i) {
    auto& pixel = result(static_cast<int>(i));
    const auto label = labels.labels[i];
    const double part = label == 0 ? 0.0 : 0.7;
    pixel = pixel * (1 - part) + colour(label) * part;
    if (label == 0) pixel = pixel * 0.45 + cv::Vec3b(140, 140, 140);
  }
  return result;
}

cv::Mat3b heated(const cv::Mat3b& photo, const std::vector<ClassScore>& cams) {
  cv::Mat1b heat(photo.size(), std::uint8_t{0});
  for (const auto& cam : cams)
    for (std::size_t i = 0; i < cam.map.scores.size(); ++i) {
      auto& value = heat.data[i];
      value = std::max(value, cv::saturate_cast<std::uint8_t>(255 * cam.map.scores[i]));
    }
  cv::Mat3b bgr, rgb, result;
  cv::applyColorMap(heat, bgr, cv::COLORMAP_INFERNO);
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  cv::addWeighted(photo, 0.35, rgb, 0.65, 0, result);
  return result;
}

cv::Mat3b marked(const cv::Mat3b& photo, const image::LabelMap& uncertain) {
  cv::Mat3b result = photo * 0.4;
  for (std::size_t i = 0; i < uncertain.labels.size(); ++i)
    if (uncertain.labels[i] != 0)
      result(static_cast<int>(i)) = photo(static_cast<int>(i)) * 0.45 + cv::Vec3b(140, 105, 0);
  return result;
}

void write(cv::Mat3b& sheet, const std::string& text, cv::Point corner) {
  cv::putText(sheet, text, corner, cv::FONT_HERSHEY_SIMPLEX, 0.45, ink, 1, cv::LINE_AA);
}

/// Fits a picture into a cell, centred.
void put(cv::Mat3b& sheet, const cv::Mat3b& shown, cv::Point corner) {
  const double scale = std::min(static_cast<double>(cell_width) / shown.cols,
                                static_cast<double>(cell_height) / shown.rows);
  cv::Mat3b fitted;
  cv::resize(shown, fitted,
             {std::max(1, static_cast<int>(shown.cols * scale)),
              std::max(1, static_cast<int>(shown.rows * scale))},
             0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  fitted.copyTo(
      sheet(cv::Rect(corner.x + (cell_width - fitted.cols) / 2,
                     corner.y + (cell_height - fitted.rows) / 2, fitted.cols, fitted.rows)));
}

/// The colours of the classes, as many lines as they need. Draws nothing into an empty sheet.
int legend(cv::Mat3b& sheet, const dataset::Classes& classes, int top, int width) {
  int x = gap, y = top;
  for (int label = 1; label <= classes.size(); ++label) {
    const auto size =
        cv::getTextSize(classes.name(label), cv::FONT_HERSHEY_SIMPLEX, 0.45, 1, nullptr);
    if (x + size.width + 40 > width) {
      x = gap;
      y += text_height;
    }
    if (!sheet.empty()) {
      cv::rectangle(sheet, cv::Rect(x, y + 4, 14, 14), cv::Scalar(colour(label)), cv::FILLED);
      write(sheet, classes.name(label), {x + 20, y + 16});
    }
    x += size.width + 40;
  }
  return y + text_height;
}

}  // namespace

image::Image contact_sheet(const std::vector<SheetRow>& rows, const dataset::Classes& classes) {
  constexpr std::array columns = {"photo",        "CAM",          "uncertain area",
                                  "pseudo-label", "segmentation", "truth"};
  const int width = gap + static_cast<int>(columns.size()) * (cell_width + gap);
  const int row_height = cell_height + text_height + gap;
  const int body = text_height + static_cast<int>(rows.size()) * row_height;
  cv::Mat3b nothing;
  cv::Mat3b sheet(legend(nothing, classes, body, width) + gap, width);
  sheet.setTo(paper);

  const auto left = [](std::size_t column) {
    return gap + static_cast<int>(column) * (cell_width + gap);
  };
  for (std::size_t c = 0; c < columns.size(); ++c) write(sheet, columns[c], {left(c), 16});
  int top = text_height;
  for (const auto& row : rows) {
    const auto& shown = row.inspection;
    const auto photo = picture(shown.photo);
    const std::array<cv::Mat3b, columns.size()> cells = {photo,
                                                         heated(photo, shown.cams),
                                                         marked(photo, shown.uncertain),
                                                         painted(photo, shown.refined),
                                                         painted(photo, shown.segmentation),
                                                         painted(photo, row.truth)};
    for (std::size_t c = 0; c < cells.size(); ++c) put(sheet, cells[c], {left(c), top});
    write(sheet, row.caption, {gap, top + cell_height + 16});
    top += row_height;
  }
  legend(sheet, classes, body, width);

  image::Image result{{sheet.cols, sheet.rows}, {}};
  result.pixels.assign(sheet.data, sheet.data + sheet.total() * 3);
  return result;
}

}  // namespace penumbra::label
