#include "ui/editor/editing.h"

#include "ui/editor/history_panel.h"
#include "ui/editor/tidy_panel.h"
#include "ui/editor/tool_actions.h"
#include "ui/editor/tool_bar.h"
#include "ui/editor/tool_column.h"
#include "ui/editor/tool_pointer.h"
#include "ui/viewer/canvas.h"

namespace penumbra::ui {
namespace {
constexpr int want_after_ms = 200;  ///< a slider that moves asks for many sizes
}

Editing::Editing(QWidget& page, Canvas& canvas) : QObject(&page) {
  actions_ = new ToolActions(toolbox_, page, canvas);
  pointer_ = new ToolPointer(toolbox_, editor_, superpixels_, canvas);
  column_ = new ToolColumn(*actions_, &page);
  bar_ = new ToolBar(toolbox_, editor_, &page);
  tidy_ = new TidyPanel(toolbox_, editor_, *actions_, &page);
  history_ = new HistoryPanel(editor_, &page);
  want_soon_.setSingleShot(true);
  want_soon_.setInterval(want_after_ms);
  connect(&want_soon_, &QTimer::timeout, this, &Editing::want_superpixels);
  connect(&toolbox_, &Toolbox::toolChanged, this, [this] {
    editor_.set_active(toolbox_.tool() != Tool::Hand);
    want_superpixels();
    update();
  });
  connect(&toolbox_, &Toolbox::optionsChanged, this, [this] {
    if (toolbox_.options().region_size != superpixels_.region_size()) want_soon_.start();
  });
  connect(&superpixels_, &SuperpixelCache::ready, this, &Editing::update);
  connect(&superpixels_, &SuperpixelCache::failed, &editor_, &Editor::failed);
  connect(pointer_, &ToolPointer::told, &editor_, &Editor::told);
  connect(&editor_, &Editor::stateChanged, this, &Editing::update);
  connect(&editor_, &Editor::painted, &canvas, &Canvas::update_overlay);
  connect(actions_, &ToolActions::findClassRequested, bar_, &ToolBar::find_class);
  editor_.set_active(toolbox_.tool() != Tool::Hand);
  update();
}

Editing::~Editing() = default;

QWidget* Editing::column() const { return column_; }
QWidget* Editing::bar() const { return bar_; }
QWidget* Editing::tidy() const { return tidy_; }
QWidget* Editing::history() const { return history_; }

void Editing::set_project(OpenProject* project) {
  set_image({});
  editor_.set_project(project);
  toolbox_.set_project(project);
  bar_->set_project(project);
  update();
}

void Editing::set_image(const std::optional<project::ImageRow>& image) {
  const bool same = image && image_ && image->id == image_->id;
  if (!same) pointer_->finish();
  image_ = image;
  editor_.set_image(image);
  if (!same) want_superpixels();
}

void Editing::want_superpixels() {
  if (toolbox_.tool() == Tool::Superpixel && image_ && editor_.problem().isEmpty())
    superpixels_.want(image_->photo, toolbox_.options().region_size);
  else
    superpixels_.forget();
  update();
}

void Editing::update() {
  actions_->update(editor_.problem(), active());
  QString text = editor_.problem();
  if (text.isEmpty()) text = editor_.waiting_for();
  if (text.isEmpty() && toolbox_.tool() == Tool::Superpixel && image_ &&
      !superpixels_.superpixels())
    text = tr("Preparing superpixels…");
  bar_->set_state(text);
}

}  // namespace penumbra::ui
