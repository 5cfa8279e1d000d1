#include "ui/classes/class_manager.h"

#include <QAction>
#include <QColorDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <algorithm>

#include "project/classes.h"
#include "ui/classes/class_decision.h"
#include "ui/classes/class_model.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"
#include "ui/theme/warning_sign.h"

namespace penumbra::ui {
namespace {

constexpr auto geometry_key = "classes/geometry";
constexpr int most_classes = 254;  // values of label maps, without 0 and 255

const project::ClassRow* find_row(const std::vector<project::ClassRow>& rows, int value) {
  const auto found = std::ranges::find(rows, value, &project::ClassRow::value);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

ClassManager::ClassManager(QWidget* parent) : QDialog(parent) {
  setObjectName("classManager");
  setWindowTitle(tr("Classes"));
  resize(80 * grid_px, 76 * grid_px);
  model_ = new ClassModel(counts_, this);
  make_parts();
  make_actions();
  restoreGeometry(QSettings().value(geometry_key).toByteArray());
  connect(model_, &ClassModel::nameChosen, this, &ClassManager::rename);
  connect(model_, &ClassModel::keyChosen, this, &ClassManager::set_key);
  connect(model_, &ClassModel::orderChosen, this, [this](const std::vector<int>& values) {
    change([values](project::Project& project) {
      project::order_classes(project, values);
      return tr("The classes have another order");
    });
  });
  connect(model_, &QAbstractItemModel::modelReset, this, [this] { choose(chosen_); });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& index) {
            if (const auto* row = model_->class_at(index.row())) {
              chosen_ = row->value;
              chosen_row_ = index.row();
            }
            update_state();
          });
  connect(decision_, &ClassDecision::closed, table_, qOverload<>(&QWidget::setFocus));
  connect(decision_, &ClassDecision::mergeDecided, this, [this](int value, int into) {
    const QString from = project_->class_name(value), to = project_->class_name(into);
    chosen_ = into;
    change([value, into, from, to](project::Project& project) {
      project::merge_classes(project, value, into);
      return tr("%1 is %2 now").arg(from, to);
    });
  });
  connect(decision_, &ClassDecision::removalDecided, this, [this](int value, int becomes) {
    const QString name = project_->class_name(value);
    change([value, becomes, name](project::Project& project) {
      project::remove_class(project, value, becomes);
      return tr("%1 is no class any more").arg(name);
    });
  });
  set_project(nullptr);
}

void ClassManager::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  counts_.set_project(project);
  model_->set_project(project);
  decision_->set_project(project);
  say({}, false);
  added_.clear();
  if (!project) hide();
  if (project) {
    connect(project, &OpenProject::classesChanged, this, [this] {
      const auto& rows = project_->classes();
      const auto found = std::ranges::find(rows, added_.toStdString(), &project::ClassRow::name);
      if (!added_.isEmpty() && found != rows.end()) {
        choose(found->value);
        added_.clear();
      }
      update_state();
    });
    connect(project, &OpenProject::changed, this,
            [this](const QString& text) { say(text, false); });
  }
  choose(0);
}

void ClassManager::open_at(int value) {
  if (!project_) return;
  filter_->clear();
  show();
  raise();
  activateWindow();
  choose(value != 0 ? value : chosen_);
  table_->setFocus();
}

void ClassManager::share_keys(QAction& of_window, void (OpenProject::*work)()) {
  auto* shared = new QAction(of_window.text(), this);
  const auto follow = [shared, usual = &of_window] {
    shared->setShortcuts(usual->shortcuts());
    shared->setEnabled(usual->isEnabled());
  };
  connect(&of_window, &QAction::changed, shared, follow);
  connect(shared, &QAction::triggered, this, [this, work] {
    if (project_) (project_.data()->*work)();
  });
  addAction(shared);
  follow();
}

void ClassManager::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  counts_.set_wanted(true);
  update_state();
}

void ClassManager::hideEvent(QHideEvent* event) {
  QDialog::hideEvent(event);
  counts_.set_wanted(false);
  change_setting(geometry_key, saveGeometry());
  decision_->hide();
  update_state();
}

void ClassManager::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && decision_->isVisible()) return decision_->hide();
  QDialog::keyPressEvent(event);
}

QAction* ClassManager::action(const char* name) const { return findChild<QAction*>(name); }

const project::ClassRow* ClassManager::chosen() const {
  return model_->class_at(table_->currentIndex().row());
}

/// Chooses the row of a class; where it is not shown, the one that took its place.
void ClassManager::choose(int value) {
  int row = model_->row_of(value);
  if (row < 0) row = std::clamp(chosen_row_, 0, std::max(0, model_->rowCount() - 1));
  table_->setCurrentIndex(model_->index(row, ClassModel::Name));
  table_->scrollTo(table_->currentIndex());
  update_state();
}

void ClassManager::update_state() {
  const bool writable = project_ && project_->project()->writable();
  const auto* row = project_ ? chosen() : nullptr;
  const bool one = isVisible() && writable && row;
  const bool whole = model_->filter().isEmpty();
  for (const char* name : {"action_class_rename", "action_class_colour", "action_class_key"})
    action(name)->setEnabled(one);
  action("action_class_images")->setEnabled(isVisible() && row);
  action("action_class_up")->setEnabled(one && whole && table_->currentIndex().row() > 0);
  action("action_class_down")
      ->setEnabled(one && whole && table_->currentIndex().row() + 1 < model_->rowCount());
  action("action_class_merge")->setEnabled(one && project_->classes().size() > 1);
  action("action_class_remove")->setEnabled(one);
  action("action_class_usual_colours")
      ->setEnabled(isVisible() && writable && !project_->classes().empty());
  new_class_->setEnabled(writable);
  add_->setEnabled(writable && !new_class_->text().trimmed().isEmpty());
  const auto count = project_ ? static_cast<qint64>(project_->classes().size()) : 0;
  QString text = tr("%1 of at most %2 classes").arg(number_text(count)).arg(most_classes);
  if (count > 0 && model_->rowCount() < count)
    text += tr(" · %1 fit the filter").arg(number_text(model_->rowCount()));
  if (project_ && !writable) text += tr(" · read only");
  summary_->setText(text);
}

void ClassManager::change(std::function<QString(project::Project&)> work,
                          std::function<void()> refused) {
  if (!project_) return;
  say({}, false);
  project_->change_classes(std::move(work), [self = QPointer(this),
                                             refused = std::move(refused)](const QString& problem) {
    if (!self) return;
    self->say(problem, true);
    refused();
  });
}

void ClassManager::say(const QString& text, bool error) {
  sign_->setVisible(error);
  QFont font = notice_->font();
  font.setBold(error);
  notice_->setFont(font);
  notice_->setText(text);
  notice_->setToolTip(text.toHtmlEscaped());
}

void ClassManager::add_class() {
  const QString name = new_class_->text().trimmed();
  if (name.isEmpty()) return;
  filter_->clear();
  added_ = name;
  new_class_->setText({});
  change(
      [name](project::Project& project) {
        project::add_class(project, name.toStdString());
        return tr("%1 is a class now").arg(name);
      },
      [this, name] {
        added_.clear();
        if (new_class_->text().isEmpty()) new_class_->setText(name);
        new_class_->selectAll();
      });
}

void ClassManager::rename(int value, const QString& name) {
  change(
      [value, name](project::Project& project) {
        project::rename_class(project, value, name.trimmed().toStdString());
        return tr("The class is called %1 now").arg(name.trimmed());
      },
      [this, value, name] {  // goes on where it was
        choose(value);
        edit_column(ClassModel::Name);
        if (auto* editor = table_->findChild<QLineEdit*>("className")) {
          editor->setText(name);
          editor->selectAll();
        }
      });
}

void ClassManager::set_key(int value, const QString& key) {
  change([value, key](project::Project& project) {
    const auto rows = project::classes(project);
    const auto* row = find_row(rows, value);
    if (!row) return QString();
    const auto other = std::ranges::find(rows, key.toStdString(), &project::ClassRow::key);
    project::set_class_look(project, value, row->colour, key.toStdString());
    const QString name = QString::fromStdString(row->name);
    if (key.isEmpty()) return tr("%1 has no key any more").arg(name);
    if (other == rows.end()) return tr("%1 chooses %2 now").arg(key, name);
    return tr("%1 chooses %2 now, and %3 no more")
        .arg(key, name, QString::fromStdString(other->name));
  });
}

void ClassManager::ask_colour() {
  const auto* row = chosen();
  if (!row || !project_) return;
  auto* dialog = new QColorDialog(project_->class_colour(row->value), this);
  dialog->setObjectName("classColourDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setOption(QColorDialog::DontUseNativeDialog);
  dialog->setWindowTitle(tr("Colour of %1").arg(QString::fromStdString(row->name)));
  connect(dialog, &QColorDialog::colorSelected, this,
          [this, value = row->value](const QColor& colour) { set_colour(value, colour); });
  dialog->open();
}

void ClassManager::set_colour(int value, const QColor& colour) {
  change([value, rgb = colour.rgb() & 0xffffffU](project::Project& project) {
    const auto rows = project::classes(project);
    const auto* row = find_row(rows, value);
    if (!row) return QString();
    project::set_class_look(project, value, rgb, row->key);
    return tr("%1 has another colour").arg(QString::fromStdString(row->name));
  });
}

void ClassManager::move(int by) {
  const auto* row = chosen();
  if (!row) return;
  change([values = model_->order_with(row->value, by)](project::Project& project) {
    project::order_classes(project, values);
    return tr("The classes have another order");
  });
}

void ClassManager::edit_column(int column) {
  const QModelIndex index = model_->index(table_->currentIndex().row(), column);
  if (!index.isValid()) return;
  table_->setFocus();
  table_->setCurrentIndex(index);
  table_->edit(index);
}

}  // namespace penumbra::ui
