#include "ui/import/import_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include "formats/format.h"
#include "ui/file_field.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/thread_priority.h"
#include "ui/phrase_text.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

constexpr auto format_key = "import/format";
constexpr qsizetype most_losses = 1000;  // that are listed

}  // namespace

ImportDialog::ImportDialog(JobList& jobs, QWidget* parent) : QDialog(parent), jobs_(jobs) {
  setObjectName("importDialog");
  setWindowTitle(tr("Import labels"));
  resize(80 * grid_px, 64 * grid_px);
  make_parts();
  set_project(nullptr);
}

void ImportDialog::make_parts() {
  format_ = new QComboBox(this);
  format_->setObjectName("importFormat");
  format_->setAccessibleName(tr("Format"));
  for (const auto& format : formats::all_formats()) {
    const QString name = QString::fromStdString(format.name);
    format_->addItem(QString("%1 – %2").arg(name, phrase_text(format.description)), name);
  }
  format_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  format_->setCurrentIndex(
      std::max(0, format_->findData(QSettings().value(format_key, "voc").toString())));
  in_ =
      new FileField("importPath", FileField::Kind::FolderOrFile, tr("Choose the labels"), {}, this);
  in_->set_placeholder(tr("a folder, an archive or a file that the other program wrote"));
  layer_ = new QLineEdit(this);
  layer_->setObjectName("importLayer");
  layer_->setAccessibleName(tr("Layer"));
  layer_->setToolTip(tr("It is made where there is none of this name"));
  const auto label = [this](const char* name) {
    auto* made = new QLabel(this);
    made->setObjectName(name);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
  };
  summary_ = label("importSummary");
  losses_title_ = label("importLossesTitle");
  losses_ = new QListWidget(this);
  losses_->setObjectName("importLosses");
  losses_->setAccessibleName(tr("What does not come in"));
  losses_->setSelectionMode(QAbstractItemView::NoSelection);
  losses_->setTextElideMode(Qt::ElideMiddle);
  losses_->setUniformItemSizes(true);
  bar_ = new QProgressBar(this);
  bar_->setObjectName("importProgress");
  bar_->setAccessibleName(tr("How far the import is"));
  result_ = label("importResult");
  import_ = new QPushButton(stroke_icon("folder"), tr("Import"), this);
  import_->setObjectName("startImport");
  import_->setDefault(true);
  stop_ = new QPushButton(stroke_icon("stop"), tr("Stop"), this);
  stop_->setObjectName("stopImport");
  auto* close = new QPushButton(tr("Close"), this);
  close->setObjectName("closeImport");
  close->setAutoDefault(false);
  stop_->setAutoDefault(false);

  auto* rows = new QFormLayout;
  rows->setHorizontalSpacing(2 * grid_px);
  rows->setVerticalSpacing(grid_px);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows->addRow(tr("Format"), format_);
  rows->addRow(tr("From"), in_);
  rows->addRow(tr("Into the layer"), layer_);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(import_);
  buttons->addWidget(stop_);
  buttons->addStretch();
  buttons->addWidget(close);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(3 * grid_px, 3 * grid_px, 3 * grid_px, 3 * grid_px);
  column->setSpacing(2 * grid_px);
  column->addLayout(rows);
  column->addWidget(summary_);
  column->addWidget(losses_title_);
  column->addWidget(losses_, 1);
  column->addStretch();
  column->addWidget(bar_);
  column->addWidget(result_);
  column->addLayout(buttons);

  connect(format_, &QComboBox::currentIndexChanged, this, &ImportDialog::look_ahead);
  connect(in_, &FileField::changed, this, [this] {
    name_layer();
    look_ahead();
  });
  connect(layer_, &QLineEdit::textChanged, this, &ImportDialog::look_ahead);
  connect(layer_, &QLineEdit::textEdited, this, [this] { named_ = true; });
  connect(import_, &QPushButton::clicked, this, &ImportDialog::start);
  connect(stop_, &QPushButton::clicked, this, [this] {
    if (job_) job_->stop();
  });
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void ImportDialog::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  if (job_) job_->disconnect(this);
  project_ = project;
  job_ = nullptr;
  looking_.cancel();
  last_ = nullptr;
  named_ = false;
  result_->clear();
  in_->set_path({});
  name_layer();
  if (!project)
    hide();
  else  // what is replaced, and which classes are new
    for (const auto& changed :
         {&OpenProject::layersChanged, &OpenProject::classesChanged, &OpenProject::imagesChanged})
      connect(project, changed, this, &ImportDialog::look_ahead);
  look_ahead();
}

ImportChoice ImportDialog::choice() const {
  return {in_->path(), format_->currentData().toString().toStdString(),
          layer_->text().trimmed().toStdString()};
}

/// As the file, unless a person named it.
void ImportDialog::name_layer() {
  if (named_) return;
  const auto path = in_->path();
  const auto name = (path.has_filename() ? path : path.parent_path()).stem().string();
  layer_->setText(name.empty() ? tr("imported") : QString::fromStdString(name));
}

/// Finds out in the background what would come in.
void ImportDialog::look_ahead() {
  const int request = ++request_;
  preview_ = nullptr;
  losses_->hide();
  losses_title_->hide();
  update_buttons();
  if (!project_ || job_) return;
  const auto asked = choice();
  if (asked.in.empty()) return say(tr("Choose what the other program wrote."));
  if (asked.layer.empty()) return say(tr("Name the layer that the labels go to."));
  say(tr("Looking at the labels…"));
  looking_.submit(
      [this, request, asked, known = last_, project = project_->project()](JobControl& control) {
        auto preview = std::make_shared<const ImportPreview>(
            look_at(*project, asked, known ? *known : ImportPreview{}, control));
        QMetaObject::invokeMethod(this, [this, request, preview = std::move(preview)] {
          if (request == request_) show_preview(preview);
        });
      });
}

void ImportDialog::show_preview(const std::shared_ptr<const ImportPreview>& preview) {
  last_ = preview;
  if (!preview->problem.isEmpty()) return say(preview->problem);
  preview_ = preview;
  say(summary_text(*preview, *project_));
  const QStringList lines = losses(*preview);
  losses_title_->setText(tr("%1 do not come in:").arg(number_text(lines.size())));
  losses_->clear();
  losses_->addItems(lines.mid(0, most_losses));
  for (QWidget* widget : std::initializer_list<QWidget*>{losses_title_, losses_})
    widget->setVisible(!lines.isEmpty());
  update_buttons();
}

void ImportDialog::say(const QString& text) { summary_->setText(text); }

void ImportDialog::update_buttons() {
  const bool running = job_ && job_->active();
  import_->setEnabled(preview_ && !running);
  stop_->setVisible(running);
  bar_->setVisible(running);
  for (QWidget* field : std::initializer_list<QWidget*>{format_, in_, layer_})
    field->setEnabled(!running);
}

void ImportDialog::start() {
  change_setting(format_key, format_->currentData());
  result_->clear();
  const auto summary = std::make_shared<project::LabelImportSummary>();
  JobRunner& job = jobs_.start(tr("Import of %1").arg(layer_->text().trimmed()),
                               [project = project_->project(), preview = preview_, summary](
                                   JobControl& control, ProgressSink& progress) {
                                 const auto& [in, format, layer] = preview->choice;
                                 *summary = project::import_labels(
                                     *project, *preview->labels, in.string(), layer,
                                     background_threads(), control, progress);
                               });
  job_ = &job;
  connect(&job, &JobRunner::progressed, this, &ImportDialog::show_progress);
  connect(&job, &JobRunner::finished, this, [this, summary] { ended(*summary); });
  // Whether the dialog is still there or not.
  connect(&job, &JobRunner::finished, project_.get(),
          [project = project_.get(), layer = layer_->text().trimmed()] {
            project->classes_changed();
            project->layers_changed();
            project->images_changed();
            if (const auto* made = project->find_layer(layer)) project->labels_changed(made->id);
          });
  show_progress();
  update_buttons();
}

void ImportDialog::show_progress() {
  if (!job_) return;
  const Progress& progress = job_->progress();
  bar_->setMaximum(static_cast<int>(progress.total));
  bar_->setValue(static_cast<int>(progress.done));
}

void ImportDialog::ended(const project::LabelImportSummary& summary) {
  const auto state = job_->state();
  const QString failure = job_->failure();
  job_ = nullptr;
  switch (state) {
    case JobState::Done:
      result_->setText(summary.broken > 0
                           ? tr("Labels of %1 images came in; %2 can't be used, the log says why.")
                                 .arg(number_text(summary.imported), number_text(summary.broken))
                           : tr("Labels of %1 images came in.").arg(number_text(summary.imported)));
      break;
    case JobState::Failed:
      result_->setText(tr("Failed: %1").arg(failure));
      break;
    default:
      result_->setText(tr("Stopped. What came in before stays; import again to go on."));
      break;
  }
  look_ahead();
}

}  // namespace penumbra::ui
