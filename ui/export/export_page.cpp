#include "ui/export/export_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "base/error.h"
#include "formats/export.h"
#include "formats/format.h"
#include "ui/export/export_preview.h"
#include "ui/file_field.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/thread_priority.h"
#include "ui/phrase_text.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

constexpr std::size_t most_examples = 4;
constexpr std::size_t most_pictures = 6;
const QString of_filter = "filter";
const QString of_selection = "selection";

/// The order in which layers are offered: what a person corrected before what a run said.
int merit(project::LayerKind kind) {
  using enum project::LayerKind;
  constexpr std::array order = {Edited, Segmentation, Refined,  Instant,
                                Cam,    AuxCam,       Imported, Truth};
  return static_cast<int>(std::ranges::find(order, kind) - order.begin());
}

/// At most `count` of the images, from all over them.
std::vector<project::ImageId> spread(const std::vector<project::ImageId>& images,
                                     std::size_t count) {
  if (images.size() <= count) return images;
  std::vector<project::ImageId> some;
  for (std::size_t i = 0; i < count; ++i) some.push_back(images[i * images.size() / count]);
  return some;
}

}  // namespace

ExportPage::ExportPage(JobList& jobs, QWidget* parent) : QWidget(parent), jobs_(jobs) {
  setObjectName("exportPage");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(3 * grid_px, 3 * grid_px, 3 * grid_px, 3 * grid_px);
  layout->setSpacing(4 * grid_px);
  layout->addWidget(make_form());
  pictures_ = new ExportPreview(this);
  layout->addWidget(pictures_, 1);
}

/// What can be asked of a format.
QWidget* ExportPage::make_options() {
  auto* panel = new QWidget(this);
  colours_ = new QComboBox(this);
  colours_->setObjectName("exportColours");
  colours_->setAccessibleName(tr("Colours of the masks"));
  colours_->setToolTip(tr("What a viewer shows. Programs read the numbers, which stay the same"));
  colours_->addItem(tr("as PASCAL VOC"));
  colours_->addItem(tr("as in this window"));
  colours_->addItem(tr("greys"));
  const auto box = [&](const char* name, const QString& text, const QString& tip) {
    auto* check = new QCheckBox(text, panel);
    check->setObjectName(name);
    check->setToolTip(tip);
    connect(check, &QCheckBox::toggled, this, &ExportPage::look_ahead);
    return check;
  };
  decided_ = box("exportDecided", tr("Undecided pixels become background"),
                 tr("Otherwise they are marked, and trainers leave them out"));
  photos_ = box("exportPhotos", tr("Copy the photos, too"),
                tr("So that the export is a data set of its own"));
  splits_ = box("exportSplits", tr("A list for each split"),
                tr("Besides the one of all images that are written"));
  auto* column = new QVBoxLayout(panel);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(grid_px);
  for (QCheckBox* check : {decided_, photos_, splits_}) column->addWidget(check);
  connect(colours_, &QComboBox::currentIndexChanged, this, &ExportPage::look_ahead);
  return panel;
}

QWidget* ExportPage::make_form() {
  auto* panel = new QWidget(this);
  panel->setFixedWidth(80 * grid_px);
  auto* title = new QLabel(tr("Export masks"), panel);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 1.4);
  title->setFont(font);

  const auto box = [panel](const char* name, const QString& label) {
    auto* combo = new QComboBox(panel);
    combo->setObjectName(name);
    combo->setAccessibleName(label);
    return combo;
  };
  layer_ = box("exportLayer", tr("Layer"));
  images_ = box("exportImages", tr("Images"));
  format_ = box("exportFormat", tr("Format"));
  for (const auto& format : formats::all_formats()) {
    const QString name = QString::fromStdString(format.name);
    format_->addItem(QString("%1 – %2").arg(name, phrase_text(format.description)), name);
  }
  format_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  format_->setCurrentIndex(format_->findData("voc"));
  limits_ = new QLabel(panel);
  limits_->setObjectName("exportLimits");
  limits_->setWordWrap(true);
  limits_->setForegroundRole(QPalette::PlaceholderText);
  out_ = new FileField("exportFolder", FileField::Kind::NewFolder,
                       tr("Choose a new or empty folder"), {}, panel);
  out_->set_placeholder(tr("a new or empty folder, or a new file.zip"));
  options_ = make_options();
  summary_ = new QLabel(panel);
  summary_->setObjectName("exportSummary");
  summary_->setWordWrap(true);
  result_ = new QLabel(panel);
  result_->setObjectName("exportResult");
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  export_ = new QPushButton(stroke_icon("export"), tr("Export"), panel);
  export_->setObjectName("startExport");
  show_ = new QPushButton(stroke_icon("folder"), tr("Show the files"), panel);
  show_->setObjectName("showExport");
  show_->hide();

  auto* rows = rows_ = new QFormLayout;
  rows->setHorizontalSpacing(2 * grid_px);
  rows->setVerticalSpacing(grid_px);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows->addRow(tr("Layer"), layer_);
  rows->addRow(tr("Images"), images_);
  rows->addRow(tr("Format"), format_);
  rows->addRow(QString(), limits_);
  rows->addRow(tr("Colours"), colours_);
  rows->addRow(QString(), options_);
  rows->addRow(tr("To"), out_);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(export_);
  buttons->addWidget(show_);
  buttons->addStretch();
  auto* column = new QVBoxLayout(panel);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2 * grid_px);
  column->addWidget(title);
  column->addLayout(rows);
  column->addWidget(summary_);
  column->addLayout(buttons);
  column->addWidget(result_);
  column->addStretch();

  for (QComboBox* combo : {layer_, images_, format_})
    connect(combo, &QComboBox::currentIndexChanged, this, &ExportPage::look_ahead);
  connect(layer_, &QComboBox::activated, this, [this] { layer_chosen_ = true; });
  connect(images_, &QComboBox::activated, this, [this] { images_chosen_ = true; });
  connect(out_, &FileField::changed, this, &ExportPage::update_button);
  connect(export_, &QPushButton::clicked, this, &ExportPage::start);
  connect(show_, &QPushButton::clicked, this, [this] {
    const QString place = QString::fromStdString(std::filesystem::is_directory(last_out_)
                                                     ? last_out_.string()
                                                     : last_out_.parent_path().string());
    QDesktopServices::openUrl(QUrl::fromLocalFile(place));
  });
  return panel;
}

void ExportPage::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  looking_.cancel();
  preview_ = {};
  pictures_->clear();
  layer_chosen_ = images_chosen_ = false;
  result_->clear();
  show_->hide();
  if (!project) return;
  connect(project, &OpenProject::layersChanged, this, &ExportPage::fill_layers);
  connect(project, &OpenProject::labelsChanged, this, &ExportPage::look_ahead);
  connect(project, &OpenProject::filtered, this, &ExportPage::fill_images);
  connect(project, &OpenProject::selectionChanged, this, &ExportPage::fill_images);
  fill_layers();
  fill_images();
}

void ExportPage::choose_layer(project::LayerId layer) {
  const int row = layer_->findData(QVariant::fromValue<qint64>(layer));
  if (row < 0) return;
  layer_chosen_ = true;
  layer_->setCurrentIndex(row);
}

void ExportPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  fill_images();
  look_ahead();
}

void ExportPage::fill_layers() {
  // What was not chosen by hand follows what there is now.
  const QVariant last = layer_chosen_ ? layer_->currentData() : QVariant();
  auto layers = project_->layers();
  std::ranges::stable_sort(layers, {}, [](const auto& layer) { return merit(layer.kind); });
  const QSignalBlocker quiet(layer_);
  layer_->clear();
  for (const auto& layer : layers)
    layer_->addItem(QString::fromStdString(layer.name), QVariant::fromValue<qint64>(layer.id));
  layer_->setCurrentIndex(std::max(layers.empty() ? -1 : 0, layer_->findData(last)));
  look_ahead();
}

void ExportPage::fill_images() {
  if (!project_ || !isVisible()) return;
  const QVariant last = images_chosen_ ? images_->currentData() : QVariant();
  const QSignalBlocker quiet(images_);
  images_->clear();
  const auto filtered = static_cast<qint64>(project_->filtered_images().size());
  const auto selected = static_cast<qint64>(project_->selected().size());
  if (!project_->where().isEmpty())
    images_->addItem(tr("the %1 of the filter").arg(number_text(filtered)), of_filter);
  images_->addItem(tr("all %1").arg(number_text(project_->image_count())), "");
  if (selected > 1)
    images_->addItem(tr("the %1 selected").arg(number_text(selected)), of_selection);
  for (const auto& name : project_->names().splits) {
    const QString text = QString::fromStdString(name);
    images_->addItem(tr("split %1").arg(text), "split:" + text);
  }
  images_->setCurrentIndex(std::max(0, images_->findData(last)));
  look_ahead();
}

ExportChoice ExportPage::choice() const {
  ExportChoice choice;
  const QString images = images_->currentData().toString();
  if (images.startsWith("split:")) choice.split = images.mid(6).toStdString();
  if (images == of_filter) choice.where = project_->where().toStdString();
  if (images == of_selection) {
    choice.only_chosen = true;
    choice.chosen = project_->selected();
  }
  choice.layer = layer_->currentData().toLongLong();
  choice.format = format_->currentData().toString().toStdString();
  for (int value = 1; value < 256; ++value) {
    const QColor colour = project_->class_colour(value);
    choice.screen[static_cast<std::size_t>(value)] = {static_cast<std::uint8_t>(colour.red()),
                                                      static_cast<std::uint8_t>(colour.green()),
                                                      static_cast<std::uint8_t>(colour.blue())};
  }
  const auto& format = formats::find_format(choice.format);
  using enum formats::ExportOption;
  if (format.has(Colours))
    choice.colours = static_cast<ExportChoice::Colours>(colours_->currentIndex());
  choice.options.undecided_as_background = format.has(Undecided) && decided_->isChecked();
  choice.options.photos = format.has(Photos) && photos_->isChecked();
  choice.options.splits = format.has(Splits) && splits_->isChecked();
  return choice;
}

/// What the format can't be asked for is not there.
void ExportPage::update_options() {
  const auto& format = formats::find_format(format_->currentData().toString().toStdString());
  using enum formats::ExportOption;
  rows_->setRowVisible(colours_, format.has(Colours));
  decided_->setVisible(format.has(Undecided));
  photos_->setVisible(format.has(Photos));
  splits_->setVisible(format.has(Splits));
  rows_->setRowVisible(options_, format.has(Undecided));
  limits_->setText(phrase_text(format.limits));
  out_->offer_archive(QString::fromStdString(format.archive.empty() ? ".zip" : format.archive));
}

/// Finds out in the background what would be written.
void ExportPage::look_ahead() {
  update_button();
  update_options();
  if (!project_ || !isVisible() || layer_->currentIndex() < 0) return;
  looking_.submit([this, request = ++request_, project = project_->project(), choice = choice(),
                   edge = pictures_->edge()](JobControl& control) {
    const auto post = [this, request](auto&& work) {
      QMetaObject::invokeMethod(this, [this, request, work] {
        if (request == request_) work();
      });
    };
    Preview preview;
    try {
      auto data = data_of(*project, choice);
      const auto with = project::Layers(*project).images(choice.layer);
      preview.images = data.images.size();
      std::vector<project::ImageId> labelled;
      for (std::size_t i = 0; i < data.images.size(); ++i) {
        if (!std::ranges::binary_search(with, data.images[i])) continue;
        labelled.push_back(data.images[i]);
        if (preview.examples.size() < static_cast<qsizetype>(most_examples))
          preview.examples << QString::fromStdString(data.dataset.items[i].id);
      }
      preview.labelled = labelled.size();
      post([this, preview] { show_preview(preview); });
      if (labelled.empty()) return;
      project::keep_images(data, spread(labelled, most_pictures));
      const auto sample =
          std::make_shared<ExportSample>(rehearse(*project, data, choice, edge, control));
      post([this, sample, all = preview.labelled] { pictures_->show_sample(*sample, all); });
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      preview.problem = problem_text(error);
      post([this, preview] { show_preview(preview); });
    }
  });
}

void ExportPage::show_preview(const Preview& preview) {
  preview_ = preview;
  if (preview.labelled == 0 || !preview.problem.isEmpty()) pictures_->clear();
  QString text = preview.problem;
  if (text.isEmpty()) {
    text = tr("%1 of %2 images have labels in this layer and will be written")
               .arg(number_text(static_cast<qint64>(preview.labelled)),
                    number_text(static_cast<qint64>(preview.images)));
    text += preview.examples.isEmpty() ? tr(".") : tr(": %1").arg(preview.examples.join(", "));
    if (preview.labelled > static_cast<std::size_t>(preview.examples.size())) text += ", …";
  }
  summary_->setText(text);
  update_button();
}

void ExportPage::update_button() {
  const bool layers = layer_->count() > 0;
  if (!layers)
    summary_->setText(
        tr("There are no labels to export yet: label the images in Train, instantly or "
           "with a trained run."));
  export_->setEnabled(project_ && layers && !job_ && preview_.labelled > 0 &&
                      !out_->path().empty());
  export_->setToolTip(out_->path().empty() ? tr("Choose where to write to") : QString());
}

void ExportPage::start() {
  last_out_ = out_->path();
  exporting_ = project_;
  result_->setText(tr("Exporting…"));
  show_->hide();
  job_ = &jobs_.start(tr("Export of %1").arg(layer_->currentText()),
                      [project = project_->project(), choice = choice(), out = last_out_](
                          JobControl& control, ProgressSink& progress) {
                        const auto data = data_of(*project, choice);
                        formats::export_labels(
                            request_of(*project, data, choice, background_threads()), choice.format,
                            out, control, progress);
                      });
  connect(job_, &JobRunner::finished, this, &ExportPage::ended);
  update_button();
}

void ExportPage::ended() {
  if (project_ != exporting_) {  // another project is open by now
    job_ = nullptr;
    return update_button();
  }
  switch (job_->state()) {
    case JobState::Done:
      result_->setText(tr("Written to %1").arg(QString::fromStdString(last_out_.string())));
      show_->show();
      Q_EMIT exported();
      break;
    case JobState::Failed:
      result_->setText(tr("Failed: %1").arg(job_->failure()));
      break;
    default:
      result_->setText(tr("Stopped; nothing was written."));
      break;
  }
  job_ = nullptr;
  update_button();
}

}  // namespace penumbra::ui
