#include "ui/help/guide_browser.h"

#include <QDesktopServices>
#include <QImage>
#include <QScrollBar>
#include <algorithm>

#include "ui/theme/appearance.h"

namespace penumbra::ui {

GuideBrowser::GuideBrowser(QWidget* parent) : QTextBrowser(parent) {
  document()->setDocumentMargin(2 * grid_px);
}

int GuideBrowser::room() const { return std::max(20 * grid_px, viewport()->width() - 7 * grid_px); }

QVariant GuideBrowser::loadResource(int type, const QUrl& name) {
  const QVariant resource = QTextBrowser::loadResource(type, name);
  if (type != QTextDocument::ImageResource) return resource;
  QImage picture;
  if (!picture.loadFromData(resource.toByteArray())) return resource;
  drawn_for_ = room();
  const double scale = devicePixelRatioF();
  const int width = static_cast<int>(drawn_for_ * scale);
  if (picture.width() > width) picture = picture.scaledToWidth(width, Qt::SmoothTransformation);
  picture.setDevicePixelRatio(scale);
  return picture;
}

void GuideBrowser::resizeEvent(QResizeEvent* event) {
  QTextBrowser::resizeEvent(event);
  if (drawn_for_ == 0 || std::abs(room() - drawn_for_) < grid_px) return;
  const int before = verticalScrollBar()->maximum();
  const double place = before > 0 ? double(verticalScrollBar()->value()) / before : 0;
  reload();
  verticalScrollBar()->setValue(static_cast<int>(place * verticalScrollBar()->maximum()));
}

/// Pages of the documentation open here, addresses of the web in a browser.
void GuideBrowser::doSetSource(const QUrl& name, QTextDocument::ResourceType type) {
  const QUrl target = source().resolved(name);
  if (target.scheme().startsWith("http"))
    QDesktopServices::openUrl(target);
  else
    QTextBrowser::doSetSource(name, type);
}

}  // namespace penumbra::ui
