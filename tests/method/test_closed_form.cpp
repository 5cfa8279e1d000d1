#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include "base/error.h"
#include "method/closed_form.h"

using namespace penumbra;

class TestClosedForm : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  /// One feature: (sum s x^2 + lambda n mean(x^2)) w = sum s x t, solved by hand.
  void solves_one_feature() {
    const auto features = torch::tensor({1.F, 2.F, 3.F}).view({3, 1});
    const auto labels = torch::tensor({0.F, 0.F, 1.F}).view({3, 1});
    // s = 3/4, 3/4, 3/2: 0.75 + 3 + 13.5 = 17.25; ridge 0.4 * 14; right side -0.75 - 1.5 + 4.5.
    const double expected = 3 * 2.25 / (17.25 + 0.4 * 14);
    const auto weight =
        method::closed_form_classifier(features, labels, torch::zeros({1, 1, 1, 1}));
    QCOMPARE(weight.item<float>(), static_cast<float>(expected));
  }

  void separates_classes() {
    torch::manual_seed(3);
    const auto labels = torch::eye(4).repeat({16, 1});
    const auto features =
        torch::cat({labels + 0.1 * torch::randn({64, 4}), torch::ones({64, 1})}, 1);
    const auto weight =
        method::closed_form_classifier(features, labels, torch::zeros({4, 5, 1, 1}));
    const auto logits = torch::mm(features, weight.flatten(1).t());
    QVERIFY(torch::equal(logits.argmax(1), labels.argmax(1)));
  }

  void keeps_the_row_of_classes_that_all_or_no_images_have() {
    const auto features = torch::randn({6, 3});
    auto labels = torch::zeros({6, 3});
    labels.select(1, 0).fill_(1);
    labels[0][1] = 1;
    const auto start = torch::randn({3, 3, 1, 1});
    const auto weight = method::closed_form_classifier(features, labels, start);
    QVERIFY(torch::equal(weight[0], start[0]));
    QVERIFY(!torch::equal(weight[1], start[1]));
    QVERIFY(torch::equal(weight[2], start[2]));
  }

  void refuses_sizes_that_differ() {
    QVERIFY_EXCEPTION_THROWN(
        method::closed_form_classifier(torch::ones({4, 3}), torch::ones({5, 2}),
                                       torch::zeros({2, 3, 1, 1})),
        Error);
    QVERIFY_EXCEPTION_THROWN(
        method::closed_form_classifier(torch::ones({5, 3}), torch::ones({5, 2}),
                                       torch::zeros({2, 4, 1, 1})),
        Error);
  }
};

QTEST_GUILESS_MAIN(TestClosedForm)
#include "test_closed_form.moc"
