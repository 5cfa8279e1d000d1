#include "parity/checks.h"

#include "base/error.h"

namespace penumbra::parity {
namespace {

struct Kind {
  const char* tensor;  ///< a tensor that only files of this kind hold
  void (*check)(const model::StateDict&, Report&);
};

constexpr Kind kinds[] = {
    {"closed_form.features", check_closed_form},
    {"pixel.features", check_pixel_classifier},
    {"student.encoder.pos_embed", check_method},
    {"probability", check_crf},
};

}  // namespace

void check(const model::StateDict& file, Report& report) {
  for (const auto& kind : kinds) {
    if (file.find(kind.tensor)) return kind.check(file, report);
  }
  throw Error("holds no golden numbers that are known", file.where,
              "Give a file with method, closed-form, pixel-classifier or CRF tensors");
}

}  // namespace penumbra::parity
