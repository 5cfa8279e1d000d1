#include <torch/types.h>

#include <QtTest>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/failure_text.h"
#include "device/device.h"
#include "device/parallel.h"
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
    QVERIFY(!choose({.device = "cpu", .precision = "float32"}).bf16_allowed);
    QCOMPARE(compute.bf16_allowed,
             compute.summary.find("where allowed in bf16") != std::string::npos);
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

  void a_loop_visits_each_index_once() {
    for (const std::int64_t count : {0, 1, 7, 1000}) {
      std::vector<std::atomic<int>> visits(static_cast<std::size_t>(count));
      parallel_for(count, 3, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = begin; i < end; ++i) ++visits[static_cast<std::size_t>(i)];
      });
      for (const auto& visit : visits) QCOMPARE(visit.load(), 1);
    }
  }

  void a_loop_runs_in_as_many_threads_as_libtorch_has() {
    const int before = at::get_num_threads();
    use_threads(2);
    std::atomic<int> started{0};
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    parallel_for(2, 1, [&](std::int64_t, std::int64_t) {
      ++started;
      while (started < 2 && std::chrono::steady_clock::now() < limit) std::this_thread::yield();
    });
    use_threads(before);
    QVERIFY(std::chrono::steady_clock::now() < limit);
  }

  void what_libtorch_throws_where_memory_ends_is_known() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers end the program where memory ends");
#endif
    try {
      torch::empty({std::int64_t{1} << 50});
      QFAIL("there is a petabyte of memory");
    } catch (const std::exception& error) {
      QVERIFY2(ran_out_of_memory(error), error.what());
    }
  }

  void a_loop_throws_what_its_body_throws() {
    const auto fails = [](std::int64_t begin, std::int64_t) {
      if (begin == 5) throw std::runtime_error("five");
    };
    QVERIFY_EXCEPTION_THROWN(parallel_for(8, 1, fails), std::runtime_error);
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
