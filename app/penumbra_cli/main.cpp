#include <spdlog/spdlog.h>

#include <cstdio>
#include <exception>
#include <memory>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/console_sink.h"
#include "app/penumbra_cli/interrupt.h"
#include "base/error.h"
#include "base/failure_text.h"
#include "base/nearest_name.h"

namespace penumbra::cli {
namespace {

enum Status { done = 0, failed = 1, wrong_usage = 2 };

void complain(Session& session, std::string_view text) {
  session.console.end_progress();
  std::fprintf(stderr, "penumbra-cli: %.*s\n", static_cast<int>(text.size()), text.data());
}

/// "project list"
std::string command_path(const CLI::App& command) {
  const auto* above = command.get_parent();
  return (above && above->get_parent() ? command_path(*above) + " " : "") + command.get_name();
}

/// What is wrong with the command line. CLI11 reports what is missing before what is unknown, but
/// a misspelt name is usually both.
std::string usage_error(const CLI::App& app, const CLI::Error& error) {
  const CLI::App* innermost = &app;
  while (!innermost->get_subcommands().empty()) innermost = innermost->get_subcommands().front();
  const CLI::App& command = *innermost;
  const bool has_commands = !command.get_subcommands([](const CLI::App*) { return true; }).empty();
  std::vector<std::string> options, commands;
  for (const auto* option : command.get_options())
    if (!option->get_lnames().empty()) options.push_back("--" + option->get_lnames().front());
  for (const auto* each : command.get_subcommands([](const CLI::App*) { return true; }))
    commands.push_back(each->get_name());
  for (const auto& argument : app.remaining(true)) {
    const auto name = argument.substr(0, argument.find('='));
    if (name.starts_with("--"))
      return name + ": is not an option of " + command.get_name() + ". Did you mean '" +
             nearest_name(name, options) + "'?";
    if (has_commands && !name.starts_with('-'))
      return name + ": is not a command. Did you mean '" + nearest_name(name, commands) + "'?";
  }
  return std::string(error.what()) + ". See " +
         (&command == &app ? "" : command_path(command) + " ") + "--help";
}

void add_commands(CLI::App& app, Session& session) {
  app.name("penumbra-cli");
  app.set_version_flag("--version", PENUMBRA_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(28);
  app.footer(
      "Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted.\n"
      "'penumbra-cli COMMAND --help' describes a command.");
  add_inspect(app, session);
  add_simulate(app, session);
  add_train(app, session);
  add_options(app, session);
  add_label(app, session);
  add_evaluate(app, session);
  add_export(app, session);
  add_convert(app, session);
  add_convert_checkpoint(app, session);
  add_project(app, session);
  add_make_demo_scenes(app, session);
  add_demo(app, session);
  add_make_demo_encoder(app, session);
}

int run(int argc, char** argv, Session& session) {
  CLI::App app{"Penumbra turns tags of photos into segmentation masks."};
  add_commands(app, session);
  try {
    app.parse(argc, argv);
    return done;
  } catch (const CLI::Success& asked) {  // --help, --version
    return app.exit(asked);
  } catch (const CLI::Error& error) {
    complain(session, usage_error(app, error));
    return wrong_usage;
  } catch (const UsageError& error) {
    complain(session, error.what());
    return wrong_usage;
  } catch (const Cancelled&) {
    complain(session, "interrupted");
    return interrupted_status;
  } catch (const std::exception& error) {
    complain(session, failure_text(error));
    return failed;
  }
}

}  // namespace
}  // namespace penumbra::cli

int main(int argc, char** argv) {
  using namespace penumbra;
  cli::Session session;
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "penumbra", std::make_shared<cli::ConsoleSink>(session.console)));
  const cli::InterruptWatch watch(session.control, [&session] {
    session.console.message(Severity::Info, "Stopping (once more to end at once)");
  });
  const int status = cli::run(argc, argv, session);
  spdlog::shutdown();  // its sink ends with the session
  return status;
}
