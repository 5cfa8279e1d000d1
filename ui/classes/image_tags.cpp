#include "ui/classes/image_tags.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "project/classes.h"
#include "project/tags.h"
#include "ui/commands/undo_key.h"
#include "ui/percent.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"
#include "ui/theme/icon.h"
#include "ui/training/flow_layout.h"
#include "ui/viewer/action_keys.h"

namespace penumbra::ui {
namespace {

constexpr std::size_t most_proposals = 3;
constexpr int most_name_px = 18 * grid_px;

QLabel* swatch(const QColor& colour, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setPixmap(class_swatch(colour).pixmap(2 * grid_px));
  return label;
}

void remove_children(QWidget& widget) {
  // One of them may be what was clicked.
  for (QWidget* child : widget.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
    child->hide();
    child->setParent(nullptr);
    child->deleteLater();
  }
}

}  // namespace

ImageTags::ImageTags(QWidget* parent) : QWidget(parent) {
  setObjectName("imageTags");
  tags_ = new QWidget(this);
  new FlowLayout(tags_, grid_px / 2);
  none_ = new QLabel(this);
  none_->setObjectName("noTags");
  none_->setWordWrap(true);
  proposals_ = new QWidget(this);
  auto* rows = new QVBoxLayout(proposals_);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(grid_px / 2);
  names_ = new QStringListModel(this);
  completer_ = new QCompleter(names_, this);
  completer_->setCaseSensitivity(Qt::CaseInsensitive);
  completer_->setFilterMode(Qt::MatchContains);
  completer_->popup()->setObjectName("tagCompletions");
  line_ = new QLineEdit(this);
  line_->setObjectName("addTag");
  line_->setCompleter(completer_);
  line_->setAccessibleName(tr("Add a tag"));
  line_->installEventFilter(this);
  leave_undo_to_window(*line_);
  note_ = new QLabel(this);
  note_->setObjectName("tagNote");
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::PlainText);
  note_->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px);
  for (QWidget* part : std::initializer_list<QWidget*>{none_, tags_, proposals_, line_, note_})
    layout->addWidget(part);

  const auto on = [this](const char* name, const QString& text, const char* keys, auto act) {
    auto* action = ui::add_action(*this, name, text, keys);
    connect(action, &QAction::triggered, this, act);
    return action;
  };
  auto* add = on("action_add_tag", tr("Add a tag to the image"), "Shift+T", [this] {
    line_->setFocus();
    line_->selectAll();
  });
  line_->setPlaceholderText(
      tr("Add a tag (%1)").arg(add->shortcut().toString(QKeySequence::NativeText)));
  on("action_take_tag", tr("Take the proposed tag"), "Y", [this] {
    if (!shown_.proposals.empty()) take(shown_.proposals.front());
  });
  on("action_refuse_tag", tr("Refuse the proposed tag"), "N", [this] {
    if (!shown_.proposals.empty()) refuse(shown_.proposals.front());
  });
  connect(line_, &QLineEdit::returnPressed, this, &ImageTags::add_typed);
  connect(line_, &QLineEdit::textEdited, this, [this] { note({}); });
  // Once the line has done with it, too.
  connect(completer_, qOverload<const QString&>(&QCompleter::activated), this,
          &ImageTags::add_typed, Qt::QueuedConnection);
  clear();
}

void ImageTags::set_project(OpenProject* project) {
  project_ = project;
  clear();
}

void ImageTags::clear() {
  shown_ = {};
  fill();
}

void ImageTags::show_image(const project::ImageRow& image) {
  const Shown now{image.id, image.tagged, image.tags, project::tag_proposals(image),
                  project_->classes()};
  if (now.image != shown_.image) note({});
  if (now == shown_) return;
  shown_ = now;
  fill();
}

void ImageTags::fill() {
  remove_children(*tags_);
  remove_children(*proposals_);
  const bool writable = project_ && project_->project()->writable() && shown_.image != 0;
  line_->setEnabled(writable);
  for (QAction* action : actions())
    action->setEnabled(writable &&
                       (action->objectName() == "action_add_tag" || !shown_.proposals.empty()));
  none_->setVisible(shown_.image == 0 || shown_.tags.empty());
  none_->setText(shown_.image == 0 ? tr("No image")
                 : shown_.tagged   ? tr("None: nothing of the classes is in it")
                                   : tr("Not tagged yet"));
  QStringList names;
  for (const auto& row : shown_.classes)
    if (std::ranges::find(shown_.tags, row.value) == shown_.tags.end())
      names << QString::fromStdString(row.name);
  names_->setStringList(names);
  for (const int value : shown_.tags) add_chip(value);
  tags_->setVisible(!shown_.tags.empty());
  tags_->setEnabled(writable);
  proposals_->setVisible(!shown_.proposals.empty());
  proposals_->setEnabled(writable);
  if (shown_.proposals.empty()) return;
  auto* rows = proposals_->layout();
  rows->addWidget(new QLabel(tr("The classifier proposes"), proposals_));
  for (std::size_t i = 0; i < std::min(most_proposals, shown_.proposals.size()); ++i)
    add_proposal(shown_.proposals[i], i == 0);
  if (const auto more =
          static_cast<int>(shown_.proposals.size()) - static_cast<int>(most_proposals);
      more > 0)
    rows->addWidget(new QLabel(tr("and %1 more").arg(more), proposals_));
}

QString ImageTags::short_name(int value) const {
  return fontMetrics().elidedText(project_->class_name(value), Qt::ElideMiddle, most_name_px);
}

void ImageTags::add_chip(int value) {
  const QString name = project_->class_name(value);
  auto* chip = new QFrame(tags_);
  chip->setObjectName(QString("tag_%1").arg(value));
  chip->setFrameShape(QFrame::StyledPanel);
  chip->setToolTip(name.toHtmlEscaped());
  auto* remove = new QToolButton(chip);
  remove->setObjectName(QString("removeTag_%1").arg(value));
  remove->setAccessibleName(tr("Remove the tag %1").arg(name));
  remove->setToolTip(tr("Remove the tag"));
  remove->setIcon(stroke_icon("close"));
  remove->setIconSize({3 * grid_px / 2, 3 * grid_px / 2});
  remove->setAutoRaise(true);
  connect(remove, &QToolButton::clicked, this,
          [this, value] { project_->edit_tags({shown_.image}, {}, {value}); });
  auto* layout = new QHBoxLayout(chip);
  layout->setContentsMargins(grid_px / 2, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(swatch(project_->class_colour(value), chip));
  auto* text = new QLabel(chip);
  text->setTextFormat(Qt::PlainText);
  text->setText(short_name(value));
  layout->addWidget(text);
  layout->addWidget(remove);
  tags_->layout()->addWidget(chip);
}

void ImageTags::add_proposal(const project::TagProposal& proposal, bool first) {
  const QString name = project_->class_name(proposal.class_value);
  const int percent = qRound(100 * proposal.score);
  auto* row = new QWidget(proposals_);
  row->setObjectName(QString("proposal_%1").arg(proposal.class_value));
  auto* text = new QLabel(row);
  text->setTextFormat(Qt::PlainText);
  text->setText(short_name(proposal.class_value) + "  " + in_percent(proposal.score));
  text->setToolTip(
      proposal.tagged ? tr("It is a tag, but the classifier hardly sees it (%1% sure)").arg(percent)
                      : tr("It is no tag, but the classifier sees it (%1% sure)").arg(percent));
  const auto button = [&](const char* id, const QString& what, const QString& whole,
                          const QString& key, auto act) {
    auto* made = new QPushButton(first ? QString("%1 (%2)").arg(what, key) : what, row);
    made->setObjectName(QString("%1_%2").arg(id).arg(proposal.class_value));
    made->setAccessibleName(whole);
    made->setToolTip(whole);
    connect(made, &QPushButton::clicked, this, [this, proposal, act] { (this->*act)(proposal); });
    return made;
  };
  const auto key_of = [this](const char* action) {
    return findChild<QAction*>(action)->shortcut().toString();
  };
  const QString take_key = key_of("action_take_tag");
  const QString refuse_key = key_of("action_refuse_tag");
  auto* take =
      button("takeTag", proposal.tagged ? tr("Remove") : tr("Add"),
             proposal.tagged ? tr("Remove the tag %1").arg(name) : tr("Add the tag %1").arg(name),
             take_key, &ImageTags::take);
  auto* refuse = button("refuseTag", proposal.tagged ? tr("Keep") : tr("No"),
                        proposal.tagged ? tr("Keep the tag %1, and do not ask again").arg(name)
                                        : tr("%1 is not in it: do not ask again").arg(name),
                        refuse_key, &ImageTags::refuse);
  // What is proposed above, the answers below: the panel is narrow.
  text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* layout = new QGridLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(swatch(project_->class_colour(proposal.class_value), row), 0, 0);
  layout->addWidget(text, 0, 1, 1, 3);
  layout->addWidget(take, 1, 1);
  layout->addWidget(refuse, 1, 2);
  layout->setColumnStretch(3, 1);
  proposals_->layout()->addWidget(row);
}

void ImageTags::take(const project::TagProposal& proposal) {
  const std::vector<int> tag{proposal.class_value};
  project_->edit_tags({shown_.image}, proposal.tagged ? std::vector<int>{} : tag,
                      proposal.tagged ? tag : std::vector<int>{});
}

void ImageTags::refuse(const project::TagProposal& proposal) {
  project_->refuse_proposal({shown_.image}, proposal.class_value);
}

/// The class of that name, or the only one whose name holds what was typed; a new one where Enter
/// is pressed a second time.
void ImageTags::add_typed() {
  if (completer_->popup()->isVisible() && completer_->popup()->currentIndex().isValid()) return;
  const QString typed = line_->text().trimmed();
  if (typed.isEmpty() || !project_ || shown_.image == 0) return;
  std::vector<int> holding;
  for (const auto& row : shown_.classes) {
    const QString name = QString::fromStdString(row.name);
    if (name.compare(typed, Qt::CaseInsensitive) == 0) return add_tag(row.value);
    if (name.contains(typed, Qt::CaseInsensitive)) holding.push_back(row.value);
  }
  if (holding.size() == 1) return add_tag(holding.front());
  if (holding.size() > 1) return note(tr("Several classes fit: type more, or choose one"));
  if (unknown_ != typed) {
    note(tr("There is no class “%1”: Enter again adds it").arg(typed));
    unknown_ = typed;
    return;
  }
  note({});
  project_->change_classes(
      [typed, image = shown_.image](project::Project& project) {
        const int value = project::add_class(project, typed.toStdString());
        project::edit_tags(project, std::vector{image}, std::vector{value}, {});
        return tr("%1 is a class now, and a tag of the image").arg(typed);
      },
      [self = QPointer(this)](const QString& problem) {
        if (self) self->note(problem);
      });
  line_->setText({});
}

void ImageTags::add_tag(int value) {
  note({});
  line_->setText({});
  project_->edit_tags({shown_.image}, {value}, {});
}

void ImageTags::note(const QString& text) {
  unknown_.clear();
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

bool ImageTags::eventFilter(QObject* watched, QEvent* event) {
  if (watched == line_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    line_->setText({});
    note({});
    Q_EMIT left();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace penumbra::ui
