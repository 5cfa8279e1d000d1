#include "soak/account.h"

#include "project/torture/facts.h"

namespace soak {

namespace fs = std::filesystem;
using nlohmann::json;

std::string Account::hear(const std::string& line) {
  if (line.starts_with("begin ")) {
    begun_.push_back(json::parse(line.substr(6)));
    return {};
  }
  if (!line.starts_with("done ")) return {};
  std::string wrong;
  for (; !begun_.empty(); begun_.pop_front(), ++steps_) {
    const auto& step = begun_.front();
    model_ = model_.stages(step).back();
    if (step.at("do") == "export") wrong += check_export(step.at("place"), step.at("layer"));
  }
  const auto facts = json::parse(line.substr(5));
  if (const auto image = facts.find("image"); image != facts.end()) {
    auto expected = model_.image_facts(image->at("name"));
    expected["name"] = image->at("name");
    if (expected != *image)
      wrong += "the window shows other labels: " + json::diff(expected, *image).dump() + "\n";
  }
  return wrong;
}

std::string Account::settle(const json& facts) {
  const auto found = Model::comparable(facts, model_.layers());
  std::vector<Model> states{model_};
  for (const auto& step : begun_)
    for (auto& state : states.back().stages(step)) states.push_back(std::move(state));
  begun_.clear();
  std::string nearest;
  for (auto& state : states) {
    const auto difference = json::diff(state.facts(), found).dump();
    if (difference == "[]") {
      model_ = std::move(state);
      return {};
    }
    if (nearest.empty() || difference.size() < nearest.size()) nearest = difference;
  }
  return "the project is not as it must be: " + nearest + "\n";
}

void Account::go_on_with_import(int folder) {
  begun_.push_back({{"do", "import"}, {"folder", folder}});
}

std::string Account::moment() const {
  return begun_.empty() ? "between" : begun_.back().at("do").get<std::string>();
}

std::string Account::check_export(const std::string& place, const std::string& layer) const {
  const auto out = exports_ / place;
  std::string wrong;
  try {
    const auto difference = json::diff(model_.export_facts(layer), torture::export_facts(out));
    if (!difference.empty()) wrong = "the export is another one: " + difference.dump() + "\n";
  } catch (const std::exception& error) {
    wrong = std::string("the export can't be read: ") + error.what() + "\n";
  }
  fs::remove_all(out);
  return wrong;
}

}  // namespace soak
