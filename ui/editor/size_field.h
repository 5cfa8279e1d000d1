#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace penumbra::ui {

/// A length in pixels: a slider that is finer where the length is small, and the number.
class SizeField : public QWidget {
  Q_OBJECT

 public:
  /// name: of the slider; the number is called NAMEValue. what: for those who can't see it.
  SizeField(const QString& name, const QString& what, double least, double most, int decimals,
            QWidget* parent = nullptr);

  void set_value(double value);

 Q_SIGNALS:
  void changed(double value);

 private:
  double least_;
  double most_;
  QSlider* slider_;
  QDoubleSpinBox* number_;
};

}  // namespace penumbra::ui
