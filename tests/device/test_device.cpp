#include <torch/torch.h>

#include <QtTest>

#include "base/error.h"
#include "device/device.h"
#include "device/precision.h"

using namespace penumbra;
using namespace penumbra::device;

class TestDevice : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void automatic_choice_says_what_it_is() {
    const auto compute = choose({});
    QVERIFY(compute.threads >= 1);
    QVERIFY(compute.summary.starts_with("computing on "));
    if (compute.device.is_cpu()) QVERIFY(!compute.bf16);
  }

  void the_cpu_takes_the_threads_it_is_given() {
    const auto compute = choose({.device = "cpu", .precision = "float32", .threads = 3});
    QVERIFY(compute.device.is_cpu());
    QCOMPARE(compute.threads, 3);
    const int before = at::get_num_threads();
    use_threads(compute.threads);
    QCOMPARE(at::get_num_threads(), 3);
    use_threads(before);
  }

  void wrong_names_are_refused() {
    for (const char* name : {"gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:99", "", "CPU"})
      QVERIFY_EXCEPTION_THROWN(choose({.device = name}), UsageError);
    QVERIFY_EXCEPTION_THROWN(choose({.precision = "fp16"}), UsageError);
    QVERIFY_EXCEPTION_THROWN(choose({.threads = -1}), UsageError);
  }

  void bf16_is_used_where_asked_for_and_ends() {
    Compute compute;
    compute.bf16 = true;
    const auto a = torch::ones({2, 2});
    {
      const Autocast autocast(compute);
      QVERIFY(torch::mm(a, a).scalar_type() == torch::kBFloat16);
    }
    QVERIFY(torch::mm(a, a).scalar_type() == torch::kFloat32);
    compute.bf16 = false;
    const Autocast autocast(compute);
    QVERIFY(torch::mm(a, a).scalar_type() == torch::kFloat32);
  }
};

QTEST_GUILESS_MAIN(TestDevice)
#include "test_device.moc"
