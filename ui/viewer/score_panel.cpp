#include "ui/viewer/score_panel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>

#include "train/options.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr auto settings_key = "inspect/scores/";
constexpr int steps = 100;  // of a threshold

int to_step(double threshold) { return qRound(threshold * steps); }

/// Those of the paper.
std::pair<int, int> usual_thresholds() {
  const train::TrainOptions paper;
  return {to_step(paper.low_threshold), to_step(paper.high_threshold)};
}

}  // namespace

ScorePanel::ScorePanel(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(grid_px);
  layout->setVerticalSpacing(grid_px / 2);
  layout->setColumnStretch(1, 1);
  const auto row = [&](int at, const QString& text, QWidget* field, const char* name,
                       const QString& tip) {
    auto* label = new QLabel(text, this);
    label->setBuddy(field);
    field->setObjectName(name);
    field->setToolTip(tip);
    field->setAccessibleName(text);
    layout->addWidget(label, at, 0);
    layout->addWidget(field, at, 1, 1, qobject_cast<QComboBox*>(field) ? 2 : 1);
  };
  const auto combo = [this] {
    auto* box = new QComboBox(this);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
  };
  row(0, tr("Scores of"), source_ = combo(), "scoreSource",
      tr("The layer whose scores make the CAM, its labels and the uncertain region"));
  row(1, tr("Class"), class_ = combo(), "scoreClass",
      tr("All classes (the highest score of each pixel), one class, or how uncertain a pixel is"));
  row(2, tr("Colours"), colour_map_ = combo(), "colourMap", tr("Colours from low to high scores"));
  for (const ColourMap map : all_colour_maps) colour_map_->addItem(name(map));
  const auto slider = [this] {
    auto* made = new QSlider(Qt::Horizontal, this);
    made->setRange(0, steps);
    made->setPageStep(5);
    return made;
  };
  row(3, tr("Low"), low_ = slider(), "lowThreshold",
      tr("Pixels whose highest score is lower are background"));
  row(4, tr("High"), high_ = slider(), "highThreshold",
      tr("Pixels whose highest score is higher have its class; between both they are uncertain"));
  const auto value = [&](int at) {
    auto* label = new QLabel(this);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance("0.00"));
    layout->addWidget(label, at, 2);
    return label;
  };
  low_value_ = value(3);
  high_value_ = value(4);
  reset_ = new QPushButton(tr("Thresholds of the paper"), this);
  reset_->setObjectName("resetThresholds");
  layout->addWidget(reset_, 5, 0, 1, 3);

  const auto [low, high] = usual_thresholds();
  reset_->setToolTip(tr("Low %1, high %2")
                         .arg(QLocale().toString(low / double(steps), 'f', 2),
                              QLocale().toString(high / double(steps), 'f', 2)));
  const QSettings saved;
  const auto kept = [&](const char* name, int usual) {
    return std::clamp(saved.value(QString(settings_key) + name, usual).toInt(), 0, steps);
  };
  const int kept_low = kept("low", low);
  settings_.low = kept_low / double(steps);
  settings_.high = std::max(kept_low, kept("high", high)) / double(steps);
  settings_.colour_map = colour_map(saved.value(QString(settings_key) + "colours").toString());
  wanted_source_ = saved.value(QString(settings_key) + "source").toString();
  colour_map_->setCurrentText(name(settings_.colour_map));
  set_sources({});
  set_classes({}, false);
  update_values();

  connect(source_, &QComboBox::currentIndexChanged, this, [this] {
    settings_.source = wanted_source_ = source_->currentData().toString();
    save();
    Q_EMIT changed();
  });
  connect(class_, &QComboBox::currentIndexChanged, this, [this] {
    settings_.class_value = wanted_class_ = class_->currentData().toInt();
    Q_EMIT changed();
  });
  connect(colour_map_, &QComboBox::currentTextChanged, this, [this](const QString& text) {
    settings_.colour_map = colour_map(text);
    save();
    Q_EMIT changed();
  });
  connect(low_, &QSlider::valueChanged, this,
          [this](int to) { set_thresholds(to, std::max(to, high_->value())); });
  connect(high_, &QSlider::valueChanged, this,
          [this](int to) { set_thresholds(std::min(to, low_->value()), to); });
  connect(reset_, &QPushButton::clicked, this,
          [this, low = low, high = high] { set_thresholds(low, high); });
}

void ScorePanel::set_thresholds(int low, int high) {
  settings_.low = low / double(steps);
  settings_.high = high / double(steps);
  update_values();
  save();
  Q_EMIT changed();
}

void ScorePanel::update_values() {
  const QSignalBlocker no_low(low_);
  const QSignalBlocker no_high(high_);
  low_->setValue(to_step(settings_.low));
  high_->setValue(to_step(settings_.high));
  low_value_->setText(QLocale().toString(settings_.low, 'f', 2));
  high_value_->setText(QLocale().toString(settings_.high, 'f', 2));
  const auto [low, high] = usual_thresholds();
  reset_->setEnabled(low_->value() != low || high_->value() != high);
}

void ScorePanel::set_sources(const Choices& sources) {
  const QSignalBlocker blocker(source_);
  source_->clear();
  for (const auto& [key, title] : sources) source_->addItem(title, key);
  source_->setCurrentIndex(std::max(0, source_->findData(wanted_source_)));
  source_->setEnabled(!sources.empty());
  settings_.source = source_->currentData().toString();
}

void ScorePanel::set_classes(const std::vector<std::pair<int, QString>>& classes,
                             bool uncertainty) {
  const QSignalBlocker blocker(class_);
  class_->clear();
  class_->addItem(tr("all"), ScoreSettings::all_classes);
  for (const auto& [value, name] : classes) class_->addItem(name, value);
  if (uncertainty) class_->addItem(tr("none: how uncertain"), ScoreSettings::uncertainty);
  class_->setCurrentIndex(std::max(0, class_->findData(wanted_class_)));
  class_->setEnabled(class_->count() > 1);
  settings_.class_value = class_->currentData().toInt();
}

void ScorePanel::step_class(int by) {
  const int count = class_->count();
  if (count > 1) class_->setCurrentIndex((class_->currentIndex() + by + count) % count);
}

void ScorePanel::save() const {
  change_settings([now = settings_, source = wanted_source_](QSettings& settings) {
    settings.setValue(QString(settings_key) + "low", to_step(now.low));
    settings.setValue(QString(settings_key) + "high", to_step(now.high));
    settings.setValue(QString(settings_key) + "colours", name(now.colour_map));
    settings.setValue(QString(settings_key) + "source", source);
  });
}

}  // namespace penumbra::ui
