#include <algorithm>

#include "fuzz/accept.h"
#include "model/pickle.h"
#include "train/agreement.h"
#include "train/event_reader.h"
#include "train/metrics_log.h"
#include "train/previews.h"
#include "train/run_origin.h"
#include "train/run_summary.h"

namespace penumbra::fuzz {

void event_file(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] {
    for (const auto& curve : train::read_event_file(file.path())) require(!curve.points.empty());
  });
}

void pickle(Bytes bytes) {
  accept_errors([&] {
    const auto read = model::pickle::read(std::as_bytes(bytes), "fuzz", [](std::string_view name) {
      return name.starts_with("torch");
    });
    require(read.root != nullptr && read.size <= bytes.size());
    for (const auto& value : read.values) require(!model::pickle::describe(value).empty());
  });
}

/// The bytes are each file of a run in turn.
void run_files(Bytes bytes) {
  const TemporaryFolder folder;
  const train::RunFolder run{folder.path()};
  const auto add = [&](const std::filesystem::path& file) {
    folder.add(file.lexically_relative(run.root), text(bytes));
  };
  add(run.options());
  add(run.origin());
  add(run.agreement());
  add(run.metrics());
  add(run.best());
  add(run.previews() / "classes.json");
  accept_errors([&] { train::read_run_options(run.root); });
  accept_errors([&] { train::read_run_origin(run.root); });
  accept_errors([&] { train::read_agreement(run.root); });
  accept_errors([&] {
    const auto history = train::read_metrics(run.root);
    require(history.steps.size() + history.validations.size() <=
            1 + static_cast<std::size_t>(std::ranges::count(bytes, '\n')));
  });
  accept_errors([&] { train::best_checkpoint(run.root); });
  accept_errors([&] { train::preview_classes(run.root); });
  accept_errors([&] { train::summarise_run(run.root); });
}

}  // namespace penumbra::fuzz
