#include "ui/gallery/tag_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QVBoxLayout>

#include "project/classes.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"

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
  list_->setSelectionMode(QAbstractItemView::NoSelection);
  new_class_ = new QLineEdit(this);
  new_class_->setObjectName("newClass");
  new_class_->setPlaceholderText(tr("New class"));
  new_class_->setAccessibleName(tr("Name of a new class"));
  new_class_->setToolTip(tr("Enter adds the class and tags the selected images with it"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(heading_);
  layout->addWidget(list_, 1);
  layout->addWidget(new_class_);
  connect(list_, &QListWidget::itemClicked, this, &TagPanel::toggle);
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
  const int current = list_->currentRow();
  list_->clear();
  for (const auto& row : project_->classes()) {
    const auto found = counts.tags.find(row.value);
    const auto have = found == counts.tags.end() ? 0 : found->second;
    QString label = QString::fromStdString(row.name);
    if (have > 0 && have < counts.images)
      label += QString("  (%1)").arg(number_text(static_cast<qint64>(have)));
    auto* item = new QListWidgetItem(label, list_);
    item->setData(value_role, row.value);
    item->setFlags(counts.images > 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    item->setCheckState(have == 0               ? Qt::Unchecked
                        : have == counts.images ? Qt::Checked
                                                : Qt::PartiallyChecked);
    QPixmap swatch(grid_px, grid_px);
    swatch.fill(project_->class_colour(row.value));
    item->setIcon(swatch);
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
  try {
    const int value = project::add_class(*project_->project(), name.toStdString());
    new_class_->clear();
    project_->classes_changed();
    if (!images_.empty()) project_->edit_tags(images_, {value}, {});
  } catch (const std::exception& error) {
    Q_EMIT project_->failed(QString::fromUtf8(error.what()));
  }
}

}  // namespace penumbra::ui
