#include "ui/training/option_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QWheelEvent>
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

using train::OptionInfo;
using train::OptionKind;
using train::TrainOptions;

/// Shows 0.00006 as 6e-05: rates span many magnitudes.
class RealBox : public QDoubleSpinBox {
 public:
  explicit RealBox(QWidget* parent) : QDoubleSpinBox(parent) {
    setDecimals(12);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  }
  QString textFromValue(double value) const override { return QString::number(value, 'g', 6); }
  double valueFromText(const QString& text) const override {
    return text.chopped(suffix().size()).trimmed().toDouble();
  }
  QValidator::State validate(QString& text, int&) const override {
    bool number = false;
    const double value = QString(text).remove(suffix()).trimmed().toDouble(&number);
    return number && value >= minimum() && value <= maximum() ? QValidator::Acceptable
                                                              : QValidator::Intermediate;
  }
};

/// Scrolling through the form changes no value: only a field with the focus takes the wheel.
class WheelGuard : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
    event->ignore();
    return true;
  }
};

/// "image_size" -> "Image size".
QString shown_name(const std::string& name) {
  QString text = QString::fromStdString(name).replace('_', ' ');
  text[0] = text[0].toUpper();
  return text;
}

QString suffix(const OptionInfo& info) {
  const auto& unit = info.unit;
  return unit.empty() || unit.size() > 6 ? QString() : ' ' + QString::fromStdString(unit);
}

}  // namespace

OptionForm::OptionForm(const std::vector<std::string>& leave_out, QWidget* parent)
    : QWidget(parent) {
  auto* layout = new QFormLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(grid_px);
  layout->setVerticalSpacing(grid_px / 2);
  layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  layout->setRowWrapPolicy(QFormLayout::DontWrapRows);
  auto* guard = new WheelGuard(this);
  std::string group;
  for (const OptionInfo& info : train::describe()) {
    if (std::find(leave_out.begin(), leave_out.end(), info.name) != leave_out.end()) continue;
    if (info.group != group) {
      group = info.group;
      auto* heading = new QLabel("<b>" + QString::fromStdString(group).toHtmlEscaped() + "</b>");
      heading->setContentsMargins(0, grid_px, 0, 0);
      layout->addRow(heading);
    }
    QWidget* field = make_field(info);
    field->setObjectName("option_" + QString::fromStdString(info.name));
    QString help = QString::fromStdString(info.help);
    if (!info.unit.empty()) help += " (" + QString::fromStdString(info.unit) + ")";
    field->setToolTip(help);
    field->setMinimumWidth(13 * grid_px);  // a spin box asks for the room of its longest number
    field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(guard);
    auto* label = new QLabel(shown_name(info.name));
    label->setToolTip(help);
    label->setBuddy(field);
    layout->addRow(label, field);
  }
}

QWidget* OptionForm::make_field(const OptionInfo& info) {
  switch (info.kind) {
    case OptionKind::Integer: {
      if (info.maximum > std::numeric_limits<int>::max()) break;
      auto* box = new QSpinBox(this);
      box->setRange(static_cast<int>(info.minimum), static_cast<int>(info.maximum));
      box->setSuffix(suffix(info));
      fields_.push_back({&info,
                         [box, &info](const TrainOptions& options) {
                           box->setValue(info.get(options).get<int>());
                         },
                         [box, &info](TrainOptions& options) { info.set(options, box->value()); }});
      connect(box, &QSpinBox::valueChanged, this, &OptionForm::edited);
      return box;
    }
    case OptionKind::Real: {
      auto* box = new RealBox(this);
      box->setRange(info.minimum, info.maximum);
      box->setSuffix(suffix(info));
      fields_.push_back({&info,
                         [box, &info](const TrainOptions& options) {
                           box->setValue(info.get(options).get<double>());
                         },
                         [box, &info](TrainOptions& options) { info.set(options, box->value()); }});
      connect(box, &QDoubleSpinBox::valueChanged, this, &OptionForm::edited);
      return box;
    }
    case OptionKind::Boolean: {
      auto* box = new QCheckBox(this);
      fields_.push_back(
          {&info,
           [box, &info](const TrainOptions& options) {
             box->setChecked(info.get(options).get<bool>());
           },
           [box, &info](TrainOptions& options) { info.set(options, box->isChecked()); }});
      connect(box, &QCheckBox::toggled, this, &OptionForm::edited);
      return box;
    }
    case OptionKind::Choice: {
      auto* box = new QComboBox(this);
      for (const auto& choice : info.choices) box->addItem(QString::fromStdString(choice));
      fields_.push_back({&info,
                         [box, &info](const TrainOptions& options) {
                           box->setCurrentText(
                               QString::fromStdString(info.get(options).get<std::string>()));
                         },
                         [box, &info](TrainOptions& options) {
                           info.set(options, box->currentText().toStdString());
                         }});
      connect(box, &QComboBox::currentIndexChanged, this, &OptionForm::edited);
      return box;
    }
    case OptionKind::Text:
      break;
  }
  // Text, and numbers too large for a spin box.
  auto* line = new QLineEdit(this);
  fields_.push_back({&info,
                     [line, &info](const TrainOptions& options) {
                       const nlohmann::json value = info.get(options);
                       line->setText(QString::fromStdString(
                           value.is_string() ? value.get<std::string>() : value.dump()));
                     },
                     [line, &info](TrainOptions& options) {
                       train::set_option(options, info.name, line->text().trimmed().toStdString());
                     }});
  connect(line, &QLineEdit::textChanged, this, &OptionForm::edited);
  return line;
}

void OptionForm::show_options(const TrainOptions& options) {
  {
    const QSignalBlocker blocker(this);
    for (const Field& field : fields_) field.show(options);
  }
  Q_EMIT edited();
}

void OptionForm::read_into(TrainOptions& options) const {
  for (const Field& field : fields_) field.read(options);
}

}  // namespace penumbra::ui
