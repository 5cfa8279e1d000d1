#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace penumbra::bench {

/// What a project of generated photos is made of.
struct CatalogueInput {
  int images = 100'000;
  int threads = 2;
};

/// Makes `folder`/photos (small JPEGs below train/ and val/, tags in tags.csv) and
/// `folder`/bench.penumbra, and gives what that took: images/s of reading, importing, both, a
/// rescan that finds nothing new, and of the plain way, one transaction an image.
nlohmann::json import_generated(const std::filesystem::path& folder, const CatalogueInput& input);

/// The same in a process of its own, which has the import's memory, so that ours is that of a
/// program that opens the project.
nlohmann::json import_in_child(const std::filesystem::path& folder, const CatalogueInput& input);

}  // namespace penumbra::bench
