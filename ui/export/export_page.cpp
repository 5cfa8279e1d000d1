#include "ui/export/export_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "base/error.h"
#include "formats/format.h"
#include "ui/file_field.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/thread_priority.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto filtered_images = "*filtered";

struct ExportLayer {
  const char* title;
  label::Source source;
  const char* help;
};
constexpr std::array export_layers = {
    ExportLayer{"Segmentation", label::Source::Segmentation,
                "What the trained network says, pixel by pixel"},
    ExportLayer{"Pseudo-label", label::Source::Refined,
                "The CAM moved to the edges of the photo; uncertain pixels are left undecided"},
    ExportLayer{"CAM label", label::Source::Cam, "The class with the highest CAM"},
    ExportLayer{"Auxiliary CAM label", label::Source::AuxCam,
                "The class with the highest CAM of the auxiliary classifier"},
    ExportLayer{"Instant label", label::Source::Instant,
                "Fitted at once on the tagged images; needs no training"},
};

/// Labels into a temporary folder and exports from there.
void label_and_export(const label::ModelFiles& model, const dataset::Dataset& images,
                      const label::LabelOptions& options, const std::string& split,
                      const std::string& format, const fs::path& out, JobControl& control,
                      ProgressSink& progress) {
  QTemporaryDir temporary(QDir::tempPath() + "/penumbra-labels-XXXXXX");
  if (!temporary.isValid())
    throw Error("can't be written: " + temporary.errorString().toStdString(),
                QDir::tempPath().toStdString(), "Free some space there");
  const fs::path labels = fs::path(temporary.path().toStdString()) / "labels";
  label::Labeler labeler(model, images.classes, options);
  labeler.label(images, labels, control, progress);
  formats::export_labels({.dataset = images,
                          .labels = dataset::labels_in(labels),
                          .split = split,
                          .threads = options.device.threads},
                         format, out, control, progress);
}

}  // namespace

ExportPage::ExportPage(JobList& jobs, std::function<std::vector<int>()> filtered, QWidget* parent)
    : QWidget(parent), jobs_(jobs), filtered_(std::move(filtered)) {
  setObjectName("exportPage");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(3 * grid_px, 3 * grid_px, 3 * grid_px, 3 * grid_px);
  layout->addWidget(make_form());
  layout->addStretch();
}

QWidget* ExportPage::make_form() {
  auto* panel = new QWidget(this);
  panel->setFixedWidth(72 * grid_px);
  auto* title = new QLabel("Export masks", panel);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 1.4);
  title->setFont(font);

  layer_ = new QComboBox(panel);
  layer_->setObjectName("exportLayer");
  for (const auto& layer : export_layers) {
    layer_->addItem(layer.title, static_cast<int>(layer.source));
    layer_->setItemData(layer_->count() - 1, layer.help, Qt::ToolTipRole);
  }
  crf_ = new QCheckBox("Sharpen edges by a dense CRF (slower)", panel);
  crf_->setObjectName("exportCrf");
  network_ = new QComboBox(panel);
  network_->setObjectName("exportNetwork");
  network_->addItem("student", false);
  network_->addItem("teacher (a running average of the student)", true);
  tags_ = new QComboBox(panel);
  tags_->setObjectName("exportTags");
  tags_->addItem("as usual for this layer", -1);
  tags_->addItem("only the image's tags", static_cast<int>(label::TagUse::Known));
  tags_->addItem("only what the classifier finds", static_cast<int>(label::TagUse::Predicted));
  tags_->addItem("all classes", static_cast<int>(label::TagUse::None));
  images_ = new QComboBox(panel);
  images_->setObjectName("exportImages");
  format_ = new QComboBox(panel);
  format_->setObjectName("exportFormat");
  for (const auto& format : formats::all_formats()) {
    format_->addItem(QString::fromStdString(format.name));
    format_->setItemData(format_->count() - 1, QString::fromStdString(format.description),
                         Qt::ToolTipRole);
  }
  format_->setCurrentText("voc");
  out_ = new FileField("exportFolder", FileField::Kind::NewFolder, "Choose a new or empty folder",
                       {}, panel);
  out_->set_placeholder("a new or empty folder");
  summary_ = new QLabel(panel);
  summary_->setObjectName("exportSummary");
  summary_->setWordWrap(true);
  result_ = new QLabel(panel);
  result_->setObjectName("exportResult");
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  export_ = new QPushButton(stroke_icon("export"), "Export", panel);
  export_->setObjectName("startExport");

  auto* rows = new QFormLayout;
  rows->setHorizontalSpacing(2 * grid_px);
  rows->setVerticalSpacing(grid_px);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows->addRow("Layer", layer_);
  rows->addRow(QString(), crf_);
  rows->addRow("Network", network_);
  rows->addRow("Classes", tags_);
  rows->addRow("Images", images_);
  rows->addRow("Format", format_);
  rows->addRow("To", out_);
  auto* button_row = new QHBoxLayout;
  button_row->addWidget(summary_, 1);
  button_row->addWidget(export_);
  auto* column = new QVBoxLayout(panel);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2 * grid_px);
  column->addWidget(title);
  column->addLayout(rows);
  column->addLayout(button_row);
  column->addWidget(result_);
  column->addStretch();

  for (QComboBox* box : {layer_, images_})
    connect(box, &QComboBox::currentIndexChanged, this, &ExportPage::update_summary);
  connect(out_, &FileField::changed, this, &ExportPage::update_summary);
  connect(export_, &QPushButton::clicked, this, &ExportPage::start);
  return panel;
}

void ExportPage::set_dataset(std::shared_ptr<const dataset::Dataset> dataset) {
  dataset_ = std::move(dataset);
  result_->clear();
  fill_images();
}

void ExportPage::set_model(std::optional<label::ModelFiles> files) {
  model_ = std::move(files);
  update_summary();
}

void ExportPage::fill_images() {
  images_->clear();
  images_->addItem("all", "");
  for (const auto& name : dataset_->split_names()) {
    const QString text = QString::fromStdString(name);
    images_->addItem("list \"" + text + "\"", text);
  }
  images_->addItem("those of the filter", filtered_images);
  update_summary();
}

void ExportPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  update_summary();
}

std::string ExportPage::chosen_split() const {
  const QString data = images_->currentData().toString();
  return data == filtered_images ? "filtered" : data.toStdString();
}

dataset::Dataset ExportPage::chosen_images() const {
  if (images_->currentData().toString() != filtered_images)
    return dataset_->subset(images_->currentData().toString().toStdString());
  dataset::Dataset chosen = *dataset_;
  chosen.items.clear();
  for (const int row : filtered_())
    chosen.items.push_back(dataset_->items[static_cast<std::size_t>(row)]);
  return chosen;
}

qint64 ExportPage::chosen_count() const {
  const QString data = images_->currentData().toString();
  if (data == filtered_images) return static_cast<qint64>(filtered_().size());
  const auto& items = dataset_->items;
  return std::count_if(items.begin(), items.end(), [split = data.toStdString()](const auto& item) {
    return split.empty() ||
           std::find(item.splits.begin(), item.splits.end(), split) != item.splits.end();
  });
}

void ExportPage::update_summary() {
  if (!dataset_ || !isVisible()) return;
  const auto source = static_cast<label::Source>(layer_->currentData().toInt());
  const bool bare = model_ && model_->run.empty() && model_->checkpoint.empty();
  network_->setEnabled(model_ && !bare);
  QString text;
  bool ready = false;
  if (!model_) {
    text =
        "There is nothing to label with yet: start a run in Train, or choose encoder weights "
        "there for instant labels.";
  } else if (bare && source != label::Source::Instant) {
    text = "This layer needs a trained run: start one in Train, or choose Instant label here.";
  } else if (out_->path().empty()) {
    text = "Choose the folder to write to.";
  } else {
    const auto count = chosen_count();
    text = QString("%1 image%2 will be labelled and written.")
               .arg(number_text(count), count == 1 ? "" : "s");
    ready = count > 0;
  }
  summary_->setText(text);
  export_->setEnabled(ready && !job_);
}

void ExportPage::start() {
  label::LabelOptions options;
  options.source = static_cast<label::Source>(layer_->currentData().toInt());
  options.crf = crf_->isChecked();
  options.teacher = network_->isEnabled() && network_->currentData().toBool();
  if (const int tags = tags_->currentData().toInt(); tags >= 0)
    options.tags = static_cast<label::TagUse>(tags);
  options.device.threads = background_threads();
  last_out_ = out_->path();
  result_->setText("Exporting…");
  job_ = &jobs_.start("Export to " + format_->currentText(),
                      [model = *model_, images = chosen_images(), options, split = chosen_split(),
                       format = format_->currentText().toStdString(),
                       out = last_out_](JobControl& control, ProgressSink& progress) {
                        label_and_export(model, images, options, split, format, out, control,
                                         progress);
                      });
  connect(job_, &JobRunner::finished, this, &ExportPage::ended);
  update_summary();
}

void ExportPage::ended() {
  switch (job_->state()) {
    case JobState::Done:
      result_->setText("Written to " + QString::fromStdString(last_out_.string()));
      break;
    case JobState::Failed:
      result_->setText("Failed: " + job_->failure());
      break;
    default:
      result_->setText("Stopped; nothing was written.");
      break;
  }
  job_ = nullptr;
  update_summary();
}

}  // namespace penumbra::ui
