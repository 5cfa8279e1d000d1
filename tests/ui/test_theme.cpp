#include <QtTest>

#include "private_settings.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"

using namespace penumbra::ui;

class TestTheme : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void text_of_both_palettes_can_be_read() {
    for (const QPalette& palette : {light_palette(), dark_palette()}) {
      const auto ratio = [&](QPalette::ColorRole text, QPalette::ColorRole on) {
        return contrast(palette.color(text), palette.color(on));
      };
      QVERIFY(ratio(QPalette::WindowText, QPalette::Window) >= 4.5);
      QVERIFY(ratio(QPalette::Text, QPalette::Base) >= 4.5);
      QVERIFY(ratio(QPalette::ButtonText, QPalette::Button) >= 4.5);
      QVERIFY(ratio(QPalette::HighlightedText, QPalette::Highlight) >= 4.5);
      QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Base) >= 4.5);
      QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Window) >= 4.5);
      QVERIFY(ratio(QPalette::PlaceholderText, QPalette::AlternateBase) >= 4.5);
      QVERIFY(ratio(QPalette::Link, QPalette::Window) >= 4.5);
    }
    QVERIFY(is_dark(dark_palette()) && !is_dark(light_palette()));
  }

  void class_colours_differ_and_none_is_black() {
    for (int a = 1; a <= 80; ++a) {
      QVERIFY(class_colour(a).lightness() > 40);
      for (int b = a + 1; b <= 80; ++b) QVERIFY(class_colour(a) != class_colour(b));
    }
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestTheme)
#include "test_theme.moc"
