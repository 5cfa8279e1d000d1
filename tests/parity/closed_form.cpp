#include "method/closed_form.h"

#include "parity/checks.h"

namespace penumbra::parity {

void check_closed_form(const model::StateDict& file, Report& report) {
  const auto& expected = file.at("closed_form.classifier_weight");
  report.compare("closed_form.classifier_weight",
                 method::closed_form_classifier(file.at("closed_form.features"),
                                                file.at("closed_form.class_labels"),
                                                torch::zeros_like(expected)),
                 expected);
}

}  // namespace penumbra::parity
