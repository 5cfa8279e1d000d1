#include "ui/editor/history_model.h"

#include <QDateTime>
#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

#include "ui/editor/editor.h"
#include "ui/editor/operation_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {

HistoryModel::HistoryModel(Editor& editor, QObject* parent)
    : QAbstractTableModel(parent), editor_(editor) {
  connect(&editor, &Editor::historyChanged, this, &HistoryModel::follow);
  follow(false);
}

void HistoryModel::follow(bool added) {
  const int now = static_cast<int>(editor_.history().size());
  if (added && now == operations_ + 1) {
    beginInsertRows({}, 0, 0);
    operations_ = now;
    endInsertRows();
  } else if (now != operations_) {
    beginResetModel();
    operations_ = now;
    endResetModel();
    return;
  }
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : operations_ + 1;
}

int HistoryModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  const int number = number_of(index.row());
  const bool undone = number > editor_.done();
  if (role == Qt::ForegroundRole && undone)
    return QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
  if (role == Qt::FontRole && number == editor_.done()) {
    QFont font;
    font.setBold(true);
    return font;
  }
  if (role == Qt::TextAlignmentRole && index.column() == When)
    return int(Qt::AlignRight | Qt::AlignVCenter);
  if (number == 0) {
    if (role == Qt::DisplayRole && index.column() == What) return tr("Before all edits");
    return {};
  }
  const auto& entry = editor_.history()[static_cast<std::size_t>(number - 1)];
  const auto* project = editor_.project();
  if (!project) return {};
  const auto when = QDateTime::fromMSecsSinceEpoch(entry.created);
  if (index.column() == When) {
    if (role != Qt::DisplayRole) return {};
    return when.date() == QDate::currentDate()
               ? QLocale().toString(when.time(), QLocale::ShortFormat)
               : QLocale().toString(when.date(), QLocale::ShortFormat);
  }
  switch (role) {
    case Qt::DisplayRole:
      return operation_text(entry, *project);
    case Qt::DecorationRole:
      if (entry.label && *entry.label != 0)
        return class_swatch(project->class_colour(*entry.label));
      return class_swatch(Qt::transparent);
    case Qt::ToolTipRole:
      return tr("%1. %2%3")
          .arg(number)
          .arg(QLocale().toString(when, QLocale::ShortFormat),
               undone ? ' ' + tr("(undone)") : QString());
    default:
      return {};
  }
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const {
  return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

}  // namespace penumbra::ui
