#include "parity/checks.h"

#include "base/error.h"

namespace penumbra::parity {
namespace {

model::StateDict on_device(model::StateDict file, torch::Device device) {
  for (auto& [name, tensor] : file.tensors) tensor = tensor.to(device);
  return file;
}

}  // namespace

void check(const model::StateDict& file, torch::Device device, Report& report) {
  if (file.find("closed_form.features")) return check_closed_form(file, report);
  if (file.find("pixel.features")) return check_pixel_classifier(file, report);
  if (file.find("student.encoder.pos_embed")) return check_method(on_device(file, device), report);
  if (file.find("probability")) return check_crf(file, device, report);
  throw Error("holds no golden numbers that are known", file.where,
              "Give a file with method, closed-form, pixel-classifier or CRF tensors");
}

}  // namespace penumbra::parity
