#include "crf/dense_energy.h"

#include "base/error.h"

namespace penumbra::crf {

double dense_energy(const BilateralFilter& filter, std::span<const float> probability,
                    std::span<const float> gate, int classes, std::span<float> filtered) {
  const std::size_t pixels = filter.size().area();
  if (gate.size() != pixels) {
    throw Error("the gate differs from the image in size", "dense energy");
  }
  filter.apply(probability, classes, filtered);
  double energy = 0;
  for (std::size_t i = 0; i < filtered.size(); ++i) {
    filtered[i] *= gate[i % pixels];
    energy -= static_cast<double>(probability[i]) * static_cast<double>(filtered[i]);
  }
  return energy;
}

}  // namespace penumbra::crf
