#include <array>
#include <utility>

#include "base/error.h"
#include "label/labeler.h"

namespace penumbra::label {
namespace {

constexpr std::array sources{std::pair{Source::Instant, "instant"}, std::pair{Source::Cam, "cam"},
                             std::pair{Source::AuxCam, "aux-cam"},
                             std::pair{Source::Refined, "refined"},
                             std::pair{Source::Segmentation, "segmentation"}};

constexpr std::array tag_uses{std::pair{TagUse::Known, "known"},
                              std::pair{TagUse::Predicted, "predicted"},
                              std::pair{TagUse::None, "none"}};

template <typename Table>
auto from_name(const Table& table, std::string_view name, const char* what) {
  std::string known;
  for (const auto& [value, own] : table) {
    if (name == own) return value;
    known += (known.empty() ? "" : ", ") + std::string(own);
  }
  throw UsageError("is no " + std::string(what), "\"" + std::string(name) + "\"",
                   "Use one of " + known);
}

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [own, name] : table) {
    if (own == value) return name;
  }
  return {};
}

}  // namespace

std::string_view name(Source source) { return name_in(sources, source); }
Source source_from_name(std::string_view name) { return from_name(sources, name, "label source"); }
std::string_view name(TagUse use) { return name_in(tag_uses, use); }
TagUse tag_use_from_name(std::string_view name) { return from_name(tag_uses, name, "use of tags"); }

}  // namespace penumbra::label
