#include "bench/plain_lattice.h"

#include <cmath>

namespace penumbra::bench {

std::size_t PlainLattice::KeyHash::operator()(const Key& key) const {
  std::size_t hash = 0;
  for (const std::int16_t coordinate : key) {
    hash = (hash + static_cast<std::size_t>(coordinate)) * 2531011;
  }
  return hash;
}

PlainLattice::PlainLattice(const std::vector<float>& features, int d) : d_(d) {
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

std::vector<float> PlainLattice::filter(const std::vector<float>& values,
                                        std::size_t channels) const {
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

long PlainLattice::find(const Key& key) const {
  const auto found = numbers_.find(key);
  return found == numbers_.end() ? -1 : static_cast<long>(found->second);
}

void PlainLattice::add_point(const float* feature) {
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

}  // namespace penumbra::bench
