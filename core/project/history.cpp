#include "project/history.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/json.h"
#include "project/image_name.h"
#include "project/layers.h"
#include "project/time.h"
#include "project/user_name.h"

namespace penumbra::project {
namespace {

/// Calls body(first index in the map, first index in the rectangle, pixels) for each row.
template <class Body>
void for_rows(const edit::Rect& rect, int stride, const Body& body) {
  const auto width = static_cast<std::size_t>(rect.width);
  for (int row = 0; row < rect.height; ++row)
    body(static_cast<std::size_t>(rect.y + row) * static_cast<std::size_t>(stride) +
             static_cast<std::size_t>(rect.x),
         static_cast<std::size_t>(row) * width, width);
}

std::size_t area(const edit::Rect& rect) {
  return rect.empty()
             ? 0
             : static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height);
}

/// The rectangle of the pixels for which holds(index).
template <class Holds>
edit::Rect bounds(image::Size size, const Holds& holds) {
  int left = size.width, right = 0, top = size.height, bottom = 0;
  std::size_t i = 0;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x, ++i) {
      if (!holds(i)) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = y + 1;
    }
  return right == 0 ? edit::Rect{} : edit::Rect{left, top, right - left, bottom - top};
}

}  // namespace

EditSession::EditSession(Project& project, LayerId layer, ImageId image, int operations_a_map)
    : project_(project), layer_(layer), image_id_(image), classes_(project.database()) {
  const auto info = Layers(project).get(layer);
  if (!keeps_history(info.kind))
    throw Error("is no edited layer", info.name, "Make an edited layer on it");
  is_evidence_ = info.kind == LayerKind::Evidence;
  if (!project.writable())
    throw Error("is open for reading only", project.folder().string(),
                "Open the project for writing");
  int saved = 0;
  std::optional<Unedited> unedited;
  if (auto edited = load_edited(project, layer, image)) {
    image_ = std::move(edited->pixels);
    done_ = edited->done;
    saved = edited->saved;
    for (auto& operation : operations(project, layer, image))
      history_.push_back({std::move(operation), nullptr});
    for (std::size_t i = 0; i < history_.size(); ++i)
      if (history_[i].operation.number != static_cast<int>(i + 1))
        throw Error("its history has gaps", image_name(project, image),
                    "Restore the project from a backup");
    if (done_ > std::ssize(history_))
      throw Error("its history has lost operations", image_name(project, image),
                  "Restore the project from a backup");
  } else {
    unedited = load_unedited(project, layer, image);
    image_ = {unedited->map, std::vector<std::uint8_t>(unedited->map.size.area())};
  }
  map_ = image_.map;
  classes_.apply(map_);
  painted_.resize(map_.size.area());
  writer_ = std::make_unique<EditWriter>(project, layer, image, done_, saved, std::move(unedited),
                                         operations_a_map);
}

EditSession::~EditSession() = default;

edit::Rect EditSession::paint(const std::function<edit::Rect(edit::Canvas)>& paint) {
  try {
    const auto rect = paint({map_, &painted_});
    painted_rect_ = united(painted_rect_, rect);
    return rect;
  } catch (...) {
    painted_rect_ = {0, 0, map_.size.width, map_.size.height};
    discard();
    throw;
  }
}

int EditSession::commit(std::string_view name, const nlohmann::json& details) {
  auto difference = take_painted();
  const auto empty = [](const auto& plane) {
    return std::ranges::all_of(plane, [](auto change) { return change == 0; });
  };
  if (empty(difference.map) && empty(difference.drawn)) return 0;
  return add(name, details, std::move(difference));
}

edit::Rect EditSession::discard() {
  const auto rect = std::exchange(painted_rect_, {});
  show(rect);
  for_rows(rect, map_.size.width, [&](std::size_t from, std::size_t, std::size_t count) {
    std::fill_n(painted_.begin() + static_cast<std::ptrdiff_t>(from), count, std::uint8_t{0});
  });
  return rect;
}

/// What was painted as a difference, which is not applied yet; nothing is painted any more.
Difference EditSession::take_painted() {
  const auto rect = std::exchange(painted_rect_, {});
  Difference difference{rect, std::vector<std::uint8_t>(area(rect)),
                        std::vector<std::uint8_t>(area(rect))};
  for_rows(rect, map_.size.width, [&](std::size_t from, std::size_t to, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto before = image_.map.labels[from + i];
      const auto shown = map_.labels[from + i];
      const auto painted = painted_[from + i];
      // A class that counts as another keeps its value where nobody painted.
      const bool same = !painted && shown == classes_[before];
      difference.map[to + i] = same ? 0 : shown ^ before;
      difference.drawn[to + i] = static_cast<std::uint8_t>(painted & ~image_.drawn[from + i]);
      painted_[from + i] = 0;
    }
  });
  return difference;
}

int EditSession::add(std::string_view name, const nlohmann::json& details, Difference difference) {
  using nlohmann::json;
  auto text = json_text(details, -1, json::error_handler_t::replace);
  const Operation operation{done_ + 1,          std::string(name), std::move(text), difference.rect,
                            milliseconds_now(), /*done=*/true,     user_name()};
  flip(difference);
  std::vector<int> drawn;
  if (is_evidence_) drawn = classes_brought(difference);
  history_.resize(static_cast<std::size_t>(done_));
  ++done_;
  const auto pending = std::make_shared<PendingDifference>(std::move(difference));
  history_.push_back({operation, pending});
  writer_->add(operation, pending, std::move(drawn));
  return done_;
}

std::optional<edit::Rect> EditSession::undo() {
  const auto discarded = discard();
  if (!can_undo()) return discarded.empty() ? std::nullopt : std::optional(discarded);
  const auto difference = difference_of(history_[static_cast<std::size_t>(done_ - 1)]);
  flip(difference);
  writer_->move(--done_);
  return united(discarded, difference.rect);
}

std::optional<edit::Rect> EditSession::redo() {
  const auto discarded = discard();
  if (!can_redo()) return discarded.empty() ? std::nullopt : std::optional(discarded);
  const auto difference = difference_of(history_[static_cast<std::size_t>(done_)]);
  flip(difference);
  writer_->move(++done_);
  return united(discarded, difference.rect);
}

/// The classes of the pixels that a difference changed, which is applied.
std::vector<int> EditSession::classes_brought(const Difference& difference) const {
  std::array<bool, 256> brought{};
  for_rows(difference.rect, map_.size.width,
           [&](std::size_t from, std::size_t to, std::size_t count) {
             for (std::size_t i = 0; i < count; ++i)
               if (difference.map[to + i] != 0) brought[map_.labels[from + i]] = true;
           });
  std::vector<int> classes;
  for (int value = 1; value < image::ignore_label; ++value)
    if (brought[static_cast<std::size_t>(value)]) classes.push_back(value);
  return classes;
}

Difference EditSession::difference_of(const Entry& entry) const {
  if (entry.pending)
    if (auto difference = entry.pending->get()) return *std::move(difference);
  return load_difference(project_, layer_, image_id_, entry.operation.number);
}

std::vector<Operation> EditSession::history() const {
  std::vector<Operation> all;
  for (const auto& entry : history_) {
    all.push_back(entry.operation);
    all.back().done = entry.operation.number <= done_;
  }
  return all;
}

MergeReport EditSession::compare(const image::LabelMap& base) const {
  if (base.size != map_.size)
    throw Error("the new base has another size", image_name(project_, image_id_),
                "Label the image again");
  MergeReport report;
  report.differs.resize(map_.size.area());
  for (std::size_t i = 0; i < report.differs.size(); ++i) {
    const bool other = classes_[base.labels[i]] != classes_[image_.map.labels[i]];
    report.differs[i] = other && image_.drawn[i];
    report.differing += report.differs[i];
    report.taken += other && !image_.drawn[i];
  }
  report.rect = bounds(map_.size, [&](std::size_t i) { return report.differs[i] != 0; });
  return report;
}

MergeReport EditSession::merge(const image::LabelMap& base) {
  auto report = compare(base);
  discard();
  const auto& labels = image_.map.labels;
  const auto taken = [&](std::size_t i) {
    return image_.drawn[i] ? std::uint8_t{0}
                           : static_cast<std::uint8_t>(base.labels[i] ^ labels[i]);
  };
  const auto rect = bounds(map_.size, [&](std::size_t i) { return taken(i) != 0; });
  if (rect.empty()) return report;
  Difference difference{rect, std::vector<std::uint8_t>(area(rect)),
                        std::vector<std::uint8_t>(area(rect))};
  for_rows(rect, map_.size.width, [&](std::size_t from, std::size_t to, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) difference.map[to + i] = taken(from + i);
  });
  add("merge", {{"taken", report.taken}, {"differing", report.differing}}, std::move(difference));
  return report;
}

void EditSession::flip(const Difference& difference) {
  apply(difference, image_);
  show(difference.rect);
}

/// Shows what is committed.
void EditSession::show(const edit::Rect& rect) {
  for_rows(rect, map_.size.width, [&](std::size_t from, std::size_t, std::size_t count) {
    for (std::size_t i = from; i < from + count; ++i)
      map_.labels[i] = classes_[image_.map.labels[i]];
  });
}

void EditSession::refresh_classes() {
  discard();
  classes_ = ClassTable(project_.database());
  show({0, 0, map_.size.width, map_.size.height});
}

void EditSession::flush() { writer_->flush(); }

void EditSession::close() {
  writer_->flush();
  writer_->save_map();
}

}  // namespace penumbra::project
