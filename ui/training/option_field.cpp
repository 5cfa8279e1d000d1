#include "ui/training/option_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QWheelEvent>
#include <limits>
#include <optional>

#include "base/json.h"
#include "ui/phrase_text.h"
#include "ui/theme/appearance.h"
#include "ui/training/option_form.h"

namespace penumbra::ui {
namespace {

using train::OptionInfo;
using train::OptionKind;
using train::TrainOptions;

/// Shows 0.00006 as 6e-05: rates span many magnitudes. Reads the language's decimals, and points as
/// in papers.
class RealBox : public QDoubleSpinBox {
 public:
  explicit RealBox(QWidget* parent) : QDoubleSpinBox(parent) {
    setDecimals(12);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  }
  QString textFromValue(double value) const override {
    return locale().toString(value, 'g', 6).remove(locale().groupSeparator());
  }
  double valueFromText(const QString& text) const override { return number_in(text).value_or(0); }
  QValidator::State validate(QString& text, int&) const override {
    const auto value = number_in(text);
    return value && *value >= minimum() && *value <= maximum() ? QValidator::Acceptable
                                                               : QValidator::Intermediate;
  }

 private:
  std::optional<double> number_in(const QString& text) const {
    const QString number = QString(text).remove(suffix()).trimmed();
    bool fits = false;
    double value = QLocale::c().toDouble(number, &fits);
    if (!fits) value = locale().toDouble(number, &fits);
    return fits ? std::optional(value) : std::nullopt;
  }
};

/// Scrolling through a form changes no value: only a field with the focus takes the wheel.
class WheelGuard : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
    event->ignore();
    return true;
  }
};

QString suffix(const OptionInfo& info) {
  const auto& unit = info.unit;
  return unit.empty() || unit.size() > 6 ? QString() : ' ' + phrase_text(unit);
}

OptionField integer_field(const OptionInfo& info, QWidget* parent,
                          const std::function<void()>& changed) {
  auto* box = new QSpinBox(parent);
  box->setRange(static_cast<int>(info.minimum), static_cast<int>(info.maximum));
  box->setSuffix(suffix(info));
  QObject::connect(box, &QSpinBox::valueChanged, box, [changed] { changed(); });
  return {
      &info, box,
      [box, &info](const TrainOptions& options) { box->setValue(info.get(options).get<int>()); },
      [box, &info](TrainOptions& options) { info.set(options, box->value()); }};
}

OptionField real_field(const OptionInfo& info, QWidget* parent,
                       const std::function<void()>& changed) {
  auto* box = new RealBox(parent);
  box->setRange(info.minimum, info.maximum);
  box->setSuffix(suffix(info));
  QObject::connect(box, &QDoubleSpinBox::valueChanged, box, [changed] { changed(); });
  return {
      &info, box,
      [box, &info](const TrainOptions& options) { box->setValue(info.get(options).get<double>()); },
      [box, &info](TrainOptions& options) { info.set(options, box->value()); }};
}

OptionField flag_field(const OptionInfo& info, QWidget* parent,
                       const std::function<void()>& changed) {
  auto* box = new QCheckBox(parent);
  QObject::connect(box, &QCheckBox::toggled, box, [changed] { changed(); });
  return {
      &info, box,
      [box, &info](const TrainOptions& options) { box->setChecked(info.get(options).get<bool>()); },
      [box, &info](TrainOptions& options) { info.set(options, box->isChecked()); }};
}

OptionField choice_field(const OptionInfo& info, QWidget* parent,
                         const std::function<void()>& changed) {
  auto* box = new QComboBox(parent);
  for (const auto& choice : info.choices) box->addItem(QString::fromStdString(choice));
  QObject::connect(box, &QComboBox::currentIndexChanged, box, [changed] { changed(); });
  return {
      &info, box,
      [box, &info](const TrainOptions& options) {
        box->setCurrentText(QString::fromStdString(info.get(options).get<std::string>()));
      },
      [box, &info](TrainOptions& options) { info.set(options, box->currentText().toStdString()); }};
}

/// Text, and numbers too large for a spin box.
OptionField line_field(const OptionInfo& info, QWidget* parent,
                       const std::function<void()>& changed) {
  auto* line = new QLineEdit(parent);
  QObject::connect(line, &QLineEdit::textChanged, line, [changed] { changed(); });
  return {&info, line,
          [line, &info](const TrainOptions& options) {
            const nlohmann::json value = info.get(options);
            line->setText(QString::fromStdString(value.is_string() ? value.get<std::string>()
                                                                   : json_text(value)));
          },
          [line, &info](TrainOptions& options) {
            train::set_option(options, info.name, line->text().trimmed().toStdString());
          }};
}

OptionField bare_field(const OptionInfo& info, QWidget* parent,
                       const std::function<void()>& changed) {
  switch (info.kind) {
    case OptionKind::Integer:
      if (info.maximum <= std::numeric_limits<int>::max())
        return integer_field(info, parent, changed);
      break;
    case OptionKind::Real:
      return real_field(info, parent, changed);
    case OptionKind::Boolean:
      return flag_field(info, parent, changed);
    case OptionKind::Choice:
      return choice_field(info, parent, changed);
    case OptionKind::Text:
      break;
  }
  return line_field(info, parent, changed);
}

}  // namespace

OptionField make_option_field(const OptionInfo& info, QWidget* parent,
                              const std::function<void()>& changed) {
  OptionField field = bare_field(info, parent, changed);
  field.widget->setObjectName("option_" + QString::fromStdString(info.name));
  field.widget->setAccessibleName(shown_name(info));
  field.widget->setToolTip(shown_help(info));
  field.widget->setMinimumWidth(13 * grid_px);  // a spin box asks for its longest number's room
  field.widget->setFocusPolicy(Qt::StrongFocus);
  field.widget->installEventFilter(new WheelGuard(field.widget));
  return field;
}

QString shown_name(const OptionInfo& info) {
  QString text = phrase_text(info.name).replace('_', ' ');
  text[0] = text[0].toUpper();
  return text;
}

QString shown_help(const OptionInfo& info) {
  QString text = phrase_text(info.help).toHtmlEscaped();
  const QString unit = phrase_text(info.unit).toHtmlEscaped();
  if (info.kind == OptionKind::Integer || info.kind == OptionKind::Real) {
    const QString range =
        OptionForm::tr("%1 to %2").arg(info.minimum, 0, 'g', 7).arg(info.maximum, 0, 'g', 7);
    text += "<br>" + range + (unit.isEmpty() ? QString() : " " + unit);
  } else if (!unit.isEmpty()) {
    text += "<br>" + unit;
  }
  return text + "<br><code>" + QString::fromStdString(info.name) + "</code>";
}

}  // namespace penumbra::ui
