#pragma once

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "image/decode.h"
#include "model/network.h"
#include "model/weights.h"

/// Small pictures of a red or a green rectangle on a noisy grey ground, or of both.
struct Scenes {
  penumbra::dataset::Dataset dataset;
  std::vector<penumbra::image::LabelMap> truth;

  Scenes(const std::filesystem::path& folder, int count) {
    std::mt19937 random(5);
    const auto draw = [&](int from, int to) {
      return std::uniform_int_distribution<int>(from, to)(random);
    };
    dataset.format = "folder";
    dataset.root = folder;
    dataset.classes = penumbra::dataset::Classes({"red", "green"});
    for (int i = 0; i < count; ++i) {
      const penumbra::image::Size size{draw(60, 100), draw(60, 100)};
      penumbra::image::Image photo{size, std::vector<std::uint8_t>(size.area() * 3)};
      penumbra::image::LabelMap mask{size, std::vector<std::uint8_t>(size.area())};
      for (auto& value : photo.pixels) value = static_cast<std::uint8_t>(draw(90, 150));
      penumbra::dataset::Item item;
      item.id = (i % 2 == 0 ? "even/" : "") + std::to_string(i);
      item.image = folder / (std::to_string(i) + ".png");
      item.size = size;
      item.tagged = true;
      const int tags = i % 3;  // red, green, both
      for (int c = 1; c <= 2; ++c) {
        if (tags != 2 && tags != c - 1) continue;
        item.tags.push_back(c);
        const int width = size.width * draw(30, 45) / 100,
                  height = size.height * draw(50, 80) / 100;
        const int left = (c == 1 ? 0 : size.width / 2) + draw(0, size.width / 2 - width);
        const int top = draw(0, size.height - height);
        for (int y = top; y < top + height; ++y) {
          for (int x = left; x < left + width; ++x) {
            const auto at = static_cast<std::size_t>(y * size.width + x);
            mask.labels[at] = static_cast<std::uint8_t>(c);
            for (int k = 0; k < 3; ++k) {
              photo.pixels[at * 3 + static_cast<std::size_t>(k)] =
                  static_cast<std::uint8_t>(k == c - 1 ? draw(200, 255) : draw(0, 50));
            }
          }
        }
      }
      std::filesystem::create_directories(folder);
      penumbra::image::write_png(item.image, photo);
      dataset.items.push_back(item);
      truth.push_back(std::move(mask));
    }
  }
};

/// A small network with random weights.
inline penumbra::model::Network small_network(std::uint64_t seed = 1) {
  penumbra::model::NetworkOptions options;
  options.encoder.image_size = 64;
  options.encoder.width = 64;
  options.encoder.depth = 4;
  options.encoder.heads = 1;
  options.classes = 2;
  options.decoder_width = 16;
  options.projector = {.hidden = 16, .bottleneck = 8, .outputs = 8};
  penumbra::model::Network network(options);
  penumbra::model::initialise(network, seed);
  network->eval();
  return network;
}

/// A checkpoint of a student and, if given, a teacher.
inline void write_checkpoint(const std::filesystem::path& file,
                             const penumbra::model::Network& student,
                             const penumbra::model::Network* teacher = nullptr) {
  auto state = penumbra::model::state_of(student);
  for (auto& [name, tensor] : state.tensors) name = "student." + name;
  if (teacher) {
    for (auto& [name, tensor] : penumbra::model::state_of(*teacher).tensors) {
      state.tensors.emplace_back("teacher." + name, tensor);
    }
  }
  penumbra::model::write_state_dict(file, state);
}
