#pragma once

#include <QIcon>
#include <QString>

namespace penumbra::ui {

/// The stroke icon resources/icons/NAME.svg, drawn in the palette's text colour at the moment of
/// painting, sharp at any scale.
QIcon stroke_icon(const QString& name);

}  // namespace penumbra::ui
