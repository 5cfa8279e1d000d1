// How the runs of a list are shown, and what can be done with the chosen one.
#include <QEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>

#include "ui/jobs/duration_text.h"
#include "ui/percent.h"
#include "ui/training/dash_icon.h"
#include "ui/training/run_list.h"

namespace penumbra::ui {

QString RunList::state_of(const RunEntry& entry) const {
  if (entry.kind == RunEntry::Kind::Log) return tr("TensorBoard log");
  if (entry.folder == live_) {
    switch (live_state_) {
      case JobState::Paused:
        return tr("Paused");
      case JobState::Stopping:
        return tr("Stopping");
      default:
        return tr("Running");
    }
  }
  if (entry.summary.running) return tr("Running elsewhere");
  if (entry.summary.finished()) return tr("Done");
  return entry.summary.has_checkpoint ? tr("Stopped") : tr("Not begun");
}

bool RunList::can_go_on(const RunEntry& entry) const {
  return entry.kind == RunEntry::Kind::Project && live_.empty() && !entry.summary.finished() &&
         !entry.summary.running;
}

void RunList::update_item(const RunEntry& entry) {
  QTreeWidgetItem* item = item_of(entry.folder);
  if (!item) return;
  const QSignalBlocker quiet(tree_);
  const auto& run = entry.summary;
  item->setText(Name, entry.name());
  item->setToolTip(Name, entry.key());
  item->setCheckState(Name, entry.shown ? Qt::Checked : Qt::Unchecked);
  item->setIcon(Name, entry.shown ? dash_icon(entry.dash, palette()) : QIcon());
  if (entry.kind != RunEntry::Kind::Log) {
    item->setText(Preset, QString::fromStdString(run.options.preset));
    item->setText(Steps,
                  tr("%1 of %2").arg(number_text(run.steps_done), number_text(run.options.steps)));
    item->setText(Best, run.best ? in_percent(run.best->miou / 100, 1) : QString());
    if (run.best) item->setToolTip(Best, tr("after step %1").arg(number_text(run.best->step)));
  }
  item->setText(State, state_of(entry));
  tree_->viewport()->update();
}

/// Dashes are drawn in the colour of text.
void RunList::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange)
    for (const RunEntry& entry : entries_) update_item(entry);
}

void RunList::update_buttons() {
  const RunEntry* entry = current();
  const bool is_run = entry && entry->kind != RunEntry::Kind::Log;
  continue_->setEnabled(entry && can_go_on(*entry));
  continue_->setText(entry && is_run && !entry->summary.has_checkpoint ? tr("Start again")
                                                                       : tr("Continue"));
  use_->setEnabled(is_run);
  fine_tune_->setEnabled(entry && entry->kind == RunEntry::Kind::Project &&
                         entry->summary.has_checkpoint);
  remove_->setVisible(entry && entry->kind != RunEntry::Kind::Project);
}

}  // namespace penumbra::ui
