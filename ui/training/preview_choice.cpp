#include "ui/training/preview_choice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

/// A preview costs about as much as labelling an image, each time.
constexpr std::size_t most_images = 100;

}  // namespace

PreviewChoice::PreviewChoice(QWidget* parent) : QWidget(parent) {
  text_ = new QLabel(this);
  text_->setObjectName("previewImages");
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  use_ = new QToolButton(this);
  use_->setObjectName("useSelectedPreviews");
  use_->setText(tr("Use selected images"));
  usual_ = new QToolButton(this);
  usual_->setObjectName("usualPreviews");
  usual_->setIcon(stroke_icon("reset"));
  usual_->setAutoRaise(true);
  usual_->setAccessibleName(tr("Usual previews"));
  usual_->setToolTip(
      tr("Back to the first images of the validation split, or of those trained on"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(grid_px / 2);
  row->addWidget(text_, 1);
  row->addWidget(use_);
  row->addWidget(usual_);
  connect(use_, &QToolButton::clicked, this, &PreviewChoice::use_selected);
  connect(usual_, &QToolButton::clicked, this, [this] {
    images_.clear();
    update_texts();
  });
  update_texts();
}

void PreviewChoice::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  images_.clear();
  if (project_)
    connect(project_, &OpenProject::selectionChanged, this, &PreviewChoice::update_texts);
  update_texts();
}

void PreviewChoice::use_selected() {
  if (!project_) return;
  images_ = project_->selected();
  if (images_.size() > most_images) images_.resize(most_images);
  update_texts();
}

void PreviewChoice::update_texts() {
  const auto selected = project_ ? project_->selected().size() : 0;
  use_->setEnabled(selected > 0);
  use_->setToolTip(selected == 0 ? tr("Select images in Photos to watch them while the run trains")
                                 : tr("Watch the %1 selected images while the run trains (%2 at "
                                      "most)")
                                       .arg(number_text(static_cast<qint64>(selected)))
                                       .arg(most_images));
  usual_->setVisible(!images_.empty());
  text_->setText(images_.empty()       ? tr("The first few")
                 : images_.size() == 1 ? tr("1 image")
                                       : tr("%1 images").arg(images_.size()));
}

}  // namespace penumbra::ui
