#include "ui/training/label_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <memory>
#include <optional>
#include <system_error>

#include "base/error.h"
#include "label/project_labels.h"
#include "model/models_folder.h"
#include "train/run_folder.h"
#include "ui/file_field.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"
#include "ui/training/layer_name.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto weights_key = "training/weights";

struct SourceText {
  label::Source source;
  QString name, help;
};

std::vector<SourceText> sources() {
  return {{label::Source::Segmentation, LabelForm::tr("Segmentation"),
           LabelForm::tr("What the network segments: the best "
                         "labels after a run")},
          {label::Source::Refined, LabelForm::tr("Refined CAM"),
           LabelForm::tr("The CAM refined along edges: what "
                         "segmentation learns from")},
          {label::Source::Cam, LabelForm::tr("CAM"),
           LabelForm::tr("Class activation maps at one threshold")},
          {label::Source::AuxCam, LabelForm::tr("Auxiliary CAM"),
           LabelForm::tr(
               "Class activation maps of an earlier block, which mark the uncertain regions")},
          {label::Source::Instant, LabelForm::tr("Instant"),
           LabelForm::tr("In closed form from the encoder and the tags, without training")}};
}

}  // namespace

LabelForm::LabelForm(JobList& jobs, QWidget* parent) : QWidget(parent), jobs_(jobs) {
  setObjectName("labelForm");
  model_ = new QComboBox(this);
  model_->setAccessibleName(tr("What labels"));
  model_->setObjectName("labelModel");
  model_->setToolTip(tr("What labels: a run of this project, or encoder weights alone"));
  weights_ =
      new FileField("labelWeights", FileField::Kind::ExistingFile, tr("Choose encoder weights"),
                    tr("Weights (*.safetensors *.pth *.pt);;All files (*)"), this);
  weights_->set_placeholder(tr("file of encoder weights"));
  weights_->setAccessibleName(tr("Encoder weights"));
  source_ = new QComboBox(this);
  source_->setAccessibleName(tr("Kind of labels"));
  source_->setObjectName("labelSource");
  crf_ = new QCheckBox(tr("Sharpen with a dense CRF"), this);
  crf_->setObjectName("labelCrf");
  crf_->setToolTip(tr("Follows the photo's edges more closely; takes longer"));
  layer_ = new QLineEdit(this);
  layer_->setAccessibleName(tr("Name of the layer"));
  layer_->setObjectName("labelLayer");
  layer_->setToolTip(
      tr("Name of the layer; one that was begun with the same settings is completed"));
  start_ = new QPushButton(this);
  start_->setObjectName("startLabel");
  result_ = new QLabel(this);
  result_->setObjectName("labelResult");
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* rows = new QFormLayout;
  rows->setHorizontalSpacing(grid_px);
  rows->setVerticalSpacing(grid_px);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows->addRow(tr("By"), model_);
  rows->addRow(QString(), weights_);
  rows->addRow(tr("Labels"), source_);
  rows->addRow(QString(), crf_);
  rows->addRow(tr("Layer"), layer_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(grid_px);
  column->addLayout(rows);
  column->addWidget(start_);
  column->addWidget(result_);

  connect(model_, &QComboBox::currentIndexChanged, this, &LabelForm::model_changed);
  connect(source_, &QComboBox::currentIndexChanged, this, [this] {
    source_->setToolTip(source_->currentData(Qt::ToolTipRole).toString());
    propose_layer();
  });
  connect(crf_, &QCheckBox::toggled, this, &LabelForm::propose_layer);
  connect(weights_, &FileField::changed, this, &LabelForm::propose_layer);
  connect(layer_, &QLineEdit::textEdited, this, [this](const QString& text) {
    layer_typed_ = !text.trimmed().isEmpty();
    update_button();
  });
  connect(start_, &QPushButton::clicked, this, &LabelForm::start);
  fill_models();
}

void LabelForm::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  layer_typed_ = false;
  result_->clear();
  if (project_) {
    connect(project_, &OpenProject::filtered, this, &LabelForm::update_button);
    connect(project_, &OpenProject::layersChanged, this, &LabelForm::propose_layer);
    connect(project_, &OpenProject::runsChanged, this, &LabelForm::fill_models);
    const QString last = setting(weights_key).toString();
    weights_->set_path(project_->shows_demo() ? model::demo_encoder_file()
                                              : fs::path(last.toStdString()));
  }
  model_->clear();
  fill_models();
}

/// Runs that have a checkpoint, the latest first, and encoder weights.
void LabelForm::fill_models() {
  const QString before = model_->currentData().toString();
  {
    const QSignalBlocker quiet(model_);
    model_->clear();
    if (project_)
      for (const fs::path& run : project_->runs())
        if (train::last_checkpoint(run))
          model_->addItem(QString::fromStdString(run.filename().string()),
                          QString::fromStdString(run.string()));
    model_->addItem(tr("Encoder weights alone"), QString());
    model_->setCurrentIndex(before.isEmpty() ? 0 : std::max(0, model_->findData(before)));
  }
  model_changed();
}

void LabelForm::model_changed() {
  weights_->setVisible(model_->currentData().toString().isEmpty());
  fill_sources();
}

void LabelForm::fill_sources() {
  const bool trained = !model_->currentData().toString().isEmpty();
  const QVariant before = source_->currentData();
  {
    const QSignalBlocker quiet(source_);
    source_->clear();
    for (const auto& each : sources()) {
      if (!trained && each.source != label::Source::Instant) continue;
      source_->addItem(each.name, static_cast<int>(each.source));
      source_->setItemData(source_->count() - 1, each.help, Qt::ToolTipRole);
    }
    source_->setCurrentIndex(std::max(0, source_->findData(before)));
  }
  source_->setToolTip(source_->currentData(Qt::ToolTipRole).toString());
  propose_layer();
}

void LabelForm::choose_run(const fs::path& run) {
  const int index = model_->findData(QString::fromStdString(run.string()));
  if (index >= 0) model_->setCurrentIndex(index);
}

void LabelForm::choose_weights(const fs::path& file) {
  weights_->set_path(file);
  model_->setCurrentIndex(model_->count() - 1);
}

void LabelForm::choose_source(label::Source source) {
  const int index = source_->findData(static_cast<int>(source));
  if (index >= 0) source_->setCurrentIndex(index);
}

label::ModelFiles LabelForm::model() const {
  label::ModelFiles files;
  files.run = model_->currentData().toString().toStdString();
  if (files.run.empty()) files.weights = weights_->path();
  return files;
}

label::Source LabelForm::source() const {
  return static_cast<label::Source>(source_->currentData().toInt());
}

void LabelForm::propose_layer() {
  if (!layer_typed_ && project_)
    layer_->setText(proposed_layer_name(project_->layers(), source(), crf_->isChecked(), model()));
  update_button();
}

void LabelForm::update_button() {
  const auto images = project_ ? project_->filtered_images().size() : 0;
  const QString count = number_text(static_cast<qint64>(images));
  const bool all = project_ && project_->where().isEmpty();
  start_->setText(job_  ? tr("Labelling…")
                  : all ? tr("Label all %1 images").arg(count)
                        : tr("Label the %1 filtered images").arg(count));
  std::error_code code;
  const auto files = model();
  const bool ready = !files.run.empty() || fs::is_regular_file(files.weights, code);
  const QString name = layer_->text().trimmed();
  start_->setEnabled(project_ && !job_ && images > 0 && ready && !name.isEmpty());
  start_->setToolTip(!project_        ? tr("Open a project first")
                     : images == 0    ? tr("The filter lets no image through")
                     : !ready         ? tr("Choose a file of encoder weights, or train first")
                     : name.isEmpty() ? tr("Give the layer a name")
                                      : tr("Labels these images in the background"));
}

void LabelForm::start() {
  label::ProjectLabelRequest request;
  request.layer = layer_->text().trimmed().toStdString();
  request.where = project_->where().toStdString();
  request.model = model();
  request.options.source = source();
  request.options.crf = crf_->isChecked();
  request.options.device.threads = background_threads();
  auto summary = std::make_shared<std::optional<label::LabelSummary>>();
  job_ = &jobs_.start(tr("Label into %1").arg(layer_->text().trimmed()),
                      [project = project_->project(), request, summary](JobControl& control,
                                                                        ProgressSink& progress) {
                        *summary = label::label_project(*project, request, control, progress);
                      });
  result_->clear();
  update_button();
  connect(job_, &JobRunner::finished, this,
          [this, summary, layer = request.layer, job = job_.data(),
           project = QPointer<OpenProject>(project_)] {
            job_.clear();
            if (*summary) {
              const auto& done = **summary;
              QString text = tr("Labelled %1 images in %2")
                                 .arg(number_text(static_cast<qint64>(done.images)),
                                      duration_text(done.seconds));
              if (done.failed > 0)
                text +=
                    tr("; %1 could not be read").arg(number_text(static_cast<qint64>(done.failed)));
              result_->setText(text + ".");
            } else {
              result_->setText(job->failure().isEmpty()
                                   ? tr("Stopped. The same again completes the layer.")
                                   : job->failure());
            }
            if (project && project == project_) ended(layer);
          });
}

void LabelForm::ended(const std::string& name) {
  layer_typed_ = false;
  try {
    const auto layer = project::Layers(*project_->project()).find(name);
    project_->layers_changed();
    if (layer) {
      project_->labels_changed(layer->id);
      project_->images_changed();  // states and numbers
      Q_EMIT labelled(layer->id);
    }
  } catch (const Error& error) {
    result_->setText(problem_text(error));
  }
  update_button();
}

}  // namespace penumbra::ui
