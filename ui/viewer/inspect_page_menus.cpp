// The menus of Inspect: of the canvas, the film strip and the layers.
#include <QAction>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "ui/context_menu.h"
#include "ui/gallery/image_actions.h"
#include "ui/gallery/image_list_view.h"
#include "ui/jobs/job_list.h"
#include "ui/project/open_project.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"
#include "ui/viewer/inspect_panel.h"
#include "ui/viewer/layer_list.h"

namespace penumbra::ui {

void InspectPage::make_menus() {
  give_context_menu(*canvas_, "canvasMenu",
                    [this](QMenu& menu, const QPoint& at) { fill_canvas_menu(menu, at); });
  give_context_menu(*strip_, "filmStripMenu", [this](QMenu& menu, const QPoint& at) {
    const QModelIndex index = strip_->indexAt(at);
    if (!project_ || !index.isValid()) return;
    add_image_actions(menu, *project_,
                      {project_->filtered_images()[static_cast<std::size_t>(index.row())]});
  });
  connect(&panel_->layers(), &LayerList::menuAsked, this, &InspectPage::fill_layer_menu);
}

void InspectPage::fill_canvas_menu(QMenu& menu, const QPoint& at) {
  if (!project_ || !image_) return;
  if (canvas_->has_photo() && shown_photo_ == image_->id) {
    const QPointF place = canvas_->transform().to_image(at);
    const int value = class_at({int(std::floor(place.x())), int(std::floor(place.y()))});
    if (value != 0) {
      const QString name = project_->class_name(value);
      add_action(menu, "copyClass", tr("Copy “%1”").arg(name), [name] { copy_text(name); });
      menu.addSeparator();
    }
  }
  add_image_actions(menu, *project_, {image_->id});
  menu.addSeparator();
  for (const char* name : {"action_zoom_fit", "action_zoom_actual", "action_bare_photo"})
    menu.addAction(canvas_->findChild<QAction*>(name));
  QMenu* layers = menu.addMenu(tr("Layers"));
  layers->setObjectName("shownLayers");
  for (const auto& row : stack_.rows()) {
    auto* action = add_action(*layers, "showLayer", row.title, [this, key = row.key] {
      stack_.set_visible(key, !stack_.visible(key));
    });
    action->setCheckable(true);
    action->setChecked(stack_.visible(row.key));
    action->setEnabled(row.there);
  }
}

/// Of a layer that the project keeps: what else can be done with it.
void InspectPage::fill_layer_menu(QMenu* menu, const QString& key) {
  if (!project_) return;
  const auto& layers = project_->layers();
  const auto found = std::ranges::find(
      layers, key, [](const project::Layer& layer) { return layer_key(layer.name); });
  if (found == layers.end()) return;
  const project::Layer layer = *found;
  menu->addSeparator();
  QMenu* compare = menu->addMenu(tr("Compare with"));
  compare->setObjectName("compareLayer");
  for (const auto& other : layers)
    if (other.id != layer.id)
      add_action(
          *compare, "compareWith", QString::fromStdString(other.name),
          [this, one = layer.id, other = other.id] { Q_EMIT comparisonRequested(one, other); });
  compare->setEnabled(!compare->isEmpty());
  add_action(*menu, "exportLayer", tr("Export…"),
             [this, id = layer.id] { Q_EMIT exportRequested(id); });
  menu->addSeparator();
  const bool writable = project_->project()->writable();
  add_action(*menu, "renameLayer", tr("Rename…"), [this, layer] {
    rename(layer);
  })->setEnabled(writable);
  add_action(*menu, "removeLayer", tr("Remove…"), [this, layer] {
    ask_to_remove(layer);
  })->setEnabled(writable);
}

void InspectPage::rename(const project::Layer& layer) {
  const QString before = QString::fromStdString(layer.name);
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName("renameLayerDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Rename the layer"));
  dialog->setLabelText(tr("New name of “%1”").arg(before));
  dialog->setTextValue(before);
  connect(dialog, &QInputDialog::textValueSelected, this,
          [this, id = layer.id, before](const QString& text) {
            const QString name = text.trimmed();
            if (!project_ || name == before) return;
            // It goes on being shown as it was.
            stack_.set_view(layer_key(name.toStdString()),
                            stack_.view(layer_key(before.toStdString())));
            project_->rename_layer(id, name);
          });
  dialog->open();
}

/// Nothing brings it back: the one thing here that is asked for.
void InspectPage::ask_to_remove(const project::Layer& layer) {
  const QString name = QString::fromStdString(layer.name);
  auto* question = new QMessageBox(
      QMessageBox::Warning, tr("Remove the layer"),
      tr("Remove “%1” with all its maps, scores and edits? This can't be undone.").arg(name),
      QMessageBox::Cancel, this);
  question->setObjectName("removeLayerQuestion");
  question->setAttribute(Qt::WA_DeleteOnClose);
  auto* remove = question->addButton(tr("Remove"), QMessageBox::DestructiveRole);
  remove->setObjectName("removeLayerNow");
  connect(remove, &QPushButton::clicked, this, [this, id = layer.id, name] {
    if (!project_) return;
    JobRunner& job =
        project_->jobs().start(tr("Removing %1").arg(name),
                               [project = project_->project(), id](JobControl&, ProgressSink&) {
                                 project::Layers(*project).remove(id);
                               });
    connect(&job, &JobRunner::finished, project_, [project = project_.data()] {
      project->layers_changed();
      project->images_changed();
    });
  });
  question->open();
}

}  // namespace penumbra::ui
