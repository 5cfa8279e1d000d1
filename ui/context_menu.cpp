#include "ui/context_menu.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <QUrl>

namespace penumbra::ui {

void give_context_menu(QWidget& widget, const char* name,
                       std::function<void(QMenu& menu, const QPoint& at)> fill) {
  widget.setContextMenuPolicy(Qt::CustomContextMenu);
  QObject::connect(&widget, &QWidget::customContextMenuRequested, &widget,
                   [&widget, name, fill = std::move(fill)](const QPoint& at) {
                     auto* menu = new QMenu(&widget);
                     menu->setObjectName(name);
                     menu->setAttribute(Qt::WA_DeleteOnClose);
                     fill(*menu, at);
                     if (menu->isEmpty()) return menu->deleteLater();
                     const auto* area = qobject_cast<QAbstractScrollArea*>(&widget);
                     menu->popup((area ? area->viewport() : &widget)->mapToGlobal(at));
                   });
}

QAction* add_action(QMenu& menu, const char* name, const QString& text,
                    const std::function<void()>& work) {
  QAction* action = menu.addAction(text);
  action->setObjectName(name);
  QObject::connect(action, &QAction::triggered, action, work);
  return action;
}

void copy_text(const QString& text) { QApplication::clipboard()->setText(text); }

void open_folder(const QString& folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); }

QString table_text(const QTableView& table, int row) {
  const auto& model = *table.model();
  const auto& columns = *table.horizontalHeader();
  QStringList lines;
  const auto add = [&](QStringList cells, const QVariant& title) {
    if (!table.verticalHeader()->isHidden()) cells.prepend(title.toString());
    lines << cells.join('\t');
  };
  const auto cells_of = [&](auto&& cell) {
    QStringList cells;
    for (int place = 0; place < columns.count(); ++place) {
      const int column = columns.logicalIndex(place);
      if (!table.isColumnHidden(column)) cells << cell(column).toString();
    }
    return cells;
  };
  add(cells_of([&](int column) { return model.headerData(column, Qt::Horizontal); }), {});
  const int first = row < 0 ? 0 : row, last = row < 0 ? model.rowCount() - 1 : row;
  for (int at = first; at <= last; ++at)
    add(cells_of([&](int column) { return model.index(at, column).data(); }),
        model.headerData(at, Qt::Vertical));
  return lines.join('\n') + '\n';
}

}  // namespace penumbra::ui
