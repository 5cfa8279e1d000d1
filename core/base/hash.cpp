#include "base/hash.h"

#include <xxhash.h>

#include <array>
#include <fstream>
#include <memory>

#include "base/error.h"

namespace penumbra {

std::uint64_t hash_bytes(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t hash_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::array<char, 1 << 16> block;
  while (stream) {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    XXH3_64bits_update(state.get(), block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.eof())
    throw Error("can't be read", file.string(), "Check that it exists and may be read");
  return XXH3_64bits_digest(state.get());
}

}  // namespace penumbra
