#pragma once

#include <QWidget>
#include <functional>
#include <string>
#include <vector>

#include "train/options.h"

namespace penumbra::ui {

/// A form of all training options, made from their description, in their groups. An option NAME is
/// edited by the widget named "option_NAME".
class OptionForm : public QWidget {
  Q_OBJECT

 public:
  /// leave_out: names of options that are edited elsewhere.
  explicit OptionForm(const std::vector<std::string>& leave_out, QWidget* parent = nullptr);

  void show_options(const train::TrainOptions& options);
  /// Writes what is shown into `options`. Throws UsageError for a value out of its range.
  void read_into(train::TrainOptions& options) const;

 Q_SIGNALS:
  void edited();

 private:
  struct Field {
    const train::OptionInfo* info;
    std::function<void(const train::TrainOptions&)> show;
    std::function<void(train::TrainOptions&)> read;
  };

  QWidget* make_field(const train::OptionInfo& info);

  std::vector<Field> fields_;
};

}  // namespace penumbra::ui
