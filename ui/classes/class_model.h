#pragma once

#include <QAbstractTableModel>
#include <QPointer>
#include <vector>

#include "project/changes.h"

namespace penumbra::ui {

class ClassCounts;
class OpenProject;

/// The classes of a project in their order, those whose name fits a filter. What is edited or
/// dragged is asked for by signals; the rows follow once the project has changed.
class ClassModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Colour, Name, Key, Tagged, Labelled, columns };

  explicit ClassModel(const ClassCounts& counts, QObject* parent = nullptr);

  void set_project(OpenProject* project);
  void set_filter(const QString& filter);
  const QString& filter() const { return filter_; }

  /// The class of a row; null where there is none.
  const project::ClassRow* class_at(int row) const;
  /// -1: not among those shown.
  int row_of(int value) const;
  /// All values in their order, with the class moved by so many places; as they are where it can't.
  std::vector<int> order_with(int value, int by) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  /// Asks for the new order; the rows move when it is there.
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 Q_SIGNALS:
  void nameChosen(int value, const QString& name);
  void keyChosen(int value, const QString& key);
  void orderChosen(const std::vector<int>& values);

 private:
  void fill();
  void show_counts();
  QString text(const project::ClassRow& row, int column) const;

  const ClassCounts& counts_;
  QPointer<OpenProject> project_;
  QString filter_;
  std::vector<project::ClassRow> rows_;
};

}  // namespace penumbra::ui
