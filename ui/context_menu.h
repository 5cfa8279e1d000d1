#pragma once

#include <QString>
#include <functional>

class QAction;
class QMenu;
class QPoint;
class QTableView;
class QWidget;

namespace penumbra::ui {

/// Gives a widget a menu for the right click and the menu key. `fill` makes it anew each time, for
/// a place of the widget (of a view: of its viewport); where it adds nothing, none is shown.
void give_context_menu(QWidget& widget, const char* name,
                       std::function<void(QMenu& menu, const QPoint& at)> fill);

/// Adds an action that has a name.
QAction* add_action(QMenu& menu, const char* name, const QString& text,
                    const std::function<void()>& work);

void copy_text(const QString& text);
/// Opens a folder in the desktop's file manager.
void open_folder(const QString& folder);

/// What a table shows, as text that spreadsheets take: a line a row, a tab between columns, titles
/// first. row: of one row, -1: of all.
QString table_text(const QTableView& table, int row = -1);

}  // namespace penumbra::ui
