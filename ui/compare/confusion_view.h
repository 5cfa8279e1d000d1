#pragma once

#include <QTableView>

namespace penumbra::ui {

class ConfusionModel;

/// A confusion matrix: the stronger a cell's colour, the more of its row; right ones in blue, wrong
/// ones in orange. A click or Enter chooses a cell, the cursor or the arrow keys explain one.
class ConfusionView : public QTableView {
  Q_OBJECT

 public:
  explicit ConfusionView(ConfusionModel& model, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// Row and column of the comparison's own matrix.
  void chosen(int reference_row, int other_row, const QString& title);
  /// What the cell under the cursor, or the current one, says; empty: none.
  void explained(const QString& text);

 protected:
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void leaveEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void choose(const QModelIndex& index);
  void explain(const QModelIndex& index);
  void fit_cells();

  ConfusionModel& model_;
};

}  // namespace penumbra::ui
