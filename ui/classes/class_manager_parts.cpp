// The parts and actions of the class manager.
#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "project/classes.h"
#include "ui/classes/class_decision.h"
#include "ui/classes/class_delegates.h"
#include "ui/classes/class_manager.h"
#include "ui/classes/class_model.h"
#include "ui/commands/undo_key.h"
#include "ui/project/open_project.h"
#include "ui/project/query_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/theme/warning_sign.h"

namespace penumbra::ui {

void ClassManager::make_parts() {
  filter_ = new QLineEdit(this);
  filter_->setObjectName("classFilter");
  filter_->setPlaceholderText(tr("Find a class"));
  filter_->setAccessibleName(tr("Find a class"));
  filter_->setClearButtonEnabled(true);
  filter_->addAction(stroke_icon("search"), QLineEdit::LeadingPosition);
  leave_undo_to_window(*filter_);
  connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
    model_->set_filter(text.trimmed());
    update_state();
  });

  table_ = new QTableView(this);
  table_->setObjectName("classTable");
  table_->setAccessibleName(tr("Classes"));
  table_->setModel(model_);
  table_->setItemDelegateForColumn(ClassModel::Name, new ClassNameDelegate(table_));
  table_->setItemDelegateForColumn(ClassModel::Key, new ClassKeyDelegate(table_));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::DoubleClicked);
  table_->setDragDropMode(QAbstractItemView::InternalMove);
  table_->setDragDropOverwriteMode(false);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->setTabKeyNavigation(false);
  table_->setIconSize({2 * grid_px, 2 * grid_px});
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->verticalHeader()->setDefaultSectionSize(
      std::max(3 * grid_px, table_->fontMetrics().height() + grid_px));
  auto* header = table_->horizontalHeader();
  header->setHighlightSections(false);
  header->setMinimumSectionSize(4 * grid_px);
  header->setSectionResizeMode(QHeaderView::Fixed);
  header->setSectionResizeMode(ClassModel::Name, QHeaderView::Stretch);
  header->resizeSection(ClassModel::Colour, 4 * grid_px);
  header->resizeSection(ClassModel::Key, 12 * grid_px);
  header->resizeSection(ClassModel::Tagged, 11 * grid_px);
  header->resizeSection(ClassModel::Labelled, 11 * grid_px);
  connect(table_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    if (index.column() == ClassModel::Colour) action("action_class_colour")->trigger();
  });

  decision_ = new ClassDecision(counts_, this);

  new_class_ = new QLineEdit(this);
  new_class_->setObjectName("addClassName");
  new_class_->setPlaceholderText(tr("New class"));
  new_class_->setAccessibleName(tr("Name of a new class"));
  leave_undo_to_window(*new_class_);
  add_ = new QPushButton(tr("Add"), this);
  add_->setObjectName("addClass");
  add_->setAutoDefault(false);
  connect(new_class_, &QLineEdit::returnPressed, this, &ClassManager::add_class);
  connect(new_class_, &QLineEdit::textChanged, this, &ClassManager::update_state);
  connect(add_, &QPushButton::clicked, this, &ClassManager::add_class);

  sign_ = new WarningSign(this);
  notice_ = new QLabel(this);
  notice_->setObjectName("classNotice");
  notice_->setTextFormat(Qt::PlainText);
  notice_->setWordWrap(true);
  notice_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  notice_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
  notice_->setMinimumHeight(2 * table_->fontMetrics().lineSpacing());
  summary_ = new QLabel(this);
  summary_->setObjectName("classSummary");
}

void ClassManager::make_actions() {
  const auto make = [this](const char* name, const QString& text, const char* keys, auto work) {
    auto* made = new QAction(text, this);
    made->setObjectName(name);
    made->setShortcut(QKeySequence(keys));
    connect(made, &QAction::triggered, this, work);
    addAction(made);
    return made;
  };
  auto* rename = make("action_class_rename", tr("Rename the class"), "F2",
                      [this] { edit_column(ClassModel::Name); });
  auto* colour =
      make("action_class_colour", tr("Colour of the class…"), "F3", [this] { ask_colour(); });
  auto* key = make("action_class_key", tr("Key of the class…"), "F4",
                   [this] { edit_column(ClassModel::Key); });
  auto* up = make("action_class_up", tr("Class up"), "Alt+Up", [this] { move(-1); });
  auto* down = make("action_class_down", tr("Class down"), "Alt+Down", [this] { move(1); });
  auto* images = make("action_class_images", tr("Show the images with this tag"), "", [this] {
    project_->set_where(query_term("tag", QString::fromStdString(chosen()->name)));
    Q_EMIT imagesWanted();
  });
  auto* merge = make("action_class_merge", tr("Merge the class into…"), "Ctrl+M",
                     [this] { decision_->ask_merge(chosen()->value); });
  auto* remove = make("action_class_remove", tr("Remove the class…"), "Ctrl+Del",
                      [this] { decision_->ask_removal(chosen()->value); });
  auto* usual = make("action_class_usual_colours", tr("Usual colours for all classes"), "", [this] {
    std::vector<int> values;
    for (const auto& row : project_->classes()) values.push_back(row.value);
    change([values](project::Project& project) {
      project::reset_class_colours(project, values);
      return tr("All classes have their usual colours, which the colour-blind can tell apart");
    });
  });
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  for (QAction* one : {rename, colour, key, up, down, images, merge, remove}) {
    if (one == up || one == images || one == merge) {
      auto* line = new QAction(table_);
      line->setSeparator(true);
      table_->addAction(line);
    }
    table_->addAction(one);
  }

  const auto tool = [this](const char* name, const char* icon, QAction* does) {
    does->setIcon(stroke_icon(icon));
    does->setToolTip(QString("%1 (%2)").arg(does->text(), does->shortcut().toString()));
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setDefaultAction(does);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setAccessibleName(does->text());
    return button;
  };
  const auto push = [this](const char* name, const QString& text, QAction* does) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setToolTip(does->shortcut().isEmpty()
                           ? does->text()
                           : QString("%1 (%2)").arg(does->text(), does->shortcut().toString()));
    connect(button, &QPushButton::clicked, does, &QAction::trigger);
    connect(does, &QAction::changed, button,
            [button, does] { button->setEnabled(does->isEnabled()); });
    return button;
  };
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(grid_px);
  buttons->addWidget(tool("classUp", "up", up));
  buttons->addWidget(tool("classDown", "down", down));
  buttons->addSpacing(grid_px);
  buttons->addWidget(push("classColour", tr("Colour…"), colour));
  buttons->addWidget(push("classUsualColours", tr("Usual colours"), usual));
  buttons->addStretch();
  buttons->addWidget(push("classMerge", tr("Merge into…"), merge));
  buttons->addWidget(push("classRemove", tr("Remove…"), remove));
  auto* line = new QHBoxLayout;
  line->setSpacing(grid_px);
  line->addWidget(new_class_, 1);
  line->addWidget(add_);
  auto* said = new QHBoxLayout;
  said->setSpacing(grid_px);
  said->addWidget(sign_, 0, Qt::AlignTop);
  said->addWidget(notice_, 1);
  auto* box = new QDialogButtonBox(QDialogButtonBox::Close, this);
  box->button(QDialogButtonBox::Close)->setObjectName("closeClasses");
  box->button(QDialogButtonBox::Close)->setAutoDefault(false);
  connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* below = new QHBoxLayout;
  below->addWidget(summary_, 1);
  below->addWidget(box);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(filter_);
  layout->addWidget(table_, 1);
  layout->addLayout(buttons);
  layout->addWidget(decision_);
  layout->addLayout(line);
  layout->addLayout(said);
  layout->addLayout(below);
}

}  // namespace penumbra::ui
