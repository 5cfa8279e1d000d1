#pragma once

#include <QString>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <string>

#include "formats/import.h"
#include "project/import_labels.h"

namespace penumbra::ui {

class OpenProject;

/// Labels that another program wrote, where they are and where they are to go.
struct ImportChoice {
  std::filesystem::path in;
  std::string format;
  std::string layer;
  bool operator==(const ImportChoice&) const = default;
};

/// What was found out about a choice.
struct ImportPreview {
  ImportChoice choice;
  std::shared_ptr<const formats::LabelSet> labels;  ///< none where there is a problem
  project::LabelImportPlan plan;
  QString problem;  ///< why nothing can be imported
};

/// Lists the labels, but for those that `known` has of the same files already. Throws Cancelled.
ImportPreview look_at(project::Project& project, const ImportChoice& choice,
                      const ImportPreview& known, JobControl& control);

/// What will come in, in a few lines.
QString summary_text(const ImportPreview& preview, const OpenProject& project);

/// What will not, an entry a line.
QStringList losses(const ImportPreview& preview);

}  // namespace penumbra::ui
