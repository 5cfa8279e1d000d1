#include "ui/training/training_page.h"

#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

#include "base/error.h"
#include "train/metrics_log.h"
#include "train/run_folder.h"
#include "ui/demo.h"
#include "ui/file_field.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/training/curve_plot.h"
#include "ui/training/option_form.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto weights_key = "training/weights";
constexpr auto preset_key = "training/preset";
constexpr int form_width = 46 * grid_px;

fs::path runs_root() {
  return fs::path(
             QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation).toStdString()) /
         "runs";
}

QString preset_help(const QString& name) {
  if (name == "voc") return "The paper's settings for PASCAL VOC";
  if (name == "coco") return "The paper's settings for COCO";
  if (name == "voc-mini") return "The whole method in a small form: DeiT-Tiny at 224 px";
  if (name == "quick")
    return "Learns from instant labels: for small folders and machines without a GPU";
  if (name == "demo") return "For the demo's scenes, with the encoder that comes with Penumbra";
  return {};
}

/// "student_aux_cam" -> "auxiliary CAM", "teacher_cam" -> "CAM, teacher".
QString curve_name(const std::string& name) {
  QString text = QString::fromStdString(name);
  const bool teacher = text.startsWith("teacher_");
  text.remove("student_").remove("teacher_");
  text.replace("aux_cam", "auxiliary CAM").replace('_', ' ');
  if (text == "cam") text = "CAM";
  return teacher ? text + ", teacher" : text;
}

std::vector<Phase> phases_of(const train::TrainOptions& options) {
  std::vector<Phase> phases;
  const auto add = [&](double fraction, const char* name) {
    if (fraction > 0 && fraction < 1)
      phases.push_back({fraction * static_cast<double>(options.steps), name});
  };
  add(options.warm_up, "warm-up ends");
  if (options.segmentation_weight > 0) add(options.segmentation_from, "segmentation on");
  if (options.masked_view) add(options.uncertain_from, "uncertain masks");
  return phases;
}

}  // namespace

TrainingPage::TrainingPage(JobList& jobs, QWidget* parent)
    : QWidget(parent), jobs_(jobs), run_(jobs) {
  setObjectName("trainingPage");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(make_form());
  layout->addWidget(make_view(), 1);

  connect(&run_, &TrainingRun::stateChanged, this, &TrainingPage::update_state);
  connect(&run_, &TrainingRun::progressed, this, &TrainingPage::update_progress);
  connect(&run_, &TrainingRun::stepped, this, &TrainingPage::add_steps);
  connect(&run_, &TrainingRun::validated, this, &TrainingPage::add_validation);
  connect(&run_, &TrainingRun::checkpointWritten, this,
          [this] { Q_EMIT modelReady(run_.folder()); });

  const QString last = QSettings().value(preset_key, "quick").toString();
  preset_->setCurrentText(preset_->findText(last) >= 0 ? last : QString("quick"));
  choose_preset(preset_->currentText());
  weights_->set_path(QSettings().value(weights_key).toString().toStdString());
  update_state();
}

QWidget* TrainingPage::make_form() {
  auto* panel = new QWidget(this);
  panel->setFixedWidth(form_width);

  preset_ = new QComboBox;
  preset_->setObjectName("preset");
  for (const auto& name : train::preset_names()) {
    const QString text = QString::fromStdString(name);
    preset_->addItem(text);
    preset_->setItemData(preset_->count() - 1, preset_help(text), Qt::ToolTipRole);
  }
  steps_ = new QSpinBox;
  steps_->setObjectName("steps");
  steps_->setRange(1, 10'000'000);
  steps_->setGroupSeparatorShown(true);
  device_ = new QComboBox;
  device_->setObjectName("device");
  for (const char* name : {"auto", "cpu", "cuda"}) device_->addItem(name);
  device_->setToolTip("Where to compute. auto: a GPU where there is one");
  weights_ = new FileField("weights", FileField::Kind::ExistingFile, "Choose encoder weights",
                           "Weights (*.safetensors *.pth *.pt);;All files (*)");
  weights_->set_placeholder("none: learns from nothing");
  weights_->setToolTip("Pretrained weights of the encoder, such as DeiT's or DINO's");
  train_split_ = new QComboBox;
  train_split_->setObjectName("trainSplit");
  validation_split_ = new QComboBox;
  validation_split_->setObjectName("validationSplit");
  folder_ = new FileField("runFolder", FileField::Kind::NewFolder, "Choose a run folder", {});
  folder_->setToolTip("Where checkpoints and metrics of the run go");
  auto* fresh = new QToolButton;
  fresh->setObjectName("newRun");
  fresh->setText("New");
  fresh->setToolTip("A new run folder");
  auto* folder_row = new QHBoxLayout;
  folder_row->setSpacing(grid_px / 2);
  folder_row->addWidget(folder_, 1);
  folder_row->addWidget(fresh);
  auto* advanced = new QToolButton;
  advanced->setObjectName("advanced");
  advanced->setText("All options");
  advanced->setCheckable(true);
  advanced->setAutoRaise(true);
  advanced->setArrowType(Qt::RightArrow);
  advanced->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  form_ = new OptionForm({"steps"});
  form_->setObjectName("optionForm");
  form_->hide();

  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, grid_px);
  auto* rows = new QFormLayout;
  rows->setHorizontalSpacing(grid_px);
  rows->setVerticalSpacing(grid_px);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows->addRow("Preset", preset_);
  rows->addRow("Encoder weights", weights_);
  rows->addRow("Steps", steps_);
  rows->addRow("Device", device_);
  rows->addRow("Train on", train_split_);
  rows->addRow("Validate on", validation_split_);
  rows->addRow("Run folder", folder_row);
  column->addLayout(rows);
  column->addWidget(advanced);
  column->addWidget(form_);
  column->addStretch();
  auto* scroll = new QScrollArea(panel);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(content);

  start_ = new QPushButton(stroke_icon("play"), "Start", panel);
  start_->setObjectName("startRun");
  start_->setDefault(true);
  pause_ = new QPushButton(stroke_icon("pause"), "Pause", panel);
  pause_->setObjectName("pauseRun");
  stop_ = new QPushButton(stroke_icon("stop"), "Stop", panel);
  stop_->setObjectName("stopRun");
  stop_->setToolTip("Ends the run within a step and keeps its checkpoint");
  notice_ = new QLabel(panel);
  notice_->setObjectName("trainingNotice");
  notice_->setWordWrap(true);
  notice_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(grid_px);
  for (QPushButton* button : {start_, pause_, stop_}) buttons->addWidget(button, 1);
  auto* bottom = new QVBoxLayout;
  bottom->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, 2 * grid_px);
  bottom->setSpacing(grid_px);
  bottom->addWidget(notice_);
  bottom->addLayout(buttons);
  auto* layout = new QVBoxLayout(panel);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(scroll, 1);
  layout->addLayout(bottom);

  connect(preset_, &QComboBox::textActivated, this, &TrainingPage::choose_preset);
  connect(steps_, &QSpinBox::valueChanged, this, &TrainingPage::check_form);
  connect(form_, &OptionForm::edited, this, &TrainingPage::check_form);
  connect(folder_, &FileField::changed, this, &TrainingPage::check_form);
  connect(weights_, &FileField::changed, this, &TrainingPage::check_form);
  connect(weights_, &FileField::changed, this, &TrainingPage::weightsChanged);
  connect(fresh, &QToolButton::clicked, this, &TrainingPage::new_run_folder);
  connect(advanced, &QToolButton::toggled, this, [this, advanced](bool open) {
    advanced->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    form_->setVisible(open);
  });
  connect(start_, &QPushButton::clicked, this, &TrainingPage::start);
  connect(pause_, &QPushButton::clicked, this, &TrainingPage::pause_or_resume);
  connect(stop_, &QPushButton::clicked, &run_, &TrainingRun::stop);
  return panel;
}

QWidget* TrainingPage::make_view() {
  auto* view = new QWidget(this);
  headline_ = new QLabel(view);
  headline_->setObjectName("trainingHeadline");
  QFont font = headline_->font();
  font.setPointSizeF(font.pointSizeF() * 1.2);
  headline_->setFont(font);
  headline_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  bar_ = new QProgressBar(view);
  bar_->setObjectName("trainingProgress");
  bar_->setTextVisible(false);
  bar_->setFixedHeight(grid_px);
  losses_ = new CurvePlot("loss", CurvePlot::Smoothing::Exponential, 3, view);
  losses_->setObjectName("lossCurves");
  losses_->set_empty_text("The losses of each step appear here.\nChoose a preset and press Start.");
  miou_ = new CurvePlot("mIoU, %", CurvePlot::Smoothing::None, 1, view);
  miou_->setObjectName("miouCurves");
  miou_->set_empty_text(
      "The mIoU of each validation appears here,\nwhere the data has ground truth.");
  auto* plots = new QSplitter(Qt::Vertical, view);
  plots->addWidget(losses_);
  plots->addWidget(miou_);
  plots->setStretchFactor(0, 3);
  plots->setStretchFactor(1, 2);
  plots->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(view);
  layout->setContentsMargins(grid_px, 2 * grid_px, 2 * grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(headline_);
  layout->addWidget(bar_);
  layout->addWidget(plots, 1);
  return view;
}

fs::path TrainingPage::run_folder() const { return folder_->path(); }
fs::path TrainingPage::weights() const { return weights_->path(); }

void TrainingPage::set_dataset(std::shared_ptr<const dataset::Dataset> dataset, bool demo) {
  dataset_ = std::move(dataset);
  fill_splits();
  if (demo) {
    preset_->setCurrentText("demo");
    choose_preset("demo");
    if (const auto encoder = demo_encoder()) weights_->set_path(*encoder);
  }
  if (!run_.active()) {
    clear_curves();
    new_run_folder();
  }
}

void TrainingPage::fill_splits() {
  const auto names = dataset_->split_names();
  train_split_->clear();
  validation_split_->clear();
  train_split_->addItem("all images", "");
  validation_split_->addItem("nothing", QVariant());
  for (const auto& name : names) {
    const QString text = QString::fromStdString(name);
    train_split_->addItem(text, text);
    validation_split_->addItem(text, text);
  }
  const auto choose = [](QComboBox* box, std::initializer_list<const char*> wanted) {
    for (const char* name : wanted)
      if (const int index = box->findText(name); index >= 0) return box->setCurrentIndex(index);
  };
  choose(train_split_, {"train_aug", "train", "all images"});
  choose(validation_split_, {"val", "nothing"});
}

void TrainingPage::choose_preset(const QString& name) {
  set_options(train::preset(name.toStdString()));
}

void TrainingPage::set_options(const train::TrainOptions& options) {
  preset_options_ = options;
  {
    const QSignalBlocker blocker(steps_);
    steps_->setValue(static_cast<int>(std::min<std::int64_t>(options.steps, steps_->maximum())));
  }
  form_->show_options(options);
}

train::TrainOptions TrainingPage::options() const {
  train::TrainOptions options = preset_options_;
  form_->read_into(options);
  options.steps = steps_->value();
  options.validate();
  return options;
}

void TrainingPage::new_run_folder() {
  const std::string data = dataset_ ? dataset_->root.filename().string() : "run";
  const std::string now = QDateTime::currentDateTime().toString("yyyy-MM-dd-hhmmss").toStdString();
  folder_->set_path(runs_root() / (data + "-" + now));
}

void TrainingPage::show_run(const fs::path& folder) {
  folder_->set_path(folder);
  try {
    const train::TrainOptions options = train::read_run_options(folder);
    preset_->setCurrentText(QString::fromStdString(options.preset));
    set_options(options);
  } catch (const std::exception& error) {
    notice_->setText(QString::fromUtf8(error.what()));
    return;
  }
  auto history = std::make_shared<train::MetricsHistory>();
  JobRunner& job = jobs_.start(
      "Reading the run " + QString::fromStdString(folder.filename().string()),
      [folder, history](JobControl&, ProgressSink&) { *history = train::read_metrics(folder); });
  connect(&job, &JobRunner::finished, this, [this, history] {
    if (run_.active()) return;
    clear_curves();
    add_steps(history->steps);
    for (const auto& validation : history->validations) add_validation(validation);
  });
  if (train::last_checkpoint(folder)) Q_EMIT modelReady(folder);
}

void TrainingPage::check_form() {
  if (run_.active()) return;
  QString problem;
  try {
    losses_->set_phases(phases_of(options()));
    if (!weights_->path().empty() && !fs::exists(weights_->path()))
      problem = "There is no file " + QString::fromStdString(weights_->path().string());
  } catch (const std::exception& error) {
    problem = QString::fromUtf8(error.what());
  }
  if (problem.isEmpty() && run_folder().empty()) problem = "Choose a run folder.";
  notice_->setText(!problem.isEmpty()         ? problem
                   : weights_->path().empty() ? QString("Without weights the encoder learns from "
                                                        "nothing, which takes far longer.")
                                              : QString());
  start_->setEnabled(problem.isEmpty() && dataset_);
  const bool resumes = train::last_checkpoint(run_folder()).has_value();
  start_->setText(resumes ? "Continue" : "Start");
}

void TrainingPage::start() {
  train::RunRequest request;
  try {
    request.options = options();
    request.training = dataset_->subset(train_split_->currentData().toString().toStdString());
    if (validation_split_->currentData().isValid())
      request.validation =
          dataset_->subset(validation_split_->currentData().toString().toStdString());
  } catch (const std::exception& error) {
    notice_->setText(QString::fromUtf8(error.what()));
    return;
  }
  request.weights = weights_->path();
  request.run_folder = run_folder();
  request.device.device = device_->currentText().toStdString();
  request.resume = train::last_checkpoint(run_folder()).has_value();
  QSettings().setValue(weights_key, QString::fromStdString(request.weights.string()));
  QSettings().setValue(preset_key, preset_->currentText());
  if (!request.resume) clear_curves();
  losses_->set_phases(phases_of(request.options));
  for (CurvePlot* plot : {losses_, miou_})
    plot->set_end(static_cast<double>(request.options.steps));
  notice_->clear();
  run_.start(std::move(request));
}

void TrainingPage::pause_or_resume() {
  run_.state() == JobState::Paused ? run_.resume() : run_.pause();
}

void TrainingPage::update_state() {
  const JobState state = run_.state();
  const bool active = run_.active();
  start_->setVisible(!active);
  pause_->setVisible(active);
  stop_->setVisible(active);
  pause_->setEnabled(state == JobState::Running || state == JobState::Paused);
  stop_->setEnabled(pause_->isEnabled());
  pause_->setText(state == JobState::Paused ? "Resume" : "Pause");
  pause_->setIcon(stroke_icon(state == JobState::Paused ? "play" : "pause"));
  for (QWidget* field : std::initializer_list<QWidget*>{
           preset_, steps_, device_, train_split_, validation_split_, weights_, folder_, form_})
    field->setEnabled(!active);
  if (!active) {
    if (state == JobState::Done) new_run_folder();
    check_form();
    if (!run_.failure().isEmpty()) notice_->setText(run_.failure());
  }
  update_progress();
}

void TrainingPage::update_progress() {
  const Progress& progress = run_.progress();
  const JobState state = run_.state();
  bar_->setVisible(run_.active());
  bar_->setRange(0, static_cast<int>(progress.total));
  bar_->setValue(static_cast<int>(progress.done));
  QString text;
  switch (state) {
    case JobState::Idle:
      text = "No run yet";
      break;
    case JobState::Running:
      text = progress.phase.empty() ? QString("Starting…") : progress_text(progress);
      if (images_per_second_ > 0)
        text += QString(" · %1 images/s").arg(images_per_second_, 0, 'f', 1);
      break;
    case JobState::Paused:
      text = "Paused: " + progress_text({progress.phase, progress.done, progress.total, -1});
      break;
    case JobState::Stopping:
      text = "Stopping after this step…";
      break;
    case JobState::Done:
      text = "Done: " + QString::fromStdString(run_.folder().string());
      break;
    case JobState::Cancelled:
      text = "Stopped. Continue goes on from the last checkpoint.";
      break;
    case JobState::Failed:
      text = "Failed: see the message on the left";
      break;
  }
  headline_->setText(text);
  headline_->setToolTip(text);
}

void TrainingPage::clear_curves() {
  losses_->clear();
  miou_->clear();
  images_per_second_ = 0;
}

void TrainingPage::add_steps(const std::vector<train::StepMetrics>& metrics) {
  for (const auto& step : metrics) {
    const auto x = static_cast<double>(step.step);
    losses_->add("total", x, step.loss);
    for (const auto& [name, value] : step.parts)
      losses_->add(QString::fromStdString(name).replace('_', ' '), x, value);
    images_per_second_ = step.images_per_second;
  }
}

void TrainingPage::add_validation(const train::ValidationMetrics& metrics) {
  for (const auto& [name, value] : metrics.miou)
    miou_->add(curve_name(name), static_cast<double>(metrics.step), value);
}

}  // namespace penumbra::ui
