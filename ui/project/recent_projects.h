#pragma once

#include <QImage>
#include <QStringList>

namespace penumbra::ui {

/// Folders of projects opened lately, the latest first; those that are gone are left out. Kept in
/// QSettings.
QStringList recent_projects();
void add_recent_project(const QString& folder);
void remove_recent_project(const QString& folder);

/// A picture of a few of a project's photos, kept in its cache; null where there is none.
QImage project_picture(const QString& folder);
/// Does nothing where it can't be written.
void keep_project_picture(const QString& folder, const QList<QImage>& thumbnails);

}  // namespace penumbra::ui
