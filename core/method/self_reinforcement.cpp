#include "method/self_reinforcement.h"

namespace penumbra::method {

double teacher_temperature(std::int64_t step, std::int64_t warm_up_steps, double start,
                           double end) {
  if (step >= warm_up_steps || warm_up_steps < 2) return end;
  return start + (end - start) * static_cast<double>(step) / static_cast<double>(warm_up_steps - 1);
}

torch::Tensor distillation_entropy(const torch::Tensor& student, const torch::Tensor& teacher,
                                   const torch::Tensor& centre, double student_temperature,
                                   double teacher_temperature) {
  const auto target = torch::softmax((teacher.detach() - centre) / teacher_temperature, -1);
  return -(target * torch::log_softmax(student / student_temperature, -1)).sum(-1);
}

torch::Tensor class_token_loss(const torch::Tensor& student, const torch::Tensor& teacher,
                               const torch::Tensor& centre, double student_temperature,
                               double teacher_temperature) {
  return distillation_entropy(student, teacher, centre, student_temperature, teacher_temperature)
      .mean();
}

torch::Tensor patch_token_loss(const torch::Tensor& student, const torch::Tensor& teacher,
                               const torch::Tensor& hidden, const torch::Tensor& centre,
                               double student_temperature, double teacher_temperature) {
  const auto entropy = distillation_entropy(student, teacher, centre.view({1, -1}),
                                            student_temperature, teacher_temperature);
  const auto flat = hidden.flatten(1);
  const auto count = flat.sum(1).clamp_min(1);  // hidden patches an image
  const auto weight = (1.0 / count.to(entropy.dtype())).unsqueeze(1).expand_as(flat);
  return (entropy * weight.masked_select(flat)).sum() / static_cast<double>(hidden.size(0));
}

torch::Tensor updated_centre(const torch::Tensor& centre, const torch::Tensor& batch_mean,
                             double momentum) {
  return centre * momentum + batch_mean.detach().view_as(centre) * (1 - momentum);
}

}  // namespace penumbra::method
