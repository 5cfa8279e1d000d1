#include "ui/session/recovery_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMetaObject>
#include <QPushButton>

#include "ui/session/recovery.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

RecoveryBar::RecoveryBar(QWidget* parent) : QWidget(parent) {
  setObjectName("recoveryBar");
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  text_ = new QLabel(this);
  text_->setObjectName("recoveryText");
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  const auto button = [this](const char* name, const QString& text, const QString& tip) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(name);
    made->setToolTip(tip);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
  };
  open_ = button("recoveryOpen", tr("Open project"), tr("Open the project and go on"));
  auto* log = button("recoveryLog", tr("Show the log"), tr("What the program said before its end"));
  auto* dismiss = button("recoveryDismiss", tr("Dismiss"), tr("Do not show this any more"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text_, 1);
  for (auto* one : {open_, log, dismiss}) layout->addWidget(one);
  connect(open_, &QPushButton::clicked, this, [this] {
    hide();
    Q_EMIT openProject(lost_->project);
  });
  connect(log, &QPushButton::clicked, this, [this] { Q_EMIT showLog(lost_->log); });
  connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);
  hide();
}

void RecoveryBar::show_lost(const LostSession& lost) {
  lost_ = lost;
  text_->setText("<b>" + loss_text(lost).toHtmlEscaped() + "</b>");
  open_->setVisible(!lost.project.empty());
  show();
  looking_.submit([this, lost](JobControl&) {
    const QString found = recovered_text(lost);
    QMetaObject::invokeMethod(this, [this, found] {
      if (!found.isEmpty()) text_->setText(text_->text() + "<br>" + found.toHtmlEscaped());
    });
  });
}

QString RecoveryBar::text() const { return lost_ ? text_->text() : QString(); }

}  // namespace penumbra::ui
