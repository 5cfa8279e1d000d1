#include "ui/training/option_form.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

#include "base/error.h"
#include "base/json.h"
#include "ui/phrase_text.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

using train::OptionInfo;
using train::TrainOptions;

/// How a value stands in the form, to be told of another.
QString shown_value(const OptionInfo& info, const TrainOptions& options) {
  const nlohmann::json value = info.get(options);
  if (value.is_string()) return QString::fromStdString(value.get<std::string>());
  if (value.is_boolean()) return value.get<bool>() ? OptionForm::tr("on") : OptionForm::tr("off");
  if (value.is_number_float()) return QString::number(value.get<double>(), 'g', 6);
  return QString::fromStdString(json_text(value));
}

}  // namespace

OptionForm::OptionForm(const std::vector<std::string>& leave_out, QWidget* parent)
    : QWidget(parent) {
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(grid_px / 2);
  layout->setVerticalSpacing(grid_px / 2);
  layout->setColumnStretch(0, 1);
  std::string group;
  int row = 0;
  for (const OptionInfo& info : train::describe()) {
    if (std::find(leave_out.begin(), leave_out.end(), info.name) != leave_out.end()) continue;
    if (info.group != group) {
      group = info.group;
      auto* heading = new QLabel("<b>" + phrase_text(group).toHtmlEscaped() + "</b>");
      heading->setContentsMargins(0, grid_px, 0, 0);
      layout->addWidget(heading, row++, 0, 1, 3);
    }
    add_row(info, *layout, row++);
  }
  mark_differences();
}

void OptionForm::add_row(const OptionInfo& info, QGridLayout& layout, int row) {
  Row made;
  made.field = make_option_field(info, this, [this] { field_changed(); });
  made.label = new QLabel(shown_name(info), this);
  made.label->setToolTip(shown_help(info));
  made.label->setBuddy(made.field.widget);
  made.reset = new QToolButton(this);
  made.reset->setObjectName("reset_" + QString::fromStdString(info.name));
  made.reset->setIcon(stroke_icon("reset"));
  made.reset->setAutoRaise(true);
  QSizePolicy policy = made.reset->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  made.reset->setSizePolicy(policy);
  connect(made.reset, &QToolButton::clicked, this,
          [this, show = made.field.show, next = made.field.widget] {
            next->setFocus();
            show(preset_);
          });
  layout.addWidget(made.label, row, 0);
  layout.addWidget(made.field.widget, row, 1);
  layout.addWidget(made.reset, row, 2);
  rows_.push_back(std::move(made));
}

void OptionForm::field_changed() {
  if (showing_) return;
  mark_differences();
  Q_EMIT edited();
}

void OptionForm::mark_differences() {
  for (Row& row : rows_) {
    const OptionInfo& info = *row.field.info;
    TrainOptions read = preset_;
    bool differs = false;
    try {
      row.field.read(read);
      differs = info.get(read) != info.get(preset_);
    } catch (const UsageError&) {
      differs = true;
    }
    row.differs = differs;
    QFont font = this->font();
    font.setBold(differs);
    row.label->setFont(font);
    row.reset->setVisible(differs);
    const QString value = shown_value(info, preset_);
    row.reset->setToolTip(tr("Back to %1, as in the preset").arg(value));
    row.reset->setAccessibleName(tr("Reset %1 to %2").arg(shown_name(info), value));
  }
}

int OptionForm::difference_count() const {
  return static_cast<int>(
      std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return row.differs; }));
}

void OptionForm::reset() { show_options(preset_); }

void OptionForm::set_preset(const TrainOptions& preset) {
  preset_ = preset;
  mark_differences();
}

void OptionForm::show_options(const TrainOptions& options) {
  showing_ = true;
  for (const Row& row : rows_) row.field.show(options);
  showing_ = false;
  mark_differences();
  Q_EMIT edited();
}

void OptionForm::read_into(TrainOptions& options) const {
  for (const Row& row : rows_) row.field.read(options);
}

}  // namespace penumbra::ui
