#pragma once

#include <QSortFilterProxyModel>

namespace penumbra::ui {

/// The images whose name or tags contain every word of a text, whatever its case.
class ImageFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  void set_text(const QString& text);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList words_;
};

}  // namespace penumbra::ui
