#include "evaluate/tag_f1.h"

#include <algorithm>
#include <vector>

namespace penumbra::evaluate {

double tag_f1(std::span<const int> predicted, std::span<const int> tags) {
  if (predicted.empty()) return 0;
  const auto right = std::count_if(predicted.begin(), predicted.end(), [&](int id) {
    return std::find(tags.begin(), tags.end(), id) != tags.end();
  });
  return 2.0 * static_cast<double>(right) / static_cast<double>(predicted.size() + tags.size());
}

double tag_f1(std::span<const float> logits, std::span<const int> tags) {
  std::vector<int> predicted;
  for (std::size_t c = 0; c < logits.size(); ++c)
    if (logits[c] > 0) predicted.push_back(static_cast<int>(c) + 1);
  return tag_f1(predicted, tags);
}

}  // namespace penumbra::evaluate
