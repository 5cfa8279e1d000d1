#include "bench/catalogue_edits.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/error.h"
#include "edit/brush.h"
#include "project/changes.h"
#include "project/history.h"
#include "project/layers.h"
#include "project/select.h"
#include "project/tags.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;
using project::Project;

/// Turns a tag of one image round and back again, `edits` times in all.
std::vector<double> edit_one(Project& project, project::ImageId image, int tag, int edits) {
  std::vector<double> seconds;
  bool has = std::ranges::count(project::rows(project, {&image, 1}).front().tags, tag) > 0;
  for (int i = 0; i < edits; ++i, has = !has) {
    const std::vector<int> one{tag}, none;
    seconds.push_back(seconds_of([&] {
      project::edit_tags(project, {&image, 1}, has ? none : one, has ? one : none);
    }));
  }
  return seconds;
}

/// What no durable commit can beat: 4 KiB appended to a file and flushed to the disk.
std::vector<double> flush_seconds(const fs::path& file, int repeats) {
  std::vector<double> seconds;
  const int handle = ::open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  const std::vector<char> bytes(4096, 'x');
  for (int i = 0; i < repeats && handle >= 0; ++i)
    seconds.push_back(seconds_of([&] {
      if (::write(handle, bytes.data(), bytes.size()) < 0 || ::fdatasync(handle) != 0)
        throw Error("cannot be written", file.string(), "Free some space");
    }));
  ::close(handle);
  fs::remove(file);
  if (seconds.empty()) throw Error("cannot be made", file.string(), "Check the folder");
  return seconds;
}

/// Strokes of the brush, each on the disk before the next begins; in a layer of their own, which
/// goes again.
std::vector<double> stroke_seconds(Project& project, project::ImageId image, int tag, int edits) {
  project::Layers layers(project);
  project::Layer layer;
  layer.name = "strokes of the bench";
  layer.kind = project::LayerKind::Edited;
  layer = layers.create(layer);
  std::vector<double> seconds;
  {
    project::EditSession session(project, layer.id, image);
    const auto size = session.map().size;
    for (int i = 0; i <= edits; ++i) {
      const std::vector<edit::Point> points{
          {std::fmod(i * 7, size.width), std::fmod(i * 5, size.height)}};
      const auto label = static_cast<std::uint8_t>(i % 2 == 0 ? tag : 0);
      session.paint([&](edit::Canvas canvas) { return edit::brush(canvas, points, 8, label); });
      const double commit = seconds_of([&] {
        session.commit("brush");
        session.flush();
      });
      if (i > 0) seconds.push_back(commit);  // the first makes the image's rows
    }
    session.close();
  }
  layers.remove(layer.id);
  return seconds;
}

}  // namespace

void measure_edits(Project& project, int tag, int other, int edits, Measurement& measure) {
  const auto ids = project::select(project, {"", "name", 0, 10'000});
  measure.add("edit", "a tag of one image", edit_one(project, ids.front(), tag, 2 * (edits / 2)));
  std::vector<double> undo, many, undo_many;
  const std::vector<int> add{tag}, remove{other};
  for (int i = 0; i < edits; ++i)
    undo.push_back(seconds_of(
        [&] { i % 2 == 0 ? project::undo_change(project) : project::redo_change(project); }));
  measure.add("undo", "undo of that", undo);
  for (int i = 0; i < measure.repeats(); ++i) {
    many.push_back(seconds_of([&] { project::edit_tags(project, ids, add, remove); }));
    undo_many.push_back(seconds_of([&] { project::undo_change(project); }));
  }
  const auto images = std::to_string(ids.size());
  measure.add("edit_many", "tags of " + images + " images", many);
  measure.add("undo_many", "undo of that", undo_many);
  measure.add("stroke", "a stroke of the brush", stroke_seconds(project, ids.front(), tag, edits));
  measure.add("flush", "4 KiB flushed to the disk",
              flush_seconds(project.folder() / "cache/flush.tmp", edits));
}

}  // namespace penumbra::bench
