#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace penumbra::train {

/// How well live labels by the features of two checkpoints agree with evidence that neither the
/// labels nor the second checkpoint's run had seen. Kept in the folder of that run,
/// RUN/agreement.json.
struct Agreement {
  std::size_t images = 0;  ///< with evidence held out
  /// Means over these images of the share of the pixels said that are labelled so, 0..1: an image
  /// counts the same whether it was clicked at or drawn all over.
  double before = 0;
  double after = 0;
  bool better() const { return after > before; }
  bool operator==(const Agreement&) const = default;
};

/// Nothing where the run has none. Throws Error for a damaged file.
std::optional<Agreement> read_agreement(const std::filesystem::path& run);
/// Atomic. Throws Error.
void write_agreement(const std::filesystem::path& run, const Agreement& agreement);

/// What came of it, in words.
std::string to_text(const std::optional<Agreement>& agreement);

/// Whether live labels may be read with the features of a run: it has a checkpoint and, where it
/// fine-tunes another one, was found better than that. A damaged file counts as none.
bool gives_live_labels(const std::filesystem::path& run);

}  // namespace penumbra::train
