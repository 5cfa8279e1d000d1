#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "edit/canvas.h"
#include "image/decode.h"
#include "project/bring_in.h"
#include "project/layers.h"
#include "project/project.h"
#include "project/select.h"
#include "ui/editor/editing.h"
#include "ui/jobs/status_strip.h"
#include "ui/main_window.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"
#include "window_driver.h"

/// A window in Inspect on a project of three photos, driven by the names of its parts. The classes
/// are cat (1), dog (2) and fox (3); the photos are red on the left and blue on the right, with a
/// green square in the blue. Layer "segmentation" has a rectangle of cat on the left and one of dog
/// on the right; layer "cam" has fox in all of the right half, with scores that rise to the right.
class EditorWindow : public WindowDriver {
 public:
  static constexpr penumbra::image::Size size{240, 160};
  static constexpr penumbra::edit::Rect cat{30, 40, 60, 70};
  static constexpr penumbra::edit::Rect dog{150, 50, 60, 60};
  static constexpr penumbra::edit::Rect green{160, 60, 40, 40};

  /// place: where the project lies; empty: beside the photos.
  explicit EditorWindow(bool with_layers = true, std::filesystem::path place = {})
      : place_(std::move(place)) {
    using namespace penumbra;
    std::filesystem::create_directories(photos());
    std::ofstream tags(photos() / "tags.csv");
    tags << "image,tags\n";
    for (int i = 1; i <= 3; ++i) {
      const auto name = "photo" + std::to_string(i) + ".png";
      image::write_png(photos() / name, photo(i));
      tags << name << ",cat;dog;fox\n";
    }
    tags.close();
    JobControl control;
    NoProgress progress;
    const auto data = dataset::read(photos(), {}, control, progress);
    const auto made = project::Project::create(folder());
    project::bring_in(*made, data, "truth", 2, control, progress);
    if (with_layers) add_layers(*made);
  }
  ~EditorWindow() { close(); }

  std::filesystem::path photos() const { return root_.path().toStdString() + "/photos"; }
  std::filesystem::path folder() const {
    return (place_.empty() ? photos().parent_path() : place_) / "photos.penumbra";
  }

  void open() {
    show_window();
    window_->open(folder());
    QTRY_VERIFY(window_->project() != nullptr);
    QTRY_COMPARE(window_->project()->filtered_images().size(), std::size_t{3});
    window_->go_to(penumbra::ui::MainWindow::Place::Inspect);
    if (window_->project()->current() != 1) window_->project()->set_current(1);
    QTRY_COMPARE(page().shown_image(), std::optional<penumbra::project::ImageId>(1));
    canvas().setFocus();
  }
  /// As a person closes it; waits until it is.
  void close() {
    if (!window_) return;
    window_->close();
    QTRY_VERIFY(!window_->isVisible());
    window_.reset();
  }

  penumbra::ui::InspectPage& page() { return *part<penumbra::ui::InspectPage>("inspectPage"); }
  penumbra::ui::Canvas& canvas() { return page().canvas(); }
  penumbra::ui::Editor& editor() { return page().editing().editor(); }
  QString message() { return window_->findChild<penumbra::ui::StatusStrip*>()->message(); }
  void key(int key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&canvas(), static_cast<Qt::Key>(key), modifiers);
  }
  /// Takes a tool by its key, and waits until the image can be edited.
  void take(int tool_key) {
    key(tool_key);
    QTRY_VERIFY(editor().labels() != nullptr);
  }

  QPoint screen(double x, double y) {
    return canvas().transform().to_screen(QPointF(x, y)).toPoint();
  }
  /// The image point that a press on the screen's nearest pixel is.
  penumbra::edit::Point point(double x, double y) {
    const QPointF at = canvas().transform().to_image(QPointF(screen(x, y)));
    return {std::round(at.x() * 8) / 8, std::round(at.y() * 8) / 8};
  }
  void press(double x, double y, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(&canvas(), Qt::LeftButton, modifiers, screen(x, y));
  }
  void move(double x, double y) { QTest::mouseMove(&canvas(), screen(x, y)); }
  void release(double x, double y) {
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, screen(x, y));
  }
  void click(double x, double y, Qt::KeyboardModifiers modifiers = {}) {
    press(x, y, modifiers);
    release(x, y);
  }
  void drag(const std::vector<penumbra::edit::Point>& points) {
    press(points.front().x, points.front().y);
    for (const auto& to : points) move(to.x, to.y);
    release(points.back().x, points.back().y);
  }
  /// Those points as the window hears of them.
  std::vector<penumbra::edit::Point> heard(const std::vector<penumbra::edit::Point>& points) {
    std::vector<penumbra::edit::Point> all;
    for (const auto& at : points)
      if (const auto heard = point(at.x, at.y); all.empty() || !(heard == all.back()))
        all.push_back(heard);
    return all;
  }

  /// What is seen of an image point.
  QColor seen(double x, double y) { return canvas().grab().toImage().pixelColor(screen(x, y)); }
  int shown_label(int x, int y) { return editor().labels()->plane->at(x, y); }
  void wait_saved() { QTRY_VERIFY_WITH_TIMEOUT(!editor().has_unsaved(), 20'000); }
  /// The labels as the project has them, once all is saved.
  penumbra::image::LabelMap stored(penumbra::project::ImageId image = 1,
                                   const std::string& layer = "edited") {
    wait_saved();
    const penumbra::project::Layers layers(*project().project());
    const auto found = layers.find(layer);
    return found ? layers.read(found->id, image) : penumbra::image::LabelMap();
  }
  penumbra::project::ImageState state(penumbra::project::ImageId image = 1) {
    return penumbra::project::rows(*project().project(), std::span(&image, 1)).front().state;
  }

  static penumbra::image::LabelMap segmentation() {
    penumbra::image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
    fill(map, cat, 1);
    fill(map, dog, 2);
    return map;
  }
  static void fill(penumbra::image::LabelMap& map, const penumbra::edit::Rect& rect,
                   std::uint8_t label) {
    for (int y = rect.y; y < rect.bottom(); ++y)
      for (int x = rect.x; x < rect.right(); ++x)
        map.labels[penumbra::edit::pixel_index(map.size, x, y)] = label;
  }
  static int at(const penumbra::image::LabelMap& map, int x, int y) {
    return map.labels[penumbra::edit::pixel_index(map.size, x, y)];
  }

 private:
  static penumbra::image::Image photo(int number) {
    using namespace penumbra;
    image::Image picture{size, std::vector<std::uint8_t>(size.area() * 3)};
    for (int y = 0; y < size.height; ++y)
      for (int x = 0; x < size.width; ++x) {
        const bool in_green =
            x >= green.x && x < green.right() && y >= green.y && y < green.bottom();
        auto* pixel = &picture.pixels[3 * edit::pixel_index(size, x, y)];
        pixel[x < size.width / 2 ? 0 : in_green ? 1 : 2] = 180;
        pixel[0] = static_cast<std::uint8_t>(pixel[0] + number);
      }
    return picture;
  }
  static void add_layers(penumbra::project::Project& project) {
    using namespace penumbra;
    project::Layers layers(project);
    const auto add = [&](const char* name, project::LayerKind kind) {
      project::Layer layer;
      layer.name = name;
      layer.kind = kind;
      return layers.create(layer).id;
    };
    const auto segments = add("segmentation", project::LayerKind::Segmentation);
    const auto cam = add("cam", project::LayerKind::Cam);
    image::LabelMap right{size, std::vector<std::uint8_t>(size.area())};
    fill(right, {size.width / 2, 0, size.width / 2, size.height}, 3);
    image::ScoreMap ramp{size, std::vector<float>(size.area())};
    for (std::size_t i = 0; i < ramp.scores.size(); ++i)
      ramp.scores[i] = static_cast<float>(i % size.width) / (size.width - 1);
    for (const auto image : project::select(project, {})) {
      layers.write(segments, {image, segmentation(), {}, {}});
      layers.write(cam, {image, right, {{3, ramp}}, {}});
    }
  }

  QTemporaryDir root_;
  std::filesystem::path place_;
};
