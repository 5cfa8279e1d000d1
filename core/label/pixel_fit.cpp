#include "label/pixel_fit.h"

#include <optional>

#include "base/error.h"
#include "base/phrase.h"
#include "method/pixel_classifier.h"
#include "method/pixel_labels.h"

namespace penumbra::label {

torch::Tensor fit_in_rounds(const std::vector<FittedImage>& images,
                            const std::function<torch::Tensor(std::size_t)>& patches, int rounds,
                            JobControl& control, ProgressSink& progress) {
  if (images.empty()) throw Error("there is no image with tags", "pixel classifier");
  ProgressCounter counter(progress, phrase("fitting"), rounds + 1);
  torch::Tensor classifier;
  for (int round = 0; round <= rounds; ++round) {
    std::optional<method::ClassSums> sums;
    for (std::size_t i = 0; i < images.size(); ++i) {
      control.checkpoint();
      const auto x = patches(i);
      if (!sums) sums.emplace(images[i].candidates.size(0), x.size(0));
      sums->add(x, round == 0 ? images[i].start_labels
                              : method::self_training_labels(method::pixel_scores(x, classifier),
                                                             images[i].candidates));
    }
    classifier =
        method::fit(*sums, round == 0 ? method::first_fit_lambda : method::later_fit_lambda);
    counter.advance();
  }
  return classifier;
}

}  // namespace penumbra::label
