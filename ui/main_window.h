#pragma once

#include <QMainWindow>
#include <array>
#include <filesystem>
#include <memory>

#include "dataset/dataset.h"
#include "ui/gallery/image_filter.h"
#include "ui/gallery/image_list_model.h"
#include "ui/jobs/job_list.h"
#include "ui/theme/appearance.h"

class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace penumbra::ui {

class ExportPage;
class GalleryPage;
class InspectPage;
class JobsPanel;
class ShortcutSheet;
class StartPage;
class StatusStrip;
class TrainingPage;

/// The window: a rail of places, the place, the status strip.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  enum class Place { Photos, Inspect, Train, Export };

  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Reads a data set in the background and shows it.
  void open_data(const std::filesystem::path& folder);
  /// Draws the demo's scenes where they are missing and shows them.
  void open_demo();
  /// Looks at this run, which may go on training, as soon as there is data.
  void open_run(const std::filesystem::path& folder);
  void go_to(Place place);

  JobList& jobs() { return jobs_; }
  Appearance& appearance() { return appearance_; }
  const dataset::Dataset* dataset() const { return dataset_.get(); }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* make_rail();
  QWidget* make_bar();
  void make_shortcuts();
  void choose_folder();
  void read_data(const std::filesystem::path& folder, bool demo);
  void show_data(std::shared_ptr<const dataset::Dataset> dataset, bool demo);
  /// Tells the places what labels: the run, else the chosen encoder weights, else nothing.
  void update_model();
  std::vector<int> filtered_rows() const;
  void update_summary();
  void restore_window();

  Appearance appearance_;
  JobList jobs_;
  std::shared_ptr<const dataset::Dataset> dataset_;
  ImageListModel images_;
  ImageFilter filter_;
  QStackedWidget* pages_;
  StartPage* start_page_;
  GalleryPage* gallery_page_;
  InspectPage* inspect_page_;
  TrainingPage* training_page_;
  ExportPage* export_page_;
  JobsPanel* jobs_panel_;
  StatusStrip* strip_;
  ShortcutSheet* shortcut_sheet_;
  QLineEdit* filter_text_;
  QToolButton* project_;
  std::array<QToolButton*, 4> places_{};
  QToolButton* train_;
  std::filesystem::path waiting_run_;  ///< to be opened with the next data
  std::filesystem::path model_run_;    ///< the run that labels; empty: none
  bool closing_ = false;
};

}  // namespace penumbra::ui
