#pragma once

#include <QWidget>
#include <functional>

#include "train/options.h"

namespace penumbra::ui {

/// The widget of one option, made from its description, and how values go in and out.
struct OptionField {
  const train::OptionInfo* info = nullptr;
  QWidget* widget = nullptr;
  std::function<void(const train::TrainOptions&)> show;
  std::function<void(train::TrainOptions&)> read;  ///< throws UsageError
};

/// changed: called when the user changes the value.
OptionField make_option_field(const train::OptionInfo& info, QWidget* parent,
                              const std::function<void()>& changed);

/// "image_size" -> "Image size".
QString shown_name(const train::OptionInfo& info);
/// Help, unit, range and name of an option, as a tool tip.
QString shown_help(const train::OptionInfo& info);

}  // namespace penumbra::ui
