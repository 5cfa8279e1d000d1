#include "project/torture/edits_model.h"

#include "project/layer_file.h"

namespace torture {

using namespace penumbra;
using nlohmann::json;

namespace {
constexpr int fast = 1;  // of zlib
}

std::string sum_of(const std::vector<std::uint8_t>& samples) {
  return std::to_string(project::checksum({samples.begin(), samples.end()}));
}

EditsModel::Samples shown(EditsModel::Samples raw, const EditsModel::Table& table) {
  for (auto& label : raw) label = table[label];
  return raw;
}

QByteArray EditsModel::pack(const Pixels& pixels) {
  QByteArray both(reinterpret_cast<const char*>(pixels.map.data()), std::ssize(pixels.map));
  both.append(reinterpret_cast<const char*>(pixels.drawn.data()), std::ssize(pixels.drawn));
  return qCompress(both, fast);
}

EditsModel::Pixels EditsModel::unpack(const QByteArray& packed) const {
  const auto both = qUncompress(packed);
  const auto* first = reinterpret_cast<const std::uint8_t*>(both.data());
  const auto* middle = first + size_.area();
  return {{first, middle}, {middle, middle + size_.area()}};
}

EditsModel::Pixels EditsModel::pixels(const std::string& image, const Samples& start) const {
  const auto found = edits_.find(image);
  if (found != edits_.end()) return unpack(found->second.now());
  return {start, Samples(start.size())};
}

void EditsModel::paint(const std::string& image, const Samples& start,
                       const edit::Operation& operation, const Table& table,
                       const edit::Context& context) {
  auto now = pixels(image, start);
  const auto before = shown(now.map, table);
  image::LabelMap map{size_, before};
  Samples painted(size_.area());
  edit::apply(operation, {map, &painted}, context);
  bool changed = false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    // A class that counts as another keeps its value where nobody painted.
    if (!painted[i] && map.labels[i] == before[i]) continue;
    changed |= now.map[i] != map.labels[i] || now.drawn[i] < painted[i];
    now.map[i] = map.labels[i];
    now.drawn[i] |= painted[i];
  }
  if (changed) add(image, start, std::string(edit::name(operation)), now);
}

void EditsModel::merge(const std::string& image, const Samples& start, const Samples& base) {
  auto now = pixels(image, start);
  bool changed = false;
  for (std::size_t i = 0; i < now.map.size(); ++i) {
    if (now.drawn[i]) continue;
    changed |= now.map[i] != base[i];
    now.map[i] = base[i];
  }
  if (changed) add(image, start, "merge", now);
}

void EditsModel::add(const std::string& image, const Samples& start, const std::string& name,
                     const Pixels& pixels) {
  auto& edited = edits_[image];
  if (edited.start.isEmpty()) edited.start = pack({start, Samples(start.size())});
  edited.operations.resize(edited.done);
  edited.operations.emplace_back(name, pack(pixels));
  ++edited.done;
}

void EditsModel::move(const std::string& image, bool forward) {
  const auto edited = edits_.find(image);
  if (edited == edits_.end()) return;
  auto& done = edited->second.done;
  if (forward ? done < edited->second.operations.size() : done > 0) forward ? ++done : --done;
}

std::size_t EditsModel::done(const std::string& image) const {
  const auto edited = edits_.find(image);
  return edited == edits_.end() ? 0 : edited->second.done;
}

std::size_t EditsModel::count(const std::string& image) const {
  const auto edited = edits_.find(image);
  return edited == edits_.end() ? 0 : edited->second.operations.size();
}

EditsModel::Samples EditsModel::map(const std::string& image, const Samples& start) const {
  return pixels(image, start).map;
}

EditsModel::Samples EditsModel::drawn(const std::string& image) const {
  return pixels(image, Samples(size_.area())).drawn;
}

json EditsModel::facts(const Table& table) const {
  json facts = json::object();
  for (const auto& [image, edited] : edits_) {
    const auto now = unpack(edited.now());
    auto& of_image = facts[image];
    of_image = {{"done", edited.done},
                {"operations", json::array()},
                {"raw", sum_of(now.map)},
                {"drawn", sum_of(now.drawn)},
                {"shown", sum_of(shown(now.map, table))}};
    for (const auto& [name, packed] : edited.operations) of_image["operations"].push_back(name);
  }
  return facts;
}

}  // namespace torture
