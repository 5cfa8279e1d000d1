#include "ui/training/run_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardPaths>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "model/models_folder.h"
#include "project/run_names.h"
#include "train/run_folder.h"
#include "ui/jobs/job_list.h"
#include "ui/problem_text.h"
#include "ui/project/download.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"
#include "ui/training/device_choice.h"
#include "ui/training/estimate_row.h"
#include "ui/training/image_choice.h"
#include "ui/training/option_form.h"
#include "ui/training/preview_choice.h"
#include "ui/training/start_choice.h"
#include "ui/training/weights_field.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto weights_key = "training/weights";
constexpr auto preset_key = "training/preset";

QString preset_help(const QString& name) {
  if (name == "voc") return RunForm::tr("The paper's settings for PASCAL VOC");
  if (name == "coco") return RunForm::tr("The paper's settings for COCO");
  if (name == "voc-mini")
    return RunForm::tr("The whole method in a small form: DeiT-Tiny at 224 px");
  if (name == "quick")
    return RunForm::tr("Learns from instant labels: for small folders and machines without a GPU");
  if (name == "demo")
    return RunForm::tr("For the demo's scenes, with the encoder that comes with Penumbra");
  return {};
}

}  // namespace

RunForm::RunForm(JobList& jobs, QWidget* parent) : QWidget(parent), jobs_(jobs) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, grid_px);
  column->setSpacing(grid_px);
  rows_ = new QFormLayout;
  rows_->setHorizontalSpacing(grid_px);
  rows_->setVerticalSpacing(grid_px);
  rows_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  make_rows(*rows_);
  column->addLayout(rows_);
  estimate_ = new EstimateRow(
      jobs_, [this] { return plan(); }, this);
  column->addWidget(estimate_);
  column->addWidget(make_all_options());
  column->addStretch();

  connect(preset_, &QComboBox::textActivated, this, &RunForm::choose_preset);
  connect(steps_, &QSpinBox::valueChanged, this, &RunForm::something_changed);
  connect(form_, &OptionForm::edited, this, &RunForm::something_changed);
  connect(images_, &ImageChoice::changed, this, &RunForm::something_changed);
  connect(device_, &QComboBox::currentIndexChanged, this, &RunForm::something_changed);
  connect(name_, &QLineEdit::textChanged, this, &RunForm::edited);
  connect(weights_, &WeightsField::changed, this, &RunForm::something_changed);
  connect(weights_, &WeightsField::changed, this, &RunForm::weightsChanged);
  connect(weights_, &WeightsField::fetchAsked, this, &RunForm::fetch);
  connect(start_, &StartChoice::changed, this, &RunForm::update_start);
  connect(start_, &QComboBox::activated, this, [this] {
    if (std::exchange(start_changed_, false) && !start_->run().empty())
      fine_tune(fs::path(start_->run()));
  });

  const QString last = QSettings().value(preset_key, "quick").toString();
  preset_->setCurrentText(preset_->findText(last) >= 0 ? last : QString("quick"));
  choose_preset(preset_->currentText());
  weights_->set_path(QSettings().value(weights_key).toString().toStdString());
}

/// Into the user's data, where they are found again; those that are there are used at once.
void RunForm::fetch(const model::KnownWeights& weights) {
  const QUrl address(QString::fromStdString(weights.address));
  const fs::path folder =
      QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString();
  const fs::path file = folder / "weights" / address.fileName().toStdString();
  if (fs::exists(file)) return weights_->set_path(file);
  JobRunner& job = jobs_.start(
      tr("Fetching %1").arg(QString::fromStdString(weights.name)),
      [address, file, sha256 = weights.sha256](JobControl& control, ProgressSink& progress) {
        download(address, file, sha256, control, progress);
      });
  connect(&job, &JobRunner::finished, this, [this, &job, file] {
    if (job.state() == JobState::Done) weights_->set_path(file);
  });
}

void RunForm::make_rows(QFormLayout& rows) {
  rows.addRow(tr("Preset"), make_preset_row());
  start_ = new StartChoice(this);
  rows.addRow(tr("Start from"), start_);
  weights_ = new WeightsField(this);
  rows.addRow(tr("Encoder weights"), weights_);
  steps_ = new QSpinBox(this);
  steps_->setObjectName("steps");
  steps_->setRange(1, 10'000'000);
  steps_->setGroupSeparatorShown(true);
  steps_->setAccessibleName(tr("Steps"));
  steps_->setToolTip(tr("Length of the run"));
  rows.addRow(tr("Steps"), steps_);
  images_ = new ImageChoice(rows, this);
  previews_ = new PreviewChoice(this);
  rows.addRow(tr("Previews"), previews_);
  device_ = new DeviceChoice(this);
  rows.addRow(tr("Device"), device_);
  name_ = new QLineEdit(this);
  name_->setObjectName("runName");
  name_->setAccessibleName(tr("Name of the run"));
  name_->setToolTip(tr("Name of the run: its folder in the project's runs"));
  rows.addRow(tr("Name"), name_);
}

QWidget* RunForm::make_preset_row() {
  preset_ = new QComboBox;
  preset_->setObjectName("preset");
  preset_->setAccessibleName(tr("Preset"));
  for (const auto& name : train::preset_names()) {
    const QString text = QString::fromStdString(name);
    preset_->addItem(text);
    preset_->setItemData(preset_->count() - 1, preset_help(text), Qt::ToolTipRole);
  }
  preset_help_ = new QLabel;
  preset_help_->setObjectName("presetHelp");
  preset_help_->setWordWrap(true);
  differences_ = new QLabel;
  differences_->setObjectName("presetDifferences");
  reset_all_ = new QToolButton;
  reset_all_->setObjectName("resetAll");
  reset_all_->setText(tr("Reset"));
  reset_all_->setToolTip(tr("Take all options back to the preset"));
  connect(reset_all_, &QToolButton::clicked, this,
          [this] { choose_preset(preset_->currentText()); });
  auto* row = new QWidget;
  auto* changes = new QHBoxLayout;
  changes->setSpacing(grid_px / 2);
  changes->addWidget(differences_, 1);
  changes->addWidget(reset_all_);
  auto* column = new QVBoxLayout(row);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(grid_px / 2);
  column->addWidget(preset_);
  column->addWidget(preset_help_);
  column->addLayout(changes);
  return row;
}

QWidget* RunForm::make_all_options() {
  auto* part = new QWidget(this);
  auto* toggle = new QToolButton(part);
  toggle->setObjectName("advanced");
  toggle->setText(tr("All options"));
  toggle->setCheckable(true);
  toggle->setAutoRaise(true);
  toggle->setArrowType(Qt::RightArrow);
  toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  form_ = new OptionForm({"steps"}, part);
  form_->setObjectName("optionForm");
  form_->hide();
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(toggle);
  column->addWidget(form_);
  connect(toggle, &QToolButton::toggled, this, [this, toggle](bool open) {
    toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    form_->setVisible(open);
  });
  return part;
}

void RunForm::set_project(OpenProject* project) {
  if (project_) disconnect(project_, nullptr, this, nullptr);
  project_ = project;
  const auto take_runs = [this] {
    start_->set_runs(project_ ? project_->runs() : std::vector<fs::path>());
  };
  take_runs();
  if (project_) connect(project_, &OpenProject::runsChanged, this, take_runs);
  images_->set_project(project);
  previews_->set_project(project);
  estimate_->set_project(project ? project->project() : nullptr);
  if (project_ && project_->shows_demo()) {
    preset_->setCurrentText("demo");
    choose_preset("demo");
    std::error_code code;
    if (const fs::path encoder = model::demo_encoder_file(); fs::exists(encoder, code))
      weights_->set_path(encoder);
  }
  new_name();
}

void RunForm::choose_preset(const QString& name) {
  const auto options = train::preset(name.toStdString());
  set_options(options, options);
}

void RunForm::fill_in(const fs::path& run, const train::RunOrigin& origin) {
  const auto options = train::read_run_options(run);
  preset_->setCurrentText(QString::fromStdString(options.preset));
  set_options(train::preset(options.preset), options);
  if (!origin.weights.empty()) weights_->set_path(origin.weights);
  if (!origin.device.empty()) device_->choose(origin.device);
  images_->show(origin);
}

void RunForm::show_run(const fs::path& run) {
  const auto origin = train::read_run_origin(run);
  fill_in(run, origin);
  // RUN/checkpoints/FILE, whether it is still there or not.
  start_from(fs::path(origin.from).parent_path().parent_path());
}

void RunForm::fine_tune(const fs::path& run) {
  fill_in(run, train::read_run_origin(run));
  start_from(run);
}

void RunForm::start_from(const fs::path& run) {
  const bool found = start_->choose(run);
  start_changed_ = false;
  if (!found)
    throw Error("is no run of this project that can be started from", run.string(),
                "Choose what to start from");
}

void RunForm::update_start() {
  start_changed_ = true;
  rows_->setRowVisible(weights_, start_->run().empty());
  something_changed();
}

void RunForm::set_options(const train::TrainOptions& preset, const train::TrainOptions& options) {
  preset_options_ = preset;
  preset_help_->setText(preset_help(QString::fromStdString(preset.preset)));
  {
    const QSignalBlocker blocker(steps_);
    steps_->setValue(static_cast<int>(std::min<std::int64_t>(options.steps, steps_->maximum())));
  }
  form_->set_preset(preset);
  form_->show_options(options);
}

train::TrainOptions RunForm::options() const {
  train::TrainOptions options = preset_options_;
  form_->read_into(options);
  options.steps = steps_->value();
  options.validate();
  return options;
}

RunPlan RunForm::plan() const {
  RunPlan plan;
  plan.options = options();
  images_->write_to(plan.origin);
  if (start_->run().empty()) {
    plan.origin.weights = weights_->path().string();
  } else if (const auto checkpoint = train::last_checkpoint(start_->run())) {
    plan.origin.from = checkpoint->string();
  } else {
    throw Error("has no checkpoint any more", start_->run().string(),
                "Choose another run to start from");
  }
  plan.origin.device = device_->device();
  plan.previews = previews_->images();
  if (project_)
    plan.run_folder =
        project::run_folder(*project_->project(), name_->text().trimmed().toStdString());
  return plan;
}

void RunForm::set_run_active(bool active) { estimate_->set_allowed(!active); }

void RunForm::new_name() {
  name_->setText(
      project_ ? QString::fromStdString(project::new_run(*project_->project()).filename().string())
               : QString());
}

QString RunForm::problem() const {
  if (!project_) return tr("Open a project to train on its photos.");
  const fs::path& start = start_->run();
  RunPlan plan;
  std::string start_encoder;
  try {
    plan = this->plan();
    if (!start.empty()) start_encoder = train::read_run_options(start).encoder;
  } catch (const std::exception& error) {
    return problem_text(error);
  }
  std::error_code code;
  const fs::path weights = plan.origin.weights;
  if (!weights.empty() && !fs::is_regular_file(weights, code))
    return tr("There is no file %1.").arg(QString::fromStdString(weights.string()));
  const model::KnownWeights* known = start.empty() ? weights_->known() : nullptr;
  if (known && known->encoder != plan.options.encoder)
    return tr("These weights are those of the encoder '%1', and the option 'encoder' is '%2'. "
              "Choose other weights or another encoder.")
        .arg(QString::fromStdString(known->encoder), QString::fromStdString(plan.options.encoder));
  if (!start.empty() && start_encoder != plan.options.encoder)
    return tr("The networks of %1 have the encoder '%2', and the option 'encoder' is '%3'. Start "
              "from another run, or take that encoder.")
        .arg(QString::fromStdString(start.filename().string()),
             QString::fromStdString(start_encoder), QString::fromStdString(plan.options.encoder));
  const QString name = name_->text().trimmed();
  if (name.isEmpty() || name.contains('/') || name.startsWith('.'))
    return tr("Give the run a name, without '/' and not beginning with a dot.");
  if (fs::exists(plan.run_folder, code))
    return tr("There is a run of this name. Choose another, or go on with that one.");
  const auto images = images_->training_count();
  if (images == 0)
    return tr("No image has tags yet. Give some in Photos: training learns from them.");
  if (images > 0 && images < plan.options.batch)
    return tr("The batch of %1 is larger than the %2 tagged images. Use a smaller batch.")
        .arg(plan.options.batch)
        .arg(images);
  return {};
}

void RunForm::remember() const {
  change_setting(weights_key, QString::fromStdString(weights_->path().string()));
  change_setting(preset_key, preset_->currentText());
}

fs::path RunForm::weights() const { return weights_->path(); }

void RunForm::set_weights(const fs::path& file) { weights_->set_path(file); }

void RunForm::something_changed() {
  estimate_->forget();
  update_differences();
  Q_EMIT edited();
}

void RunForm::update_differences() {
  int count = form_->difference_count();
  if (steps_->value() != preset_options_.steps) ++count;
  differences_->setText(count == 0   ? tr("No option is changed")
                        : count == 1 ? tr("1 option differs")
                                     : tr("%1 options differ").arg(count));
  reset_all_->setVisible(count > 0);
}

}  // namespace penumbra::ui
