#pragma once

#include <QObject>
#include <QPalette>

namespace penumbra::ui {

enum class Theme { System, Light, Dark };

QPalette light_palette();
QPalette dark_palette();
/// Judged by lightness: Qt 6.4 has no query for the desktop's colour scheme.
bool is_dark(const QPalette& palette);
/// Contrast of two opaque colours, 1..21 (WCAG 2.1, relative luminance).
double contrast(const QColor& a, const QColor& b);

/// A grid of 8 px: all distances of the window are multiples of it.
inline constexpr int grid_px = 8;

/// The application's style and palette: the desktop's lightness, or what the user chose (kept in
/// QSettings).
class Appearance : public QObject {
  Q_OBJECT

 public:
  explicit Appearance(QObject* parent = nullptr);

  Theme theme() const { return theme_; }
  void set_theme(Theme theme);

 Q_SIGNALS:
  void changed();

 private:
  void apply();

  bool system_is_dark_;
  Theme theme_;
};

}  // namespace penumbra::ui
