#include "bench/window_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <cmath>
#include <complex>
#include <filesystem>
#include <functional>
#include <memory>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "bench/scratch_folder.h"
#include "dataset/dataset.h"
#include "image/image.h"
#include "project/import.h"
#include "project/layers.h"
#include "ui/editor/editing.h"
#include "ui/project/open_project.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

/// Resources of a static library are linked only where something asks for them.
static void init_resources() { Q_INIT_RESOURCE(penumbra); }

namespace penumbra::bench {
namespace {

constexpr int classes = 5;

/// Waves in [0, 1], so that there are areas with curved borders of all sizes.
class Waves {
 public:
  Waves(image::Size size, int seed) {
    for (int x = 0; x < size.width; ++x) {
      along_.push_back(0.5 + 0.25 * std::sin(x * 0.011 + seed));
      turn_x_.push_back(std::polar(0.25, -x * 0.003 * seed));
    }
    for (int y = 0; y < size.height; ++y) turn_y_.push_back(std::polar(1.0, y * 0.017));
  }
  double operator()(int x, int y) const {
    const auto column = static_cast<std::size_t>(x);
    const auto& a = turn_x_[column];
    const auto& b = turn_y_[static_cast<std::size_t>(y)];
    return along_[column] + a.real() * b.real() - a.imag() * b.imag();
  }

 private:
  std::vector<double> along_;
  std::vector<std::complex<double>> turn_x_, turn_y_;
};

/// value(pixel, wave there) of each pixel.
template <class Value>
void draw(image::Size size, int seed, const Value& value) {
  const Waves waves(size, seed);
  std::size_t pixel = 0;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) value(pixel++, waves(x, y));
}

image::LabelMap labels(image::Size size, int seed) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  draw(size, seed, [&](std::size_t pixel, double wave) {
    map.labels[pixel] = static_cast<std::uint8_t>(wave * (classes + 0.99));
  });
  return map;
}

image::ScoreMap scores(image::Size size, int seed) {
  image::ScoreMap map{size, std::vector<float>(size.area())};
  draw(size, seed,
       [&](std::size_t pixel, double wave) { map.scores[pixel] = static_cast<float>(wave); });
  return map;
}

image::Image photo(image::Size size, int seed) {
  image::Image picture{size, std::vector<std::uint8_t>(size.area() * 3)};
  unsigned noise = 12345U + static_cast<unsigned>(seed);
  for (std::size_t channel = 0; channel < 3; ++channel)
    draw(size, seed + static_cast<int>(channel), [&](std::size_t pixel, double wave) {
      noise = noise * 1664525U + 1013904223U;
      picture.pixels[3 * pixel + channel] = static_cast<std::uint8_t>(200 * wave + (noise >> 27U));
    });
  return picture;
}

ui::SharedPlane plane(image::Size size, std::vector<std::uint8_t> values) {
  return std::make_shared<const ui::Plane>(ui::Plane{size, std::move(values)});
}

ui::SharedPlane score_plane(image::Size size, int seed) {
  const auto map = scores(size, seed);
  std::vector<std::uint8_t> values;
  for (const float score : map.scores) values.push_back(static_cast<std::uint8_t>(score * 255));
  return plane(size, std::move(values));
}

ui::LabelOverlay label_overlay(image::Size size, int seed) {
  ui::LabelOverlay item;
  item.labels = plane(size, labels(size, seed).labels);
  for (int value = 1; value <= classes; ++value)
    item.looks[std::size_t(value)] = {qRgb(40 * value, 255 - 30 * value, 120), ui::Pattern::Solid,
                                      1};
  return item;
}

double milliseconds(const QElapsedTimer& clock) {
  return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

/// Lets the window work until `done`; false after `limit_ms`.
bool wait_until(const std::function<bool()>& done, int limit_ms) {
  QElapsedTimer clock;
  clock.start();
  QEventLoop loop;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, &loop, [&] {
    if (done() || clock.elapsed() > limit_ms) loop.quit();
  });
  look.start(1);
  if (!done()) loop.exec();
  return done();
}

void wait(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

/// A photo of 4096 x 4096 with four layers, in a window of 1600 x 900.
void show_four_layers(ui::Canvas& canvas) {
  const image::Size size{4096, 4096};
  canvas.resize(1600, 900);
  canvas.set_photo(
      std::make_shared<const ui::Pyramid>(ui::make_pyramid(ui::to_qimage(photo(size, 1)))));
  canvas.set_overlay(std::make_shared<const ui::Overlay>(
      ui::Overlay{size,
                  {ui::ScoreOverlay{.scores = score_plane(size, 2)}, label_overlay(size, 3),
                   label_overlay(size, 4),
                   ui::RegionOverlay{.values = score_plane(size, 5), .low = 64, .high = 178}}}));
  canvas.show();
  wait(200);
}

std::unique_ptr<project::Project> make_project(const std::filesystem::path& folder, int images,
                                               image::Size size) {
  dataset::Dataset data;
  data.format = "folder";
  data.root = folder / "photos";
  data.tag_source = "tags.csv";
  std::filesystem::create_directories(data.root);
  std::vector<std::string> names;
  for (int i = 1; i <= classes; ++i) names.push_back("class" + std::to_string(i));
  data.classes = dataset::Classes(names);
  for (int i = 0; i < images; ++i) {
    dataset::Item item;
    item.id = "photo" + std::to_string(100 + i);
    item.image = data.root / (item.id + ".jpg");
    item.size = size;
    item.tags = {1, 2};
    item.tagged = true;
    auto picture = photo(size, i);
    const cv::Mat pixels(size.height, size.width, CV_8UC3, picture.pixels.data());
    if (!cv::imwrite(item.image.string(), pixels, {cv::IMWRITE_JPEG_QUALITY, 92}))
      throw Error("cannot be written", item.image.string(), "Free some space");
    data.items.push_back(std::move(item));
  }
  auto made = project::Project::create(folder / "bench.penumbra");
  JobControl control;
  NoProgress progress;
  project::import_images(*made, data, 2, control, progress);
  project::Layers layers(*made);
  for (const auto& [name, kind] : {std::pair{"truth", project::LayerKind::Truth},
                                   std::pair{"instant", project::LayerKind::Instant}}) {
    project::Layer layer;
    layer.name = name;
    layer.kind = kind;
    layer = layers.create(layer);
    for (int image = 1; image <= images; ++image) {
      project::ImageLabels written{image, labels(size, image), {}, {}};
      if (kind == project::LayerKind::Instant)
        written.scores = {{1, scores(size, image)}, {2, scores(size, image + 1)}};
      layers.write(layer.id, written);
    }
  }
  return made;
}

}  // namespace

std::vector<double> pan_frames_ms(int frames) {
  ui::Canvas canvas;
  show_four_layers(canvas);
  std::vector<double> times;
  for (const double zoom : {0.3, 1.0}) {
    canvas.zoom_at(zoom, {800, 450});
    canvas.center_on({2048, 2048});
    canvas.repaint();
    for (int i = 0; i < frames; ++i) {
      // As a hand moves: round and round, up to 40 px a frame.
      const QPointF by(40 * std::cos(i * 0.21), 40 * std::sin(i * 0.13));
      QElapsedTimer clock;
      clock.start();
      canvas.pan(by);
      canvas.repaint();
      times.push_back(milliseconds(clock));
    }
  }
  return times;
}

std::vector<double> threshold_ms(int moves) {
  ui::Canvas canvas;
  show_four_layers(canvas);
  std::vector<double> times;
  for (int i = 0; i < moves; ++i) {
    QElapsedTimer clock;
    clock.start();
    auto overlay = std::make_shared<ui::Overlay>(*canvas.overlay());
    std::get<ui::RegionOverlay>(overlay->items.back()).low = static_cast<std::uint8_t>(30 + i % 90);
    canvas.set_overlay(overlay);
    canvas.repaint();
    times.push_back(milliseconds(clock));
  }
  return times;
}

std::vector<double> image_to_image_ms(int images, int side, int look_ms) {
  init_resources();
  const ScratchFolder scratch;
  std::shared_ptr<project::Project> made =
      make_project(scratch.path(), images, {side, side * 3 / 4});
  ui::JobList jobs;
  ui::OpenProject open(made, jobs);
  ui::InspectPage page;
  page.resize(1600, 1000);
  page.set_project(&open);
  page.show();
  const auto shown = [&] { return open.current() && page.shown_image() == open.current(); };
  const auto layered = [&] {
    const auto& overlay = page.canvas().overlay();
    return shown() && overlay && overlay->items.size() >= 3;
  };
  if (!wait_until(layered, 20'000)) throw Error("no image was shown", "bench window");
  std::vector<double> times;
  for (int i = 1; i < images; ++i) {
    wait(look_ms);
    QElapsedTimer clock;
    clock.start();
    open.step(1);
    if (!wait_until(layered, 20'000)) throw Error("no image was shown", "bench window");
    page.canvas().repaint();
    times.push_back(milliseconds(clock));
  }
  return times;
}

std::vector<double> stroke_frames_ms(int frames) {
  init_resources();
  const ScratchFolder scratch;
  std::shared_ptr<project::Project> made = make_project(scratch.path(), 1, {4096, 4096});
  ui::JobList jobs;
  ui::OpenProject open(made, jobs);
  ui::InspectPage page;
  page.resize(1600, 1000);
  page.set_project(&open);
  page.show();
  auto& canvas = page.canvas();
  const auto layered = [&] { return canvas.overlay() && canvas.overlay()->items.size() >= 3; };
  if (!wait_until(layered, 60'000)) throw Error("no image was shown", "bench window");
  auto& toolbox = page.editing().toolbox();
  auto options = toolbox.options();
  options.radius = 100;
  toolbox.set_options(options);
  toolbox.set_tool(ui::Tool::Brush);
  const auto& editor = page.editing().editor();
  if (!wait_until([&] { return editor.labels() != nullptr; }, 60'000))
    throw Error("can't be edited", "bench window");
  wait(500);

  std::vector<double> times;
  const auto point = [&](QEvent::Type type, QPointF at) {
    QMouseEvent event(
        type, at, canvas.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
        type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QElapsedTimer clock;
    clock.start();
    QApplication::sendEvent(&canvas, &event);
    QApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
    times.push_back(milliseconds(clock));
    wait(8);
  };
  constexpr int stroke = 50;  // frames
  for (const double zoom : {0.0, 1.0}) {
    if (zoom > 0) canvas.zoom_at(zoom, {double(canvas.width()) / 2, double(canvas.height()) / 2});
    wait(200);
    for (int i = 0; i < frames; ++i) {
      // As a hand moves: round and round, up to 30 px a frame; another class with each stroke.
      const QPointF at(canvas.width() * (0.5 + 0.35 * std::sin(i * 0.11)),
                       canvas.height() * (0.5 + 0.35 * std::cos(i * 0.07)));
      if (i % stroke == 0) toolbox.choose_class(1 + i / stroke % classes);
      point(i % stroke == 0            ? QEvent::MouseButtonPress
            : i % stroke == stroke - 1 ? QEvent::MouseButtonRelease
                                       : QEvent::MouseMove,
            at);
    }
  }
  if (!wait_until([&] { return !editor.has_unsaved(); }, 60'000))
    throw Error("is not saved", "bench window");
  return times;
}

}  // namespace penumbra::bench
