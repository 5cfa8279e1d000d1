#pragma once

#include <QMainWindow>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "ui/commands/command_list.h"
#include "ui/jobs/job_list.h"
#include "ui/language.h"
#include "ui/project/open_project.h"
#include "ui/project/project_opening.h"
#include "ui/project/way_strip.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"

class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace penumbra::ui {

class ClassManager;
class CommandPalette;
class ComparePage;
class ExportPage;
class HintBar;
class ImportDialog;
class InspectPage;
class LogPanel;
class PhotosPage;
class QueryLine;
class Rail;
class RecoveryBar;
class ShortcutSheet;
class StartPage;
struct LostSession;
class StatusStrip;
class TrainingPage;

/// The window: a rail of places, the place, the status strip; one project at a time.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  enum class Place { Photos, Inspect, Train, Compare, Export };

  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens a project (its folder or a file in it), or a folder of photos, of which a project is
  /// made where there is none. In the background; `project()` is null until then.
  void open(const std::filesystem::path& path);
  /// Draws the demo's scenes where they are missing and opens their project.
  void open_demo();
  /// Looks at this run as soon as a project is open.
  void open_run(const std::filesystem::path& folder);
  void close_project();
  void go_to(Place place);
  /// Says what went wrong, in the status strip.
  void show_error(const QString& text);
  /// Says what of a session that was lost is there.
  void show_lost(const LostSession& lost);

  OpenProject* project() const { return project_.get(); }
  JobList& jobs() { return jobs_; }
  CommandList& commands() { return commands_; }
  Appearance& appearance() { return appearance_; }

 Q_SIGNALS:
  /// `project()` is another one, or none.
  void projectChanged();
  /// What the log of the window says.
  void logged(const QString& text);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  using Prepare = std::function<void(JobControl&, ProgressSink&)>;

  void make_pages();
  QWidget* make_bar();
  QWidget* make_below();
  void make_rail();
  void make_actions();
  void make_menus();
  void make_language_menu();
  void make_help_actions();
  QAction* add_action(const char* name, const QString& text, const QKeySequence& keys,
                      const std::function<void()>& work);
  void choose_folder(const QString& title, const std::function<void(const QString&)>& chosen);
  void choose_project(const QString& title);
  void add_photos();
  void open_in_background(const std::filesystem::path& folder, const QString& shown,
                          const Prepare& prepare);
  std::shared_ptr<project::Project> find_live(const std::filesystem::path& folder) const;
  void show_project(Opened opened);
  void update_actions();
  void import_photos(std::shared_ptr<const dataset::Dataset> photos);
  void rescan();
  void go_to_step(WayStrip::Step step);
  void label_instantly();
  void start_review();
  void update_summary();
  void restore_place();
  void keep_place() const;
  void keep_picture() const;
  void ask_before_closing();
  void connect_editor();
  /// Whether undo and redo are of the image's labels: a tool is in hand in Inspect.
  bool edits_image() const;
  void ask_about_unsaved(const QString& problem);
  void show_project_menu();
  void show_panels(bool shown);

  SettingsWriter settings_;
  Translation translation_;  ///< before all that has a text
  Appearance appearance_;
  JobList jobs_;
  CommandList commands_;
  std::unique_ptr<OpenProject> project_;
  std::map<std::string, std::weak_ptr<project::Project>> live_;  ///< by folder, closed ones too
  JobRunner* opening_ = nullptr;
  Rail* rail_;
  QStackedWidget* pages_;
  StartPage* start_page_;
  PhotosPage* photos_page_;
  InspectPage* inspect_page_;
  TrainingPage* training_page_;
  ComparePage* compare_page_;
  ExportPage* export_page_;
  WayStrip* way_;
  HintBar* hints_;
  RecoveryBar* recovery_;
  QTabWidget* below_;
  LogPanel* log_;
  StatusStrip* strip_;
  QueryLine* query_;
  QToolButton* project_menu_;
  QToolButton* train_;
  CommandPalette* palette_;
  ShortcutSheet* shortcut_sheet_;
  ImportDialog* import_;
  ClassManager* classes_;
  std::filesystem::path waiting_run_;  ///< to be looked at with the next project
  bool panels_shown_ = true;
  bool closing_ = false;
  bool close_unsaved_ = false;
};

}  // namespace penumbra::ui
