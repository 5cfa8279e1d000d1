#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/catalogue_edits.h"
#include "bench/catalogue_import.h"
#include "bench/measurement.h"
#include "bench/plain_catalogue.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "project/classes.h"
#include "project/select.h"
#include "project/time.h"
#include "review/queue.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;
using project::Project;

struct Options {
  bool json = false;
  CatalogueInput input;
  std::string project;
  int repeats = 5;
  int edits = 200;
};

std::size_t page(const Project& project, const project::Selection& selection) {
  return project::rows(project, project::select(project, selection)).size();
}

/// The two tags that most images have.
std::pair<int, int> frequent_tags(const Project& project) {
  std::vector<std::pair<std::int64_t, int>> counts;
  for (const auto& [value, images] : project::facets(project).tags)
    counts.emplace_back(images, value);
  if (counts.size() < 2)
    throw Error("has fewer than two tags in use", project.folder().string(), "Choose another");
  std::sort(counts.rbegin(), counts.rend());
  return {counts[0].second, counts[1].second};
}

std::string filter_of(const Project& project, std::pair<int, int> tags) {
  std::string where;
  for (const auto& row : project::classes(project))
    if (row.value == tags.first || row.value == tags.second) where += "tag:\"" + row.name + "\" ";
  return where;
}

double measure_queries(const Project& project, const std::string& where, Measurement& measure) {
  const auto middle = std::max<std::int64_t>(0, project::count(project) / 2);
  measure.time("name_page", "200 rows in the middle, by name", [&] {
    page(project, {"", "name", middle, 200});
  });
  measure.time("number_page", "200 rows in the middle, by uncertain", [&] {
    page(project, {"", "uncertain", middle, 200});
  });
  measure.time("filter_page", "two tags, by uncertain, 200 rows", [&] {
    page(project, {where, "uncertain", 0, 200});
  });
  const double filter = measure.time("filter_ids", "two tags, by uncertain, all ids", [&] {
    project::select(project, {where, "uncertain", 0, -1});
  });
  measure.time("all_ids", "all ids, by name", [&] { project::select(project, {}); });
  measure.time("all_ids_by_number", "all ids, by uncertain", [&] {
    project::select(project, {"", "uncertain", 0, -1});
  });
  measure.time("text", "path holds 77, count", [&] { project::count(project, "77"); });
  measure.time("number", "uncertain>0.9, 200 rows", [&] {
    page(project, {"uncertain>0.9", "name", 0, 200});
  });
  measure.time("facets", "facets of all", [&] { project::facets(project); });
  const auto now = project::milliseconds_now();
  measure.time("review_queue", "queue of the review, all images",
               [&] { review::queue(project, {}, {}, now); });
  measure.time("filter_facets", "facets of two tags", [&] { project::facets(project, where); });
  return filter;
}

void measure_project(const fs::path& folder, const Options& wanted, Report& report) {
  Measurement measure(report, wanted.repeats);
  NoProgress silent;
  std::unique_ptr<Project> project;
  measure.time("open", "open", [&] {
    project.reset();
    project = Project::open(folder, project::Access::Write, silent);
  });
  measure.time("first_page", "first 200 rows, by name", [&] {
    page(*project, {"", "name", 0, 200});
  });
  const auto tags = frequent_tags(*project);
  const auto where = filter_of(*project, tags);
  report.seconds = measure_queries(*project, where, measure);
  measure_edits(*project, tags.first, tags.second, wanted.edits, measure);
  const auto resident = static_cast<double>(resident_memory_bytes());
  report.lines.emplace_back("resident memory", text("%.0f MiB", resident / (1 << 20)));
  report.details["resident_memory_bytes"] = resident;

  std::vector<PlainRow> all;
  measure.time("plain_read", "plain way: all rows read", [&] { all = read_all(*project); });
  std::vector<std::int64_t> plain;
  const double in_memory = measure.time("plain_filter", "plain way: filtered in memory", [&] {
    plain = filter_and_sort(all, tags.first, tags.second);
  });
  if (plain.size() != project::select(*project, {where, "uncertain", 0, -1}).size())
    throw Error("the two ways find different images", where, "One of them is wrong");
  report.peer_seconds = report.details["plain_read_seconds"].get<double>() + in_memory;
  report.details["images"] = all.size();
  report.details["filter_finds"] = plain.size();
  report.work = "two tags of " + std::to_string(all.size()) +
                " images, sorted by a number: " + std::to_string(plain.size()) + " found";
}

void run(const Options& wanted) {
  Report report;
  report.name = "catalogue";
  report.peer = "all rows read and filtered in memory";
  report.threads = wanted.input.threads;
  if (!wanted.project.empty()) {
    measure_project(wanted.project, wanted, report);
  } else {
    const ScratchFolder scratch;
    report.details = import_in_child(scratch.path(), wanted.input);
    const auto rate = [&](const std::string& what, const std::string& key) {
      report.lines.emplace_back(what, text("%.0f images/s", report.details.at(key)));
    };
    rate("data set read", "read_images_per_second");
    rate("imported", "import_only_images_per_second");
    rate("read and imported", "import_images_per_second");
    rate("plain way: one transaction each", "one_transaction_an_image_per_second");
    rate("rescan, nothing new", "rescan_images_per_second");
    report.lines.emplace_back(
        "peak memory of the import",
        text("%.0f MiB", report.details.at("import_peak_memory_bytes").get<double>() / (1 << 20)));
    measure_project(scratch.path() / "bench.penumbra", wanted, report);
  }
  print(report, wanted.json);
}

}  // namespace

void add_catalogue(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "catalogue", "import, queries and edits of a large project against plainer ways");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--images", options->input.images, "Photos that are generated and imported")
      ->check(CLI::Range(1000, 1'000'000))
      ->capture_default_str();
  command
      ->add_option("--project", options->project,
                   "Measure this project instead: its tags are edited and the edits undone")
      ->check(CLI::ExistingDirectory);
  command->add_option("--threads", options->input.threads, "Threads that import")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--repeats", options->repeats, "Runs of each query")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--edits", options->edits, "Edits of one image that are committed")
      ->check(CLI::Range(2, 100'000))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
