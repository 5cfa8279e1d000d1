#pragma once

#include <QStringList>

namespace penumbra::ui {

/// Data folders opened lately, the latest first; those that are gone are left out. Kept in
/// QSettings.
QStringList recent_places();
void add_recent_place(const QString& folder);

}  // namespace penumbra::ui
