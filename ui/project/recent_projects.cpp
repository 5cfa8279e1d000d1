#include "ui/project/recent_projects.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QSettings>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr auto recent_key = "recent/projects";
constexpr int most_projects = 8;
constexpr QSize tile{12 * grid_px, 9 * grid_px};
constexpr int tiles = 3;

QString picture_file(const QString& folder) { return folder + "/cache/start.png"; }

}  // namespace

QStringList recent_projects() {
  QStringList projects = QSettings().value(recent_key).toStringList();
  projects.removeIf(
      [](const QString& folder) { return !QFile::exists(folder + "/project.sqlite"); });
  return projects;
}

void add_recent_project(const QString& folder) {
  QStringList projects = recent_projects();
  const QString place = QDir(folder).absolutePath();
  projects.removeAll(place);
  projects.prepend(place);
  QSettings().setValue(recent_key, projects.mid(0, most_projects));
}

void remove_recent_project(const QString& folder) {
  QStringList projects = recent_projects();
  projects.removeAll(folder);
  QSettings().setValue(recent_key, projects);
}

QImage project_picture(const QString& folder) { return QImage(picture_file(folder)); }

void keep_project_picture(const QString& folder, const QList<QImage>& thumbnails) {
  if (thumbnails.isEmpty()) return;
  QImage picture(tiles * tile.width() + (tiles - 1) * 2, tile.height(), QImage::Format_ARGB32);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (int i = 0; i < std::min<int>(tiles, static_cast<int>(thumbnails.size())); ++i) {
    const QImage scaled =
        thumbnails[i].scaled(tile, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    const QRect part(
        QPoint((scaled.width() - tile.width()) / 2, (scaled.height() - tile.height()) / 2), tile);
    painter.drawImage(QPoint(i * (tile.width() + 2), 0), scaled, part);
  }
  painter.end();
  picture.save(picture_file(folder));
}

}  // namespace penumbra::ui
