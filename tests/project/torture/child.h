#pragma once

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "project/torture/model.h"
#include "project/torture/worker.h"

/// Processes of their own that work in a project until they are killed.
namespace torture {

enum class Task {
  Work,  ///< step after step; says what is about to begin, and what is on the disk
  Open,  ///< opens the project for writing, again and again
};

/// To be called first of all in the program that `kill_a_child` starts, which is this one. Does the
/// task that the arguments state, if they do: returns only when that failed, with an exit status.
std::optional<int> run_as_child(int argc, char** argv);

/// What children said, and what follows from it.
class Account {
 public:
  explicit Account(Model model) : model_(std::move(model)) {}

  void hear(const std::string& line);
  /// The states that the project may be in.
  std::vector<Model> states() const;
  /// It is in this one, and the child is gone.
  void settle(const Model& state);

  /// Whether what was said of the open image was right all the time.
  bool is_right() const { return right_; }
  /// The step that was under way; "between" where there was none.
  std::string moment() const;
  const std::map<std::string, int>& done() const { return done_; }

 private:
  Model model_;
  std::optional<nlohmann::json> begun_;
  std::map<std::string, int> done_;
  bool right_ = true;
};

/// Starts a child, and kills it once it has said so many lines and then some time has gone by.
/// Returns false if it ended on its own.
bool kill_a_child(Task task, const Places& places, unsigned seed, int lines,
                  std::chrono::microseconds pause, Account& account);

}  // namespace torture
