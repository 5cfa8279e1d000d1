#pragma once

#include <CLI/CLI.hpp>

#include "app/penumbra_cli/session.h"

namespace penumbra::cli {

// Each adds its command to the program; it runs when it is named on the command line.
void add_convert(CLI::App& app, Session& session);
void add_convert_checkpoint(CLI::App& app, Session& session);
void add_demo(CLI::App& app, Session& session);
void add_evaluate(CLI::App& app, Session& session);
void add_export(CLI::App& app, Session& session);
void add_inspect(CLI::App& app, Session& session);
void add_label(CLI::App& app, Session& session);
void add_make_demo_encoder(CLI::App& app, Session& session);
void add_make_demo_scenes(CLI::App& app, Session& session);
void add_project(CLI::App& app, Session& session);
void add_options(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_train(CLI::App& app, Session& session);

}  // namespace penumbra::cli
