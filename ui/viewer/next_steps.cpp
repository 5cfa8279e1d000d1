#include "ui/viewer/next_steps.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/theme/appearance.h"

namespace penumbra::ui {

NextSteps::NextSteps(QWidget* parent) : QWidget(parent) {
  setObjectName("nextSteps");
  auto* text = new QLabel(
      tr("These photos have no labels yet. Label them at once from their tags, or train a network "
         "on the tags."),
      this);
  text->setWordWrap(true);
  auto* label = new QPushButton(tr("Label instantly"), this);
  label->setObjectName("labelInstantly");
  label->setToolTip(tr("First labels within one pass of an encoder, without training"));
  auto* train = new QPushButton(tr("Train"), this);
  train->setObjectName("trainFirst");
  train->setToolTip(tr("Train a network on these photos and their tags"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text, 1);
  layout->addWidget(label);
  layout->addWidget(train);
  connect(label, &QPushButton::clicked, this, &NextSteps::instantLabelsRequested);
  connect(train, &QPushButton::clicked, this, &NextSteps::trainRequested);
}

}  // namespace penumbra::ui
