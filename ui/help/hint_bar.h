#pragma once

#include <QWidget>

class QLabel;

namespace penumbra::ui {

/// One line that says at the first visit of a place what is done there. It goes with a click, for
/// good; all of them can be turned off. What was seen is kept in QSettings.
class HintBar : public QWidget {
  Q_OBJECT

 public:
  explicit HintBar(QWidget* parent = nullptr);

  /// Shows the hint of a place, named as its widget is, unless it was dismissed before. A place
  /// without a hint: nothing.
  void set_place(const QString& place);
  /// Shows hints again, those of all places.
  void start_again();

 private:
  void update_hint();

  QString place_;
  QStringList seen_;  ///< places whose hint was dismissed
  bool off_ = false;
  QLabel* text_;
};

}  // namespace penumbra::ui
