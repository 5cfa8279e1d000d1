#include "ui/gallery/facet_panel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QSettings>
#include <algorithm>

#include "project/image_state.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/project/query_text.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int part_role = Qt::UserRole;
constexpr int swatch_px = 10;
constexpr auto folded_key = "photos/folded";

QIcon swatch(const QColor& colour) {
  QPixmap pixmap(swatch_px, swatch_px);
  pixmap.fill(colour);
  return pixmap;
}
}  // namespace

FacetPanel::FacetPanel(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("facets");
  setAccessibleName(tr("What the images have"));
  setHeaderHidden(true);
  setColumnCount(2);
  setRootIsDecorated(true);
  setIndentation(2 * grid_px);
  setFrameShape(QFrame::NoFrame);
  setSelectionMode(QAbstractItemView::NoSelection);
  setToolTip(tr("Click to add to the filter or take away"));
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  connect(this, &QTreeWidget::itemClicked, this, &FacetPanel::toggle);
  for (const auto signal : {&QTreeWidget::itemCollapsed, &QTreeWidget::itemExpanded})
    connect(this, signal, this, [this] {
      if (!filling_) change_setting(folded_key, folded());
    });
}

void FacetPanel::set_project(OpenProject* project) {
  project_ = project;
  clear();
  if (!project) return;
  for (const auto signal : {&OpenProject::facetsChanged, &OpenProject::classesChanged})
    connect(project, signal, this, &FacetPanel::fill);
  fill();
}

QStringList FacetPanel::folded() const {
  QStringList names;
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (!topLevelItem(i)->isExpanded()) names << topLevelItem(i)->text(0);
  return names;
}

void FacetPanel::fill() {
  const QScopedValueRollback guard(filling_, true);
  const QStringList folded = setting(folded_key).toStringList();
  clear();
  const QStringList chosen = query_parts(project_->where());
  const auto& facets = project_->facets();
  const QSize row(0, std::max(fontMetrics().height(), 2 * grid_px) + grid_px / 2);
  QFont bold = font();
  bold.setBold(true);
  const auto heading = [&](const QString& text) {
    auto* item = new QTreeWidgetItem(this, {text});
    item->setFont(0, bold);
    item->setFlags(Qt::ItemIsEnabled);
    item->setSizeHint(0, row);
    item->setExpanded(!folded.contains(text));
    return item;
  };
  const auto add = [&](QTreeWidgetItem* above, const QString& text, const QString& part,
                       std::int64_t count) {
    const bool on = chosen.contains(part);
    auto* item = new QTreeWidgetItem(above, {text, number_text(count)});
    item->setData(0, part_role, part);
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
    item->setFlags(Qt::ItemIsEnabled);
    item->setToolTip(0, text);
    item->setSizeHint(0, row);
    if (count == 0 && !on)
      for (int column : {0, 1})
        item->setForeground(column, palette().color(QPalette::PlaceholderText));
    return item;
  };

  auto* states = heading(tr("State"));
  const std::vector<std::pair<const char*, QString>> names = {
      {"new", tr("new")},           {"labelled", tr("labelled")}, {"edited", tr("edited")},
      {"reviewed", tr("reviewed")}, {"broken", tr("broken")},     {"missing", tr("missing")}};
  for (const auto& [state, text] : names) {
    const auto found = facets.states.find(state);
    const auto count = found == facets.states.end() ? 0 : found->second;
    const bool usual = QString(state) != "broken" && QString(state) != "missing";
    const QString part = query_term("state", state);
    if (usual || count > 0 || chosen.contains(part)) add(states, text, part, count);
  }
  auto* tags = heading(tr("Tags"));
  for (const auto& row : project_->classes()) {
    const auto found = facets.tags.find(row.value);
    const QString name = QString::fromStdString(row.name);
    add(tags, name, query_term("tag", name), found == facets.tags.end() ? 0 : found->second)
        ->setIcon(0, swatch(project_->class_colour(row.value)));
  }
  if (facets.untagged > 0 || chosen.contains("is:untagged"))
    add(tags, tr("not tagged yet"), "is:untagged", facets.untagged);
  if (!facets.splits.empty()) {
    auto* splits = heading(tr("Splits"));
    for (const auto& [name, count] : facets.splits) {
      const QString text = QString::fromStdString(name);
      add(splits, text, query_term("split", text), count);
    }
  }
}

/// Counts of 0 are drawn in a colour of the palette.
void FacetPanel::changeEvent(QEvent* event) {
  QTreeWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && project_) fill();
}

void FacetPanel::keyPressEvent(QKeyEvent* event) {
  const bool chooses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return ||
                       event->key() == Qt::Key_Enter;
  if (chooses && currentItem())
    toggle(currentItem());
  else
    QTreeWidget::keyPressEvent(event);
}

void FacetPanel::toggle(QTreeWidgetItem* item) {
  const QString part = item->data(0, part_role).toString();
  if (!project_ || part.isEmpty()) return;
  project_->set_where(toggled(project_->where(), part));
}

}  // namespace penumbra::ui
