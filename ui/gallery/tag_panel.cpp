#include "ui/gallery/tag_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "project/classes.h"
#include "project/tag_scores.h"
#include "project/tags.h"
#include "ui/commands/undo_key.h"
#include "ui/context_menu.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/project/query_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {
constexpr int value_role = Qt::UserRole;
}

TagPanel::TagPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("tagPanel");
  heading_ = new QLabel(this);
  heading_->setObjectName("tagHeading");
  heading_->setWordWrap(true);
  list_ = new QListWidget(this);
  list_->setObjectName("tagList");
  list_->setAccessibleName(tr("Tags of the selected images"));
  list_->setToolTip(tr("Click to give the tag to all selected images, or to take it from them"));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setSelectionMode(QAbstractItemView::NoSelection);
  new_class_ = new QLineEdit(this);
  new_class_->setObjectName("newClass");
  new_class_->setPlaceholderText(tr("New class"));
  new_class_->setAccessibleName(tr("Name of a new class"));
  new_class_->setToolTip(tr("Enter adds the class and tags the selected images with it"));
  leave_undo_to_window(*new_class_);
  classes_ = new QToolButton(this);
  classes_->setObjectName("tagClasses");
  classes_->setIcon(stroke_icon("tags"));
  classes_->setAutoRaise(true);
  classes_->setToolTip(tr("Classes: names, colours, keys, order"));
  classes_->setAccessibleName(tr("Classes"));
  connect(classes_, &QToolButton::clicked, this, [this] { Q_EMIT classesRequested(0); });
  auto* head = new QHBoxLayout;
  head->addWidget(heading_, 1);
  head->addWidget(classes_, 0, Qt::AlignTop);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addLayout(head);
  layout->addWidget(list_, 1);
  layout->addWidget(new_class_);
  connect(list_, &QListWidget::itemClicked, this, &TagPanel::toggle);
  give_context_menu(*list_, "tagMenu",
                    [this](QMenu& menu, const QPoint& at) { fill_menu(menu, at); });
  for (const auto key : {Qt::Key_Space, Qt::Key_Return}) {
    auto* choose = new QShortcut(key, list_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(choose, &QShortcut::activated, this, [this] {
      if (list_->currentItem()) toggle(list_->currentItem());
    });
  }
  connect(new_class_, &QLineEdit::returnPressed, this, &TagPanel::add_class);
}

void TagPanel::set_project(OpenProject* project) {
  project_ = project;
  counting_.cancel();
  list_->clear();
  heading_->clear();
  images_.clear();
  proposed_.clear();
  if (!project) return;
  new_class_->setEnabled(project->project()->writable());
  list_->setEnabled(project->project()->writable());
  for (const auto signal :
       {&OpenProject::selectionChanged, &OpenProject::classesChanged, &OpenProject::filtered})
    connect(project, signal, this, &TagPanel::count);
  connect(project, &OpenProject::rowsChanged, this, &TagPanel::count);
  count();
}

void TagPanel::count() {
  // Until the selected images are counted a click would change those that were selected before.
  if (project_->selected() != images_) {
    images_.clear();
    list_->setEnabled(false);
  }
  counting_.submit([this, request = ++request_, project = project_->project(),
                    images = project_->selected()](JobControl& control) {
    constexpr std::size_t batch = 1000;
    Counts counts;
    for (std::size_t first = 0; first < images.size(); first += batch) {
      control.checkpoint();
      const std::span part(images.data() + first, std::min(batch, images.size() - first));
      for (const auto& row : project::rows(*project, part)) {
        ++counts.images;
        if (!row.tagged) ++counts.untagged;
        for (const int value : row.tags) ++counts.tags[value];
        for (const auto& proposal : project::tag_proposals(row))
          if (!proposal.tagged) counts.proposed[proposal.class_value].push_back(row.id);
      }
    }
    QMetaObject::invokeMethod(this, [this, request, images, counts] {
      if (request != request_ || !project_) return;
      images_ = images;
      list_->setEnabled(project_->project()->writable());
      show_counts(counts);
    });
  });
}

void TagPanel::show_counts(const Counts& counts) {
  QString text =
      counts.images == 0
          ? tr("<b>Tags</b><br>Select images to see and change theirs.")
          : tr("<b>Tags of %1</b>")
                .arg(counts.images == 1
                         ? tr("one image")
                         : tr("%1 images").arg(number_text(static_cast<qint64>(counts.images))));
  if (counts.untagged > 0)
    text += tr("<br>%1 not tagged yet").arg(number_text(static_cast<qint64>(counts.untagged)));
  heading_->setText(text);
  proposed_ = counts.proposed;
  const int current = list_->currentRow();
  list_->clear();
  for (const auto& row : project_->classes()) {
    const auto found = counts.tags.find(row.value);
    const auto have = found == counts.tags.end() ? 0 : found->second;
    QString label = QString::fromStdString(row.name);
    if (have > 0 && have < counts.images)
      label += QString("  (%1)").arg(number_text(static_cast<qint64>(have)));
    if (const auto proposed = proposed_.find(row.value); proposed != proposed_.end())
      label +=
          tr("  (proposed for %1)").arg(number_text(static_cast<qint64>(proposed->second.size())));
    auto* item = new QListWidgetItem(label, list_);
    item->setToolTip(label.toHtmlEscaped());
    item->setData(value_role, row.value);
    item->setFlags(counts.images > 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    item->setCheckState(have == 0               ? Qt::Unchecked
                        : have == counts.images ? Qt::Checked
                                                : Qt::PartiallyChecked);
    item->setIcon(class_swatch(project_->class_colour(row.value)));
  }
  list_->setCurrentRow(current);
}

void TagPanel::toggle(const QListWidgetItem* item) {
  if (!project_ || images_.empty()) return;
  const int value = item->data(value_role).toInt();
  const bool all = item->checkState() == Qt::Checked;
  project_->edit_tags(images_, all ? std::vector<int>{} : std::vector<int>{value},
                      all ? std::vector<int>{value} : std::vector<int>{});
}

void TagPanel::add_class() {
  const QString name = new_class_->text().trimmed();
  if (!project_ || name.isEmpty()) return;
  new_class_->setText({});
  project_->change_classes(
      [name, images = images_](project::Project& project) {
        const int value = project::add_class(project, name.toStdString());
        if (!images.empty()) project::edit_tags(project, images, std::vector{value}, {});
        return tr("%1 is a class now").arg(name);
      },
      [self = QPointer(this), name](const QString& problem) {
        if (!self || !self->project_) return;
        if (self->new_class_->text().isEmpty()) self->new_class_->setText(name);
        Q_EMIT self->project_->failed(problem);
      });
}

void TagPanel::fill_menu(QMenu& menu, const QPoint& at) {
  if (!project_) return;
  if (const auto* item = list_->itemAt(at)) {
    const int value = item->data(value_role).toInt();
    const auto found = proposed_.find(value);
    if (found != proposed_.end() && project_->project()->writable()) {
      const auto& images = found->second;
      const QString count = number_text(static_cast<qint64>(images.size()));
      add_action(menu, "menuTakeProposals",
                 tr("Add it to the %1 images that it is proposed for").arg(count),
                 [this, value, images] { project_->edit_tags(images, {value}, {}); });
      add_action(menu, "menuRefuseProposals", tr("Refuse it for these %1 images").arg(count),
                 [this, value, images] { project_->refuse_proposal(images, value); });
      menu.addSeparator();
    }
    add_action(menu, "menuShowTag", tr("Show the images with this tag"),
               [this, name = project_->class_name(value)] {
                 project_->set_where(query_term("tag", name));
               });
    add_action(menu, "menuChangeClass", tr("Change the class…"),
               [this, value] { Q_EMIT classesRequested(value); });
  }
  add_action(menu, "menuClasses", tr("Classes…"), [this] { Q_EMIT classesRequested(0); });
}

}  // namespace penumbra::ui
