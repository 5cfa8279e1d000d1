#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "train/options.h"
#include "ui/training/option_field.h"

class QGridLayout;
class QLabel;
class QToolButton;

namespace penumbra::ui {

/// A form of all training options, made from their description, in their groups. An option NAME is
/// edited by the widget named "option_NAME". Where it differs from the preset, its name is bold and
/// the button "reset_NAME" takes it back.
class OptionForm : public QWidget {
  Q_OBJECT

 public:
  /// leave_out: names of options that are edited elsewhere.
  explicit OptionForm(const std::vector<std::string>& leave_out, QWidget* parent = nullptr);

  void show_options(const train::TrainOptions& options);
  /// What values are compared with, and reset to.
  void set_preset(const train::TrainOptions& preset);
  /// Writes what is shown into `options`. Throws UsageError for a value out of its range.
  void read_into(train::TrainOptions& options) const;

  /// How many options differ from the preset.
  int difference_count() const;
  void reset();

 Q_SIGNALS:
  void edited();

 private:
  struct Row {
    OptionField field;
    QLabel* label;
    QToolButton* reset;
    bool differs = false;
  };

  void add_row(const train::OptionInfo& info, QGridLayout& layout, int row);
  void field_changed();
  void mark_differences();

  std::vector<Row> rows_;
  train::TrainOptions preset_;
  bool showing_ = false;  ///< values come from show_options
};

}  // namespace penumbra::ui
