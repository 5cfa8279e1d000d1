#include "bench/plain_step.h"

#include <chrono>
#include <cmath>

#include "bench/plain_network.h"
#include "method/affinity_loss.h"
#include "method/cam.h"
#include "method/classification_loss.h"
#include "method/dense_energy.h"
#include "method/normalisation.h"
#include "method/segmentation_loss.h"
#include "method/self_reinforcement.h"
#include "method/uncertain_masking.h"

namespace penumbra::bench {
namespace {

using torch::indexing::Slice;

class Timer {
 public:
  Timer(Breakdown& seconds, std::string part)
      : seconds_(seconds), part_(std::move(part)), start_(std::chrono::steady_clock::now()) {}
  ~Timer() {
    seconds_[part_] +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

 private:
  Breakdown& seconds_;
  std::string part_;
  std::chrono::steady_clock::time_point start_;
};

torch::Tensor bilinear(const torch::Tensor& x, std::int64_t height, std::int64_t width) {
  return torch::upsample_bilinear2d(x, {height, width}, false);
}

method::Cams multi_scale_cams(const PlainNetwork& network, const torch::Tensor& images) {
  const torch::NoGradGuard no_grad;
  const auto batch = images.size(0), height = images.size(2), width = images.size(3);
  method::Cams sum{torch::zeros({}), torch::zeros({})};
  for (const double scale : {1.0, 0.5, 1.5}) {
    const auto resized =
        bilinear(images, static_cast<std::int64_t>(scale * static_cast<double>(height)),
                 static_cast<std::int64_t>(scale * static_cast<double>(width)));
    const auto maps = network.cams(torch::cat({resized, resized.flip({3})}));
    const auto joined = [&](const torch::Tensor& map) {
      const auto full = bilinear(map, height, width);
      return torch::max(full.index({Slice(0, batch)}), full.index({Slice(batch)}).flip({3}));
    };
    sum.top = sum.top + joined(maps.top);
    sum.aux = sum.aux + joined(maps.aux);
  }
  const auto normalised = [](torch::Tensor cam) {
    cam = cam - cam.amin({2, 3}, true);
    return cam / (cam.amax({2, 3}, true) + 1e-5);
  };
  return {normalised(sum.top), normalised(sum.aux)};
}

/// B x C x 48 x H x W: the neighbours of each pixel.
torch::Tensor neighbours(const torch::Tensor& x) {
  constexpr std::int64_t reach = 24;
  const auto padded = torch::replication_pad2d(x, {reach, reach, reach, reach});
  std::vector<torch::Tensor> shifted;
  for (const std::int64_t d : {1, 2, 4, 8, 12, 24})
    for (const std::int64_t dy : {-d, std::int64_t{0}, d})
      for (const std::int64_t dx : {-d, std::int64_t{0}, d})
        if (dy != 0 || dx != 0)
          shifted.push_back(
              padded.narrow(2, reach + dy, x.size(2)).narrow(3, reach + dx, x.size(3)));
  return torch::stack(shifted, 2);
}

torch::Tensor position_logits() {
  std::vector<float> distance;
  for (const float d : {1.F, 2.F, 4.F, 8.F, 12.F, 24.F})
    for (int i = 0; i < 9; ++i)
      if (i != 4) distance.push_back(i % 2 == 0 ? d * std::sqrt(2.0F) : d);
  const auto r = torch::tensor(distance).view({1, 1, 48, 1, 1});
  return -(r / (r.std() + 1e-8) / 0.3).square();
}

torch::Tensor plain_label(const torch::Tensor& images, const torch::Tensor& valid_cam,
                          const torch::Tensor& class_labels, double low, double high) {
  const auto height = images.size(2), width = images.size(3);
  const auto small = bilinear(method::displayed_image(images), height / 2, width / 2);
  const auto cam = bilinear(valid_cam, height / 2, width / 2);
  std::vector<torch::Tensor> labels;
  for (std::int64_t b = 0; b < images.size(0); ++b) {
    const auto classes = class_labels[b].nonzero().flatten();
    const auto run = [&](double background) {
      auto scores = torch::cat(
          {torch::full_like(cam[b].slice(0, 0, 1), background), cam[b].index_select(0, classes)});
      scores = plain_refine(small.slice(0, b, b + 1), torch::softmax(scores, 0).unsqueeze(0), 10);
      const auto best = bilinear(scores, height, width).argmax(1)[0];
      return torch::cat({torch::zeros({1}, classes.options()), classes + 1}).index({best});
    };
    const auto strict = run(high), lenient = run(low);
    labels.push_back(torch::where(
        strict != 0, strict,
        torch::where(lenient == 0, torch::zeros_like(strict), torch::full_like(strict, 255))));
  }
  return torch::stack(labels);
}

}  // namespace

torch::Tensor plain_refine(const torch::Tensor& image, const torch::Tensor& scores,
                           int iterations) {
  const auto near = neighbours(image);
  const auto sigma = near.std(2, true, true);
  const auto logits =
      -((near - image.unsqueeze(2)).abs() / (sigma + 1e-8) / 0.3).square().mean(1, true);
  const auto weights =
      torch::softmax(logits, 2) + 0.01 * torch::softmax(position_logits(), 2).to(image.device());
  auto refined = scores;
  for (int i = 0; i < iterations; ++i) refined = (neighbours(refined) * weights).sum(2);
  return refined;
}

PlainStep::PlainStep(model::Network student, model::Network teacher,
                     const train::TrainOptions& options)
    : options_(options),
      student_(std::move(student)),
      teacher_(std::move(teacher)),
      optimiser_(student_, {.learning_rate = options.learning_rate,
                            .head_rate_factor = options.head_rate_factor,
                            .weight_decay = options.weight_decay}) {
  const std::int64_t outputs = student_->options().projector.outputs;
  const auto device = student_->parameters().front().device();
  class_centre_ = torch::zeros({1, outputs}, device);
  patch_centre_ = torch::zeros({1, 1, outputs}, device);
}

train::StepResult PlainStep::run(const train::StepInput& input, const torch::Tensor& noise,
                                 std::int64_t step, Breakdown& seconds) {
  const PlainNetwork student(student_), teacher(teacher_);
  const auto batch = input.view1.size(0);
  const std::int64_t patch = student_->options().encoder.patch;
  const auto height = input.view1.size(2), width = input.view1.size(3);

  torch::Tensor hidden;
  {
    const Timer timer(seconds, "mask CAM");
    const auto cams = multi_scale_cams(student, input.view2);
    const method::MaskOptions mask{options_.mask_block, static_cast<int>(patch),
                                   options_.mask_ratio, options_.uncertain_low,
                                   options_.uncertain_high};
    hidden = method::hidden_tokens(
        noise, method::uncertain_blocks(method::valid_cam(cams.aux, input.class_labels), mask),
        method::block_grid(height, width, mask), mask);
  }

  PlainNetwork::Output out;
  torch::Tensor teacher_projected;
  {
    const Timer timer(seconds, "forward");
    const auto views = torch::cat({input.view1, input.view2});
    out = student.forward(views, torch::cat({torch::zeros_like(hidden), hidden}));
    const torch::NoGradGuard no_grad;
    teacher_projected = teacher.forward(views, {}).projected;
  }
  const auto first = [&](const torch::Tensor& x) { return x.index({Slice(0, batch)}); };
  const auto second = [&](const torch::Tensor& x) { return x.index({Slice(batch)}); };

  method::Cams cams1, cams2;
  {
    const Timer timer(seconds, "CAMs");
    cams1 = multi_scale_cams(student, input.view1);
    cams2 = multi_scale_cams(student, input.view2);
  }
  torch::Tensor label, logged_label;
  {
    const Timer timer(seconds, "PAR");
    label = plain_label(input.view1, method::valid_cam(cams1.top, input.class_labels),
                        input.class_labels, options_.low_threshold, options_.high_threshold);
    logged_label = plain_label(input.view2, method::valid_cam(cams2.top, input.class_labels),
                               input.class_labels, options_.low_threshold, options_.high_threshold);
  }

  train::StepResult result;
  torch::Tensor total = torch::zeros({});
  const auto add = [&](const char* part, double weight, const torch::Tensor& loss) {
    result.parts[part] = loss.item<double>();
    total = total + weight * loss;
  };
  {
    const Timer timer(seconds, "losses");
    add("classification", options_.classification_weight,
        method::classification_loss(first(out.top_logits), first(out.aux_logits),
                                    input.class_labels));
    const auto small =
        bilinear(method::valid_cam(cams1.aux, input.class_labels), height / patch, width / patch);
    add("affinity", options_.affinity_weight,
        method::affinity_loss(first(out.patch_map),
                              method::pair_mask(method::three_way_label(
                                  small, options_.low_threshold, options_.high_threshold))));
    const auto logits = bilinear(first(out.segmentation), height, width);
    add("segmentation", options_.segmentation_weight, method::segmentation_loss(logits, label));
    add("energy", options_.energy_weight, method::dense_energy_loss(input.view1, logits, label));

    const auto warm_up =
        std::llround(options_.teacher_temperature_warm_up * static_cast<double>(options_.steps));
    const double temperature = method::teacher_temperature(
        step, warm_up, options_.teacher_temperature_start, options_.teacher_temperature);
    const auto student2 = second(out.projected);
    add("fsr_class", options_.fsr_class_weight,
        method::class_token_loss(student2.select(1, 0), first(teacher_projected).select(1, 0),
                                 class_centre_, options_.student_temperature, temperature));
    const auto entropy = method::distillation_entropy(
        student2.index({Slice(), Slice(1)}), second(teacher_projected).index({Slice(), Slice(1)}),
        patch_centre_, options_.student_temperature, temperature);  // B x N
    const auto weight = hidden.flatten(1).to(entropy.dtype());
    add("fsr_patch", options_.fsr_patch_weight,
        ((entropy * weight).sum(1) / weight.sum(1).clamp_min(1)).mean());
  }
  {
    const Timer timer(seconds, "backward and update");
    total.backward();
    const auto warm_up = std::llround(options_.warm_up * static_cast<double>(options_.steps));
    optimiser_.step(
        method::learning_rate_factor(step, warm_up, options_.steps, options_.warm_up_start));
    method::update_teacher(
        teacher_, student_,
        method::teacher_momentum(step, options_.steps, options_.teacher_momentum));
    class_centre_ = method::updated_centre(
        class_centre_, first(teacher_projected).select(1, 0).mean(0), options_.centre_momentum);
    patch_centre_ = method::updated_centre(
        patch_centre_,
        second(teacher_projected).index({Slice(), Slice(1)}).mean(torch::IntArrayRef{0, 1}),
        options_.centre_momentum);
  }
  result.loss = total.item<double>();
  return result;
}

}  // namespace penumbra::bench
