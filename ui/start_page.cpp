#include "ui/start_page.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
  setObjectName("startPage");
  auto* title = new QLabel("Penumbra", this);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 2.2);
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  auto* text = new QLabel("Turns tags of photos into segmentation masks.", this);
  auto* folder =
      new QCommandLinkButton("Open a folder of photos…",
                             "With tags.csv, one sub-folder a class, keywords in the photos, "
                             "or a VOC or COCO data set. Or drop it on this window.",
                             this);
  folder->setObjectName("openFolder");
  folder->setIcon(stroke_icon("folder"));
  folder->setIconSize({3 * grid_px, 3 * grid_px});
  auto* demo = new QCommandLinkButton(
      "Open the demo",
      "Small scenes that Penumbra draws itself, to try everything without photos "
      "of your own.",
      this);
  demo->setObjectName("openDemo");
  demo->setIcon(stroke_icon("demo"));
  demo->setIconSize({3 * grid_px, 3 * grid_px});
  notice_ = new QLabel(this);
  notice_->setObjectName("startNotice");
  notice_->setWordWrap(true);
  notice_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  notice_->hide();
  recent_ = new QWidget(this);
  recent_rows_ = new QVBoxLayout(recent_);
  recent_rows_->setContentsMargins(grid_px, 0, 0, 0);
  recent_rows_->setSpacing(grid_px / 2);

  auto* column = new QVBoxLayout;
  column->setSpacing(grid_px);
  column->addStretch(2);
  column->addWidget(title);
  column->addWidget(text);
  column->addSpacing(2 * grid_px);
  column->addWidget(folder);
  column->addWidget(demo);
  column->addSpacing(grid_px);
  column->addWidget(notice_);
  column->addWidget(recent_);
  column->addStretch(3);
  auto* middle = new QWidget(this);
  middle->setLayout(column);
  middle->setFixedWidth(64 * grid_px);
  auto* layout = new QHBoxLayout(this);
  layout->addStretch();
  layout->addWidget(middle);
  layout->addStretch();
  connect(folder, &QCommandLinkButton::clicked, this, &StartPage::openFolder);
  connect(demo, &QCommandLinkButton::clicked, this, &StartPage::openDemo);
}

void StartPage::set_recent(const QStringList& folders) {
  while (QLayoutItem* item = recent_rows_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  recent_->setVisible(!folders.isEmpty());
  if (folders.isEmpty()) return;
  auto* heading = new QLabel("<b>Opened lately</b>", recent_);
  recent_rows_->addWidget(heading);
  for (const QString& folder : folders) {
    const QFileInfo info(folder);
    const QString place = fontMetrics().elidedText(QDir::toNativeSeparators(info.absolutePath()),
                                                   Qt::ElideMiddle, 40 * grid_px);
    auto* link = new QLabel(QString("<a href=\"x\">%1</a>  %2")
                                .arg(info.fileName().toHtmlEscaped(), place.toHtmlEscaped()),
                            recent_);
    link->setToolTip(folder);
    link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(link, &QLabel::linkActivated, this, [this, folder] { Q_EMIT openRecent(folder); });
    recent_rows_->addWidget(link);
  }
}

void StartPage::set_notice(const QString& text) {
  notice_->setText(text);
  notice_->setVisible(!text.isEmpty());
}

}  // namespace penumbra::ui
