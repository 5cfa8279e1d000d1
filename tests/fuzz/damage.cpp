#include "fuzz/damage.h"

#include <chrono>
#include <cstdlib>
#include <random>

namespace penumbra::fuzz {
namespace {

std::string damaged(const std::string& good, std::mt19937& random) {
  auto bytes = good;
  for (auto changes = random() % 8; changes > 0 && !bytes.empty(); --changes) {
    const auto at = random() % bytes.size();
    switch (random() % 5) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
        break;
      case 2:
        bytes.resize(at);
        break;
      case 3:
        bytes.erase(at, random() % 9);
        break;
      default:
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
        break;
    }
  }
  return bytes;
}

}  // namespace

void feed(Target target, std::string_view bytes) {
  target({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

void feed_damaged(Target target, const std::string& good, int rounds) {
  feed(target, good);
  std::mt19937 random(11);
  const char* seconds = std::getenv("PENUMBRA_FUZZ_SECONDS");
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::seconds(seconds ? std::atoi(seconds) : 0);
  for (int round = 0; seconds ? std::chrono::steady_clock::now() < end : round < rounds; ++round)
    feed(target, damaged(good, random));
}

}  // namespace penumbra::fuzz
