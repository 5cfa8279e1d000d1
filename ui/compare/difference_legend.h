#pragma once

#include <QWidget>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace penumbra::ui {

/// What the patterns of a difference map mean, with the share of each in the image.
class DifferenceLegend : public QWidget {
  Q_OBJECT

 public:
  explicit DifferenceLegend(QWidget* parent = nullptr);

  /// Pixels by compare::PixelKind; nothing: there is no difference to speak of.
  void set_counts(std::optional<std::array<std::int64_t, 5>> counts);
  /// "right 93.3%, wrong class 3.2%, ..."; empty where there are no counts.
  QString text() const;

  QSize sizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<QPoint> places(int width) const;
  int line_height() const;
  QString entry(std::size_t kind) const;

  std::optional<std::array<std::int64_t, 5>> counts_;
};

}  // namespace penumbra::ui
