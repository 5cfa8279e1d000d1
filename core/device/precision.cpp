#include "device/precision.h"

#include <ATen/autocast_mode.h>

namespace penumbra::device {

Autocast::Autocast(const Compute& compute) : type_(compute.device.type()), active_(compute.bf16) {
  if (!active_) return;
  enabled_before_ = at::autocast::is_autocast_enabled(type_);
  type_before_ = at::autocast::get_autocast_dtype(type_);
  at::autocast::set_autocast_dtype(type_, torch::kBFloat16);
  at::autocast::set_autocast_enabled(type_, true);
}

Autocast::~Autocast() {
  if (!active_) return;
  at::autocast::set_autocast_enabled(type_, enabled_before_);
  at::autocast::set_autocast_dtype(type_, type_before_);
  forget_rounded_weights();
}

void forget_rounded_weights() { at::autocast::clear_cache(); }

torch::Tensor in_float(const torch::Tensor& x) {
  return x.scalar_type() == torch::kBFloat16 ? x.to(torch::kFloat32) : x;
}

}  // namespace penumbra::device
