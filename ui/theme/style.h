#pragma once

#include <QProxyStyle>

namespace penumbra::ui {

/// Fusion whose check boxes, spin boxes and text fields keep a visible border in the dark palette,
/// and whose dialogs have no icons on their buttons: those are black in any palette.
class Style : public QProxyStyle {
  Q_OBJECT

 public:
  Style();

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                          QPainter* painter, const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* more) const override;
};

}  // namespace penumbra::ui
