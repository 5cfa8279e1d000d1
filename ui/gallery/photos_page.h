#pragma once

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QSlider;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace penumbra::ui {

class CheckTagsBar;
class FacetPanel;
class ImageListView;
class OpenProject;
class TableColumns;
class TagPanel;

/// All images of the filter, as a grid or as a list, with what they have on the left and the tags
/// of the selected ones on the right.
class PhotosPage : public QWidget {
  Q_OBJECT

 public:
  explicit PhotosPage(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// Whether photos are on their way: an empty page says so.
  void set_importing(bool importing);
  /// Folds or unfolds the panels at the sides.
  void show_panels(bool visible);
  /// Lays the labels of this layer over the thumbnails, as soon as it is there, unless those of
  /// another one are chosen.
  void propose_labels(const QString& layer);
  /// Ends the check of tags, if it is going on.
  bool end_check_tags();

 Q_SIGNALS:
  /// Enter or a double click: look at the current image.
  void opened();
  /// Walk through the images that most need a person.
  void reviewRequested();
  /// What was asked for is to be seen on this page.
  void wanted();
  /// A class is to be looked at, all of them where 0.
  void classesRequested(int value);

 private:
  QWidget* make_toolbar();
  QWidget* make_empty();
  void make_actions();
  void fill_sorts();
  void show_sort();
  void sort_by_column(int column);
  void sort(const QString& by);
  void fill_layers();
  void choose_layer();
  void choose_view(int view);
  void update_empty();
  void fill_menu(QMenu& menu);
  void mark(bool reviewed);

  QPointer<OpenProject> project_;
  FacetPanel* facets_;
  TagPanel* tags_;
  CheckTagsBar* check_tags_;
  QStackedWidget* views_;
  ImageListView* grid_;
  QTableView* table_;
  TableColumns* columns_;
  QWidget* empty_;
  QLabel* empty_text_;
  QComboBox* sort_;
  QToolButton* order_;
  QComboBox* layer_;
  QSlider* side_;
  QToolButton* as_grid_;
  QToolButton* as_list_;
  QString proposed_;  ///< layer that is not there yet
  int view_ = 0;
  bool importing_ = false;
};

}  // namespace penumbra::ui
