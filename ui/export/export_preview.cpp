#include "ui/export/export_preview.h"

#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr int picture_side = 16 * grid_px;

}  // namespace

ExportPreview::ExportPreview(QWidget* parent) : QWidget(parent) {
  auto* title = new QLabel(tr("What will be written"), this);
  QFont font = title->font();
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  files_ = new QLabel(this);
  files_->setObjectName("exportFiles");
  files_->setWordWrap(true);
  files_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  pictures_ = new QListWidget(this);
  pictures_->setObjectName("exportPictures");
  pictures_->setAccessibleName(tr("Photos and the masks that will be written"));
  pictures_->setViewMode(QListView::IconMode);
  pictures_->setMovement(QListView::Static);
  pictures_->setResizeMode(QListView::Adjust);
  pictures_->setSelectionMode(QAbstractItemView::NoSelection);
  pictures_->setFrameShape(QFrame::NoFrame);
  pictures_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  pictures_->setTextElideMode(Qt::ElideMiddle);
  pictures_->setUniformItemSizes(true);
  const QSize picture = sample_size(picture_side);
  pictures_->setIconSize({2 * picture.width() + grid_px / 2, picture.height()});
  pictures_->setGridSize(pictures_->iconSize() +
                         QSize(2 * grid_px, fontMetrics().height() + 3 * grid_px));
  QPalette colours;
  colours.setColor(QPalette::Base, Qt::transparent);
  pictures_->setPalette(colours);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px);
  layout->addWidget(title);
  layout->addWidget(files_);
  layout->addWidget(pictures_, 1);
  setMinimumWidth(pictures_->gridSize().width() + 3 * grid_px);
  clear();
}

int ExportPreview::edge() const { return static_cast<int>(picture_side * devicePixelRatioF()); }

void ExportPreview::show_sample(const ExportSample& sample, std::size_t images) {
  pictures_->clear();
  for (const auto& [name, image] : sample.pictures) {
    QPixmap pixmap = QPixmap::fromImage(image);
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    auto* item = new QListWidgetItem(QIcon(pixmap), name, pictures_);
    item->setToolTip(name);
    item->setFlags(Qt::ItemIsEnabled);
  }
  if (sample.pictures.empty()) return clear();
  const double share = static_cast<double>(images) / static_cast<double>(sample.pictures.size());
  const auto bytes = static_cast<qint64>(static_cast<double>(sample.bytes) * std::max(1.0, share));
  // One of each folder says what there will be.
  QStringList folders, files;
  for (const QString& file : sample.files) {
    const QString folder = file.section('/', 0, -2);
    if (folders.contains(folder)) continue;
    folders << folder;
    files << file;
  }
  if (images > 1) files << QString("…");
  files_->setText(tr("About %1: %2").arg(QLocale().formattedDataSize(bytes, 1), files.join(", ")));
}

void ExportPreview::clear() {
  pictures_->clear();
  files_->setText(tr("Some of the images appear here with the masks that will be written."));
}

}  // namespace penumbra::ui
