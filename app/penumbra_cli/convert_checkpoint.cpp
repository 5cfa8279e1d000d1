#include "app/penumbra_cli/commands.h"
#include "base/json.h"
#include "model/convert.h"

namespace penumbra::cli {
namespace {

struct ConvertOptions {
  std::filesystem::path in;
  std::filesystem::path out;
  bool force = false;
};

void convert(const ConvertOptions& options, Session& session) {
  const auto tensors = model::convert_checkpoint(options.in, options.out, options.force);
  session.answer({{"out", options.out.string()}, {"tensors", tensors}},
                 "Wrote " + std::to_string(tensors) + " tensors to " + options.out.string());
}

}  // namespace

void add_convert_checkpoint(CLI::App& app, Session& session) {
  auto [command, options] = add_command<ConvertOptions>(
      app, session, "convert-checkpoint",
      "Convert weights between PyTorch's formats and safetensors", convert);
  command
      ->add_option("IN", options->in,
                   "Weights: .safetensors, or .pth/.pt as torch.save writes them")
      ->required()
      ->type_name("");
  command
      ->add_option("OUT", options->out,
                   "File to write; its ending decides: .safetensors, .pth or .pt")
      ->required()
      ->type_name("");
  command->add_flag("--force", options->force, "Replace OUT if it exists");
}

}  // namespace penumbra::cli
