#include "journey/corrector.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "project/edit_context.h"
#include "ui/editor/editing.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace {

constexpr int patience_ms = 60'000;
constexpr std::size_t looked_at = 3;         ///< mistakes, the largest ones
constexpr double little = 0.004;             ///< share of the image that may stay wrong
constexpr std::int64_t worth_a_stroke = 40;  ///< pixels
constexpr std::int64_t smallest = 2;         ///< mistake that is seen, in pixels
constexpr double corner_px = 2.5;            ///< an outline's corners cut off less

void wait_for(const char* what, const std::function<bool()>& done) {
  if (!QTest::qWaitFor(done, patience_ms)) throw Error("did not come", what);
}

std::int64_t wrong_pixels(const image::LabelMap& labels, const image::LabelMap& truth) {
  std::int64_t wrong = 0;
  for (std::size_t i = 0; i < truth.labels.size(); ++i)
    wrong += truth.labels[i] != image::ignore_label && truth.labels[i] != labels.labels[i];
  return wrong;
}

cv::Mat matrix(image::Size size, const std::vector<std::uint8_t>& samples) {
  return {size.height, size.width, CV_8U, const_cast<std::uint8_t*>(samples.data())};
}

edit::Point centre_of(cv::Point pixel) { return {pixel.x + 0.5, pixel.y + 0.5}; }

/// The outline of the largest part of a mask.
std::vector<cv::Point> outline(const cv::Mat& mask) {
  std::vector<std::vector<cv::Point>> outlines;
  cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  if (outlines.empty()) return {};
  return *std::ranges::max_element(outlines, {},
                                   [](const auto& one) { return cv::contourArea(one); });
}

std::vector<edit::Point> corners(const std::vector<cv::Point>& outline) {
  std::vector<cv::Point> few;
  cv::approxPolyDP(outline, few, corner_px, true);
  std::vector<edit::Point> way;
  for (const auto& at : few) way.push_back(centre_of(at));
  return way;
}

std::vector<edit::Point> freehand(const std::vector<cv::Point>& outline) {
  std::vector<edit::Point> way;
  for (std::size_t i = 0; i < outline.size(); i += 5) way.push_back(centre_of(outline[i]));
  return way;
}

/// Points deep inside, from one end to the other, and how deep.
std::pair<std::vector<edit::Point>, double> inside(const cv::Mat& mask) {
  cv::Mat depth;
  cv::distanceTransform(mask, depth, cv::DIST_L2, 3);
  double most = 0;
  cv::Point deepest;
  cv::minMaxLoc(depth, nullptr, &most, nullptr, &deepest);
  std::vector<cv::Point> deep, way{deepest};
  cv::findNonZero(depth > 0.6 * most, deep);
  constexpr std::size_t points = 6;
  while (way.size() < points) {
    const auto far = [&](cv::Point at) {
      double nearest = 1e9;
      for (const auto& other : way) nearest = std::min(nearest, cv::norm(at - other));
      return nearest;
    };
    const auto next = *std::ranges::max_element(deep, {}, far);
    if (far(next) < most) break;
    way.push_back(next);
  }
  std::ranges::sort(way, {}, [](cv::Point at) { return at.x + at.y; });
  std::vector<edit::Point> centres;
  for (const auto& at : way) centres.push_back(centre_of(at));
  return {centres, most};
}

}  // namespace

Corrector::Corrector(const WindowDriver& window, std::vector<std::string> other_layers)
    : window_(window),
      other_layers_(std::move(other_layers)),
      hand_(*window.part<InspectPage>("inspectPage")) {}

InspectPage& Corrector::page() const { return *window_.part<InspectPage>("inspectPage"); }
Editor& Corrector::editor() const { return page().editing().editor(); }

image::LabelMap Corrector::labels() const {
  const auto& plane = *editor().labels()->plane;
  return {plane.size, plane.values};
}

Corrector::Work Corrector::correct(const image::LabelMap& truth, int most_strokes,
                                   std::size_t least_tools) {
  Work work;
  window_.trigger("action_tool_superpixel");
  window_.trigger("action_zoom_fit");
  wait_for("the labels", [this] { return editor().labels() != nullptr; });
  wait_for("the superpixels",
           [this] { return window_.part<QLabel>("editState")->text().isEmpty(); });
  const auto context = project::edit_context(*window_.project().project(), *editor().image(), 1);
  const auto enough = static_cast<std::int64_t>(little * double(truth.labels.size()));
  for (;;) {
    const bool clean = wrong_pixels(labels(), truth) <= enough || work.strokes >= most_strokes;
    if (clean && work.tools.size() >= least_tools) break;
    std::optional<Stroke> best;
    double merit = 0;
    for (const auto& mistake : mistakes(truth))
      for (auto& stroke : strokes_for(mistake, truth)) {
        const bool is_new = !work.tools.contains(stroke.tool);
        if (clean && !is_new) continue;
        stroke.mended = mended_by(stroke, truth, context);
        if (stroke.mended < (clean ? 1 : worth_a_stroke)) continue;
        // Who knows the tools uses them.
        const double value =
            double(stroke.mended) * (is_new && work.tools.size() < least_tools ? 1.5 : 1);
        if (value <= merit) continue;
        merit = value;
        best = stroke;
      }
    if (!best) break;
    draw(*best);
    ++work.strokes;
    work.tools.insert(best->tool);
  }
  return work;
}

std::vector<Corrector::Mistake> Corrector::mistakes(const image::LabelMap& truth) const {
  const auto now = labels();
  std::vector<Mistake> found;
  std::array<std::int64_t, 256> wrong{};
  for (std::size_t i = 0; i < truth.labels.size(); ++i)
    if (truth.labels[i] != now.labels[i]) ++wrong[truth.labels[i]];
  for (int label = 0; label < image::ignore_label; ++label) {
    if (wrong[static_cast<std::size_t>(label)] == 0) continue;
    std::vector<std::uint8_t> mask(truth.labels.size());
    for (std::size_t i = 0; i < mask.size(); ++i)
      mask[i] = truth.labels[i] == label && now.labels[i] != label ? 255 : 0;
    cv::Mat parts, stats, centres;
    const int count =
        cv::connectedComponentsWithStats(matrix(truth.size, mask), parts, stats, centres, 4);
    for (int part = 1; part < count; ++part) {
      const auto* row = stats.ptr<int>(part);
      Mistake mistake{label,
                      row[cv::CC_STAT_AREA],
                      {row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                       row[cv::CC_STAT_HEIGHT]},
                      {}};
      if (mistake.area < smallest) continue;
      const cv::Mat here = parts == part;
      mistake.mask.assign(here.datastart, here.dataend);
      found.push_back(std::move(mistake));
    }
  }
  std::ranges::sort(found, std::greater<>(), &Mistake::area);
  if (found.size() > looked_at) found.resize(looked_at);
  return found;
}

std::vector<Corrector::Stroke> Corrector::strokes_for(const Mistake& mistake,
                                                      const image::LabelMap& truth) const {
  std::vector<Stroke> all;
  const cv::Mat mask = matrix(truth.size, mistake.mask);
  const auto [way, depth] = inside(mask);
  const auto middle = std::vector{way[way.size() / 2]};
  all.push_back({Tool::Brush, mistake.label, std::max(1.0, 0.9 * depth), {}, way});
  if (mistake.label == 0) all.push_back({Tool::Eraser, 0, std::max(1.0, 0.9 * depth), {}, way});
  for (const auto& at : way) all.push_back({Tool::Superpixel, mistake.label, 0, {}, {at}});
  all.push_back({Tool::Replace, mistake.label, 0, {}, middle});
  all.push_back({Tool::Flood, mistake.label, 0, {}, middle});
  for (const auto& layer : other_layers_)
    all.push_back({Tool::Take, mistake.label, 0, QString::fromStdString(layer), middle});
  // The mistake, and the whole object that it is a part of.
  std::vector<cv::Mat> areas{mask};
  if (mistake.label != 0) {
    cv::Mat parts;
    cv::connectedComponents(matrix(truth.size, truth.labels) == mistake.label, parts, 4);
    const cv::Point at(static_cast<int>(middle[0].x), static_cast<int>(middle[0].y));
    areas.push_back(parts == parts.at<int>(at));
  }
  for (const auto& area : areas) {
    const auto border = outline(area);
    if (border.size() < 12) continue;
    all.push_back({Tool::Polygon, mistake.label, 0, {}, corners(border)});
    all.push_back({Tool::Lasso, mistake.label, 0, {}, freehand(border)});
  }
  return all;
}

/// As the tool will do it; points as the window will hear of them.
std::optional<edit::Action> Corrector::action_of(const Stroke& stroke) const {
  const auto label = static_cast<std::uint8_t>(stroke.label);
  std::vector<edit::Point> way;
  for (const auto& at : stroke.way)
    if (const auto heard = hand_.heard(hand_.screen(at)); way.empty() || !(heard == way.back()))
      way.push_back(heard);
  const auto& options = page().editing().toolbox().options();
  switch (stroke.tool) {
    case Tool::Brush:
      return edit::Brush{way, stroke.radius, label};
    case Tool::Eraser:
      return edit::Erase{way, stroke.radius, 0};
    case Tool::Polygon:
      if (way.size() < 3) return std::nullopt;
      return edit::FillPolygon{way, {}, label};
    case Tool::Lasso:
      if (way.size() < 3) return std::nullopt;
      return edit::Lasso{way, label};
    case Tool::Flood:
      return edit::FloodFill{way[0], double(options.tolerance), label};
    case Tool::Superpixel:
      return edit::FillSuperpixels{way, options.region_size, label};
    case Tool::Take:
      return edit::Take{stroke.layer.toStdString(), way[0], {}, {}};
    case Tool::Replace: {
      const auto under = editor().label_at(way[0]);
      if (!under) return std::nullopt;
      return edit::Replace{*under, label, way[0]};
    }
    default:
      return std::nullopt;
  }
}

std::int64_t Corrector::mended_by(const Stroke& stroke, const image::LabelMap& truth,
                                  const edit::Context& context) const {
  const auto action = action_of(stroke);
  if (!action) return 0;
  auto map = labels();
  const auto before = wrong_pixels(map, truth);
  edit::apply({*action, {}, {}}, {map}, context);
  return before - wrong_pixels(map, truth);
}

void Corrector::choose_class(int label) {
  if (page().editing().toolbox().current_class() == label) return;
  window_.trigger("action_find_class");
  auto* search = window_.part<QLineEdit>("classSearch");
  QTest::keyClicks(search, window_.project().class_name(label));
  QTest::keyClick(search, Qt::Key_Return);
  if (page().editing().toolbox().current_class() != label)
    throw Error("can't be found in the window", window_.project().class_name(label).toStdString());
}

void Corrector::draw(const Stroke& stroke) {
  static const char* const names[] = {"hand",  "brush",      "eraser", "polygon", "lasso",
                                      "flood", "superpixel", "take",   "crf",     "replace"};
  choose_class(stroke.label);
  window_.trigger(qPrintable(QString("action_tool_") + names[static_cast<int>(stroke.tool)]));
  if (stroke.radius > 0) window_.part<QDoubleSpinBox>("brushRadiusValue")->setValue(stroke.radius);
  if (stroke.tool == Tool::Take) {
    auto* from = window_.part<QComboBox>("takeFrom");
    from->setCurrentText(stroke.layer);
    Q_EMIT from->activated(from->currentIndex());
  }
  if (stroke.tool == Tool::Superpixel)
    wait_for("the superpixels",
             [this] { return window_.part<QLabel>("editState")->text().isEmpty(); });
  QTest::qWait(30);  // the bar of the tool makes room for itself
  std::vector<QPoint> way;
  for (const auto& at : stroke.way) way.push_back(hand_.screen(at));
  hand_.gesture(way);
  wait_for("the edit", [this] { return !editor().has_unsaved(); });
}
