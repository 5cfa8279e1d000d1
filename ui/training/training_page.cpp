#include "ui/training/training_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "base/error.h"
#include "train/agreement.h"
#include "train/run_folder.h"
#include "ui/jobs/job_list.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"
#include "ui/splitter_memory.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/theme/warning_sign.h"
#include "ui/training/curve_panel.h"
#include "ui/training/label_form.h"
#include "ui/training/preview_panel.h"
#include "ui/training/run_bar.h"
#include "ui/training/run_form.h"
#include "ui/training/run_list.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr int side_width = 46 * grid_px;
constexpr auto parts_key = "training/parts";
constexpr auto splitter_key = "training/splitter";

/// Whether live labels are read with a run that fine-tuned another one.
QString what_came_of(const fs::path& run) {
  const QString name = QString::fromStdString(run.filename().string());
  const auto agreement = train::read_agreement(run);
  if (!agreement)
    return TrainingPage::tr(
               "%1 is trained. Nothing is drawn in the images that are held out, so "
               "live labels stay with the features of before.")
        .arg(name);
  const auto percent = [](double share) { return QLocale().toString(100 * share, 'f', 1); };
  return (agreement->better()
              ? TrainingPage::tr(
                    "%1 is trained: %2% of what was drawn in images held out is "
                    "labelled so, instead of %3%. Live reads photos with it from its next "
                    "start.")
              : TrainingPage::tr("%1 is trained, but %2% of what was drawn in images held out is "
                                 "labelled so, and %3% before: live labels stay as they are."))
      .arg(name, percent(agreement->after), percent(agreement->before));
}

QString key_of(const fs::path& folder) { return QString::fromStdString(folder.string()); }

}  // namespace

std::vector<Phase> phases_of(const train::TrainOptions& options) {
  std::vector<Phase> phases;
  const auto add = [&](double fraction, const QString& name) {
    if (fraction > 0 && fraction < 1)
      phases.push_back({fraction * static_cast<double>(options.steps), name});
  };
  add(options.warm_up, TrainingPage::tr("warm-up ends"));
  if (options.segmentation_weight > 0)
    add(options.segmentation_from, TrainingPage::tr("segmentation on"));
  if (options.masked_view) add(options.uncertain_from, TrainingPage::tr("uncertain masks"));
  return phases;
}

TrainingPage::TrainingPage(JobList& jobs, QWidget* parent)
    : QWidget(parent), jobs_(jobs), run_(jobs) {
  setObjectName("trainingPage");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* splitter = new QSplitter(this);
  splitter->setObjectName("trainingSplitter");
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(make_view());
  splitter->addWidget(make_side());
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({120 * grid_px, side_width});
  remember_sizes(*splitter, splitter_key);
  layout->addWidget(splitter);
  make_actions();
  connect_run();
  connect_list();
  connect(form_, &RunForm::edited, this, &TrainingPage::check_form);
  connect(form_, &RunForm::weightsChanged, this, &TrainingPage::weightsChanged);
  connect(start_, &QPushButton::clicked, this, &TrainingPage::start);
  connect(curves_, &CurvePanel::exported, this,
          [this](const QString& file) { say(tr("Saved %1").arg(file), false); });
  connect(curves_, &CurvePanel::failed, this, [this](const QString& text) { say(text, true); });
  update_state();
}

QWidget* TrainingPage::make_view() {
  auto* view = new QWidget(this);
  bar_ = new RunBar(run_, view);
  list_ = new RunList(view);
  curves_ = new CurvePanel(view);
  previews_ = new PreviewPanel(view);
  parts_ = new QSplitter(Qt::Vertical, view);
  parts_->setObjectName("trainingParts");
  parts_->addWidget(list_);
  parts_->addWidget(curves_);
  parts_->addWidget(previews_);
  parts_->setStretchFactor(0, 0);
  parts_->setStretchFactor(1, 5);
  parts_->setStretchFactor(2, 4);
  parts_->setChildrenCollapsible(true);
  parts_->setHandleWidth(grid_px);
  parts_->setSizes({18 * grid_px, 48 * grid_px, 36 * grid_px});
  remember_sizes(*parts_, parts_key);
  auto* layout = new QVBoxLayout(view);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(bar_);
  layout->addLayout(make_message(view));
  layout->addWidget(parts_, 1);
  return view;
}

/// What went wrong, or came of a wish; empty most of the time.
QLayout* TrainingPage::make_message(QWidget* parent) {
  sign_ = new WarningSign(parent);
  message_ = new QLabel(parent);
  message_->setObjectName("trainingMessage");
  message_->setWordWrap(true);
  message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* row = new QHBoxLayout;
  row->setSpacing(grid_px);
  row->addWidget(sign_, 0, Qt::AlignTop);
  row->addWidget(message_, 1);
  say({}, false);
  return row;
}

QWidget* TrainingPage::make_side() {
  side_ = new QWidget(this);
  side_->setMinimumWidth(side_width);
  form_ = new RunForm(jobs_);
  auto* scroll = new QScrollArea;
  scroll->setObjectName("runFormScroll");
  scroll->setAccessibleName(tr("New run"));
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(form_);
  start_ = new QPushButton(stroke_icon("play"), tr("Start"));
  start_->setObjectName("startRun");
  start_->setDefault(true);
  notice_ = new QLabel;
  notice_->setObjectName("trainingNotice");
  notice_->setWordWrap(true);
  notice_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* train = new QWidget;
  auto* column = new QVBoxLayout(train);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(scroll, 1);
  auto* bottom = new QVBoxLayout;
  bottom->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, 2 * grid_px);
  bottom->setSpacing(grid_px);
  bottom->addWidget(notice_);
  bottom->addWidget(start_);
  column->addLayout(bottom);

  labels_ = new LabelForm(jobs_);
  auto* label = new QWidget;
  auto* label_column = new QVBoxLayout(label);
  label_column->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  label_column->addWidget(labels_);
  label_column->addStretch();

  tabs_ = new QTabWidget(side_);
  tabs_->setObjectName("trainingTabs");
  tabs_->setDocumentMode(true);
  tabs_->setAccessibleName(tr("New run and labels"));
  tabs_->addTab(train, tr("New run"));
  tabs_->addTab(label, tr("Label"));
  auto* layout = new QVBoxLayout(side_);
  layout->setContentsMargins(0, grid_px, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(tabs_, 1);
  return side_;
}

/// What the buttons do, for the command palette and for keys.
void TrainingPage::make_actions() {
  const auto add = [this](const char* name, const QString& text, const char* button) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, findChild<QAbstractButton*>(button),
            &QAbstractButton::click);
    addAction(action);
  };
  add("actionStartRun", tr("Start the run"), "startRun");
  add("actionPauseRun", tr("Pause or resume the run"), "pauseRun");
  add("actionStopRun", tr("Stop the run"), "stopRun");
  add("actionContinueRun", tr("Continue the chosen run"), "continueRun");
  add("actionEstimate", tr("Estimate time and memory"), "estimate");
  add("actionFitCurves", tr("Show all steps of the curves"), "fitCurves");
  add("actionLabel", tr("Label the filtered images"), "startLabel");
}

void TrainingPage::connect_run() {
  connect(&run_, &TrainingRun::stateChanged, this, &TrainingPage::update_state);
  connect(&run_, &TrainingRun::resumed, this, [this](const train::MetricsHistory& history) {
    const QString key = key_of(run_.folder());
    const RunEntry* entry = list_->find(run_.folder());
    curves_->remove_run(key);
    if (!entry || !entry->shown) return;
    curves_->set_run(key, entry->name(), entry->dash);
    curves_->mark_best(key, decisive_quantity(run_.options()));
    curves_->set_curves(key, curves_of(history));
  });
  connect(&run_, &TrainingRun::stepped, this,
          [this](const std::vector<train::StepMetrics>& metrics) {
            const QString key = key_of(run_.folder());
            if (!shows_run()) return;
            const RunEntry* entry = list_->find(run_.folder());
            bar_->set_speed(metrics.back().images_per_second);
            list_->set_live_step(metrics.back().step);
            if (entry && !entry->shown) return;
            for (const auto& step : metrics)
              curves_->add(key, static_cast<double>(step.step), values_of(step));
          });
  connect(&run_, &TrainingRun::validated, this, [this](const train::ValidationMetrics& metrics) {
    if (!shows_run()) return;
    const RunEntry* entry = list_->find(run_.folder());
    if (!entry || entry->shown)
      curves_->add(key_of(run_.folder()), static_cast<double>(metrics.step), values_of(metrics));
    list_->look();
  });
  connect(&run_, &TrainingRun::checkpointWritten, this, [this] {
    if (!shows_run()) return;
    list_->look();
    if (project_) project_->runs_changed();
    Q_EMIT modelReady(run_.folder());
  });
}

void TrainingPage::connect_list() {
  connect(list_, &RunList::runShown, this, [this](const RunEntry& entry) {
    curves_->set_run(entry.key(), entry.name(), entry.dash);
    if (entry.kind != RunEntry::Kind::Log)
      curves_->mark_best(entry.key(), decisive_quantity(entry.summary.options));
  });
  connect(list_, &RunList::runHidden, curves_, &CurvePanel::remove_run);
  connect(list_, &RunList::curvesRead, curves_, &CurvePanel::set_curves);
  connect(list_, &RunList::currentChanged, this, &TrainingPage::show_current_run);
  connect(list_, &RunList::continueAsked, this, &TrainingPage::go_on);
  connect(list_, &RunList::optionsAsked, this,
          [this](const fs::path& folder) { fill_form(&RunForm::show_run, folder); });
  connect(list_, &RunList::fineTuneAsked, this,
          [this](const fs::path& folder) { fill_form(&RunForm::fine_tune, folder); });
  connect(list_, &RunList::failed, this, [this](const QString& text) { say(text, true); });
  connect(list_, &RunList::runsChanged, this, [this] {
    if (project_) project_->runs_changed();
    check_form();
  });
}

void TrainingPage::set_project(OpenProject* project) {
  project_ = project;
  list_->set_project(project);
  previews_->set_project(project);
  form_->set_project(project);
  labels_->set_project(project);
  say({}, false);
  if (run_.active() && project && run_.folder().parent_path() == project->project()->runs())
    list_->set_live(run_.folder(), run_.state());
  check_form();
}

void TrainingPage::show_run(const fs::path& folder) { list_->open(folder); }

void TrainingPage::show_panels(bool visible) { side_->setVisible(visible); }

void TrainingPage::offer_instant_labels() {
  tabs_->setCurrentIndex(1);
  labels_->choose_weights(form_->weights());
  labels_->choose_source(label::Source::Instant);
}

fs::path TrainingPage::weights() const { return form_->weights(); }

void TrainingPage::set_weights(const fs::path& file) { form_->set_weights(file); }

void TrainingPage::say(const QString& text, bool bad) {
  QFont font = this->font();
  font.setBold(bad);
  message_->setFont(font);
  message_->setText(text);
  message_->setVisible(!text.isEmpty());
  sign_->setVisible(bad && !text.isEmpty());
}

void TrainingPage::check_form() {
  if (run_.active()) {
    start_->setEnabled(false);
    start_->setToolTip(tr("One run at a time: stop the one under way first"));
    notice_->clear();
    return;
  }
  const QString problem = form_->problem();
  start_->setEnabled(problem.isEmpty());
  start_->setToolTip(problem.isEmpty() ? tr("Train on these images in the background") : problem);
  notice_->setText(problem);
  notice_->setVisible(!problem.isEmpty());
}

/// Whether the run that is under way is one of the open project.
bool TrainingPage::shows_run() const {
  return project_ && run_.folder().parent_path() == project_->project()->runs();
}

void TrainingPage::start() {
  try {
    begin(form_->plan());
    form_->remember();
  } catch (const std::exception& error) {
    say(problem_text(error), true);
  }
}

/// With the options and images that it was started with.
void TrainingPage::go_on(const fs::path& folder) {
  try {
    RunPlan plan;
    plan.run_folder = folder;
    plan.options = train::read_run_options(folder);
    plan.origin = train::read_run_origin(folder);
    plan.resume = true;
    begin(std::move(plan));
  } catch (const std::exception& error) {
    say(problem_text(error), true);
  }
}

void TrainingPage::begin(RunPlan plan) {
  if (!project_ || run_.active()) return;
  say({}, false);
  const fs::path folder = plan.run_folder;
  const QString key = key_of(folder);
  if (plan.resume) {
    list_->show_run(folder, true);
  } else {
    list_->show_only(folder);
    curves_->set_run(key, QString::fromStdString(folder.filename().string()), 0);
  }
  curves_->mark_best(key, decisive_quantity(plan.options));
  run_.start(project_->project(), std::move(plan));
  list_->select(folder);
  show_current_run();
}

void TrainingPage::fill_form(void (RunForm::*fill)(const fs::path&), const fs::path& folder) {
  try {
    (form_->*fill)(folder);
    tabs_->setCurrentIndex(0);
  } catch (const std::exception& error) {
    say(problem_text(error), true);
  }
}

void TrainingPage::update_state() {
  const JobState state = run_.state();
  const bool active = run_.active();
  if (state != JobState::Idle) {
    list_->set_live(active ? run_.folder() : fs::path(), state);
    if (!active) {
      list_->read_again(run_.folder());  // what a killed step left out is in its files
      form_->new_name();
      labels_->choose_run(run_.folder());
    }
    list_->look();
  }
  form_->set_run_active(active);
  curves_->set_running(active);
  check_form();
  if (state == JobState::Failed) say(run_.failure(), true);
  if (state == JobState::Done && run_.fine_tunes() && shows_run()) tell_what_came();
}

void TrainingPage::tell_what_came() {
  try {
    say(what_came_of(run_.folder()), false);
  } catch (const std::exception& error) {
    say(problem_text(error), true);
  }
}

/// The schedule and the previews are those of the run under way, or else of the chosen one.
void TrainingPage::show_current_run() {
  const RunEntry* entry = list_->current();
  if (run_.active() && (!entry || entry->folder == run_.folder())) {
    curves_->set_phases(phases_of(run_.options()));
    curves_->set_end(static_cast<double>(run_.options().steps));
    previews_->set_run(run_.folder());
  } else if (entry && entry->kind != RunEntry::Kind::Log) {
    curves_->set_phases(phases_of(entry->summary.options));
    curves_->set_end(static_cast<double>(entry->summary.options.steps));
    previews_->set_run(entry->folder);
    labels_->choose_run(entry->folder);
  } else {
    curves_->set_phases({});
    curves_->set_end(0);
    previews_->set_run({});
  }
}

}  // namespace penumbra::ui
