#include "ui/splitter_memory.h"

#include <QSettings>
#include <QSplitter>

#include "ui/settings_writer.h"

namespace penumbra::ui {

void remember_sizes(QSplitter& splitter, const char* key) {
  splitter.restoreState(QSettings().value(key).toByteArray());
  QObject::connect(&splitter, &QSplitter::splitterMoved, &splitter,
                   [&splitter, key] { change_setting(key, splitter.saveState()); });
}

}  // namespace penumbra::ui
