#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dataset/dataset.h"
#include "project/catalogue.h"
#include "project/photo_file.h"

namespace penumbra::project {

/// A row of the catalogue as an import finds it.
struct Known {
  ImageId id = 0;
  std::int64_t bytes = 0;
  std::int64_t modified = 0;
  std::uint64_t hash = 0;
  image::Size size;
  bool usable = true;      ///< no problem
  bool found = true;       ///< at its place when last looked for
  bool displaced = false;  ///< its content is no longer at its place
  bool moved = false;      ///< its content arrives at another place
};

/// What is to become of an arrival.
enum class Fate { New, Same, Changed, Moved, Gone };

/// A photo that a data set brings.
struct Arrival {
  const dataset::Item* item = nullptr;  ///< nothing for a broken one
  std::filesystem::path photo;          ///< its true path
  std::string problem;
  std::string path;  ///< relative to the root
  std::int64_t root = 0;
  PhotoFile file;
  bool was_read = false;  ///< `file` has its hash
  Fate fate = Fate::New;
  std::size_t row = 0;  ///< in the plan's known rows, unless new
};

/// Finds out which photos of a data set the project has: by their place, and by their content where
/// they are no longer in their place. A photo in whose place one of another size lies is not the
/// same photo: its labels would not fit.
class ImportPlan {
 public:
  ImportPlan(Project& project, const dataset::Dataset& dataset);

  std::vector<Arrival>& arrivals() { return arrivals_; }
  std::vector<Known>& known() { return known_; }
  bool knows_any() const { return !known_.empty(); }

  /// Looks whether the photo is what the project has at that place. From any thread.
  void compare(Arrival& arrival);
  /// Whether content is to be looked for elsewhere, after all were compared.
  bool displaces_any() const;
  /// Takes time and content of a photo that is new or changed. From any thread.
  void read(Arrival& arrival) const;
  /// The row of what lay in the arrival's place.
  std::optional<std::size_t> at(const Arrival& arrival) const;
  /// Finds the content of displaced rows among those that were read.
  void match();

 private:
  void collect(Project& project, const dataset::Dataset& dataset);
  void read_known(const Project& project);

  std::vector<Arrival> arrivals_;
  std::vector<Known> known_;
  std::unordered_map<std::string, std::size_t> by_place_;
};

}  // namespace penumbra::project
