#include "ui/gallery/check_tags_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <cmath>

#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr auto contradicted = "contradiction>0.5";
constexpr auto worst_first = "contradiction";
}  // namespace

CheckTagsBar::CheckTagsBar(QWidget* parent) : QWidget(parent) {
  setObjectName("checkTagsBar");
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  text_ = new QLabel(this);
  text_->setObjectName("checkTagsText");
  text_->setWordWrap(true);
  accept_ = new QPushButton(tr("Tags are right (A)"), this);
  accept_->setObjectName("acceptTags");
  correct_ = new QPushButton(tr("Correct (C)"), this);
  correct_->setObjectName("correctTags");
  auto* done = new QPushButton(tr("Done"), this);
  done->setObjectName("endCheckTags");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text_, 1);
  layout->addWidget(accept_);
  layout->addWidget(correct_);
  layout->addWidget(done);
  hide();
  connect(accept_, &QPushButton::clicked, this, &CheckTagsBar::accept_tags);
  connect(correct_, &QPushButton::clicked, this, &CheckTagsBar::take_proposal);
  connect(done, &QPushButton::clicked, this, &CheckTagsBar::end);
  const auto key = [this](const char* name, const QString& text, Qt::Key shortcut,
                          QPushButton* button) {
    auto* action = new QAction(text, parentWidget());
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, button, [this, button] {
      if (isVisible()) button->click();
    });
    parentWidget()->addAction(action);
  };
  key("actionAcceptTags", tr("Check tags: they are right"), Qt::Key_A, accept_);
  key("actionCorrectTags", tr("Check tags: take the proposal"), Qt::Key_C, correct_);
}

void CheckTagsBar::set_project(OpenProject* project) {
  project_ = project;
  hide();
  if (!project) return;
  connect(project, &OpenProject::currentChanged, this, &CheckTagsBar::show_current);
  connect(project, &OpenProject::filtered, this, &CheckTagsBar::show_current);
  connect(&project->images(), &QAbstractItemModel::dataChanged, this, &CheckTagsBar::show_current);
}

void CheckTagsBar::begin() {
  if (isHidden()) {
    where_before_ = project_->where();
    sort_before_ = project_->sort();
  }
  show();
  project_->set_where(contradicted);
  project_->set_sort(worst_first);
  show_current();
}

void CheckTagsBar::end() {
  hide();
  if (!project_) return;
  if (project_->where() == contradicted) project_->set_where(where_before_);
  if (project_->sort() == worst_first) project_->set_sort(sort_before_);
}

int CheckTagsBar::proposed() const {
  const auto image = project_->current();
  const auto* row = image ? project_->images().row(project_->images().row_of(*image)) : nullptr;
  if (!row) return 0;
  const auto found = row->numbers.find("proposed_tag");
  const int value = found == row->numbers.end() ? 0 : static_cast<int>(std::lround(found->second));
  return project_->find_class(std::abs(value)) ? value : 0;
}

void CheckTagsBar::show_current() {
  if (!project_ || !isVisible()) return;
  const int proposal = proposed();
  accept_->setEnabled(proposal != 0 && project_->project()->writable());
  correct_->setEnabled(accept_->isEnabled());
  correct_->setText(tr("Correct (C)"));
  if (project_->filtered_images().empty()) {
    text_->setText(
        tr("No tags are contradicted. Scores come from labelling with a trained run; "
           "bare encoder weights give none."));
  } else if (proposal == 0) {
    text_->setText(tr("Choose an image."));
  } else {
    const QString name = project_->class_name(std::abs(proposal));
    const auto* row = project_->images().row(project_->images().row_of(*project_->current()));
    const int percent = static_cast<int>(std::lround(100 * row->numbers.at("contradiction")));
    text_->setText(
        (proposal > 0 ? tr("<b>%1</b> is not tagged, but the classifier sees it (%2%). %3 left to "
                           "check.")
                      : tr("The tag <b>%1</b> is in doubt: the classifier does not see it (%2% "
                           "sure). %3 left to check."))
            .arg(name.toHtmlEscaped())
            .arg(percent)
            .arg(number_text(static_cast<qint64>(project_->filtered_images().size()))));
    correct_->setText(proposal > 0 ? tr("Add %1 (C)").arg(name) : tr("Remove %1 (C)").arg(name));
  }
}

void CheckTagsBar::settle(project::ImageId image) {
  try {
    const std::pair<project::ImageId, double> none{image, 0};
    project::set_numbers(*project_->project(), "contradiction", {&none, 1});
  } catch (const std::exception& error) {
    Q_EMIT project_->failed(QString::fromUtf8(error.what()));
  }
  project_->step(project_->images().row_of(image) + 1 < project_->images().rowCount() ? 1 : -1);
  project_->images_changed();
}

void CheckTagsBar::accept_tags() {
  if (const auto image = project_->current()) settle(*image);
}

void CheckTagsBar::take_proposal() {
  const auto image = project_->current();
  const int proposal = proposed();
  if (!image || proposal == 0) return;
  if (proposal > 0)
    project_->edit_tags({*image}, {proposal}, {});
  else
    project_->edit_tags({*image}, {}, {-proposal});
  settle(*image);
}

}  // namespace penumbra::ui
