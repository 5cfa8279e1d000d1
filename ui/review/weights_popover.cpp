#include "ui/review/weights_popover.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "ui/percent.h"
#include "ui/review/reason_text.h"
#include "ui/review/review_queue.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int settle_ms = 150;
constexpr int most_second_looks = 50;  ///< percent

int percent(double share) { return static_cast<int>(std::lround(100 * share)); }
}  // namespace

WeightsPopover::WeightsPopover(ReviewQueue& queue, QWidget* parent)
    : QFrame(parent, Qt::Popup), queue_(queue) {
  setObjectName("weightsPopover");
  setAccessibleName(tr("Order of the queue"));
  setFrameShape(QFrame::StyledPanel);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  grid->setHorizontalSpacing(2 * grid_px);
  grid->setVerticalSpacing(grid_px);
  const auto heading = [&](const QString& text) {
    auto* label = new QLabel(text, this);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    grid->addWidget(label, grid->rowCount(), 0, 1, 3);
  };
  heading(tr("What comes first"));
  for (std::size_t i = 0; i < review::reason_count; ++i) {
    const auto reason = static_cast<review::Reason>(i);
    weights_[i] = add_row("weight_" + QString::fromUtf8(review::name(reason).data()),
                          reason_name(reason), reason_help(reason), 100);
  }
  heading(tr("Second looks"));
  share_ = add_row("secondLookShare", tr("Of reviewed images"),
                   tr("This share of reviewed images comes back later, so that you see how often "
                      "you still agree. 0%: none."),
                   most_second_looks);
  auto* reset = new QPushButton(tr("Reset"), this);
  reset->setObjectName("resetWeights");
  reset->setToolTip(tr("As in a new project"));
  grid->addWidget(reset, grid->rowCount(), 0, 1, 3, Qt::AlignRight);
  connect(reset, &QPushButton::clicked, this, [this] {
    auto settings = queue_.settings();
    settings.weights = review::Settings().weights;
    settings.second_look_share = review::Settings().second_look_share;
    show_settings(settings);
    queue_.set_settings(settings);
  });
  moved_.setSingleShot(true);
  moved_.setInterval(settle_ms);
  connect(&moved_, &QTimer::timeout, this, &WeightsPopover::take);
}

WeightsPopover::Row WeightsPopover::add_row(const QString& name, const QString& text,
                                            const QString& help, int most) {
  auto* grid = static_cast<QGridLayout*>(layout());
  const int row = grid->rowCount();
  auto* label = new QLabel(text, this);
  label->setToolTip("<p>" + help + "</p>");
  auto* slider = new QSlider(Qt::Horizontal, this);
  slider->setObjectName(name);
  slider->setAccessibleName(text);
  slider->setToolTip(label->toolTip());
  slider->setRange(0, most);
  slider->setPageStep(10);
  slider->setFixedWidth(20 * grid_px);
  label->setBuddy(slider);
  auto* value = new QLabel(this);
  value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  value->setMinimumWidth(value->fontMetrics().horizontalAdvance(in_percent(1)));
  grid->addWidget(label, row, 0);
  grid->addWidget(slider, row, 1);
  grid->addWidget(value, row, 2);
  connect(slider, &QSlider::valueChanged, this, [this, value](int now) {
    value->setText(in_percent(now / 100.0));
    moved_.start();
  });
  return {slider, value};
}

void WeightsPopover::show_settings(const review::Settings& settings) {
  const auto set = [](const Row& row, double share) {
    const QSignalBlocker quiet(row.slider);
    row.slider->setValue(percent(share));
    row.value->setText(in_percent(row.slider->value() / 100.0));
  };
  for (std::size_t i = 0; i < review::reason_count; ++i) set(weights_[i], settings.weights[i]);
  set(share_, settings.second_look_share);
}

void WeightsPopover::take() {
  auto settings = queue_.settings();
  // A slider that was not moved keeps what it cannot show.
  const auto take_one = [](const Row& row, double& share) {
    if (row.slider->value() != percent(share)) share = row.slider->value() / 100.0;
  };
  for (std::size_t i = 0; i < review::reason_count; ++i) take_one(weights_[i], settings.weights[i]);
  take_one(share_, settings.second_look_share);
  queue_.set_settings(settings);
}

void WeightsPopover::show_at(const QWidget& anchor) {
  show_settings(queue_.settings());
  adjustSize();
  QPoint corner = anchor.mapToGlobal(QPoint(anchor.width() - width(), anchor.height()));
  const QRect screen = anchor.screen()->availableGeometry();
  corner.setX(
      std::clamp(corner.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
  corner.setY(std::min(corner.y(), screen.bottom() - height()));
  move(corner);
  show();
  weights_.front().slider->setFocus();
}

}  // namespace penumbra::ui
