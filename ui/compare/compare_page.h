#pragma once

#include <QPointer>
#include <QWidget>
#include <filesystem>
#include <optional>

#include "ui/compare/compared_photo.h"
#include "ui/compare/comparison_source.h"
#include "ui/compare/comparison_view.h"

class QAction;
class QActionGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QStackedWidget;
class QToolButton;

namespace penumbra::ui {

class ComparedImagesPanel;
class DifferenceLegend;
class FiguresPanel;
class JobList;
class MessageLabel;
class OpenProject;

/// Two label layers of the filtered images against each other: the current image in several views,
/// the images from the worst on, and the figures over all of them.
class ComparePage : public QWidget {
  Q_OBJECT

 public:
  explicit ComparePage(JobList& jobs, QWidget* parent = nullptr);
  ~ComparePage() override;

  /// Null: none is open.
  void set_project(OpenProject* project);
  /// Folds or unfolds the panels at the sides.
  void show_panels(bool visible);
  /// Chooses what is compared with what.
  void compare(project::LayerId layer, project::LayerId reference);
  /// Writes what is compared into a file as a job: a table for .csv, else a page.
  void write_report(const std::filesystem::path& file);

 Q_SIGNALS:
  /// There is nothing to compare yet; the user chose how to go on.
  void instantLabelsRequested();
  /// Enter or a double click in the list: look at the current image.
  void opened();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* make_toolbar();
  QWidget* make_middle();
  QWidget* make_nothing();
  void make_actions();
  QToolButton* button_of(QAction* action, QWidget* parent) const;

  void fill_layers();
  void choose_layers();
  void swap_layers();
  void choose_mode(ComparisonView::Mode mode);
  void update_scope();
  void show_result(const SharedComparison& result);
  void show_nothing();
  void show_cell(int reference_row, int other_row, const QString& title);
  void go_to(std::optional<project::ImageId> image);
  void show_current();
  void show_photo(const SharedComparedPhoto& photo);
  void show_probe(QPoint pixel);
  void ask_for_report(const QString& suffix, const QString& kind);
  std::optional<project::LayerId> layer() const;
  std::optional<project::LayerId> reference() const;

  JobList& jobs_;
  QPointer<OpenProject> project_;
  ComparisonSource source_;
  ComparedPhotoReader reader_;
  SharedComparison result_;
  SharedComparedPhoto photo_;

  QStackedWidget* pages_;
  QLabel* nothing_;
  QPushButton* label_instantly_;
  QComboBox* layer_;
  QComboBox* reference_;
  QActionGroup* modes_;
  QAction* blink_action_;
  QAction* html_action_;
  QAction* csv_action_;
  QWidget* blink_controls_;
  QSlider* blink_speed_;
  QLabel* scope_;
  MessageLabel* message_;
  QLabel* probe_;
  ComparedImagesPanel* images_;
  ComparisonView* view_;
  DifferenceLegend* legend_;
  FiguresPanel* figures_;
  bool panels_shown_ = true;
  QString state_;  ///< what is going on: "Comparing 340 of 1,204"
};

}  // namespace penumbra::ui
