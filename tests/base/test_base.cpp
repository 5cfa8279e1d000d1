#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <filesystem>
#include <limits>
#include <new>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/failure_text.h"
#include "base/file_lock.h"
#include "base/job.h"
#include "base/parallel.h"
#include "base/relative_path.h"
#include "base/utf8.h"
#include "base/whole_number.h"

namespace fs = std::filesystem;
using namespace penumbra;

class TestBase : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void error_names_where_reason_and_remedy() {
    const Error error("is empty", "a.jpg", "Copy it again");
    QCOMPARE(QString(error.what()), QString("a.jpg: is empty. Copy it again"));
  }

  void checkpoint_throws_once_stopped() {
    JobControl control;
    control.checkpoint();
    control.request_stop();
    QVERIFY_EXCEPTION_THROWN(control.checkpoint(), Cancelled);
  }

  void a_lock_is_seen_while_it_is_held() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("lock").toStdString();
    QVERIFY(!FileLock::held(file));
    QVERIFY(!std::filesystem::exists(file));  // looking makes nothing
    {
      const auto lock = FileLock::take(file);
      QVERIFY(lock);
      QVERIFY(FileLock::held(file));
      QVERIFY(!FileLock::take(file));
      QCOMPARE(FileLock::holder(file), int(::getpid()));
    }
    QVERIFY(!FileLock::held(file));
    QVERIFY(FileLock::take(file));
  }

  void pause_blocks_until_resumed() {
    JobControl control;
    control.pause();
    std::atomic<bool> passed{false};
    std::jthread job([&] {
      control.checkpoint();
      passed = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    QVERIFY(!passed);
    control.resume();
    job.join();
    QVERIFY(passed);
  }

  void stop_ends_a_pause() {
    for (const bool outer : {false, true}) {
      std::stop_source source;
      JobControl control(source.get_token());
      control.pause();
      JobOutcome outcome;
      std::jthread job([&] { outcome = run_job([&] { control.checkpoint(); }); });
      outer ? static_cast<void>(source.request_stop()) : control.request_stop();
      job.join();
      QCOMPARE(outcome.state, JobState::Cancelled);
    }
  }

  void job_boundary_reports_failures() {
    const auto outcome = run_job([] { throw Error("is full", "/disk", "Free some space"); });
    QCOMPARE(outcome.state, JobState::Failed);
    QCOMPARE(QString::fromStdString(outcome.message), QString("/disk: is full. Free some space"));
    QCOMPARE(run_job([] {}).state, JobState::Done);
    QCOMPARE(run_job([] { throw 1; }).state, JobState::Failed);
  }

  void failures_are_told_in_one_line_with_a_remedy() {
    const auto told = [](const std::exception& failure) {
      return QString::fromStdString(failure_text(failure));
    };
    QCOMPARE(told(Error("is full", "/disk", "Free some space")),
             QString("/disk: is full. Free some space"));
    QCOMPARE(told(std::runtime_error("wrong shape\nException raised from ...")),
             QString("wrong shape"));
    QVERIFY(told(std::bad_alloc()).startsWith("there is not enough memory. Close"));
    QCOMPARE(told(std::system_error(std::make_error_code(std::errc::not_enough_memory))),
             told(std::bad_alloc()));
    QCOMPARE(told(std::runtime_error("[enforce fail] DefaultCPUAllocator: can't allocate memory: "
                                     "you tried to allocate 8 bytes.\nException raised from ...")),
             told(std::bad_alloc()));
    QCOMPARE(told(std::runtime_error("CUDA out of memory. Tried to allocate 2 GiB")),
             told(std::bad_alloc()));
    // The name of a file is no sign of it.
    QVERIFY(!ran_out_of_memory(Error("is cut", "CUDA out of memory.jpg")));
    throw_if_out_of_memory(std::runtime_error("wrong shape"), "the run", "Use less");
    try {
      throw_if_out_of_memory(std::bad_alloc(), "the run", "Use less");
      QFAIL("nothing was thrown");
    } catch (const Error& error) {
      QCOMPARE(QString(error.what()), QString("the run: there is not enough memory. Use less"));
    }
    QVERIFY(!told(std::runtime_error("")).isEmpty());
    const auto outcome = run_job([] { throw std::bad_alloc(); });
    QCOMPARE(QString::fromStdString(outcome.message), told(std::bad_alloc()));
  }

  void whole_numbers_are_those_that_fit() {
    QCOMPARE(whole_number<int>(parse_json("5.0")), 5);
    QCOMPARE(whole_number<std::int64_t>(parse_json("-9223372036854775808")),
             std::numeric_limits<std::int64_t>::min());
    QCOMPARE(whole_number<std::uint64_t>(parse_json("18446744073709551615")),
             std::numeric_limits<std::uint64_t>::max());
    for (const char* text : {"5.5", "9007199254740993.0", "1e26", "-1e26", "9223372036854775808",
                             "\"5\"", "true", "null"})
      QVERIFY_EXCEPTION_THROWN(whole_number<std::int64_t>(parse_json(text)),
                               nlohmann::json::exception);
    QVERIFY_EXCEPTION_THROWN(whole_number<std::uint32_t>(parse_json("-1")),
                             nlohmann::json::exception);
    QVERIFY_EXCEPTION_THROWN(whole_number<int>(parse_json("2147483648")),
                             nlohmann::json::exception);
  }

  void parallel_for_visits_each_index_once() {
    for (const int threads : {0, 1, 2, 7}) {
      std::vector<std::atomic<int>> visits(1000);
      parallel_for(visits.size(), threads, [&](std::size_t i) { ++visits[i]; });
      for (const auto& count : visits) QCOMPARE(count.load(), 1);
    }
  }

  void parallel_for_rethrows() {
    QVERIFY_EXCEPTION_THROWN(parallel_for(100, 3,
                                          [](std::size_t i) {
                                            if (i == 42) throw Error("broken", "42");
                                          }),
                             Error);
  }

  void atomic_write_replaces_or_leaves() {
    QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "a.txt";
    write_file_atomically(file, "old");
    write_file_atomically(file, "new");
    QCOMPARE(read_file(file), std::string("new"));
    QVERIFY_EXCEPTION_THROWN(
        write_file_atomically(file, [](const fs::path&) { throw Error("no", "x"); }), Error);
    QCOMPARE(read_file(file), std::string("new"));
    QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), {}), 1);
  }

  void a_finished_folder_takes_the_place_of_an_empty_one_only() {
    QTemporaryDir temporary;
    const fs::path root = temporary.path().toStdString();
    make_folder(root / "made");
    write_file(root / "made/a.txt", "new");
    make_folder(root / "empty");
    put_in_place(root / "made", root / "empty");
    QCOMPARE(read_file(root / "empty/a.txt"), std::string("new"));
    QVERIFY(!fs::exists(root / "made"));
    make_folder(root / "made");
    QVERIFY_EXCEPTION_THROWN(put_in_place(root / "made", root / "empty"), Error);
    QVERIFY_EXCEPTION_THROWN(put_in_place(root / "nowhere", root / "b"), Error);
    QVERIFY(fs::exists(root / "made"));
    QCOMPARE(read_file(root / "empty/a.txt"), std::string("new"));
  }

  void paths_stay_inside() {
    for (const char* path : {"a", "a/b", "a..b/c", "./a", ".hidden"}) QVERIFY(stays_inside(path));
    for (const char* path : {"", "/a", "..", "../a", "a/../../b", "a/", "/"})
      QVERIFY(!stays_inside(path));
  }

  void utf8_there_and_back() {
    const std::string text("\0a\u00e9\u732b\U0001f63a\u07ff\u0800\uffff\U0010ffff", 23);
    QVERIFY(is_utf8(text));
    QCOMPARE(to_utf32(text).size(), std::size_t{9});
    QCOMPARE(to_utf8(to_utf32(text)), text);
    for (const char* bad : {"\xff", "\x80", "\xc3", "\xc3(", "\xc0\xaf", "\xe0\x80\xaf",
                            "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe7\x8c"}) {
      QVERIFY2(!is_utf8(bad), bad);
      QVERIFY_EXCEPTION_THROWN(to_utf32(bad), Error);
    }
    QVERIFY_EXCEPTION_THROWN(to_utf8(std::u32string(1, char32_t{0xd800})), Error);
    QVERIFY_EXCEPTION_THROWN(to_utf8(std::u32string(1, char32_t{0x110000})), Error);
  }

  void a_full_disk_leaves_the_old_file() {
    if (!fs::exists("/dev/full")) QSKIP("this system has no /dev/full");
    QVERIFY_EXCEPTION_THROWN(write_file_atomically("/dev/full/x", "text"), Error);
    QVERIFY_EXCEPTION_THROWN(make_folder("/dev/full/folder"), Error);
    QVERIFY_EXCEPTION_THROWN(read_file("/nowhere/at/all"), Error);
  }
};

QTEST_GUILESS_MAIN(TestBase)
#include "test_base.moc"
