#include "ui/shortcut_sheet.h"

#include <QGridLayout>
#include <QLabel>
#include <array>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

struct Line {
  const char* keys;
  const char* what;  ///< null: `keys` is a heading
};

constexpr std::array lines = {
    Line{"Window", nullptr},
    Line{"Ctrl+O", "Open a folder of photos"},
    Line{"Ctrl+1 … Ctrl+4", "Photos, Inspect, Train, Export"},
    Line{"Ctrl+F", "Filter by name or tag"},
    Line{"Enter, Esc", "Look at an image, back to the photos"},
    Line{"Ctrl+J", "Jobs"},
    Line{"?", "This sheet"},
    Line{"Image", nullptr},
    Line{"Left, Right", "Previous and next image"},
    Line{"Wheel, + and −", "Zoom"},
    Line{"Drag, Space, middle button", "Move the image"},
    Line{"0, Ctrl+0", "Fit to the window, 100%"},
    Line{"Q held", "The photo without layers"},
};

}  // namespace

ShortcutSheet::ShortcutSheet(QWidget* parent) : QDialog(parent) {
  setObjectName("shortcutSheet");
  setWindowTitle("Keys");
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(3 * grid_px, 2 * grid_px, 3 * grid_px, 3 * grid_px);
  layout->setHorizontalSpacing(3 * grid_px);
  layout->setVerticalSpacing(grid_px);
  int row = 0;
  for (const auto& [keys, what] : lines) {
    if (what) {
      layout->addWidget(new QLabel(QString::fromUtf8(keys), this), row, 0);
      layout->addWidget(new QLabel(QString::fromUtf8(what), this), row, 1);
    } else {
      auto* heading = new QLabel(QString("<b>%1</b>").arg(keys), this);
      heading->setContentsMargins(0, grid_px, 0, 0);
      layout->addWidget(heading, row, 0, 1, 2);
    }
    ++row;
  }
}

}  // namespace penumbra::ui
