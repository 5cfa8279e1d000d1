#include "ui/viewer/layer_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <set>

#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {
namespace {

QIcon swatch(const QColor& colour) {
  QPixmap pixmap(32, 32);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(4, 4, 24, 24, 6, 6);
  return QIcon(pixmap);
}

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  return label;
}

}  // namespace

LayerPanel::LayerPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("layerPanel");
  setFixedWidth(32 * grid_px);
  restore();
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  layout->setHorizontalSpacing(grid_px);
  layout->setVerticalSpacing(grid_px);
  int at = 0;
  layout->addWidget(heading("Layers", this), at++, 0, 1, 2);
  for (auto kind = all_layers.rbegin(); kind != all_layers.rend(); ++kind) {
    const LayerKind layer = *kind;
    auto* visible = new QCheckBox(title(layer), this);
    visible->setObjectName(key(layer) + "Visible");
    visible->setToolTip(help(layer));
    visible->setChecked(settings_.view(layer).visible);
    auto* opacity = new QSlider(Qt::Horizontal, this);
    opacity->setObjectName(key(layer) + "Opacity");
    opacity->setRange(0, 100);
    opacity->setValue(static_cast<int>(settings_.view(layer).opacity * 100));
    opacity->setToolTip("Opacity");
    opacity->setAccessibleName("Opacity of " + title(layer));
    layout->addWidget(visible, at, 0);
    layout->addWidget(opacity, at++, 1);
    rows_[layer] = {visible, opacity};
    connect(visible, &QCheckBox::toggled, this, [this, layer](bool on) {
      settings_.view(layer).visible = on;
      rows_.at(layer).opacity->setEnabled(on);
      save();
      Q_EMIT settingsChanged();
    });
    opacity->setEnabled(visible->isChecked());
    connect(opacity, &QSlider::valueChanged, this, [this, layer](int value) {
      settings_.view(layer).opacity = value / 100.0;
      save();
      Q_EMIT settingsChanged();
    });
  }
  layout->setColumnStretch(1, 1);

  auto* cam_label = new QLabel("CAM of", this);
  cam_class_ = new QComboBox(this);
  cam_class_->setObjectName("camClass");
  cam_class_->addItem("all tags", 0);
  cam_class_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  cam_label->setBuddy(cam_class_);
  layout->addWidget(cam_label, at, 0);
  layout->addWidget(cam_class_, at++, 1);
  connect(cam_class_, &QComboBox::currentIndexChanged, this, [this] {
    settings_.cam_class = cam_class_->currentData().toInt();
    Q_EMIT settingsChanged();
  });

  layout->setRowMinimumHeight(at++, grid_px);
  layout->addWidget(heading("Classes", this), at++, 0, 1, 2);
  classes_list_ = new QListWidget(this);
  classes_list_->setObjectName("classList");
  classes_list_->setFrameShape(QFrame::NoFrame);
  classes_list_->setSelectionMode(QAbstractItemView::NoSelection);
  classes_list_->setFocusPolicy(Qt::NoFocus);
  classes_list_->setMouseTracking(true);
  classes_list_->viewport()->setAutoFillBackground(false);
  classes_list_->viewport()->installEventFilter(this);
  classes_list_->setToolTip(
      "Point at a class to see it alone. In per cent: how sure the "
      "classifier is that it is in the photo");
  layout->addWidget(classes_list_, at, 0, 1, 2);
  layout->setRowStretch(at, 1);
  connect(classes_list_, &QListWidget::itemEntered, this, [this](QListWidgetItem* item) {
    settings_.highlighted_class = item->data(Qt::UserRole).toInt();
    Q_EMIT settingsChanged();
  });
}

bool LayerPanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Leave && settings_.highlighted_class != 0) {
    settings_.highlighted_class = 0;
    Q_EMIT settingsChanged();
  }
  return QWidget::eventFilter(watched, event);
}

void LayerPanel::set_visible_layer(LayerKind kind, bool visible) {
  rows_.at(kind).visible->setChecked(visible);
}

void LayerPanel::set_layers(const ImageLayers* layers) {
  for (const auto& [kind, row] : rows_) {
    const bool there = layers && layers->has(kind);
    QFont font = row.visible->font();
    font.setItalic(!there);
    row.visible->setFont(font);
    row.visible->setToolTip(there ? help(kind)
                                  : help(kind) + (kind == LayerKind::Truth
                                                      ? ".\nThis image has none."
                                                      : ".\nNot computed for this image yet."));
  }
  update_classes(layers);
}

void LayerPanel::set_image(const dataset::Item* item, const dataset::Classes& classes) {
  tags_ = item ? item->tags : std::vector<int>();
  classes_ = classes;
  const QSignalBlocker blocker(cam_class_);
  const int chosen = settings_.cam_class;
  cam_class_->clear();
  cam_class_->addItem("all tags", 0);
  for (const int tag : tags_) cam_class_->addItem(QString::fromStdString(classes_.name(tag)), tag);
  const int index = cam_class_->findData(chosen);
  cam_class_->setCurrentIndex(std::max(0, index));
  if (index < 0) {
    settings_.cam_class = 0;
    Q_EMIT settingsChanged();
  }
}

void LayerPanel::update_classes(const ImageLayers* layers) {
  std::set<int> shown(tags_.begin(), tags_.end());
  std::map<int, float> scores;
  if (layers) {
    for (const auto& [id, score] : layers->tag_scores) {
      scores[id] = score;
      if (score >= 0.5F) shown.insert(id);
    }
    for (const LayerKind kind : all_layers) {
      const auto& label = layers->label(kind);
      if (kind == LayerKind::Uncertain || !label) continue;
      for (int id = 1; id <= classes_.size(); ++id)
        if (label->present.test(static_cast<std::size_t>(id))) shown.insert(id);
    }
  }
  classes_list_->clear();
  for (const int id : shown) {
    QString text = QString::fromStdString(classes_.name(id));
    if (const auto score = scores.find(id); score != scores.end())
      text += QString("  %1 %").arg(std::lround(score->second * 100));
    if (std::find(tags_.begin(), tags_.end(), id) == tags_.end()) text += "  (not a tag)";
    auto* item = new QListWidgetItem(swatch(class_colour(id)), text, classes_list_);
    item->setData(Qt::UserRole, id);
  }
}

void LayerPanel::save() const {
  QSettings store;
  for (const LayerKind kind : all_layers) {
    store.setValue("layers/" + key(kind) + "/visible", settings_.view(kind).visible);
    store.setValue("layers/" + key(kind) + "/opacity", settings_.view(kind).opacity);
  }
}

void LayerPanel::restore() {
  const QSettings store;
  for (const LayerKind kind : all_layers) {
    settings_.view(kind).visible =
        store.value("layers/" + key(kind) + "/visible", kind == LayerKind::Cam).toBool();
    settings_.view(kind).opacity =
        std::clamp(store.value("layers/" + key(kind) + "/opacity", 1.0).toDouble(), 0.0, 1.0);
  }
}

}  // namespace penumbra::ui
