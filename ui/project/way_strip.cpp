#include "ui/project/way_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QToolButton>
#include <algorithm>

#include "train/run_folder.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

constexpr std::array names = {"wayPhotos",  "wayTags",    "wayInstant", "wayTrain",
                              "wayInspect", "wayCorrect", "wayReview",  "wayExport"};

bool has_layer(const OpenProject& project, std::initializer_list<project::LayerKind> kinds) {
  return std::ranges::any_of(project.layers(), [&](const auto& layer) {
    return std::ranges::find(kinds, layer.kind) != kinds.end();
  });
}

}  // namespace

WayStrip::WayStrip(QWidget* parent) : QWidget(parent) {
  setObjectName("wayStrip");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(grid_px, 0, 2 * grid_px, 0);
  layout->setSpacing(0);
  const std::array texts = {tr("Photos"),  tr("Tags"),    tr("Instant labels"), tr("Train"),
                            tr("Inspect"), tr("Correct"), tr("Review"),         tr("Export")};
  for (std::size_t i = 0; i < steps; ++i) {
    auto* button = new QToolButton(this);
    button->setObjectName(names[i]);
    button->setText(texts[i]);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({2 * grid_px, 2 * grid_px});
    connect(button, &QToolButton::clicked, this,
            [this, i] { Q_EMIT chosen(static_cast<Step>(i)); });
    layout->addWidget(button);
    if (i + 1 < steps) {
      auto* arrow = new QLabel("›", this);
      arrow->setForegroundRole(QPalette::PlaceholderText);
      layout->addWidget(arrow);
    }
    buttons_[i] = button;
  }
  text_ = new QLabel(this);
  text_->setObjectName("wayNext");
  text_->setForegroundRole(QPalette::PlaceholderText);
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  layout->addSpacing(2 * grid_px);
  layout->addWidget(text_, 1);
}

void WayStrip::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  if (!project) return;
  connect(project, &OpenProject::filtered, this, &WayStrip::update_steps);
  connect(project, &OpenProject::layersChanged, this, &WayStrip::update_steps);
  connect(project, &OpenProject::runsChanged, this, &WayStrip::update_steps);
  update_steps();
}

QString WayStrip::noted_key(Step step) const {
  return project_->settings_group() + '/' + names[static_cast<std::size_t>(step)];
}

void WayStrip::set_has_weights(bool has_weights) {
  has_weights_ = has_weights;
  update_steps();
}

void WayStrip::note_done(Step step) {
  if (!project_ || is_done(step)) return;
  QSettings().setValue(noted_key(step), true);
  update_steps();
}

bool WayStrip::is_done(Step step) const {
  using enum project::LayerKind;
  switch (step) {
    case Step::Photos:
      return project_->image_count() > 0;
    case Step::Tags:
      return project_->tagged_count() > 0;
    case Step::Instant:
      return has_layer(*project_, {Instant});
    case Step::Train:
      return std::ranges::any_of(project_->runs(), [](const auto& run) {
        return train::last_checkpoint(run).has_value();
      });
    case Step::Correct:
      if (project_->corrected_count() > 0) return true;
      [[fallthrough]];
    case Step::Inspect:
    case Step::Review:
    case Step::Export:
      return QSettings().value(noted_key(step)).toBool();
  }
  return false;
}

QString WayStrip::what_is_missing(Step step) const {
  switch (step) {
    case Step::Photos:
      return tr("Next: add photos.");
    case Step::Tags:
      return tr("Next: tag some photos: select them and click tags on the right.");
    case Step::Instant:
      return has_weights_ ? tr("Next: label all images at once, without training; each stroke then "
                               "corrects them all.")
                          : tr("Next: label all images at once. Needs encoder weights: Train says "
                               "where they come from.");
    case Step::Train:
      return has_weights_ ? tr("Next: train on the tags; it runs in the background.")
                          : tr("Next: train on the tags. Needs encoder weights: Train says where "
                               "they come from.");
    case Step::Inspect:
      return tr("Next: look at labels, uncertain regions and truth.");
    case Step::Correct:
      return tr("Next: correct labels by hand: take a tool beside the photo, B for the brush.");
    case Step::Review:
      return tr("Next: review the images that most need you; each says why.");
    case Step::Export:
      return tr("Next: write the masks for other programs.");
  }
  return {};
}

void WayStrip::update_steps() {
  if (!project_) return;
  std::size_t next = steps;
  for (std::size_t i = 0; i < steps; ++i) {
    const bool done = is_done(static_cast<Step>(i));
    if (!done && next == steps) next = i;
    QFont font = buttons_[i]->font();
    font.setBold(i == next);
    buttons_[i]->setFont(font);
    buttons_[i]->setIcon(stroke_icon(done ? "done" : i == next ? "next" : "later"));
    buttons_[i]->setToolTip(done ? tr("Done") : what_is_missing(static_cast<Step>(i)));
  }
  next_ = static_cast<Step>(std::min(next, steps - 1));
  QString text = next < steps ? what_is_missing(next_) : tr("All steps were taken once.");
  const auto tagged = project_->tagged_count(), all = project_->image_count();
  if (tagged > 0 && tagged < all)
    text += ' ' + tr("%1 of %2 photos are tagged.").arg(number_text(tagged), number_text(all));
  text_->setText(text);
  text_->setToolTip(text);
}

}  // namespace penumbra::ui
