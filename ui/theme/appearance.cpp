#include "ui/theme/appearance.h"

#include <QApplication>
#include <QSettings>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/style.h"

namespace penumbra::ui {
namespace {

constexpr auto theme_key = "appearance/theme";

struct Shades {
  QColor window, base, alternate, button, text, muted, accent, accent_text, link, outline;
};

QPalette palette_of(const Shades& shades) {
  QPalette palette;
  const auto set = [&](QPalette::ColorRole role, const QColor& colour) {
    palette.setColor(QPalette::All, role, colour);
  };
  set(QPalette::Window, shades.window);
  set(QPalette::WindowText, shades.text);
  set(QPalette::Base, shades.base);
  set(QPalette::AlternateBase, shades.alternate);
  set(QPalette::Text, shades.text);
  set(QPalette::Button, shades.button);
  set(QPalette::ButtonText, shades.text);
  set(QPalette::BrightText, Qt::white);
  set(QPalette::ToolTipBase, shades.base);
  set(QPalette::ToolTipText, shades.text);
  set(QPalette::PlaceholderText, shades.muted);
  set(QPalette::Highlight, shades.accent);
  set(QPalette::HighlightedText, shades.accent_text);
  set(QPalette::Link, shades.link);
  set(QPalette::LinkVisited, shades.link);
  set(QPalette::Light, shades.button.lighter(115));
  set(QPalette::Midlight, shades.button.lighter(107));
  set(QPalette::Mid, shades.outline);
  set(QPalette::Dark, shades.outline.darker(120));
  set(QPalette::Shadow, shades.outline.darker(160));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, shades.muted);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, shades.outline);
  return palette;
}

double luminance(const QColor& colour) {
  const auto linear = [](double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

}  // namespace

QPalette light_palette() {
  return palette_of({.window = "#f1f1f1",
                     .base = "#ffffff",
                     .alternate = "#f7f7f7",
                     .button = "#e9e9e9",
                     .text = "#1d1d1d",
                     .muted = "#666666",
                     .accent = "#1f66b5",
                     .accent_text = "#ffffff",
                     .link = "#1a5ba6",
                     .outline = "#c4c4c4"});
}

QPalette dark_palette() {
  return palette_of({.window = "#2b2b2b",
                     .base = "#212121",
                     .alternate = "#272727",
                     .button = "#393939",
                     .text = "#e6e6e6",
                     .muted = "#a3a3a3",
                     .accent = "#2f6fb8",
                     .accent_text = "#ffffff",
                     .link = "#7db5f0",
                     .outline = "#4c4c4c"});
}

bool is_dark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() <
         palette.color(QPalette::WindowText).lightness();
}

double contrast(const QColor& a, const QColor& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

Appearance::Appearance(QObject* parent)
    : QObject(parent),
      system_is_dark_(is_dark(QApplication::palette())),
      theme_(static_cast<Theme>(
          std::clamp(QSettings().value(theme_key, 0).toInt(), 0, static_cast<int>(Theme::Dark)))) {
  QApplication::setStyle(new Style);
  apply();
}

void Appearance::set_theme(Theme theme) {
  theme_ = theme;
  QSettings().setValue(theme_key, static_cast<int>(theme));
  apply();
}

void Appearance::apply() {
  const bool dark = theme_ == Theme::Dark || (theme_ == Theme::System && system_is_dark_);
  const QPalette palette = dark ? dark_palette() : light_palette();
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);
  Q_EMIT changed();
}

}  // namespace penumbra::ui
