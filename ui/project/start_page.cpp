#include "ui/project/start_page.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/context_menu.h"
#include "ui/project/recent_projects.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

QToolButton* recent_button(const QString& folder, QWidget* parent) {
  const QFileInfo info(folder);
  auto* button = new QToolButton(parent);
  button->setObjectName("recentProject");
  button->setAutoRaise(true);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  const QImage picture = project_picture(folder);
  button->setIconSize({38 * grid_px / 2, 9 * grid_px / 2});
  button->setIcon(picture.isNull() ? stroke_icon("photos") : QIcon(QPixmap::fromImage(picture)));
  const QString place = button->fontMetrics().elidedText(
      QDir::toNativeSeparators(info.absolutePath()), Qt::ElideMiddle, 40 * grid_px);
  button->setText(info.completeBaseName() + "\n" + place);
  button->setToolTip(QDir::toNativeSeparators(folder));
  return button;
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
  setObjectName("startPage");
  auto* title = new QLabel("Penumbra", this);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 2.2);
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  auto* text = new QLabel(tr("Turns tags of photos into segmentation masks."), this);
  const auto link = [this](const char* name, const char* icon, const QString& what,
                           const QString& about) {
    auto* button = new QCommandLinkButton(what, about, this);
    button->setObjectName(name);
    button->setIcon(stroke_icon(icon));
    button->setIconSize({3 * grid_px, 3 * grid_px});
    return button;
  };
  auto* make = link("newProject", "folder", tr("New project from a folder of photos…"),
                    tr("With tags.csv, one sub-folder a class, keywords in the photos, a VOC or "
                       "COCO data set, or no tags yet. Or drop the folder on this window. Photos "
                       "stay where they are."));
  auto* open = link("openProject", "photos", tr("Open a project…"),
                    tr("A folder whose name ends in .penumbra."));
  auto* demo = link("openDemo", "demo", tr("Open the demo"),
                    tr("Small scenes that Penumbra draws itself, to try everything without photos "
                       "of your own."));
  notice_ = new QLabel(this);
  notice_->setObjectName("startNotice");
  notice_->setWordWrap(true);
  notice_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  notice_->hide();
  recent_ = new QWidget(this);
  recent_rows_ = new QVBoxLayout(recent_);
  recent_rows_->setContentsMargins(0, 0, 0, 0);
  recent_rows_->setSpacing(grid_px / 2);

  auto* column = new QVBoxLayout;
  column->setSpacing(grid_px);
  column->addStretch(2);
  column->addWidget(title);
  column->addWidget(text);
  column->addSpacing(2 * grid_px);
  column->addWidget(make);
  column->addWidget(open);
  column->addWidget(demo);
  column->addSpacing(grid_px);
  column->addWidget(notice_);
  column->addWidget(recent_);
  column->addStretch(3);
  auto* middle = new QWidget(this);
  middle->setLayout(column);
  middle->setFixedWidth(68 * grid_px);
  auto* layout = new QHBoxLayout(this);
  layout->addStretch();
  layout->addWidget(middle);
  layout->addStretch();
  connect(make, &QCommandLinkButton::clicked, this, &StartPage::newProject);
  connect(open, &QCommandLinkButton::clicked, this, &StartPage::openProject);
  connect(demo, &QCommandLinkButton::clicked, this, &StartPage::openDemo);
}

void StartPage::set_recent(const QStringList& folders) {
  while (QLayoutItem* item = recent_rows_->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    delete item;
  }
  recent_->setVisible(!folders.isEmpty());
  if (folders.isEmpty()) return;
  recent_rows_->addWidget(new QLabel(tr("<b>Opened lately</b>"), recent_));
  for (const QString& folder : folders.mid(0, 5)) {
    auto* button = recent_button(folder, recent_);
    connect(button, &QToolButton::clicked, this, [this, folder] { Q_EMIT openRecent(folder); });
    give_context_menu(*button, "recentMenu", [this, folder](QMenu& menu, const QPoint&) {
      add_action(menu, "openRecent", tr("Open"), [this, folder] { Q_EMIT openRecent(folder); });
      add_action(menu, "openRecentFolder", tr("Open its folder"),
                 [folder] { open_folder(QFileInfo(folder).absolutePath()); });
      add_action(menu, "copyRecentPath", tr("Copy the path"),
                 [folder] { copy_text(QDir::toNativeSeparators(folder)); });
      menu.addSeparator();
      add_action(menu, "forgetRecent", tr("Take out of the list"), [this, folder] {
        remove_recent_project(folder);
        set_recent(recent_projects());
      });
    });
    recent_rows_->addWidget(button);
  }
}

void StartPage::set_notice(const QString& text) {
  notice_->setText(text);
  notice_->setVisible(!text.isEmpty());
}

}  // namespace penumbra::ui
