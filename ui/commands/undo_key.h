#pragma once

class QLineEdit;

namespace penumbra::ui {

/// While there is nothing in the line to be undone, the keys of undo and redo are the window's.
void leave_undo_to_window(QLineEdit& line);

}  // namespace penumbra::ui
