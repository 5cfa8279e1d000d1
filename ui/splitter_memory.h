#pragma once

class QSplitter;

namespace penumbra::ui {

/// Gives a splitter the sizes that it had last time and remembers those that it gets; key: of
/// QSettings. To be called once its parts are in it.
void remember_sizes(QSplitter& splitter, const char* key);

}  // namespace penumbra::ui
