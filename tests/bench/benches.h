#pragma once

#include <CLI/CLI.hpp>

namespace penumbra::bench {

// Each bench adds its subcommand, the callback of which runs it.
void add_catalogue(CLI::App& app);
void add_compare(CLI::App& app);
void add_crf(CLI::App& app);
void add_data(CLI::App& app);
void add_edit(CLI::App& app);
void add_export(CLI::App& app);
void add_formats(CLI::App& app);
void add_history(CLI::App& app);
void add_thumbnails(CLI::App& app);
// Only with LibTorch:
void add_cam(CLI::App& app);
void add_encoder(CLI::App& app);
void add_energy(CLI::App& app);
void add_label(CLI::App& app);
void add_live(CLI::App& app);
void add_par(CLI::App& app);
void add_step(CLI::App& app);
// Only with the window:
void add_window(CLI::App& app);

}  // namespace penumbra::bench
