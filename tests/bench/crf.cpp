#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/crf_input.h"
#include "bench/plain_crf.h"
#include "bench/pydensecrf.h"
#include "bench/report.h"
#include "crf/dense_crf.h"
#include "folders.h"

namespace penumbra::bench {

namespace {

struct Options {
  bool json = false;
  std::string input;
  std::string python = "python3";
  std::string peer = "auto";
  std::optional<int> classes;
  int threads = 1;
  int repeats = 5;
};

constexpr image::Size size{500, 375};

/// A golden file's photo and probabilities; with another number of classes synthetic probabilities.
CrfInput choose_input(const Options& wanted) {
  std::optional<std::filesystem::path> golden;
  if (!wanted.input.empty() && wanted.input != "synthetic") {
    golden = wanted.input;
  } else if (const auto shared = shared_folder(); shared && wanted.input.empty()) {
    golden = *shared / "fixtures/crf/crf_voc_2007_000332.safetensors";
  }
  if (!golden) return synthetic_crf_input(size, wanted.classes.value_or(21));
  CrfInput input = read_crf_input(*golden, size);
  if (wanted.classes && *wanted.classes != input.classes) {
    input.classes = *wanted.classes;
    input.probability = synthetic_crf_input(size, input.classes).probability;
    input.name += " with synthetic probabilities";
  }
  return input;
}

struct Agreement {
  std::size_t decided = 0;  ///< pixels whose two best marginals (of the peer) differ by 0.02
  std::size_t equal_decided = 0;
  std::size_t equal = 0;
};

Agreement compare(const std::vector<float>& ours, const std::vector<float>& peer,
                  std::size_t pixels) {
  Agreement agreement;
  for (std::size_t i = 0; i < pixels; ++i) {
    std::size_t label = 0;
    std::size_t peer_label = 0;
    float second = -1;
    for (std::size_t c = 1; c < ours.size() / pixels; ++c) {
      if (ours[c * pixels + i] > ours[label * pixels + i]) label = c;
      const float best = peer[peer_label * pixels + i];
      const float value = peer[c * pixels + i];
      if (value > best) peer_label = c;
      second = std::max(second, std::min(value, best));
    }
    const bool decided = peer[peer_label * pixels + i] - second >= 0.02f;
    agreement.decided += decided;
    agreement.equal += label == peer_label;
    agreement.equal_decided += decided && label == peer_label;
  }
  return agreement;
}

PeerRun run_peer(const CrfInput& input, const crf::CrfOptions& options, const Options& wanted) {
  if (wanted.peer != "plain") {
    try {
      return run_pydensecrf(input, options, wanted.python, wanted.repeats);
    } catch (const Error& error) {
      if (wanted.peer == "pydensecrf") throw;
      std::fprintf(stderr, "%s\nMeasuring against the plain way instead.\n", error.what());
    }
  }
  PeerRun run{"plain lattice CRF", {}, {}};
  for (int k = 0; k < std::min(wanted.repeats, 3); ++k) {
    run.seconds.push_back(seconds_of([&] { run.marginals = plain_crf(input, options); }));
  }
  return run;
}

void run(const Options& wanted) {
  const CrfInput input = choose_input(wanted);
  const crf::CrfOptions options{.threads = wanted.threads};
  std::vector<double> build;
  std::vector<double> infer;
  std::vector<double> whole;
  std::vector<float> marginals;
  const auto once = [&] {
    std::optional<crf::DenseCrf> crf;
    build.push_back(seconds_of([&] { crf.emplace(input.image, options); }));
    infer.push_back(
        seconds_of([&] { marginals = crf->marginals(input.probability, input.classes); }));
    whole.push_back(build.back() + infer.back());
  };
  // Ours before and after the peer, so that both see the same machine.
  for (int k = 0; k < wanted.repeats; ++k) once();
  const PeerRun peer = run_peer(input, options, wanted);
  for (int k = 0; k < wanted.repeats; ++k) once();

  const std::size_t pixels = input.image.size.area();
  const Agreement agreement = compare(marginals, peer.marginals, pixels);
  Report report;
  report.name = "crf";
  report.work = "dense CRF, " + input.name + ", " + std::to_string(size.width) + " x " +
                std::to_string(size.height) + ", " + std::to_string(input.classes) + " classes, " +
                std::to_string(options.iterations) + " iterations";
  report.peer = peer.name;
  report.seconds = median(whole);
  report.peer_seconds = median(peer.seconds);
  report.threads = wanted.threads;
  const auto milliseconds = [](double seconds) {
    return std::to_string(static_cast<int>(seconds * 1000 + 0.5)) + " ms";
  };
  const std::string set(crf::name(crf::best_instruction_set()));
  report.lines = {
      {"instruction set", set},
      {"lattices and normalisation", milliseconds(median(build))},
      {"mean field", milliseconds(median(infer))},
      {"equal labels", std::to_string(agreement.equal) + " of " + std::to_string(pixels)},
      {"of those that are decided",
       std::to_string(agreement.equal_decided) + " of " + std::to_string(agreement.decided)},
  };
  report.details = {
      {"input", input.name},
      {"instruction_set", set},
      {"build_seconds", median(build)},
      {"mean_field_seconds", median(infer)},
      {"fastest_seconds", *std::min_element(whole.begin(), whole.end())},
      {"peer_fastest_seconds", *std::min_element(peer.seconds.begin(), peer.seconds.end())},
      {"pixels", pixels},
      {"equal_labels", agreement.equal},
      {"decided_pixels", agreement.decided},
      {"equal_decided_labels", agreement.equal_decided}};
  print(report, wanted.json);
  if (static_cast<double>(agreement.equal_decided) <
      0.999 * static_cast<double>(agreement.decided)) {
    throw Error("the labels differ from those of " + peer.name, "bench crf");
  }
}

}  // namespace

void add_crf(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("crf", "dense CRF against pydensecrf");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--input", options->input,
                      "\"synthetic\" or a golden file with image and probability");
  command
      ->add_option(
          "--classes", options->classes,
          "Classes, by default the input's own (synthetic: 21); with others, probabilities are "
          "synthetic")
      ->check(CLI::Range(2, 256));
  command->add_option("--peer", options->peer, "What to measure against")
      ->check(CLI::IsMember({"auto", "pydensecrf", "plain"}))
      ->capture_default_str();
  command
      ->add_option("--python", options->python,
                   "Python that has pydensecrf, or that can make an environment for it in the "
                   "cache folder")
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads of ours")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--repeats", options->repeats, "Runs of each, twice as many of ours")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
