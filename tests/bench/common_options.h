#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace penumbra::bench {

/// What most benches ask for.
struct CommonOptions {
  bool json = false;
  int threads = 2;
  int repeats = 3;
};

inline void add_options(CLI::App& command, CommonOptions& options) {
  command.add_flag("--json", options.json, "Print one JSON object");
  command.add_option("--threads", options.threads, "Threads of LibTorch")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command.add_option("--repeats", options.repeats, "Counted runs of each")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
}

/// Of ours: auto takes bf16 where the program does; the peer computes in float32.
inline void add_precision(CLI::App& command, std::string& precision,
                          const std::vector<std::string>& choices = {"auto", "float32"}) {
  command.add_option("--precision", precision, "Of ours; the peer computes in float32")
      ->check(CLI::IsMember(choices))
      ->capture_default_str();
}

/// Which pictures, and the encoder that sees them.
struct EncoderChoice {
  int batch = 4;
  int size = 224;
  std::string encoder = "tiny";
};

inline void add_options(CLI::App& command, EncoderChoice& choice) {
  command.add_option("--batch", choice.batch, "Images")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command.add_option("--size", choice.size, "Side of the images, px")
      ->check(CLI::Range(32, 1024))
      ->capture_default_str();
  command.add_option("--encoder", choice.encoder, "tiny, small or base")->capture_default_str();
}

}  // namespace penumbra::bench
