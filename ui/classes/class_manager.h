#pragma once

#include <QDialog>
#include <QPointer>
#include <functional>

#include "ui/classes/class_counts.h"

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace penumbra::project {
class Project;
struct ClassRow;
}  // namespace penumbra::project

namespace penumbra::ui {

class ClassDecision;
class ClassModel;
class OpenProject;
class WarningSign;

/// The classes of the project: their order, names, colours and keys, how many images have them;
/// adding, merging and removing. Every change can be undone. It stays open beside the window.
class ClassManager : public QDialog {
  Q_OBJECT

 public:
  explicit ClassManager(QWidget* parent);

  void set_project(OpenProject* project);
  /// Comes to the front with this class chosen; 0: with the last one.
  void open_at(int value);
  /// The keys of an action of the window do this in here, whatever the action does there.
  void share_keys(QAction& of_window, void (OpenProject::*work)());

 Q_SIGNALS:
  /// The images of a class are the filter now.
  void imagesWanted();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void make_parts();
  void make_actions();
  QAction* action(const char* name) const;
  const project::ClassRow* chosen() const;
  void choose(int value);
  void update_state();
  void add_class();
  void rename(int value, const QString& name);
  void set_key(int value, const QString& key);
  void ask_colour();
  void set_colour(int value, const QColor& colour);
  void move(int by);
  void edit_column(int column);
  void change(
      std::function<QString(project::Project&)> work, std::function<void()> refused = [] {});
  void say(const QString& text, bool error);

  QPointer<OpenProject> project_;
  ClassCounts counts_;
  ClassModel* model_;
  QLineEdit* filter_;
  QTableView* table_;
  ClassDecision* decision_;
  QLineEdit* new_class_;
  QPushButton* add_;
  WarningSign* sign_;
  QLabel* notice_;
  QLabel* summary_;
  int chosen_ = 0;      ///< the class of the row that is chosen
  int chosen_row_ = 0;  ///< and where it was last
  QString added_;       ///< name of the class to be chosen once it is there
};

}  // namespace penumbra::ui
