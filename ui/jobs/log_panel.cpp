#include "ui/jobs/log_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTime>
#include <QVBoxLayout>

#include "ui/jobs/duration_text.h"
#include "ui/jobs/job_list.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int most_lines = 5000;
}

LogPanel::LogPanel(JobList& jobs, QWidget* parent) : QWidget(parent) {
  setObjectName("logPanel");
  text_ = new QPlainTextEdit(this);
  text_->setObjectName("logText");
  text_->setAccessibleName(tr("Log"));
  text_->setReadOnly(true);
  text_->setMaximumBlockCount(most_lines);
  text_->setFrameShape(QFrame::NoFrame);
  text_->setPlaceholderText(tr("What jobs say appears here."));
  auto* copy = new QPushButton(tr("Copy all"), this);
  copy->setObjectName("copyLog");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(text_, 1);
  layout->addWidget(copy, 0, Qt::AlignRight);
  connect(copy, &QPushButton::clicked, this,
          [this] { QApplication::clipboard()->setText(text_->toPlainText()); });
  connect(&jobs, &JobList::added, this, [this](JobRunner* job) {
    add(tr("%1: started").arg(job->title()));
    connect(job, &JobRunner::finished, this, [this, job] {
      switch (job->state()) {
        case JobState::Failed:
          return add(tr("%1: failed: %2").arg(job->title(), job->failure()));
        case JobState::Cancelled:
          return add(tr("%1: stopped").arg(job->title()));
        default:
          return add(tr("%1: done").arg(job->title()));
      }
    });
  });
  connect(&jobs, &JobList::messaged, this, [this](Severity severity, const QString& text) {
    add(severity == Severity::Warning ? tr("warning: %1").arg(text) : text);
  });
}

void LogPanel::add(const QString& text) {
  text_->appendPlainText(QTime::currentTime().toString("HH:mm:ss  ") + text);
  Q_EMIT added(text);
}

}  // namespace penumbra::ui
