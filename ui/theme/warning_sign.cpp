#include "ui/theme/warning_sign.h"

#include <QEvent>

#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

WarningSign::WarningSign(QWidget* parent) : QLabel(parent) {
  setAccessibleName(tr("Error"));
  hide();
  draw();
}

void WarningSign::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) draw();
}

void WarningSign::draw() { setPixmap(stroke_icon("warning").pixmap(2 * grid_px)); }

}  // namespace penumbra::ui
