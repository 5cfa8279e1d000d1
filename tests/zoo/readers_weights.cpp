#include "model/weights.h"
#include "zoo/readers.h"

using namespace penumbra;

namespace zoo {

Reader find_reader(std::string_view name) {
  if (name != "weights") return nullptr;
  return [](const std::filesystem::path& file) {
    const auto state = model::read_state_dict(file);
    for (const auto& [tensor, values] : state.tensors) values.to(torch::kFloat64).sum();
    return std::vector<std::string>();
  };
}

}  // namespace zoo
