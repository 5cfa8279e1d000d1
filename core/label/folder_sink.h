#pragma once

#include <filesystem>
#include <optional>

#include "dataset/dataset.h"
#include "label/label_sink.h"
#include "label/layer.h"

namespace penumbra::label {

/// A folder with one mask an image (see Layer).
class FolderSink : public LabelSink {
 public:
  /// dataset must outlive the sink.
  FolderSink(std::filesystem::path folder, const dataset::Dataset& dataset)
      : folder_(std::move(folder)), dataset_(dataset) {}

  void begin(const nlohmann::json& settings) override;
  bool has(std::size_t item) const override;
  bool wants_scores() const override { return false; }
  void write(std::size_t item, ImageResult result) override;
  void finish(const nlohmann::json& summary) override;

 private:
  std::filesystem::path folder_;
  const dataset::Dataset& dataset_;
  std::optional<Layer> layer_;
};

}  // namespace penumbra::label
