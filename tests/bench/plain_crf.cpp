#include "bench/plain_crf.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace penumbra::bench {

namespace {

using Key = std::vector<std::int16_t>;

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    std::size_t hash = 0;
    for (const std::int16_t coordinate : key) {
      hash = (hash + static_cast<std::size_t>(coordinate)) * 2531011;
    }
    return hash;
  }
};

/// Adams, Baek and Davis, 2010, section 3, step by step.
class PlainLattice {
 public:
  /// features: rows of d values, already divided by the standard deviations.
  PlainLattice(const std::vector<float>& features, int d) : d_(d) {
    const std::size_t points = features.size() / static_cast<std::size_t>(d);
    for (std::size_t i = 0; i < points; ++i) add_point(&features[i * static_cast<std::size_t>(d)]);
    neighbours_.resize(static_cast<std::size_t>(d + 1) * keys_.size());
    for (int j = 0; j <= d; ++j) {
      for (std::size_t v = 0; v < keys_.size(); ++v) {
        Key before = keys_[v];
        Key after = keys_[v];
        for (int k = 0; k < d; ++k) {
          before[static_cast<std::size_t>(k)] -= static_cast<std::int16_t>(k == j ? -d : 1);
          after[static_cast<std::size_t>(k)] += static_cast<std::int16_t>(k == j ? -d : 1);
        }
        neighbours_[static_cast<std::size_t>(j) * keys_.size() + v] = {find(before), find(after)};
      }
    }
  }

  /// values: rows of `channels`.
  std::vector<float> filter(const std::vector<float>& values, std::size_t channels) const {
    const auto corners = static_cast<std::size_t>(d_ + 1);
    std::vector<float> from(keys_.size() * channels, 0.0f);
    for (std::size_t k = 0; k < vertex_.size(); ++k) {
      for (std::size_t c = 0; c < channels; ++c) {
        from[vertex_[k] * channels + c] += weight_[k] * values[k / corners * channels + c];
      }
    }
    std::vector<float> to(from.size());
    for (std::size_t j = 0; j < corners; ++j) {
      for (std::size_t v = 0; v < keys_.size(); ++v) {
        const auto& [before, after] = neighbours_[j * keys_.size() + v];
        for (std::size_t c = 0; c < channels; ++c) {
          float sides = 0;
          if (before >= 0) sides += from[static_cast<std::size_t>(before) * channels + c];
          if (after >= 0) sides += from[static_cast<std::size_t>(after) * channels + c];
          to[v * channels + c] = from[v * channels + c] + 0.5f * sides;
        }
      }
      std::swap(from, to);
    }
    const float scale = 1.0f / (1.0f + std::pow(2.0f, -static_cast<float>(d_)));
    std::vector<float> result(values.size(), 0.0f);
    for (std::size_t k = 0; k < vertex_.size(); ++k) {
      for (std::size_t c = 0; c < channels; ++c) {
        result[k / corners * channels + c] += scale * weight_[k] * from[vertex_[k] * channels + c];
      }
    }
    return result;
  }

 private:
  long find(const Key& key) const {
    const auto found = numbers_.find(key);
    return found == numbers_.end() ? -1 : static_cast<long>(found->second);
  }

  void add_point(const float* feature) {
    const auto d = static_cast<std::size_t>(d_);
    const auto period = static_cast<float>(d_ + 1);
    std::vector<float> elevated(d + 1);
    float sum = 0;
    for (std::size_t j = d; j > 0; --j) {
      const float scale = std::sqrt(2.0f / 3.0f) * period /
                          std::sqrt(static_cast<float>(j) * static_cast<float>(j + 1));
      const float value = feature[j - 1] * scale;
      elevated[j] = sum - static_cast<float>(j) * value;
      sum += value;
    }
    elevated[0] = sum;

    // The closest vertex of remainder 0, and the order of the offsets from it.
    std::vector<int> base(d + 1);
    std::vector<int> rank(d + 1, 0);
    int excess = 0;
    for (std::size_t j = 0; j <= d; ++j) {
      base[j] = static_cast<int>(std::lround(elevated[j] / period)) * (d_ + 1);
      excess += base[j] / (d_ + 1);
    }
    const auto offset = [&](std::size_t j) { return elevated[j] - static_cast<float>(base[j]); };
    for (std::size_t j = 0; j <= d; ++j) {
      for (std::size_t k = j + 1; k <= d; ++k) ++rank[offset(j) < offset(k) ? j : k];
    }
    for (std::size_t j = 0; j <= d; ++j) {
      rank[j] += excess;
      if (rank[j] < 0) {
        rank[j] += d_ + 1;
        base[j] += d_ + 1;
      } else if (rank[j] > d_) {
        rank[j] -= d_ + 1;
        base[j] -= d_ + 1;
      }
    }
    std::vector<float> weight(d + 2, 0.0f);
    for (std::size_t j = 0; j <= d; ++j) {
      const float share = offset(j) / period;
      weight[static_cast<std::size_t>(d_ - rank[j])] += share;
      weight[static_cast<std::size_t>(d_ + 1 - rank[j])] -= share;
    }
    weight[0] += 1 + weight[d + 1];
    for (int r = 0; r <= d_; ++r) {
      Key key(d);
      for (std::size_t j = 0; j < d; ++j) {
        key[j] = static_cast<std::int16_t>(base[j] + (rank[j] <= d_ - r ? r : r - d_ - 1));
      }
      const auto [entry, added] = numbers_.try_emplace(key, keys_.size());
      if (added) keys_.push_back(key);
      vertex_.push_back(entry->second);
      weight_.push_back(weight[static_cast<std::size_t>(r)]);
    }
  }

  int d_;
  std::unordered_map<Key, std::size_t, KeyHash> numbers_;
  std::vector<Key> keys_;
  std::vector<std::size_t> vertex_;
  std::vector<float> weight_;
  std::vector<std::pair<long, long>> neighbours_;
};

struct PlainKernel {
  PlainLattice lattice;
  float weight;
  std::vector<float> normalization;

  PlainKernel(const std::vector<float>& features, int d, float kernel_weight)
      : lattice(features, d), weight(kernel_weight) {
    normalization =
        lattice.filter(std::vector<float>(features.size() / static_cast<std::size_t>(d), 1.0f), 1);
    for (float& value : normalization) value = 1 / std::sqrt(value + 1e-20f);
  }
};

}  // namespace

std::vector<float> plain_crf(const CrfInput& input, const crf::CrfOptions& options) {
  const std::size_t pixels = input.image.size.area();
  const auto classes = static_cast<std::size_t>(input.classes);
  std::vector<float> position;
  std::vector<float> bilateral;
  for (std::size_t i = 0; i < pixels; ++i) {
    const auto x = static_cast<float>(i % static_cast<std::size_t>(input.image.size.width));
    const auto y = static_cast<float>(i / static_cast<std::size_t>(input.image.size.width));
    position.insert(position.end(), {x / options.gaussian_sxy, y / options.gaussian_sxy});
    bilateral.insert(bilateral.end(), {x / options.bilateral_sxy, y / options.bilateral_sxy});
    for (std::size_t c = 0; c < 3; ++c) {
      bilateral.push_back(static_cast<float>(input.image.pixels[3 * i + c]) /
                          options.bilateral_srgb);
    }
  }
  const PlainKernel kernels[] = {{position, 2, options.gaussian_weight},
                                 {bilateral, 5, options.bilateral_weight}};

  std::vector<float> unary(pixels * classes);
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t c = 0; c < classes; ++c) {
      unary[i * classes + c] =
          -std::log(std::max(input.probability[c * pixels + i], crf::DenseCrf::lowest_probability));
    }
  }
  std::vector<float> marginals(unary.size());
  const auto normalise = [&](const std::vector<float>& energy) {
    for (std::size_t i = 0; i < pixels; ++i) {
      const float* row = &energy[i * classes];
      const float least = *std::min_element(row, row + classes);
      float sum = 0;
      for (std::size_t c = 0; c < classes; ++c) {
        sum += marginals[i * classes + c] = std::exp(least - row[c]);
      }
      for (std::size_t c = 0; c < classes; ++c) marginals[i * classes + c] /= sum;
    }
  };
  normalise(unary);
  for (int iteration = 0; iteration < options.iterations; ++iteration) {
    std::vector<float> energy = unary;
    for (const PlainKernel& kernel : kernels) {
      std::vector<float> scaled = marginals;
      for (std::size_t k = 0; k < scaled.size(); ++k) {
        scaled[k] *= kernel.normalization[k / classes];
      }
      const std::vector<float> message = kernel.lattice.filter(scaled, classes);
      for (std::size_t k = 0; k < energy.size(); ++k) {
        energy[k] -= kernel.weight * kernel.normalization[k / classes] * message[k];
      }
    }
    normalise(energy);
  }
  std::vector<float> planes(marginals.size());
  for (std::size_t k = 0; k < planes.size(); ++k) {
    planes[k % classes * pixels + k / classes] = marginals[k];
  }
  return planes;
}

}  // namespace penumbra::bench
