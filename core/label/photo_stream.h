#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "dataset/dataset.h"
#include "image/image.h"

namespace penumbra::label {

struct Photo {
  std::size_t item = 0;  ///< index into the data set
  image::Image image;
  std::string failure;         ///< why it could not be read; empty where it was
  bool out_of_memory = false;  ///< then it is no fault of the photo
};

/// Decodes photos in a background thread, a few ahead of the reader.
class PhotoStream {
 public:
  /// items: indices in the order in which they come. smallest_side: as of image::DecodeOptions.
  /// dataset must outlive the stream.
  PhotoStream(const dataset::Dataset& dataset, std::vector<std::size_t> items, int smallest_side);
  ~PhotoStream();

  /// The next photo; waits for it. Nothing after the last. Throws Error where decoding ended in
  /// std::bad_alloc.
  std::optional<Photo> next();

 private:
  void decode(const std::stop_token& stop);

  const dataset::Dataset& dataset_;
  const std::vector<std::size_t> items_;
  const int smallest_side_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Photo> ready_;
  std::size_t taken_ = 0;
  std::jthread decoder_;
};

}  // namespace penumbra::label
