#include "model/convert.h"

#include "base/error.h"
#include "model/weights.h"

namespace penumbra::model {

std::size_t convert_checkpoint(const std::filesystem::path& in, const std::filesystem::path& out,
                               bool force) {
  if (std::filesystem::exists(out) && !force)
    throw Error("exists already", out.string(), "Choose another name, or force replacing it");
  const auto state = read_state_dict(in);
  write_state_dict(out, state);
  return state.tensors.size();
}

}  // namespace penumbra::model
