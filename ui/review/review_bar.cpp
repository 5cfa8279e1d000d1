#include "ui/review/review_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "project/time.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/review/reason_text.h"
#include "ui/review/review_queue.h"
#include "ui/review/sessions_dialog.h"
#include "ui/review/weights_popover.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/viewer/action_keys.h"

namespace penumbra::ui {

ReviewBar::ReviewBar(QWidget* parent) : QWidget(parent), queue_(new ReviewQueue(this)) {
  setObjectName("reviewBar");
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  reason_ = new QLabel(this);
  reason_->setObjectName("reviewReason");
  reason_->setWordWrap(true);
  reason_->setTextFormat(Qt::PlainText);
  place_ = new QLabel(this);
  place_->setObjectName("reviewPlace");
  const auto tool = [this](const char* name, const char* icon, const QString& text,
                           const QString& tip) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(stroke_icon(icon));
    button->setText(text);
    if (!text.isEmpty()) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(tip);
    button->setAccessibleName(text.isEmpty() ? tip : text);
    button->setAutoRaise(true);
    return button;
  };
  const auto push = [this](const char* name, const QString& text, const QString& tip) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setToolTip(tip);
    return button;
  };
  order_ = tool("reviewOrder", "order", tr("Order"), tr("What comes first, and second looks"));
  sessions_ = tool("reviewSessions", "list", tr("Sessions"),
                   tr("What you reviewed and edited when, and how fast"));
  back_ = tool("reviewBack", "undo", {},
               tr("Take the last mark back and return to its image (Shift+Enter)"));
  mark_ = push("reviewMark", tr("Reviewed (Enter)"),
               tr("Mark this image as reviewed and go to the next of the queue"));
  show_all_ = push("reviewAll", tr("Clear the filter"), tr("Go on with all images"));
  export_ = push("reviewExport", tr("Export…"), tr("Write the masks for other programs"));
  close_ = tool("reviewEnd", "stop", {}, tr("End reviewing: the order of before comes back"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(reason_, 1);
  layout->addWidget(place_);
  for (QWidget* button :
       std::initializer_list<QWidget*>{order_, sessions_, back_, mark_, show_all_, export_, close_})
    layout->addWidget(button);
  hide();
  make_actions();

  connect(order_, &QToolButton::clicked, this, [this] {
    if (!weights_) weights_ = new WeightsPopover(*queue_, this);
    weights_->show_at(*order_);
  });
  connect(sessions_, &QToolButton::clicked, this, &ReviewBar::show_sessions);
  connect(close_, &QToolButton::clicked, this, [this] { queue_->set_active(false); });
  connect(show_all_, &QPushButton::clicked, this, [this] {
    if (queue_->project()) queue_->project()->set_where({});
  });
  connect(export_, &QPushButton::clicked, this, &ReviewBar::exportRequested);
  connect(queue_, &ReviewQueue::changed, this, &ReviewBar::update_texts);
  connect(queue_, &ReviewQueue::finished, this, &ReviewBar::reviewed);
  connect(queue_, &ReviewQueue::activeChanged, this, [this](bool active) {
    toggle_->setChecked(active);
    setVisible(active);
  });
}

void ReviewBar::make_actions() {
  toggle_ = add_action(*this, "action_review", tr("Review: walk through the queue"), "Shift+R");
  toggle_->setIconText(tr("Review"));
  toggle_->setToolTip(tr("Walk through the images that most need you (Ctrl+Return)"));
  toggle_->setCheckable(true);
  connect(toggle_, &QAction::triggered, queue_, &ReviewQueue::set_active);
  auto* mark =
      add_action(*this, "action_mark_reviewed", tr("Mark as reviewed and go on"), "Return; Enter");
  connect(mark, &QAction::triggered, queue_, &ReviewQueue::finish);
  connect(mark_, &QPushButton::clicked, queue_, &ReviewQueue::finish);
  auto* back = add_action(*this, "action_review_back",
                          tr("Take the mark as reviewed back and return to its image"),
                          "Shift+Return; Shift+Enter");
  const auto go_back = [this] {
    if (!queue_->go_back())
      Q_EMIT message(tr("Nothing was marked as reviewed here since the project was opened"));
  };
  connect(back, &QAction::triggered, this, go_back);
  connect(back_, &QToolButton::clicked, this, go_back);
  auto* sessions =
      add_action(*this, "action_review_sessions", tr("Sessions of review…"), "Ctrl+Alt+R");
  connect(sessions, &QAction::triggered, this, &ReviewBar::show_sessions);
}

void ReviewBar::set_project(OpenProject* project) {
  if (auto* dialog = findChild<SessionsDialog*>()) dialog->close();
  queue_->set_project(project);
}

void ReviewBar::begin() { queue_->set_active(true); }

void ReviewBar::show_sessions() {
  if (!queue_->project()) return;
  if (auto* open = findChild<SessionsDialog*>()) {
    open->raise();
    return open->activateWindow();
  }
  auto* dialog = new SessionsDialog(*queue_->project(), this);
  connect(dialog, &SessionsDialog::message, this, &ReviewBar::message);
  dialog->show();
}

void ReviewBar::update_texts() {
  auto* project = queue_->project();
  if (!project || !queue_->active()) return;
  const bool end = queue_->ready() && queue_->left() == 0;
  const bool writable = project->project()->writable();
  mark_->setVisible(!end);
  mark_->setEnabled(writable && queue_->current());
  back_->setEnabled(queue_->done() > 0);
  export_->setVisible(end);
  show_all_->setVisible(end && !project->where().isEmpty());
  if (!queue_->ready()) {
    reason_->setText(tr("Looking for what most needs you…"));
    place_->clear();
    return;
  }
  if (end) return show_end();
  const auto* entry = queue_->current();
  reason_->setText(
      entry ? reason_text(*entry, queue_->settings().weights, *project, project::milliseconds_now())
            : tr("This image is reviewed. Enter goes on with the queue."));
  mark_->setEnabled(writable);
  mark_->setText(entry ? tr("Reviewed (Enter)") : tr("Go on (Enter)"));
  QString place =
      entry ? tr("%1 of %2 left").arg(number_text(queue_->place()), number_text(queue_->left()))
            : tr("%1 left").arg(number_text(queue_->left()));
  const double pace = queue_->images_an_hour();
  if (pace > 0) {
    place += " · " + time_left_text(3600.0 * queue_->left() / pace);
    place_->setToolTip(
        tr("At %1 images an hour, as the last ones were reviewed").arg(qRound(pace)));
  } else {
    place_->setToolTip(tr("The time left is said once a few images are reviewed"));
  }
  place_->setText(place);
}

void ReviewBar::show_end() {
  const auto* project = queue_->project();
  const auto images = static_cast<qint64>(project->filtered_images().size());
  place_->clear();
  if (images == 0)
    reason_->setText(tr("No image fits the filter."));
  else if (project->where().isEmpty())
    reason_->setText(tr("Nothing is left to review: all %1 images are done. Next: export the "
                        "masks, or train again on what you corrected.")
                         .arg(number_text(images)));
  else
    reason_->setText(tr("Nothing is left to review: all %1 images of this filter are done. Next: "
                        "go on with the others, or export the masks.")
                         .arg(number_text(images)));
}

}  // namespace penumbra::ui
