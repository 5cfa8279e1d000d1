#pragma once

#include <filesystem>
#include <optional>

/// The folder of the sources that the tests were built from.
std::filesystem::path source_folder();

/// The folder with photos, weights and golden numbers that tests may use, if it is there:
/// PENUMBRA_SHARED, else ../shared beside the source tree.
std::optional<std::filesystem::path> shared_folder();
