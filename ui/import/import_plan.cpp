#include "ui/import/import_plan.h"

#include <QCoreApplication>

#include "base/error.h"
#include "ui/jobs/duration_text.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(ImportPlan)
};

constexpr qsizetype most_names = 8;

QString listed(const QStringList& names) {
  QString text = names.mid(0, most_names).join(", ");
  return names.size() > most_names ? text + ", …" : text;
}

}  // namespace

ImportPreview look_at(project::Project& project, const ImportChoice& choice,
                      const ImportPreview& known, JobControl& control) {
  ImportPreview preview{choice, nullptr, {}, {}};
  try {
    auto labels =
        known.labels && known.choice.in == choice.in && known.choice.format == choice.format
            ? known.labels
            : std::make_shared<const formats::LabelSet>(
                  formats::read_labels(choice.in, choice.format, control));
    control.checkpoint();
    preview.plan = project::plan_label_import(project, *labels, choice.in.string(), choice.layer);
    preview.labels = std::move(labels);
  } catch (const Cancelled&) {
    throw;
  } catch (const std::exception& error) {
    preview.problem = problem_text(error);
  }
  return preview;
}

QString summary_text(const ImportPreview& preview, const OpenProject& project) {
  const auto& plan = preview.plan;
  QStringList lines;
  lines << Text::tr("Labels of %1 images of this project will come in.")
               .arg(number_text(plan.matched));
  if (plan.replaced > 0)
    lines << Text::tr("%1 of these images have labels in this layer, which are replaced.")
                 .arg(number_text(plan.replaced));
  QStringList names;
  for (const auto& name : plan.new_classes) names << QString::fromStdString(name);
  if (!names.isEmpty()) lines << Text::tr("New classes: %1.").arg(listed(names));
  for (const auto& [name, value] : plan.former_classes)
    lines << Text::tr("%1 counts as %2 by now.")
                 .arg(QString::fromStdString(name), project.class_name(value));
  if (!preview.labels->classes)
    lines << Text::tr(
        "It does not name its classes: they are those of the project, in their order.");
  for (const auto& note : preview.labels->notes) lines << QString::fromStdString(note) + '.';
  lines << Text::tr("Tags, splits and photos of the other program stay there.");
  return lines.join('\n');
}

QStringList losses(const ImportPreview& preview) {
  QStringList lines;
  for (const auto& broken : preview.labels->broken)
    lines << QString::fromStdString(broken.file.string() + ": " + broken.reason);
  for (const auto& name : preview.plan.unmatched)
    lines << Text::tr("%1: of no image of the project, or of several")
                 .arg(QString::fromStdString(name));
  return lines;
}

}  // namespace penumbra::ui
