#include "project/history.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <random>

#include "bench/benches.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "edit/brush.h"
#include "image/mask.h"
#include "project/layers.h"
#include "project/sample_project.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;
using project::EditSession;

struct Options {
  bool json = false;
  int commits = 150;
  int operations = 1000;
};

std::string milliseconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f ms", 1000 * seconds);
  return text;
}

double percentile(std::vector<double> values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

/// Labels as a photo has them: a few large shapes.
image::LabelMap shapes(image::Size size) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  std::mt19937 random(1);
  for (std::uint8_t label = 1; label <= 5; ++label) {
    const edit::Point centre{double(random() % static_cast<unsigned>(size.width)),
                             double(random() % static_cast<unsigned>(size.height))};
    edit::brush({map}, std::vector{centre}, size.height / 5.0, label);
  }
  return map;
}

/// A stroke of eight points, each 20 pixels from the last.
std::vector<edit::Point> stroke(std::mt19937& random, image::Size size) {
  std::vector<edit::Point> points{{double(random() % static_cast<unsigned>(size.width)),
                                   double(random() % static_cast<unsigned>(size.height))}};
  while (points.size() < 8) {
    const double angle = double(random() % 628) / 100;
    points.push_back(
        {points.back().x + 20 * std::cos(angle), points.back().y + 20 * std::sin(angle)});
  }
  return points;
}

/// What the disk takes for the least that can be durable: 8 KiB at the end of a file.
double sync_seconds(const fs::path& folder) {
  const auto file = folder / "sync";
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  const std::string block(8192, 'x');
  std::vector<double> times;
  for (int i = 0; i < 100; ++i)
    times.push_back(seconds_of([&] {
      if (::write(descriptor, block.data(), block.size()) < 0 || ::fsync(descriptor) != 0)
        throw Error("cannot be written", file.string(), "Free some space");
    }));
  ::close(descriptor);
  return median(times);
}

struct Times {
  std::vector<double> call, durable, undo_call, undo, whole_file;
};

/// Strokes of a radius in an image that nothing was drawn in, and the same written as whole files.
Times measure(project::Project& project, project::LayerId layer, project::ImageId image,
              double radius, const Options& wanted) {
  Times times;
  EditSession session(project, layer, image);
  std::mt19937 random(7);
  const auto size = session.map().size;
  const auto file = project.cache() / "whole.png";
  for (int i = 0; i < wanted.commits + 5; ++i) {
    const auto label = static_cast<std::uint8_t>(random() % 6);
    session.paint([&](edit::Canvas canvas) {
      return edit::brush(canvas, stroke(random, size), radius, label);
    });
    const double call = seconds_of([&] { session.commit("brush", {{"radius", radius}}); });
    const double wait = seconds_of([&] { session.flush(); });
    if (i < 5) continue;  // the first makes the image's rows
    times.call.push_back(call);
    times.durable.push_back(call + wait);
    if (i % 10 == 0)
      times.whole_file.push_back(seconds_of([&] { image::write_mask(file, session.map()); }));
  }
  for (int i = 0; i < wanted.commits; ++i) {
    const double call = seconds_of([&] { session.undo(); });
    times.undo_call.push_back(call);
    times.undo.push_back(call + seconds_of([&] { session.flush(); }));
  }
  return times;
}

struct Opening {
  double from_operations = 0, from_map = 0;
};

/// Opens an image with so many strokes since its map was saved, and one without any since.
Opening measure_opening(project::Project& project, project::LayerId layer, project::ImageId image,
                        double radius, const Options& wanted) {
  const auto open = [&] { return seconds_of([&] { EditSession(project, layer, image); }); };
  {
    EditSession session(project, layer, image, wanted.operations + 1);
    std::mt19937 random(9);
    for (int i = 0; i < wanted.operations; ++i) {
      session.paint([&](edit::Canvas canvas) {
        return edit::brush(canvas, stroke(random, session.map().size), radius,
                           static_cast<std::uint8_t>(random() % 6));
      });
      session.commit("brush");
    }
    session.flush();
  }
  Opening opening;
  opening.from_operations = median({open(), open(), open()});
  EditSession(project, layer, image).close();
  opening.from_map = median({open(), open(), open()});
  return opening;
}

void add_line(Report& report, const std::string& what, const std::string& key,
              const std::vector<double>& times) {
  const double middle = median(times), slow = percentile(times, 0.95);
  report.lines.emplace_back(what, milliseconds(middle) + ", 95%: " + milliseconds(slow));
  report.details[key + "_seconds"] = middle;
  report.details[key + "_p95_seconds"] = slow;
}

void measure_size(const fs::path& folder, image::Size size, const Options& wanted, Report& report) {
  const auto project = project::Project::create(folder);
  add_images(*project, 4, size);
  project::Layers layers(*project);
  project::Layer base;
  base.name = "cam";
  base.kind = project::LayerKind::Cam;
  base = layers.create(base);
  for (int image = 1; image <= 4; ++image) layers.write(base.id, {image, shapes(size), {}, {}});
  project::Layer edited;
  edited.name = "edited";
  edited.kind = project::LayerKind::Edited;
  edited.base = base.id;
  edited = layers.create(edited);

  const auto text = std::to_string(size.width) + " x " + std::to_string(size.height);
  int image = 0;
  for (const int radius : {20, 100}) {
    const auto times = measure(*project, edited.id, ++image, radius, wanted);
    const auto what = text + ", radius " + std::to_string(radius) + ", ";
    const auto key = "w" + std::to_string(size.width) + "_r" + std::to_string(radius) + "_";
    add_line(report, what + "commit on disk", key + "commit", times.durable);
    add_line(report, what + "caller waits", key + "call", times.call);
    add_line(report, what + "undo on disk", key + "undo", times.undo);
    add_line(report, what + "undo shown", key + "undo_call", times.undo_call);
    add_line(report, what + "whole PNG", key + "whole", times.whole_file);
    if (report.seconds == 0) {
      report.seconds = median(times.durable);
      report.peer_seconds = median(times.whole_file);
    }
  }
  for (const int radius : {20, 100}) {
    const auto opening = measure_opening(*project, edited.id, ++image, radius, wanted);
    const auto key = "w" + std::to_string(size.width) + "_r" + std::to_string(radius) + "_open_";
    report.lines.emplace_back(text + ", radius " + std::to_string(radius) + ", opening",
                              milliseconds(opening.from_operations) + " with " +
                                  std::to_string(wanted.operations) + " operations, " +
                                  milliseconds(opening.from_map) + " with a saved map");
    report.details[key + "operations_seconds"] = opening.from_operations;
    report.details[key + "map_seconds"] = opening.from_map;
  }
}

void run(const Options& wanted) {
  const ScratchFolder scratch;
  Report report;
  report.name = "history";
  report.work = "a stroke of the brush committed, on disk (500 x 375, radius 20)";
  report.peer = "the whole map as a PNG";
  const double sync = sync_seconds(scratch.path());
  report.lines.emplace_back("8 KiB appended and synced", milliseconds(sync));
  report.details["sync_seconds"] = sync;
  report.details["commits"] = wanted.commits;
  report.details["operations"] = wanted.operations;
  measure_size(scratch.path() / "small.penumbra", {500, 375}, wanted, report);
  measure_size(scratch.path() / "large.penumbra", {4096, 4096}, wanted, report);
  print(report, wanted.json);
}

}  // namespace

void add_history(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("history", "commits and undo of edits against writing whole masks");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--commits", options->commits, "Strokes that are measured")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command->add_option("--operations", options->operations, "Operations of an image to open")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
