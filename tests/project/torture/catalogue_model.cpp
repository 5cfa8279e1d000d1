#include "project/torture/catalogue_model.h"

#include <algorithm>
#include <numeric>

namespace torture {

using nlohmann::json;

std::pair<int, CatalogueModel::Class> CatalogueModel::new_class(const std::string& name) const {
  Class row{name, 0, {}};
  for (const auto& [value, other] : classes_)
    if (!other.becomes) row.position = std::max(row.position, other.position + 1);
  return {classes_.empty() ? 1 : classes_.rbegin()->first + 1, row};
}

std::optional<int> CatalogueModel::former_value(const std::string& name) const {
  std::optional<int> value;
  if (const auto found = former_names_.find(name); found != former_names_.end())
    value = found->second;
  for (const auto& [removed, row] : classes_)
    if (row.name == name && row.becomes) value = removed;
  return value;
}

std::vector<int> CatalogueModel::import_classes(const std::vector<std::string>& names) {
  std::vector<int> values;
  for (const auto& name : names) {
    const auto found = std::ranges::find_if(
        classes_, [&](const auto& row) { return row.second.name == name && !row.second.becomes; });
    const auto former = former_value(name);
    values.push_back(found != classes_.end() ? found->first
                     : former                ? table()[static_cast<std::size_t>(*former)]
                                             : classes_.insert(new_class(name)).first->first);
  }
  return values;
}

void CatalogueModel::import_images(const PhotoFolder& folder) {
  const auto values = import_classes(folder.classes);
  for (const auto& photo : folder.photos) {
    if (images_.contains(photo.name)) continue;
    auto& image = images_[photo.name];
    image.tagged = true;
    image.split = photo.split;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i] != 0 && values[i] != 255 &&
          std::ranges::find(photo.tags, folder.classes[i]) != photo.tags.end())
        image.tags.insert(values[i]);
  }
}

void CatalogueModel::edit_tags(const std::vector<std::string>& images, const std::vector<int>& add,
                               const std::vector<int>& remove) {
  Change change;
  for (const auto& name : images) {
    const auto& image = images_.at(name);
    if (!image.tagged) change.became_tagged.insert(name);
    for (const int value : remove)
      if (image.tags.contains(value)) change.removed.insert({value, name});
    for (const int value : add)
      if (!image.tags.contains(value)) change.added.insert({value, name});
  }
  commit(std::move(change));
}

void CatalogueModel::add_class(const std::string& name) {
  const auto [value, row] = new_class(name);
  Change change;
  change.value = value;
  change.after = row;
  commit(std::move(change));
}

void CatalogueModel::rename_class(int value, const std::string& name) {
  Change change;
  change.value = value;
  change.before = change.after = classes_.at(value);
  change.after->name = name;
  former_names_[change.before->name] = value;
  commit(std::move(change));
}

void CatalogueModel::merge_classes(int from, int into) {
  Change change;
  change.value = from;
  change.before = change.after = classes_.at(from);
  change.after->becomes = into;
  change.removed = taggings(from);
  for (const auto& [value, name] : change.removed)
    if (!images_.at(name).tags.contains(into)) change.added.insert({into, name});
  commit(std::move(change));
}

void CatalogueModel::remove_class(int value, int becomes) {
  Change change;
  change.value = value;
  change.before = change.after = classes_.at(value);
  change.after->becomes = becomes;
  change.removed = taggings(value);
  commit(std::move(change));
}

void CatalogueModel::undo() {
  const auto last = std::find_if(changes_.rbegin(), changes_.rend(),
                                 [](const Change& change) { return !change.undone; });
  if (last == changes_.rend()) return;
  carry_out(*last, false);
  last->undone = true;
}

void CatalogueModel::redo() {
  const auto first = std::ranges::find(changes_, true, &Change::undone);
  if (first == changes_.end()) return;
  carry_out(*first, true);
  first->undone = false;
}

std::set<CatalogueModel::Tagging> CatalogueModel::taggings(int value) const {
  std::set<Tagging> found;
  for (const auto& [name, image] : images_)
    if (image.tags.contains(value)) found.insert({value, name});
  return found;
}

bool CatalogueModel::in_use(const std::string& name, int but) const {
  return std::ranges::any_of(classes_, [&](const auto& row) {
    return row.first != but && row.second.name == name && !row.second.becomes;
  });
}

void CatalogueModel::commit(Change change) {
  if (change.added.empty() && change.removed.empty() && change.became_tagged.empty() &&
      !change.value)
    return;
  std::erase_if(changes_, [](const Change& one) { return one.undone; });
  carry_out(change, true);
  changes_.push_back(std::move(change));
}

void CatalogueModel::carry_out(Change& change, bool forward) {
  if (change.value) {
    auto row = forward ? *change.after : change.before.value_or(*change.after);
    if (!forward && !change.before) {
      row.becomes = 255;
      row.name.clear();
    }
    if (row.becomes) {
      // Tags that came since go with the class, and come back with it.
      for (const auto& tag : taggings(*change.value)) {
        (forward ? change.removed : change.added).insert(tag);
        const int into = *row.becomes;
        if (forward && into > 0 && into < 255 && !images_.at(tag.second).tags.contains(into))
          change.added.insert({into, tag.second});
      }
    } else if (in_use(row.name, *change.value)) {
      int number = 2;
      while (in_use(row.name + " " + std::to_string(number), *change.value)) ++number;
      row.name += " " + std::to_string(number);
    }
    classes_[*change.value] = row;
  }
  const auto& gone = forward ? change.removed : change.added;
  const auto& come = forward ? change.added : change.removed;
  for (const auto& [value, name] : gone) images_.at(name).tags.erase(value);
  for (const auto& [value, name] : come) images_.at(name).tags.insert(value);
  for (const auto& name : change.became_tagged) images_.at(name).tagged = forward;
}

std::array<std::uint8_t, 256> CatalogueModel::table() const {
  std::array<std::uint8_t, 256> table;
  std::iota(table.begin(), table.end(), std::uint8_t{0});
  for (auto& now : table)
    for (auto row = classes_.find(now); row != classes_.end() && row->second.becomes;
         row = classes_.find(now))
      now = static_cast<std::uint8_t>(*row->second.becomes);
  return table;
}

std::map<std::uint8_t, std::string> CatalogueModel::names() const {
  std::map<std::uint8_t, std::string> names;
  for (const auto& [value, row] : classes_)
    if (!row.becomes) names[static_cast<std::uint8_t>(value)] = row.name;
  return names;
}

std::vector<int> CatalogueModel::order() const {
  std::vector<int> values;
  for (const auto& [value, row] : classes_)
    if (!row.becomes) values.push_back(value);
  std::ranges::stable_sort(values, {}, [&](int value) { return classes_.at(value).position; });
  return values;
}

std::pair<std::array<std::uint8_t, 256>, std::vector<std::string>> CatalogueModel::export_classes()
    const {
  std::pair<std::array<std::uint8_t, 256>, std::vector<std::string>> found;
  auto& [ids, texts] = found;
  ids.fill(255);
  ids[0] = 0;
  for (const int value : order()) {
    texts.push_back(classes_.at(value).name);
    ids[static_cast<std::size_t>(value)] = static_cast<std::uint8_t>(texts.size());
  }
  return found;
}

json CatalogueModel::class_facts() const {
  json facts = json::object();
  for (const auto& [value, row] : classes_)
    facts[std::to_string(value)] = {row.name, row.position,
                                    row.becomes ? json(*row.becomes) : json()};
  return facts;
}

json CatalogueModel::change_facts() const {
  json facts = json::array();
  for (const auto& change : changes_) facts.push_back(change.undone);
  return facts;
}

}  // namespace torture
