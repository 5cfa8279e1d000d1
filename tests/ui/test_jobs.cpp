#include <QSignalSpy>
#include <QtTest>
#include <atomic>
#include <semaphore>
#include <thread>

#include "base/error.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/latest_task.h"

using namespace penumbra;
using namespace penumbra::ui;
using namespace std::chrono_literals;

class TestJobs : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void job_runs_off_the_window_thread_and_ends_done() {
    JobRunner job("count");
    std::thread::id thread;
    QSignalSpy finished(&job, &JobRunner::finished);
    job.start([&](JobControl&, ProgressSink& sink) {
      thread = std::this_thread::get_id();
      sink.progress({"counting", 3, 3, 0});
      sink.message(Severity::Warning, "one was odd");
    });
    QCOMPARE(job.state(), JobState::Running);
    QSignalSpy messaged(&job, &JobRunner::messaged);
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), JobState::Done);
    QVERIFY(thread != std::this_thread::get_id());
    QCOMPARE(job.progress().done, 3);
    QCOMPARE(messaged.count(), 1);
    QCOMPARE(messaged[0][1].toString(), QString("one was odd"));
  }

  void failure_keeps_reason_and_remedy() {
    JobList jobs;
    QSignalSpy failed(&jobs, &JobList::failed);
    jobs.start("Export", [](JobControl&, ProgressSink&) {
      throw Error("is full", "/disk", "Free some space");
    });
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].toString(), QString("Export"));
    QCOMPARE(failed[0][1].toString(), QString("/disk: is full. Free some space"));
    QCOMPARE(jobs.jobs()[0]->state(), JobState::Failed);
    QVERIFY(!jobs.any_active());
    jobs.dismiss_ended();
    QVERIFY(jobs.jobs().empty());
  }

  void pause_holds_a_job_and_stop_ends_it() {
    JobRunner job("loop");
    std::atomic<int> steps{0};
    job.start([&](JobControl& control, ProgressSink&) {
      while (true) {
        control.checkpoint();
        ++steps;
        std::this_thread::sleep_for(1ms);
      }
    });
    QTRY_VERIFY(steps > 3);
    job.pause();
    QCOMPARE(job.state(), JobState::Paused);
    QTest::qWait(30);
    const int paused_at = steps;
    QTest::qWait(60);
    QCOMPARE(steps.load(), paused_at);
    job.resume();
    QTRY_VERIFY(steps > paused_at);
    job.pause();
    job.stop();
    QCOMPARE(job.state(), JobState::Stopping);
    QTRY_COMPARE(job.state(), JobState::Cancelled);
  }

  void destroying_a_running_job_stops_it() {
    std::atomic<bool> ended{false};
    {
      JobRunner job("loop");
      job.start([&](JobControl& control, ProgressSink&) {
        try {
          while (true) {
            control.checkpoint();
            std::this_thread::sleep_for(1ms);
          }
        } catch (const Cancelled&) {
          ended = true;
          throw;
        }
      });
    }
    QVERIFY(ended);
  }

  void fast_reports_reach_the_window_at_most_25_times_a_second_and_end_with_the_last() {
    JobRunner job("fast");
    QSignalSpy progressed(&job, &JobRunner::progressed);
    QElapsedTimer clock;
    clock.start();
    job.start([](JobControl&, ProgressSink& sink) {
      for (int i = 1; i <= 200'000; ++i) sink.progress({"fast", i, 200'000, 0});
    });
    QTRY_COMPARE(job.state(), JobState::Done);
    QCOMPARE(job.progress().done, 200'000);
    QVERIFY(progressed.count() <= 2 + clock.elapsed() / 40);
  }

  void the_latest_task_takes_the_place_of_the_running_one() {
    std::binary_semaphore started{0};
    std::atomic<bool> first_cancelled{false};
    std::atomic<int> ran{0};
    LatestTask task;
    task.submit([&](JobControl& control) {
      started.release();
      try {
        while (true) {
          control.checkpoint();
          std::this_thread::sleep_for(1ms);
        }
      } catch (const Cancelled&) {
        first_cancelled = true;
      }
    });
    started.acquire();
    task.submit([&](JobControl&) { ran += 1; });
    QTRY_VERIFY(first_cancelled);
    QTRY_VERIFY(ran > 0);
    QCOMPARE(ran.load(), 1);
  }

  void times_are_told_in_words() {
    QCOMPARE(time_left_text(-1), QString());
    QCOMPARE(time_left_text(2), QString("a few seconds left"));
    QCOMPARE(time_left_text(33), QString("about 35 seconds left"));
    QCOMPARE(time_left_text(62), QString("about 1 minute left"));
    QCOMPARE(time_left_text(720), QString("about 12 minutes left"));
    QCOMPARE(time_left_text(7300), QString("about 2 hours left"));
    QCOMPARE(progress_text({"training", 420, 2000, 720}),
             QString("training: 420 of 2,000, about 12 minutes left"));
  }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"
