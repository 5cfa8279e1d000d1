#include "ui/editor/size_field.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int slider_steps = 200;
}

SizeField::SizeField(const QString& name, const QString& what, double least, double most,
                     int decimals, QWidget* parent)
    : QWidget(parent), least_(least), most_(most) {
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setObjectName(name);
  slider_->setAccessibleName(what);
  slider_->setToolTip(what);
  slider_->setRange(0, slider_steps);
  slider_->setFixedWidth(12 * grid_px);
  number_ = new QDoubleSpinBox(this);
  number_->setObjectName(name + "Value");
  number_->setAccessibleName(what);
  number_->setToolTip(what);
  number_->setDecimals(decimals);
  number_->setRange(least, most);
  number_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  number_->setSuffix(tr(" px"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px);
  layout->addWidget(slider_);
  layout->addWidget(number_);
  connect(slider_, &QSlider::valueChanged, this, [this](int step) {
    number_->setValue(least_ * std::pow(most_ / least_, double(step) / slider_steps));
  });
  connect(number_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    set_value(value);
    Q_EMIT changed(value);
  });
}

void SizeField::set_value(double value) {
  const QSignalBlocker quiet_slider(slider_), quiet_number(number_);
  slider_->setValue(static_cast<int>(
      std::lround(slider_steps * std::log(value / least_) / std::log(most_ / least_))));
  if (!number_->hasFocus() || std::abs(number_->value() - value) > 1e-3) number_->setValue(value);
}

}  // namespace penumbra::ui
