#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "formats/export.h"

namespace penumbra::cli {

/// How an export is written, as the command line asks for it.
struct ExportChoice {
  std::string colours = "voc";
  bool decided = false;
  bool photos = false;
  bool splits = false;
};

/// --colours, --decided, --photos, --splits. own_colours: "classes" is one of the colours.
void add_export_options(CLI::App& command, ExportChoice& choice, bool own_colours);

/// own: what "classes" stands for, by class id.
formats::ExportOptions export_options(const ExportChoice& choice,
                                      const std::optional<image::Palette>& own = {});

}  // namespace penumbra::cli
