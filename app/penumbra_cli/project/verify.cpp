#include "project/verify.h"

#include "app/penumbra_cli/project/project.h"
#include "base/error.h"
#include "base/json.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct CareOptions {
  ProjectOptions project;
};

json names(const std::vector<std::filesystem::path>& files) {
  json list = json::array();
  for (const auto& file : files) list.push_back(file.string());
  return list;
}

void add_lines(std::string& text, const char* what, const json& list) {
  for (const auto& one : list) text += "\n" + std::string(what) + ": " + one.get<std::string>();
}

void run_verify(const CareOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Read, session);
  const auto report = project::verify(*project, session.control, session.console);
  const json object = {{"clean", report.clean()},
                       {"files", report.files},
                       {"bytes", report.bytes},
                       {"edited_images", report.edited_images},
                       {"operations", report.operations},
                       {"database", report.database},
                       {"damaged", names(report.damaged)},
                       {"missing", names(report.missing)},
                       {"orphaned", names(report.orphaned)},
                       {"histories", report.histories}};
  std::string text =
      std::to_string(report.files) + " files and " + std::to_string(report.operations) +
      " operations were looked at: " + (report.clean() ? "all is well" : "something is wrong");
  add_lines(text, "catalogue", object["database"]);
  add_lines(text, "damaged", object["damaged"]);
  add_lines(text, "missing", object["missing"]);
  add_lines(text, "orphaned (vacuum removes it)", object["orphaned"]);
  add_lines(text, "history", object["histories"]);
  session.answer(object, text);
  if (!report.clean())
    throw Error("is not as it was written", options.project.folder.string(),
                "Damaged labels can be made again by labelling; vacuum removes what is orphaned");
}

void run_vacuum(const CareOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto removed = project::vacuum(*project);
  session.answer({{"files", removed.files}, {"bytes", removed.bytes}},
                 "Removed " + std::to_string(removed.files) + " files that nothing names (" +
                     std::to_string(removed.bytes) + " bytes)");
}

}  // namespace

void add_project_verify(CLI::App& project, Session& session) {
  auto [verify, verify_options] = add_command<CareOptions>(
      project, session, "verify", "Read a whole project and say what is damaged or missing",
      run_verify);
  add_project_folder(*verify, verify_options->project);
  auto [vacuum, vacuum_options] = add_command<CareOptions>(
      project, session, "vacuum", "Remove what nothing names, and make the catalogue small",
      run_vacuum);
  add_project_folder(*vacuum, vacuum_options->project);
}

}  // namespace penumbra::cli
