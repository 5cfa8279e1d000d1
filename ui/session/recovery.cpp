#include "ui/session/recovery.h"

#include <QCoreApplication>
#include <QLocale>

#include "project/layers.h"
#include "project/pending_import.h"
#include "project/recent_work.h"
#include "train/run_summary.h"
#include "ui/jobs/duration_text.h"
#include "ui/problem_text.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

struct Recovery {
  Q_DECLARE_TR_FUNCTIONS(Recovery)
};

QString name_of(const fs::path& path) { return QString::fromStdString(path.stem().string()); }

QString done_text(const project::RecentWork& work) {
  QStringList parts;
  if (work.edits > 0) {
    const QString images = work.images == 1
                               ? Recovery::tr("one image")
                               : Recovery::tr("%1 images").arg(number_text(work.images));
    parts << (work.edits == 1
                  ? Recovery::tr("one edit")
                  : Recovery::tr("%1 edits of %2").arg(number_text(work.edits), images));
  }
  if (work.changes > 0)
    parts << (work.changes == 1
                  ? Recovery::tr("one change of tags or classes")
                  : Recovery::tr("%1 changes of tags or classes").arg(number_text(work.changes)));
  if (parts.isEmpty()) return Recovery::tr("Nothing was lost: no edit had been made.");
  return Recovery::tr("Nothing was lost: %1.")
      .arg(parts.join(Recovery::tr(" and ", "between two things")));
}

QStringList unfinished_parts(project::Project& project, const LostSession& lost) {
  QStringList parts;
  const auto started = fs::file_time_type::clock::now() -
                       std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() -
                                                 lost.started.toMSecsSinceEpoch());
  for (const auto& run : train::list_runs(project.runs()))
    if (!run.finished() && run.written && *run.written >= started)
      parts << Recovery::tr("the run “%1” stands at step %2 of %3 and can be continued in Train")
                   .arg(QString::fromStdString(run.folder.filename().string()),
                        number_text(run.steps_done), number_text(run.options.steps));
  for (const auto& layer : project::Layers(project).list())
    if (!layer.finished && layer.kind <= project::LayerKind::Segmentation &&
        layer.created >= lost.started.toMSecsSinceEpoch())
      parts << Recovery::tr("the layer “%1” is completed when the same labels are asked for again")
                   .arg(QString::fromStdString(layer.name));
  if (const auto photos = project::pending_import(project); !photos.empty())
    parts << Recovery::tr("the import of “%1” goes on when the project is opened")
                 .arg(QString::fromStdString(photos.filename().string()));
  return parts;
}

}  // namespace

QString loss_text(const LostSession& lost) {
  const QDateTime& seen = lost.last_seen;
  const QString time = seen.date() == QDate::currentDate()
                           ? QLocale().toString(seen.time(), QLocale::ShortFormat)
                           : QLocale().toString(seen, QLocale::ShortFormat);
  if (lost.project.empty()) return Recovery::tr("Penumbra ended unexpectedly (%1).").arg(time);
  return Recovery::tr("Penumbra ended unexpectedly (%1) while “%2” was open.")
      .arg(time, name_of(lost.project));
}

QString recovered_text(const LostSession& lost) {
  if (lost.project.empty()) return {};
  try {
    NoProgress quiet;
    const auto project = project::Project::open(lost.project, project::Access::Read, quiet);
    QString text = done_text(project::work_since(*project, lost.started.toMSecsSinceEpoch()));
    const QStringList unfinished = unfinished_parts(*project, lost);
    if (!unfinished.isEmpty())
      text += ' ' + Recovery::tr("Unfinished: %1.").arg(unfinished.join("; "));
    return text;
  } catch (const std::exception& error) {
    return problem_text(error);
  }
}

}  // namespace penumbra::ui
