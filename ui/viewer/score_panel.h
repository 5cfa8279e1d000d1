#pragma once

#include <QWidget>
#include <utility>
#include <vector>

#include "ui/viewer/score_settings.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace penumbra::ui {

/// Which scores make the CAM, its labels and the uncertain region, and the two thresholds.
class ScorePanel : public QWidget {
  Q_OBJECT

 public:
  using Choices = std::vector<std::pair<QString, QString>>;  ///< key, title

  explicit ScorePanel(QWidget* parent = nullptr);

  const ScoreSettings& settings() const { return settings_; }
  /// What has scores of the image. What was chosen stays chosen while it is listed; else the first.
  void set_sources(const Choices& sources);
  /// Classes of which there are scores (value, name), and whether there is a map of uncertainty.
  void set_classes(const std::vector<std::pair<int, QString>>& classes, bool uncertainty);
  /// The next (1) or previous (-1) class.
  void step_class(int by);

 Q_SIGNALS:
  void changed();

 private:
  void set_thresholds(int low, int high);
  void update_values();
  void save() const;

  ScoreSettings settings_;
  // Chosen by the user; not every image has them.
  QString wanted_source_;
  int wanted_class_ = ScoreSettings::all_classes;
  QComboBox* source_;
  QComboBox* class_;
  QComboBox* colour_map_;
  QSlider* low_;
  QSlider* high_;
  QLabel* low_value_;
  QLabel* high_value_;
  QPushButton* reset_;
};

}  // namespace penumbra::ui
