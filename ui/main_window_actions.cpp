// The window's actions and menus.
#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QToolButton>

#include "ui/classes/class_manager.h"
#include "ui/commands/command_palette.h"
#include "ui/commands/shortcut_sheet.h"
#include "ui/compare/compare_page.h"
#include "ui/editor/editing.h"
#include "ui/export/export_page.h"
#include "ui/gallery/photos_page.h"
#include "ui/import/import_dialog.h"
#include "ui/main_window.h"
#include "ui/project/query_line.h"
#include "ui/project/recent_projects.h"
#include "ui/training/training_page.h"
#include "ui/viewer/inspect_page.h"

namespace penumbra::ui {

QAction* MainWindow::add_action(const char* name, const QString& text, const QKeySequence& keys,
                                const std::function<void()>& work) {
  auto* action = new QAction(text, this);
  action->setObjectName(name);
  action->setShortcut(keys);
  connect(action, &QAction::triggered, this, work);
  addAction(action);
  return action;
}

void MainWindow::make_actions() {
  const auto with_project = [this](const char* name, const QString& text, const QKeySequence& keys,
                                   const std::function<void()>& work) {
    add_action(name, text, keys, work)->setProperty("needsProject", true);
  };
  const auto with_writing = [this](const char* name, const QString& text, const QKeySequence& keys,
                                   const std::function<void()>& work) {
    add_action(name, text, keys, work)->setProperty("needsWriting", true);
  };
  add_action("actionNewProject", tr("New project…"), QKeySequence::New,
             [this] { choose_project(tr("Choose a folder of photos")); });
  add_action("actionOpenProject", tr("Open project…"), QKeySequence::Open,
             [this] { choose_project(tr("Choose a project")); });
  add_action("actionOpenDemo", tr("Open the demo"), {}, [this] { open_demo(); });
  with_writing("actionAddPhotos", tr("Add photos…"), {}, [this] { add_photos(); });
  with_writing("actionImportLabels", tr("Import labels…"), QKeySequence("Ctrl+I"), [this] {
    import_->show();
    import_->raise();
    import_->activateWindow();
  });
  with_writing("actionRescan", tr("Look for changed photos"), QKeySequence("F5"),
               [this] { rescan(); });
  with_project("actionClasses", tr("Classes…"), QKeySequence("Ctrl+Shift+C"),
               [this] { classes_->open_at(0); });
  with_project("actionCloseProject", tr("Close the project"), QKeySequence("Ctrl+W"),
               [this] { close_project(); });
  add_action("actionQuit", tr("Quit"), QKeySequence::Quit, [this] { close(); });
  with_writing("actionUndo", tr("Undo"), QKeySequence::Undo, [this] {
    edits_image() ? inspect_page_->editing().editor().undo() : project_->undo_change();
  });
  with_writing("actionRedo", tr("Redo"), QKeySequence::Redo, [this] {
    edits_image() ? inspect_page_->editing().editor().redo() : project_->redo_change();
  });
  with_project("actionFilter", tr("Filter"), QKeySequence::Find, [this] {
    query_->setFocus();
    query_->selectAll();
  });
  with_project("actionClearFilter", tr("Clear the filter"), {},
               [this] { project_->set_where({}); });
  const std::array places = {std::pair{"actionPhotos", tr("Go to Photos")},
                             std::pair{"actionInspect", tr("Go to Inspect")},
                             std::pair{"actionTrain", tr("Go to Train")},
                             std::pair{"actionCompare", tr("Go to Compare")},
                             std::pair{"actionExport", tr("Go to Export")}};
  for (int i = 0; i < static_cast<int>(places.size()); ++i)
    with_project(
        places[static_cast<std::size_t>(i)].first, places[static_cast<std::size_t>(i)].second,
        QKeySequence(QString("Ctrl+%1").arg(i + 1)), [this, i] { go_to(static_cast<Place>(i)); });
  with_project("actionInstantLabels", tr("Label instantly…"), QKeySequence("Ctrl+L"),
               [this] { label_instantly(); });
  with_project("actionReview", tr("Start reviewing"), QKeySequence("Ctrl+Return"),
               [this] { start_review(); });
  add_action("actionJobs", tr("Show jobs"), QKeySequence("Ctrl+J"), [this] {
    auto* toggle = findChild<QToolButton*>("toggleJobs");
    toggle->setChecked(!toggle->isChecked() || below_->currentIndex() != 0);
    below_->setCurrentIndex(0);
  });
  add_action("actionLog", tr("Show the log"), QKeySequence("Ctrl+Shift+J"), [this] {
    below_->setCurrentIndex(1);
    findChild<QToolButton*>("toggleJobs")->setChecked(true);
  });
  with_project("actionPanels", tr("Show or hide the side panels"), QKeySequence("Ctrl+B"),
               [this] { show_panels(!panels_shown_); });
  add_action("actionPalette", tr("Commands…"), QKeySequence("Ctrl+K"),
             [this] { palette_->show(); });
  QAction* keys = add_action("actionKeys", tr("Keys"), {}, [this] { shortcut_sheet_->show(); });
  keys->setShortcuts({QKeySequence("F1"), QKeySequence("?")});
  const std::array themes = {std::pair{"actionThemeSystem", tr("Theme of the desktop")},
                             std::pair{"actionThemeLight", tr("Light theme")},
                             std::pair{"actionThemeDark", tr("Dark theme")}};
  auto* group = new QActionGroup(this);
  for (int i = 0; i < static_cast<int>(themes.size()); ++i) {
    QAction* theme = add_action(themes[static_cast<std::size_t>(i)].first,
                                themes[static_cast<std::size_t>(i)].second, {},
                                [this, i] { appearance_.set_theme(static_cast<Theme>(i)); });
    theme->setCheckable(true);
    theme->setChecked(static_cast<Theme>(i) == appearance_.theme());
    group->addAction(theme);
  }
  make_help_actions();
  commands_.add_all(*this, tr("Window"));
  commands_.add_all(*photos_page_, tr("Photos"));
  commands_.add_all(*inspect_page_, tr("Inspect"));
  commands_.add_all(*training_page_, tr("Train"));
  commands_.add_all(*compare_page_, tr("Compare"));
  commands_.add_all(*export_page_, tr("Export"));
  commands_.add_all(*classes_, tr("Classes"));
  classes_->share_keys(*findChild<QAction*>("actionUndo"), &OpenProject::undo_change);
  classes_->share_keys(*findChild<QAction*>("actionRedo"), &OpenProject::redo_change);
}

void MainWindow::make_menus() {
  const auto fill = [this](const QString& title, std::initializer_list<const char*> names) {
    QMenu* menu = menuBar()->addMenu(title);
    for (const char* name : names) {
      if (*name == '-')
        menu->addSeparator();
      else
        menu->addAction(findChild<QAction*>(name));
    }
  };
  fill(tr("&Project"), {"actionNewProject", "actionOpenProject", "actionOpenDemo", "-",
                        "actionAddPhotos", "actionImportLabels", "actionRescan", "actionClasses",
                        "-", "actionCloseProject", "actionQuit"});
  fill(tr("&Edit"),
       {"actionUndo", "actionRedo", "-", "actionFilter", "actionClearFilter", "-",
        "actionCheckTags", "actionMarkReviewed", "-", "actionReview", "action_review_sessions"});
  fill(tr("&Go"), {"actionPhotos", "actionInspect", "actionTrain", "actionCompare", "actionExport",
                   "-", "actionInstantLabels"});
  fill(tr("&View"), {"actionPanels", "actionJobs", "actionLog", "-", "actionThemeSystem",
                     "actionThemeLight", "actionThemeDark"});
  fill(tr("&Help"),
       {"actionGuide", "actionKeys", "actionPalette", "-", "actionShowHints", "actionAbout"});
}

void MainWindow::show_project_menu() {
  auto* menu = new QMenu(this);
  menu->setObjectName("projectMenuList");
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (const char* name : {"actionNewProject", "actionOpenProject", "actionOpenDemo"})
    menu->addAction(findChild<QAction*>(name));
  menu->addSeparator();
  for (const QString& folder : recent_projects())
    menu->addAction(folder, this, [this, folder] { open(folder.toStdString()); });
  menu->addSeparator();
  for (const char* name :
       {"actionAddPhotos", "actionImportLabels", "actionRescan", "actionCloseProject"})
    menu->addAction(findChild<QAction*>(name));
  menu->popup(project_menu_->mapToGlobal(project_menu_->rect().bottomLeft()));
}

}  // namespace penumbra::ui
