#include "zoo/readers.h"

#include <map>

#include "dataset/dataset.h"
#include "edit/script.h"
#include "formats/import.h"
#include "image/decode.h"
#include "image/exif.h"
#include "image/mask.h"
#include "project/project.h"
#include "project/verify.h"
#include "train/event_reader.h"
#include "train/metrics_log.h"
#include "train/run_origin.h"
#include "train/run_summary.h"

using namespace penumbra;

namespace zoo {
namespace {

namespace fs = std::filesystem;
using Left = std::vector<std::string>;

Left left_out(const std::vector<dataset::Broken>& broken) {
  Left lines;
  for (const auto& [file, reason, image] : broken) lines.push_back(file.string() + ": " + reason);
  return lines;
}

Left read_labels(const fs::path& path, std::string_view format) {
  JobControl control;
  const auto set = formats::read_labels(path, format, control);
  for (const auto& entry : set.entries) entry.load();
  return left_out(set.broken);
}

const std::map<std::string_view, Reader>& readers() {
  static const std::map<std::string_view, Reader> all{
      {"image",
       [](const fs::path& file) {
         image::check_image(file);
         image::read_image(file);
         image::read_keywords(file);
         return Left();
       }},
      {"mask",
       [](const fs::path& file) {
         image::read_mask(file);
         return Left();
       }},
      {"dataset",
       [](const fs::path& folder) {
         JobControl control;
         NoProgress silent;
         const auto data = dataset::read(folder, {}, control, silent);
         for (const auto& item : data.items)
           if (item.has_truth()) dataset::load_truth(item);
         return left_out(data.broken);
       }},
      {"project",
       [](const fs::path& folder) {
         JobControl control;
         NoProgress silent;
         for (const auto access : {project::Access::Read, project::Access::Write})
           project::verify(*project::Project::open(folder, access, silent), control, silent);
         return Left();
       }},
      {"run",
       [](const fs::path& folder) {
         train::read_run_options(folder);
         train::read_metrics(folder);
         train::read_run_origin(folder);
         train::summarise_run(folder);
         return Left();
       }},
      {"script",
       [](const fs::path& file) {
         edit::read_script(file, edit::LabelNames({{1, "cat"}, {2, "dog"}}));
         return Left();
       }},
      {"events",
       [](const fs::path& file) {
         train::read_event_file(file);
         return Left();
       }},
  };
  return all;
}

}  // namespace

Reader find_reader(std::string_view name) {
  constexpr std::string_view labels = "labels:";
  if (name.starts_with(labels))
    return [format = std::string(name.substr(labels.size()))](const fs::path& path) {
      return read_labels(path, format);
    };
  const auto found = readers().find(name);
  return found == readers().end() ? nullptr : found->second;
}

}  // namespace zoo
