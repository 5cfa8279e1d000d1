#include "project/import.h"

#include <algorithm>
#include <future>

#include "base/error.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "project/import_plan.h"
#include "project/import_writer.h"

namespace penumbra::project {
namespace {

constexpr std::size_t batch_size = 1000;

/// Calls body(arrival) in parallel, with progress.
template <class Body>
void for_each_arrival(std::vector<Arrival>& arrivals, const char* phase, int threads,
                      JobControl& control, ProgressSink& progress, const Body& body) {
  ProgressCounter counter(progress, phase, static_cast<std::int64_t>(arrivals.size()));
  for (std::size_t start = 0; start < arrivals.size(); start += batch_size) {
    const auto count = std::min(batch_size, arrivals.size() - start);
    parallel_for(count, threads, [&](std::size_t i) {
      control.checkpoint();
      body(arrivals[start + i]);
    });
    counter.advance(static_cast<std::int64_t>(count));
  }
}

}  // namespace

ImportSummary import_images(Project& project, const dataset::Dataset& dataset, int threads,
                            JobControl& control, ProgressSink& progress) {
  ImportPlan plan(project, dataset);
  auto& arrivals = plan.arrivals();
  ImportSummary summary;
  ImportWriter writer(project, dataset, plan, progress);
  if (plan.knows_any()) {
    // Photos may have changed places with each other: all are looked at before a row changes.
    for_each_arrival(arrivals, phrase("comparing photos"), threads, control, progress,
                     [&](Arrival& arrival) { plan.compare(arrival); });
    if (plan.displaces_any()) {
      for_each_arrival(arrivals, phrase("reading photos"), threads, control, progress,
                       [&](Arrival& arrival) { plan.read(arrival); });
      plan.match();
    }
    writer.move(summary);
  }

  ProgressCounter counter(progress, phrase("importing"),
                          static_cast<std::int64_t>(arrivals.size()));
  // One batch is written while the next one is read. Its end is waited for whatever happens.
  std::future<std::int64_t> writing;
  const auto finish = [&] {
    if (writing.valid()) counter.advance(writing.get());
  };
  for (std::size_t start = 0; start < arrivals.size(); start += batch_size) {
    const auto count = std::min(batch_size, arrivals.size() - start);
    parallel_for(count, threads, [&](std::size_t i) {
      control.checkpoint();
      plan.read(arrivals[start + i]);
    });
    finish();
    writing = std::async(std::launch::async, [&writer, &summary, start, count] {
      writer.bring_in(start, count, summary);
      return static_cast<std::int64_t>(count);
    });
  }
  finish();
  return summary;
}

}  // namespace penumbra::project
