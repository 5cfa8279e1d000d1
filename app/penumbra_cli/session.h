#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/penumbra_cli/console.h"
#include "base/job.h"

namespace penumbra::cli {

/// What all commands share: how they are steered, where they report to, and how they answer.
struct Session {
  JobControl control;
  Console console;
  bool json = false;

  /// Prints the command's result on standard output: `object` alone with --json, else `text`.
  /// Throws Error if it can't be written.
  void answer(const nlohmann::json& object, const std::string& text);
};

/// Adds a command whose parsed options are kept in a new `Options` and given to `run`. Returns the
/// command and its options, so that the caller binds one to the other.
template <typename Options>
std::pair<CLI::App*, std::shared_ptr<Options>> add_command(CLI::App& app, Session& session,
                                                           const std::string& name,
                                                           const std::string& description,
                                                           void (*run)(const Options&, Session&)) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(name, description);
  command->add_flag("--json", session.json,
                    "Print the result as one JSON object on standard output");
  command->add_flag_callback(
      "-q,--quiet", [&session] { session.console.set_quiet(true); },
      "No progress and no messages but warnings");
  command->footer("Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted.");
  command->callback([options, &session, run] { run(*options, session); });
  return {command, options};
}

}  // namespace penumbra::cli
