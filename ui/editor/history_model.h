#pragma once

#include <QAbstractTableModel>

namespace penumbra::ui {

class Editor;

/// The operations of the image that is edited, the newest first; the last row is what the image was
/// before them. Columns: what was done, and when.
class HistoryModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { What, When, ColumnCount };

  explicit HistoryModel(Editor& editor, QObject* parent = nullptr);

  /// The number of operations that count where this row is the last of them, and the row of that.
  int number_of(int row) const { return operations_ - row; }
  int row_of(int number) const { return operations_ - number; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  void follow(bool added);

  Editor& editor_;
  int operations_ = 0;
};

}  // namespace penumbra::ui
