// The window's language, help, hints and what it says after a crash.
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include "ui/help/about_dialog.h"
#include "ui/help/guide_window.h"
#include "ui/help/hint_bar.h"
#include "ui/jobs/status_strip.h"
#include "ui/main_window.h"
#include "ui/session/log_window.h"
#include "ui/session/recovery_bar.h"

namespace penumbra::ui {
namespace {

/// Shows the one window of its kind, which is made when it is first asked for.
template <class Window>
void show_one(QWidget* parent) {
  auto* window = parent->findChild<Window*>(QString(), Qt::FindDirectChildrenOnly);
  if (!window) window = new Window(parent);
  window->show();
  window->raise();
  window->activateWindow();
}

}  // namespace

void MainWindow::make_help_actions() {
  add_action("actionGuide", tr("Guide"), QKeySequence("Ctrl+F1"),
             [this] { show_one<GuideWindow>(this); });
  add_action("actionShowHints", tr("Show hints again"), {}, [this] { hints_->start_again(); });
  add_action("actionAbout", tr("About Penumbra"), {}, [this] { show_one<AboutDialog>(this); });
  connect(recovery_, &RecoveryBar::showLog, this,
          [this](const std::filesystem::path& log) { (new LogWindow(log, this))->show(); });
}

void MainWindow::make_language_menu() {
  auto* menu = new QMenu(tr("Language"), this);
  menu->setObjectName("languageMenu");
  auto* group = new QActionGroup(this);
  for (const Language& language : languages()) {
    auto* action =
        new QAction(language.name.isEmpty() ? tr("Language of the desktop") : language.name, this);
    action->setObjectName(language.action);
    action->setCheckable(true);
    action->setChecked(language.code == Translation::chosen());
    group->addAction(action);
    menu->addAction(action);
    commands_.add(action, tr("Language"));
    connect(action, &QAction::triggered, this, [this, code = language.code] {
      if (code == Translation::chosen()) return;
      Translation::choose(code);
      strip_->show_message(tr("The language changes at the next start of Penumbra."));
    });
  }
  // The menus' titles are translated: View is found by what it holds.
  for (QAction* top : menuBar()->actions())
    if (top->menu()->actions().contains(findChild<QAction*>("actionThemeSystem")))
      top->menu()->addMenu(menu);
}

void MainWindow::show_lost(const LostSession& lost) { recovery_->show_lost(lost); }

}  // namespace penumbra::ui
