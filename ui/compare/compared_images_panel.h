#pragma once

#include <QWidget>
#include <optional>

#include "ui/compare/comparison_result.h"

class QLabel;
class QMenu;
class QTableView;

namespace penumbra::ui {

class ComparedImagesModel;
class ImageListModel;
class TableColumns;

/// The compared images as a list, or those behind a cell of the confusion matrix, in the order that
/// was chosen last (the worst first until then).
class ComparedImagesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ComparedImagesPanel(QWidget* parent = nullptr);

  /// Where thumbnails come from; null: there are none.
  void set_pictures(ImageListModel* pictures);
  void show_result(const SharedComparison& result);
  void show_cell(int reference_row, int other_row, const QString& title);
  void show_all();

  /// Marks the image in the list, if it is there; tells nobody.
  void set_current(std::optional<project::ImageId> image);
  /// The image `steps` further in the list; nothing at its ends.
  std::optional<project::ImageId> neighbour(int steps) const;
  std::optional<project::ImageId> first() const;
  bool lists(project::ImageId image) const;

 Q_SIGNALS:
  void chosen(project::ImageId image);
  void opened();
  /// A menu of an image is about to be shown, for what others can do with it.
  void menuAsked(QMenu* menu, project::ImageId image);

 private:
  void select_current();
  void show_columns();
  void update_title();
  QString order_text() const;
  void sort_as_remembered();

  ComparedImagesModel* model_;
  QTableView* table_;
  TableColumns* columns_;
  QLabel* title_;
  QWidget* all_;
  QString cell_title_;
  std::optional<project::ImageId> current_;
  bool selecting_ = false;
  bool sorting_ = false;  ///< by the program, not by the user
};

}  // namespace penumbra::ui
