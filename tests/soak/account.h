#pragma once

#include <deque>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "soak/model.h"

namespace soak {

/// What a driver said, and what must be there because of it.
class Account {
 public:
  Account(Model model, std::filesystem::path exports)
      : model_(std::move(model)), exports_(std::move(exports)) {}

  /// One line of the driver's. Returns what is wrong with it; empty: nothing.
  std::string hear(const std::string& line);
  /// What is wrong with a project whose driver has ended, or was killed; empty: nothing. The
  /// account goes on from what was found.
  std::string settle(const nlohmann::json& facts);
  /// An import that was under way is gone on with by the next driver.
  void go_on_with_import(int folder);

  /// What was under way: "between" where nothing was.
  std::string moment() const;
  int steps() const { return steps_; }

 private:
  std::string check_export(const std::string& place, const std::string& layer) const;

  Model model_;
  std::filesystem::path exports_;
  std::deque<nlohmann::json> begun_;
  int steps_ = 0;
};

}  // namespace soak
