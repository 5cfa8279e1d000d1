#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QListView>
#include <QPixmap>
#include <QProcess>
#include <QScrollBar>
#include <QWindow>
#include <cstdio>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/catalogue_import.h"
#include "bench/measurement.h"
#include "bench/scratch_folder.h"
#include "bench/window_canvas.h"
#include "ui/gallery/image_list_model.h"
#include "ui/main_window.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/viewer/inspect_page.h"

namespace penumbra::bench {
namespace {

using ui::MainWindow;

struct WindowOptions {
  int images = 100'000;
  int frames = 200;
  bool start_only = false;
  bool json = false;
};

/// Lets the window live until `done`, for at most `limit_ms`.
template <class Done>
bool live_until(const Done& done, int limit_ms) {
  QElapsedTimer clock;
  clock.start();
  while (!done()) {
    if (clock.elapsed() > limit_ms) return false;
    QApplication::processEvents(QEventLoop::AllEvents, 2);
  }
  return true;
}

void live_for(int ms) {
  live_until([] { return false; }, ms);
}

/// Opens the window and ends once it is on the screen: what start-up is, in a process of its own.
void start_and_end() {
  MainWindow window;
  window.show();
  live_until([&] { return window.isVisible() && window.windowHandle()->isExposed(); }, 20'000);
  live_for(0);
}

double start_up_seconds() {
  QElapsedTimer clock;
  clock.start();
  QProcess child;
  child.setProcessChannelMode(QProcess::ForwardedChannels);
  child.start(QApplication::applicationFilePath(), {"window", "--start-only"});
  if (!child.waitForFinished(60'000) || child.exitCode() != 0)
    throw Error("did not start", "the window", "Is there a display? Try xvfb-run");
  return static_cast<double>(clock.nsecsElapsed()) / 1e9;
}

/// Whether every image on the screen has its thumbnail.
bool thumbnails_are_there(const QListView& grid) {
  const QRect screen = grid.viewport()->rect();
  const QModelIndex first = grid.indexAt({20, 20}),
                    last = grid.indexAt(screen.bottomRight() - QPoint(200, 20));
  if (!first.isValid()) return false;
  const int end = last.isValid() ? last.row() : first.row() + 8;
  for (int row = first.row(); row <= end; ++row)
    if (grid.model()->index(row, 0).data(Qt::DecorationRole).isNull()) return false;
  return true;
}

/// Seconds of each frame while the list is scrolled from its start to its end.
std::vector<double> scroll(QListView& grid, int frames, int step) {
  std::vector<double> seconds;
  auto* bar = grid.verticalScrollBar();
  for (int i = 0; i < frames; ++i) {
    bar->setValue(bar->value() + step);
    seconds.push_back(seconds_of([&] { grid.viewport()->repaint(); }));
    live_for(8);
  }
  return seconds;
}

/// The plain way: photos are decoded in full and shrunk, on the window's thread.
double plain_screen_seconds(ui::OpenProject& project, int count) {
  auto ids = project.filtered_images();
  ids.resize(std::min(ids.size(), static_cast<std::size_t>(count)));
  return seconds_of([&] {
    for (const auto& row : project::rows(*project.project(), ids))
      QPixmap::fromImage(QImage(QString::fromStdString(row.photo.string()))
                             .scaled(128, 128, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  });
}

/// The figures by the names and in the unit in which they are asked for.
void add_milliseconds(Report& report) {
  for (const auto& [name, key] :
       {std::pair{"start_ms", "start_seconds"}, std::pair{"open_ms", "open_seconds"},
        std::pair{"first_thumbnails_ms", "first_thumbnails_seconds"},
        std::pair{"scroll_p95_ms", "scroll_frame_p95_seconds"},
        std::pair{"pan_p95_ms", "pan_frame_p95_seconds"},
        std::pair{"threshold_p95_ms", "threshold_p95_seconds"},
        std::pair{"review_ms", "review_seconds"},
        std::pair{"image_to_image_ms", "next_image_p95_seconds"},
        std::pair{"stroke_frame_p95_ms", "stroke_frame_p95_seconds"}})
    report.details[name] = 1e3 * report.details.at(key).get<double>();
}

/// What takes a while.
void tell(const char* phase) { std::fprintf(stderr, "window: %s\n", phase); }

/// Seconds from the wish to review until the first image of the queue is there.
std::vector<double> review_waits(MainWindow& window, int count) {
  auto& queue = window.findChild<ui::InspectPage*>()->review().queue();
  std::vector<double> seconds;
  for (int i = 0; i < count; ++i) {
    seconds.push_back(seconds_of([&] {
      window.findChild<QAction*>("actionReview")->trigger();
      if (!live_until([&] { return queue.ready(); }, 60'000))
        throw Error("has no images", "the review queue", "Look at the messages above");
    }));
    queue.set_active(false);
    live_for(500);
  }
  return seconds;
}

void run_window(const WindowOptions& options) {
  const ScratchFolder scratch;
  // Ahead of the application: a process with threads is not to be forked.
  if (!options.start_only) {
    tell("making a project of generated photos");
    import_in_child(scratch.path(), {.images = options.images});
  }
  int argc = 1;
  char name[] = "penumbra-bench";
  char* argv[] = {name, nullptr};
  QApplication::setApplicationName("penumbra-bench-window");
  QApplication application(argc, argv);
  if (options.start_only) return start_and_end();

  Report report;
  report.name = "window";
  report.work = std::to_string(options.images) + " images";
  Measurement measurement(report, 3);

  tell("starting");
  std::vector<double> starts;
  for (int i = 0; i < 3; ++i) starts.push_back(start_up_seconds());
  measurement.add("start", "start to the first picture", starts);

  tell("the big project");
  MainWindow window;
  window.resize(1600, 900);
  window.show();
  live_for(200);
  QElapsedTimer clock;
  clock.start();
  window.open(scratch.path() / "bench.penumbra");
  auto* grid = window.findChild<QListView*>("imageGrid");
  if (!live_until([&] { return grid->model() && grid->model()->rowCount() == options.images; },
                  60'000))
    throw Error("did not open", "the project of the bench", "Look at the messages above");
  const double opened = static_cast<double>(clock.nsecsElapsed()) / 1e9;
  if (!live_until([&] { return thumbnails_are_there(*grid); }, 60'000))
    throw Error("has no thumbnails", "the grid", "Look at the messages above");
  measurement.add("open", "project open, images listed", {opened});
  measurement.add("first_thumbnails", "first screen of thumbnails",
                  {static_cast<double>(clock.nsecsElapsed()) / 1e9});
  live_for(500);
  measurement.add("scroll_frame", "frame of slow scrolling", scroll(*grid, 300, 40));
  measurement.add("scroll_far_frame", "frame of fast scrolling", scroll(*grid, 200, 5000));

  std::vector<double> waits;
  for (int i = 1; i <= 10; ++i) {
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum() / 11 * i);
    waits.push_back(
        seconds_of([&] { live_until([&] { return thumbnails_are_there(*grid); }, 20'000); }));
  }
  measurement.add("jump_thumbnails", "all thumbnails after a jump", waits);
  measurement.add("review", "review: the first of the queue", review_waits(window, 5));
  report.peer_seconds = plain_screen_seconds(*window.project(), 60);
  report.details["resident_bytes"] = resident_memory_bytes();
  report.lines.emplace_back(
      "resident memory",
      text("%.0f MiB", static_cast<double>(resident_memory_bytes()) / (1 << 20)));
  window.close_project();
  const auto seconds = [](std::vector<double> milliseconds) {
    for (auto& value : milliseconds) value /= 1e3;
    return milliseconds;
  };
  tell("panning");
  measurement.add("pan_frame", "frame of panning 4096 x 4096, four layers",
                  seconds(pan_frames_ms(options.frames)));
  measurement.add("threshold", "threshold moved", seconds(threshold_ms(options.frames / 10)));
  tell("from image to image");
  measurement.add("next_image", "next image of 2048 x 1536 with its layers",
                  seconds(image_to_image_ms(10)));
  tell("strokes");
  measurement.add("stroke_frame", "frame of a stroke of radius 100 on 4096 x 4096",
                  seconds(stroke_frames_ms(options.frames)));
  report.peer = "a screen of thumbnails, decoded whole one by one";
  report.seconds = median(waits);
  add_milliseconds(report);
  print(report, options.json);
}

}  // namespace

void add_window(CLI::App& app) {
  auto options = std::make_shared<WindowOptions>();
  auto* command = app.add_subcommand(
      "window",
      "The window: start, thumbnails of a big project, scrolling, panning (needs a display)");
  command->add_option("--images", options->images, "Images of the project");
  command->add_flag("--start-only", options->start_only, "Show the window once, and end");
  command->add_flag("--json", options->json, "One JSON object on stdout");
  command->callback([options] { run_window(*options); });
}

}  // namespace penumbra::bench
