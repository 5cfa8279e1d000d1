#include "ui/gallery/check_tags_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <cmath>
#include <utility>

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
  take_ = new QPushButton(tr("Take (Y)"), this);
  take_->setObjectName("takeProposal");
  refuse_ = new QPushButton(tr("Refuse (N)"), this);
  refuse_->setObjectName("refuseProposal");
  auto* done = new QPushButton(tr("Done"), this);
  done->setObjectName("endCheckTags");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text_, 1);
  layout->addWidget(take_);
  layout->addWidget(refuse_);
  layout->addWidget(done);
  hide();
  connect(take_, &QPushButton::clicked, this, [this] { decide(true); });
  connect(refuse_, &QPushButton::clicked, this, [this] { decide(false); });
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
  key("actionTakeProposal", tr("Check tags: take the proposal"), Qt::Key_Y, take_);
  key("actionRefuseProposal", tr("Check tags: refuse the proposal"), Qt::Key_N, refuse_);
}

void CheckTagsBar::set_project(OpenProject* project) {
  project_ = project;
  hide();
  if (!project) return;
  connect(project, &OpenProject::currentChanged, this, &CheckTagsBar::show_current);
  connect(project, &OpenProject::filtered, this, [this] {
    const auto& images = project_->filtered_images();
    if (std::exchange(begins_, false) && project_->where() == contradicted && !images.empty())
      project_->set_current(images.front());
    show_current();
  });
  connect(project, &OpenProject::rowsChanged, this, &CheckTagsBar::show_current);
  connect(project, &OpenProject::classesChanged, this, &CheckTagsBar::show_current);
}

void CheckTagsBar::begin() {
  if (isHidden()) {
    where_before_ = project_->where();
    sort_before_ = project_->sort();
  }
  show();
  begins_ = project_->where() != contradicted || project_->sort() != worst_first;
  project_->set_where(contradicted);
  project_->set_sort(worst_first);
  show_current();
}

void CheckTagsBar::end() {
  hide();
  begins_ = false;
  if (!project_) return;
  if (project_->where() == contradicted) project_->set_where(where_before_);
  if (project_->sort() == worst_first) project_->set_sort(sort_before_);
}

void CheckTagsBar::show_current() {
  if (!project_ || !isVisible()) return;
  proposals_.clear();
  const auto image = project_->current();
  image_ = image.value_or(0);
  if (image)
    for (const auto& row : project::rows(*project_->project(), {&*image, 1}))
      proposals_ = project::tag_proposals(row);
  for (QPushButton* button : {take_, refuse_}) {
    button->setVisible(!proposals_.empty());
    button->setEnabled(project_->project()->writable());
  }
  if (project_->filtered_images().empty()) {
    text_->setText(
        tr("No tags are contradicted. Scores come from labelling with a trained run; "
           "bare encoder weights give none."));
    return;
  }
  if (proposals_.empty()) {
    text_->setText(tr("Nothing is proposed for this image."));
    return;
  }
  const auto& proposal = proposals_.front();
  const QString name = project_->class_name(proposal.class_value);
  text_->setText((proposal.tagged ? tr("The tag <b>%1</b> is in doubt: the classifier hardly sees "
                                       "it (%2% sure). %3 left to check.")
                                  : tr("<b>%1</b> is no tag, but the classifier sees it (%2% "
                                       "sure). %3 left to check."))
                     .arg(name.toHtmlEscaped(), QString::number(std::lround(100 * proposal.score)),
                          number_text(static_cast<qint64>(project_->filtered_images().size()))));
  const QString shown = fontMetrics().elidedText(name, Qt::ElideMiddle, 24 * grid_px);
  take_->setText(proposal.tagged ? tr("Remove %1 (Y)").arg(shown) : tr("Add %1 (Y)").arg(shown));
  refuse_->setText(proposal.tagged ? tr("Keep it (N)") : tr("Not in it (N)"));
}

/// The image stays while more is proposed for it; else the next one gets its turn at once.
void CheckTagsBar::decide(bool take) {
  if (proposals_.empty() || image_ == 0) return;
  const auto proposal = proposals_.front();
  const auto image = image_;
  const bool last = proposals_.size() == 1;
  proposals_.clear();
  const std::vector<int> tag{proposal.class_value};
  if (!take)
    project_->refuse_proposal({image}, proposal.class_value);
  else if (proposal.tagged)
    project_->edit_tags({image}, {}, tag);
  else
    project_->edit_tags({image}, tag, {});
  const int row = project_->images().row_of(image);
  if (last) project_->step(row + 1 < project_->images().rowCount() ? 1 : -1);
}

}  // namespace penumbra::ui
