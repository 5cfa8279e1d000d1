#include "ui/editor/history_panel.h"

#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/editor/editor.h"
#include "ui/editor/history_model.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

HistoryPanel::HistoryPanel(Editor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
  model_ = new HistoryModel(editor, this);
  list_ = new QTreeView(this);
  list_->setObjectName("editHistory");
  list_->setAccessibleName(tr("History of the image, the newest first"));
  list_->setModel(model_);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setHeaderHidden(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->setFixedHeight(24 * grid_px);
  auto* header = list_->header();
  header->setStretchLastSection(false);
  header->setSectionResizeMode(HistoryModel::What, QHeaderView::Stretch);
  header->setSectionResizeMode(HistoryModel::When, QHeaderView::Fixed);
  header->resizeSection(HistoryModel::When, 8 * grid_px);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(list_);
  const auto go = [this](const QModelIndex& index) {
    editor_.go_to(model_->number_of(index.row()));
  };
  connect(list_, &QTreeView::clicked, this, go);
  connect(list_, &QTreeView::activated, this, go);
  connect(&editor, &Editor::historyChanged, this, &HistoryPanel::show_present);
}

void HistoryPanel::show_present() {
  const QModelIndex present = model_->index(model_->row_of(editor_.done()), 0);
  list_->setCurrentIndex(present);
  list_->scrollTo(present);
}

}  // namespace penumbra::ui
