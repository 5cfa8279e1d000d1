#include "ui/jobs/jobs_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/context_menu.h"
#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

class JobRow : public QWidget {
 public:
  JobRow(JobRunner* job, QWidget* parent) : QWidget(parent), job_(job) {
    title_ = new QLabel(this);
    title_->setFixedWidth(36 * grid_px);
    title_->setText(
        title_->fontMetrics().elidedText(job->title(), Qt::ElideMiddle, title_->width()));
    title_->setToolTip(job->title());
    detail_ = new QLabel(this);
    detail_->setWordWrap(true);
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    bar_ = new QProgressBar(this);
    bar_->setFixedWidth(20 * grid_px);
    bar_->setTextVisible(false);
    detail_->setContextMenuPolicy(Qt::NoContextMenu);  // the row's
    pause_ = new QToolButton(this);
    pause_->setObjectName("pauseJob");
    pause_->setAutoRaise(true);
    stop_ = new QToolButton(this);
    stop_->setObjectName("stopJob");
    stop_->setAutoRaise(true);
    stop_->setIcon(stroke_icon("stop"));
    stop_->setToolTip(JobsPanel::tr("Stop this job"));
    copy_ = new QToolButton(this);
    copy_->setObjectName("copyJobFailure");
    copy_->setAutoRaise(true);
    copy_->setIcon(stroke_icon("copy"));
    copy_->setToolTip(JobsPanel::tr("Copy what went wrong"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid_px);
    layout->addWidget(title_);
    layout->addWidget(detail_, 1);
    layout->addWidget(bar_);
    layout->addWidget(pause_);
    layout->addWidget(stop_);
    layout->addWidget(copy_);
    setObjectName("jobRow");
    give_context_menu(*this, "jobMenu", [this](QMenu& menu, const QPoint&) { fill_menu(menu); });
    connect(pause_, &QToolButton::clicked, this,
            [this] { job_->state() == JobState::Paused ? job_->resume() : job_->pause(); });
    connect(stop_, &QToolButton::clicked, job_, &JobRunner::stop);
    connect(copy_, &QToolButton::clicked, this,
            [this] { copy_text(job_->title() + '\n' + job_->failure()); });
    connect(job_, &JobRunner::stateChanged, this, [this] { update_row(); });
    connect(job_, &JobRunner::progressed, this, [this] { update_row(); });
    connect(job_, &QObject::destroyed, this, &QObject::deleteLater);
    update_row();
  }

 private:
  void fill_menu(QMenu& menu) {
    for (QToolButton* button : {pause_, stop_, copy_})
      if (!button->isHidden())
        add_action(menu, qPrintable("menu_" + button->objectName()), button->toolTip(),
                   [button] { button->click(); });
    menu.addSeparator();
    add_action(menu, "copyJob", JobsPanel::tr("Copy what it says"),
               [this] { copy_text(job_->title() + '\n' + detail()); });
  }

  QString detail() const {
    const Progress& progress = job_->progress();
    const QString reached = progress_text({progress.phase, progress.done, progress.total, -1});
    switch (job_->state()) {
      case JobState::Running:
        return progress_text(progress);
      case JobState::Paused:
        return JobsPanel::tr("Paused, %1").arg(reached);
      case JobState::Stopping:
        return JobsPanel::tr("Stopping, %1").arg(reached);
      case JobState::Cancelled:
        return JobsPanel::tr("Stopped, %1").arg(reached);
      case JobState::Failed:
        return JobsPanel::tr("Failed: %1").arg(job_->failure());
      case JobState::Done:
        return JobsPanel::tr("Done");
      case JobState::Idle:
        break;
    }
    return {};
  }

  void update_row() {
    const JobState state = job_->state();
    detail_->setText(detail());
    bar_->setVisible(job_->active());
    bar_->setRange(0, static_cast<int>(job_->progress().total));
    bar_->setValue(static_cast<int>(job_->progress().done));
    pause_->setVisible(state == JobState::Running || state == JobState::Paused);
    pause_->setIcon(stroke_icon(state == JobState::Paused ? "play" : "pause"));
    pause_->setToolTip(state == JobState::Paused ? JobsPanel::tr("Resume")
                                                 : JobsPanel::tr("Pause"));
    stop_->setVisible(state == JobState::Running || state == JobState::Paused);
    copy_->setVisible(state == JobState::Failed);
  }

  JobRunner* job_;
  QLabel* title_;
  QLabel* detail_;
  QProgressBar* bar_;
  QToolButton* pause_;
  QToolButton* stop_;
  QToolButton* copy_;
};

}  // namespace

JobsPanel::JobsPanel(JobList& jobs, QWidget* parent) : QFrame(parent), jobs_(jobs) {
  setObjectName("jobsPanel");
  setFrameShape(QFrame::StyledPanel);
  setFixedHeight(20 * grid_px);
  auto* heading = new QLabel(tr("<b>Jobs</b>"), this);
  auto* clear = new QPushButton(tr("Clear ended"), this);
  clear->setObjectName("clearJobs");
  connect(clear, &QPushButton::clicked, &jobs_, &JobList::dismiss_ended);

  auto* content = new QWidget(this);
  rows_ = new QVBoxLayout(content);
  rows_->setContentsMargins(0, 0, 0, 0);
  auto* empty = new QLabel(tr("No jobs yet. Training, labelling and export appear here."), content);
  empty->setEnabled(false);
  rows_->addWidget(empty);
  rows_->addStretch();
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(content);

  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, grid_px);
  layout->addWidget(heading, 0, 0);
  layout->addWidget(clear, 0, 1);
  layout->setColumnStretch(0, 1);
  layout->addWidget(scroll, 1, 0, 1, 2);

  connect(&jobs_, &JobList::added, this, [this, empty](JobRunner* job) {
    empty->hide();
    add_row(job);
  });
  connect(&jobs_, &JobList::changed, this,
          [this, empty] { empty->setVisible(jobs_.jobs().empty()); });
}

void JobsPanel::add_row(JobRunner* job) { rows_->insertWidget(0, new JobRow(job, this)); }

}  // namespace penumbra::ui
