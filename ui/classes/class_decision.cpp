#include "ui/classes/class_decision.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMetaObject>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "image/image.h"
#include "project/select.h"
#include "ui/classes/class_counts.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/project/query_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {
namespace {

/// A name as one part of a sentence in rich text; a long one without its middle.
QString strong(const QString& name) {
  constexpr int most = 28;
  const QString shown =
      name.size() <= most ? name : name.left(most / 2) + "…" + name.right(most / 2 - 1);
  return "<b>" + shown.toHtmlEscaped() + "</b>";
}

}  // namespace

ClassDecision::ClassDecision(const ClassCounts& counts, QWidget* parent)
    : QWidget(parent), counts_(counts) {
  setObjectName("classDecision");
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  question_ = new QLabel(this);
  question_->setObjectName("classQuestion");
  target_ = new QComboBox(this);
  target_->setObjectName("classTarget");
  target_->setAccessibleName(tr("What its labels become"));
  target_->setMaxVisibleItems(16);
  target_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  target_->setMinimumContentsLength(16);
  consequences_ = new QLabel(this);
  consequences_->setObjectName("classConsequences");
  consequences_->setWordWrap(true);
  consequences_->setTextFormat(Qt::RichText);
  consequences_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
  decide_ = new QPushButton(this);
  decide_->setObjectName("classDecide");
  decide_->setText(tr("Merge"));
  auto* cancel = new QPushButton(tr("Cancel"), this);
  cancel->setObjectName("classDecideNot");
  for (QPushButton* button : {decide_, cancel}) button->setAutoDefault(false);

  auto* first = new QHBoxLayout;
  first->setSpacing(grid_px);
  first->addWidget(question_);
  first->addWidget(target_, 1);
  auto* last = new QHBoxLayout;
  last->setSpacing(grid_px);
  last->addStretch();
  last->addWidget(decide_);
  last->addWidget(cancel);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addLayout(first);
  layout->addWidget(consequences_);
  layout->addLayout(last);
  hide();
  connect(&counts_, &ClassCounts::changed, this, &ClassDecision::say);
  connect(target_, &QComboBox::currentIndexChanged, this, [this] {
    count_both();
    say();
  });
  connect(decide_, &QPushButton::clicked, this, &ClassDecision::decide);
  connect(cancel, &QPushButton::clicked, this, &QWidget::hide);
}

void ClassDecision::set_project(OpenProject* project) {
  hide();
  counting_.cancel();
  ++request_;
  if (project_) project_->disconnect(this);
  project_ = project;
  if (!project) return;
  connect(project, &OpenProject::classesChanged, this, [this] {
    if (isHidden()) return;
    if (project_->find_class(value_))
      ask(value_, merge_);
    else
      hide();
  });
}

void ClassDecision::ask_merge(int value) { ask(value, true); }
void ClassDecision::ask_removal(int value) { ask(value, false); }

void ClassDecision::ask(int value, bool merge) {
  const bool again = isVisible() && value == value_ && merge == merge_;
  const QVariant before = again ? target_->currentData() : QVariant();
  value_ = value;
  merge_ = merge;
  fill_targets();
  if (before.isValid()) target_->setCurrentIndex(target_->findData(before));
  say();
  show();
  if (!again) target_->setFocus();
}

void ClassDecision::fill_targets() {
  const QSignalBlocker quiet(target_);
  target_->clear();
  if (merge_) {
    for (const auto& row : project_->classes())
      if (row.value != value_)
        target_->addItem(class_swatch(project_->class_colour(row.value)),
                         QString::fromStdString(row.name), row.value);
    target_->setPlaceholderText(tr("Choose a class"));
    target_->setCurrentIndex(-1);
    target_->setAccessibleName(tr("Merge into"));
  } else {
    target_->addItem(tr("background"), 0);
    target_->addItem(tr("ignore: neither a class nor background"), image::ignore_label);
    target_->setAccessibleName(tr("What its labels become"));
  }
  both_.reset();
}

/// Of how many images the merge adds no tag.
void ClassDecision::count_both() {
  both_.reset();
  if (!merge_ || target_->currentIndex() < 0) return;
  const QString where = query_term("tag", project_->class_name(value_)) + ' ' +
                        query_term("tag", project_->class_name(target_->currentData().toInt()));
  counting_.submit([this, request = ++request_, project = project_->project(),
                    where = where.toStdString()](JobControl&) {
    const auto count = project::count(*project, where);
    QMetaObject::invokeMethod(this, [this, request, count] {
      if (request != request_) return;
      both_ = count;
      say();
    });
  });
}

void ClassDecision::say() {
  if (!project_ || !project_->find_class(value_)) return;
  const QString name = project_->class_name(value_);
  const bool chosen = target_->currentIndex() >= 0;
  question_->setToolTip(name.toHtmlEscaped());
  question_->setText(merge_ ? tr("Merge %1 into").arg(strong(name))
                            : tr("Remove %1; its labels become").arg(strong(name)));
  decide_->setText(merge_ ? tr("Merge") : tr("Remove"));
  decide_->setEnabled(chosen);
  const int target = target_->currentData().toInt();
  consequences_->setText(!chosen  ? tr("Then it says here what that does.")
                         : merge_ ? merge_text(target)
                                  : removal_text(target));
}

/// What is said of its labels; the count may still be going on.
QString ClassDecision::labels_text(const QString& becomes) const {
  const auto labelled = counts_.labelled(value_);
  if (!labelled || !counts_.all_read())
    return tr("Its labels, on at least %1 images so far, show as %2.")
        .arg(number_text(labelled.value_or(0)), becomes);
  if (*labelled == 0) return tr("No label has it.");
  return *labelled == 1
             ? tr("Its labels, on one image, show as %1.").arg(becomes)
             : tr("Its labels, on %1 images, show as %2.").arg(number_text(*labelled), becomes);
}

QString ClassDecision::merge_text(int into) const {
  const QString name = strong(project_->class_name(into));
  const auto tagged = counts_.tagged(value_);
  QString tags = tr("Its images are being counted.");
  if (tagged && *tagged == 0) {
    tags = tr("No image is tagged with it.");
  } else if (tagged) {
    tags = *tagged == 1
               ? tr("One image tagged with it gets the tag %1.").arg(name)
               : tr("%1 images tagged with it get the tag %2.").arg(number_text(*tagged), name);
    if (both_ && *both_ > 0)
      tags += ' ' + tr("%1 of them have it already.").arg(number_text(*both_));
  }
  return tags + ' ' + labels_text(name) + ' ' + tr("Undo brings everything back.");
}

QString ClassDecision::removal_text(int becomes) const {
  const auto tagged = counts_.tagged(value_);
  const QString tags = !tagged        ? tr("Its images are being counted.")
                       : *tagged == 0 ? tr("No image is tagged with it.")
                       : *tagged == 1 ? tr("One image loses the tag.")
                                      : tr("%1 images lose the tag.").arg(number_text(*tagged));
  return tags + ' ' + labels_text(project_->class_name(becomes)) + ' ' +
         tr("Undo brings everything back.");
}

void ClassDecision::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  Q_EMIT closed();
}

void ClassDecision::decide() {
  const int target = target_->currentData().toInt();
  hide();
  if (merge_)
    Q_EMIT mergeDecided(value_, target);
  else
    Q_EMIT removalDecided(value_, target);
}

}  // namespace penumbra::ui
