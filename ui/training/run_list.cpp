#include "ui/training/run_list.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "train/event_reader.h"
#include "ui/context_menu.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr int folder_role = Qt::UserRole;

}  // namespace

RunList::RunList(QWidget* parent) : QWidget(parent) {
  tree_ = new QTreeWidget(this);
  tree_->setObjectName("runList");
  tree_->setAccessibleName(tr("Runs"));
  tree_->setColumnCount(columns);
  tree_->setHeaderLabels({tr("Run"), tr("Preset"), tr("Steps"), tr("Best mIoU"), tr("State")});
  tree_->setRootIsDecorated(false);
  tree_->setUniformRowHeights(true);
  tree_->setAllColumnsShowFocus(true);
  tree_->setIconSize({4 * grid_px, 2 * grid_px});
  tree_->setToolTip(tr("Ticked runs are in the plots"));
  tree_->header()->setStretchLastSection(true);
  tree_->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
  for (const int column : {Preset, Steps, Best, State})
    tree_->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(tree_, 1);
  layout->addWidget(make_buttons());

  give_context_menu(*tree_, "runMenu",
                    [this](QMenu& menu, const QPoint& at) { fill_menu(menu, at); });
  connect(tree_, &QTreeWidget::currentItemChanged, this, [this] {
    update_buttons();
    Q_EMIT currentChanged();
  });
  connect(tree_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
    if (column != Name) return;
    show_run(item->data(Name, folder_role).toString().toStdString(),
             item->checkState(Name) == Qt::Checked);
  });
  connect(&watch_, &RunWatch::listed, this, &RunList::take);
  connect(&watch_, &RunWatch::curvesRead, this,
          [this](const fs::path& folder, const std::vector<Curve>& curves) {
            if (folder != live_) Q_EMIT curvesRead(QString::fromStdString(folder.string()), curves);
          });
  connect(&watch_, &RunWatch::failed, this,
          [this](const fs::path&, const QString& text) { Q_EMIT failed(text); });
  update_buttons();
}

QWidget* RunList::make_buttons() {
  auto* bar = new QWidget(this);
  continue_ = new QPushButton(stroke_icon("play"), tr("Continue"), bar);
  continue_->setObjectName("continueRun");
  continue_->setToolTip(tr("Go on with the chosen run after its last checkpoint"));
  use_ = new QPushButton(tr("Use its options"), bar);
  use_->setObjectName("useRunOptions");
  use_->setToolTip(tr("Fill the form with the options and images of the chosen run"));
  fine_tune_ = new QPushButton(tr("Fine-tune"), bar);
  fine_tune_->setObjectName("fineTuneRun");
  fine_tune_->setToolTip(
      tr("Fill the form with a new run that starts from the networks of the "
         "chosen one"));
  open_ = new QToolButton(bar);
  open_->setObjectName("openOtherRun");
  open_->setText(tr("Open"));
  open_->setIcon(stroke_icon("folder"));
  open_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  open_->setPopupMode(QToolButton::InstantPopup);
  open_->setToolTip(tr("Show another run, or a TensorBoard log, beside these"));
  auto* menu = new QMenu(open_);
  QAction* run = menu->addAction(tr("Run folder…"));
  run->setObjectName("openRunFolder");
  QAction* log = menu->addAction(tr("TensorBoard folder…"));
  log->setObjectName("openLogFolder");
  open_->setMenu(menu);
  remove_ = new QToolButton(bar);
  remove_->setObjectName("closeOtherRun");
  remove_->setText(tr("Close"));
  remove_->setToolTip(tr("Take the chosen run out of this list; its folder stays"));
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(grid_px);
  row->addWidget(continue_);
  row->addWidget(use_);
  row->addWidget(fine_tune_);
  row->addStretch();
  row->addWidget(remove_);
  row->addWidget(open_);
  connect(run, &QAction::triggered, this,
          [this] { choose_folder(tr("Open a run folder"), "openRunDialog"); });
  connect(log, &QAction::triggered, this,
          [this] { choose_folder(tr("Open a TensorBoard folder"), "openLogDialog"); });
  connect(remove_, &QToolButton::clicked, this, [this] {
    if (const RunEntry* entry = current()) remove(fs::path(entry->folder));
  });
  connect(continue_, &QPushButton::clicked, this, [this] {
    if (const RunEntry* entry = current()) Q_EMIT continueAsked(fs::path(entry->folder));
  });
  connect(use_, &QPushButton::clicked, this, [this] {
    if (const RunEntry* entry = current()) Q_EMIT optionsAsked(fs::path(entry->folder));
  });
  connect(fine_tune_, &QPushButton::clicked, this, [this] {
    if (const RunEntry* entry = current()) Q_EMIT fineTuneAsked(fs::path(entry->folder));
  });
  return bar;
}

void RunList::fill_menu(QMenu& menu, const QPoint& at) {
  QTreeWidgetItem* item = tree_->itemAt(at);
  if (!item) return;
  tree_->setCurrentItem(item);
  const RunEntry* entry = current();
  if (!entry) return;
  const fs::path folder = entry->folder;
  const QString path = entry->key();
  for (QAbstractButton* button :
       std::initializer_list<QAbstractButton*>{continue_, use_, fine_tune_})
    add_action(menu, qPrintable(button->objectName()), button->text(), [button] {
      button->click();
    })->setEnabled(button->isEnabled());
  QAction* shown = add_action(menu, "showRunCurves", tr("In the plots"),
                              [this, folder, now = entry->shown] { show_run(folder, !now); });
  shown->setCheckable(true);
  shown->setChecked(entry->shown);
  menu.addSeparator();
  add_action(menu, "openRunPlace", tr("Open its folder"), [path] { open_folder(path); });
  add_action(menu, "copyRunPath", tr("Copy the path"), [path] { copy_text(path); });
  if (entry->kind != RunEntry::Kind::Project)
    add_action(menu, "closeRun", tr("Take out of the list"), [this, folder] { remove(folder); });
}

void RunList::choose_folder(const QString& title, const char* name) {
  auto* dialog = new QFileDialog(this, title);
  dialog->setObjectName(name);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& folder) { open(folder.toStdString()); });
  dialog->open();
}

void RunList::set_project(OpenProject* project) {
  for (const RunEntry& entry : entries_)
    if (entry.shown) Q_EMIT runHidden(entry.key());
  entries_.clear();
  tree_->clear();
  live_.clear();
  wanted_.clear();
  first_look_ = true;
  project_runs_ = project ? project->project()->runs() : fs::path();
  watch_.set_folder(project_runs_);
  open_->setEnabled(project != nullptr);
  update_buttons();
}

void RunList::open(const fs::path& folder) {
  if (find(folder)) {
    show_run(folder, true);
    select(folder);
    return;
  }
  std::error_code code;
  if (fs::exists(train::RunFolder{folder}.options(), code)) {
    wanted_ = folder;
    watch_.add_run(folder);
  } else if (train::has_event_files(folder)) {
    add({folder, RunEntry::Kind::Log, {}, false, 0});
    show_run(folder, true);
    select(folder);
  } else {
    Q_EMIT failed(tr("%1: is neither a run folder (with options.json) nor a TensorBoard log (with "
                     "events.out.tfevents files)")
                      .arg(QString::fromStdString(folder.string())));
  }
}

void RunList::take(const std::vector<train::RunSummary>& runs) {
  bool changed = false;
  for (const auto& run : runs) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const RunEntry& entry) {
      return entry.folder == run.folder;
    });
    if (found == entries_.end()) {
      const bool own = run.folder.parent_path() == project_runs_;
      add({run.folder, own ? RunEntry::Kind::Project : RunEntry::Kind::Elsewhere, run, false, 0});
      changed = true;
      continue;
    }
    changed |= found->summary.has_checkpoint != run.has_checkpoint;
    const auto steps = found->summary.steps_done;
    found->summary = run;
    if (found->folder == live_) found->summary.steps_done = std::max(steps, run.steps_done);
    update_item(*found);
  }
  std::vector<fs::path> gone;
  for (const RunEntry& entry : entries_)
    if (entry.kind == RunEntry::Kind::Project && entry.folder != live_ &&
        std::none_of(runs.begin(), runs.end(),
                     [&](const auto& run) { return run.folder == entry.folder; }))
      gone.push_back(entry.folder);
  for (const auto& folder : gone) remove(folder);
  if (std::exchange(first_look_, false) && wanted_.empty() && live_.empty() && !runs.empty())
    wanted_ = std::max_element(runs.begin(), runs.end(), [](const auto& a, const auto& b) {
                return a.written < b.written;
              })->folder;
  if (!wanted_.empty() && find(wanted_)) {
    const fs::path wanted = std::exchange(wanted_, {});
    show_run(wanted, true);
    select(wanted);
  }
  update_buttons();
  if (changed || !gone.empty()) Q_EMIT runsChanged();
}

void RunList::add(RunEntry entry) {
  auto* item = new QTreeWidgetItem;
  item->setData(Name, folder_role, entry.key());
  item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
  entries_.push_back(std::move(entry));
  const QSignalBlocker quiet(tree_);
  tree_->addTopLevelItem(item);
  update_item(entries_.back());
}

void RunList::remove(const fs::path& folder) {
  show_run(folder, false);
  watch_.remove_run(folder);
  std::erase_if(entries_, [&](const RunEntry& entry) { return entry.folder == folder; });
  delete item_of(folder);
  ask_for_numbers();
  update_buttons();
}

const RunEntry* RunList::find(const fs::path& folder) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const RunEntry& entry) { return entry.folder == folder; });
  return found == entries_.end() ? nullptr : &*found;
}

const RunEntry* RunList::current() const {
  const QTreeWidgetItem* item = tree_->currentItem();
  return item ? find(item->data(Name, folder_role).toString().toStdString()) : nullptr;
}

QTreeWidgetItem* RunList::item_of(const fs::path& folder) const {
  for (int row = 0; row < tree_->topLevelItemCount(); ++row)
    if (tree_->topLevelItem(row)->data(Name, folder_role).toString().toStdString() == folder)
      return tree_->topLevelItem(row);
  return nullptr;
}

void RunList::select(const fs::path& folder) {
  if (QTreeWidgetItem* item = item_of(folder))
    tree_->setCurrentItem(item);
  else
    wanted_ = folder;
}

int RunList::free_dash() const {
  for (int dash = 0;; ++dash)
    if (std::none_of(entries_.begin(), entries_.end(),
                     [&](const RunEntry& entry) { return entry.shown && entry.dash == dash; }))
      return dash;
}

void RunList::show_run(const fs::path& folder, bool shown) {
  for (RunEntry& entry : entries_)
    if (entry.folder == folder && entry.shown != shown) set_shown(entry, shown);
}

void RunList::set_shown(RunEntry& entry, bool shown) {
  if (shown) entry.dash = free_dash();
  entry.shown = shown;
  update_item(entry);
  if (shown)
    Q_EMIT runShown(entry);
  else
    Q_EMIT runHidden(entry.key());
  ask_for_numbers();
}

void RunList::show_only(const fs::path& folder) {
  for (RunEntry& entry : entries_)
    if (entry.shown && entry.folder != folder) set_shown(entry, false);
  show_run(folder, true);
}

void RunList::ask_for_numbers() {
  std::set<fs::path> runs, logs;
  for (const RunEntry& entry : entries_)
    if (entry.shown && entry.folder != live_)
      (entry.kind == RunEntry::Kind::Log ? logs : runs).insert(entry.folder);
  watch_.read_curves(runs, logs);
}

void RunList::read_again(const fs::path& folder) {
  watch_.forget(folder);
  ask_for_numbers();
}

void RunList::set_live(const fs::path& folder, JobState state) {
  const fs::path before = std::exchange(live_, folder);
  for (RunEntry& entry : entries_)
    if (entry.folder == before) entry.summary.running = false;  // as far as this window goes
  live_state_ = state;
  if (before != folder) ask_for_numbers();
  for (const fs::path& changed : {before, folder})
    if (const RunEntry* entry = find(changed)) update_item(*entry);
  update_buttons();
}

void RunList::set_live_step(std::int64_t step) {
  for (RunEntry& entry : entries_) {
    if (entry.folder != live_) continue;
    entry.summary.steps_done = step;
    update_item(entry);
  }
}

}  // namespace penumbra::ui
