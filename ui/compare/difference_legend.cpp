#include "ui/compare/difference_legend.h"

#include <QPainter>
#include <numeric>

#include "compare/difference.h"
#include "ui/compare/figure_text.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr int swatch_width = 2 * grid_px;
constexpr int gap = grid_px / 2;
constexpr std::size_t kinds = compare::pixel_kind_names.size();

void draw_swatch(QPainter& painter, const QRect& box, compare::PixelKind kind) {
  const QColor colour(0xe6, 0x9f, 0x00);
  painter.fillRect(box, QColor(0x70, 0x70, 0x70));
  painter.setClipRect(box);
  painter.setPen(QPen(colour, 2));
  switch (kind) {
    case compare::PixelKind::Wrong:
      painter.fillRect(box, colour);
      break;
    case compare::PixelKind::Missed:
      for (int x = box.left() - box.height(); x < box.right(); x += 6)
        painter.drawLine(x, box.bottom(), x + box.height(), box.top());
      break;
    case compare::PixelKind::Invented:
      for (int y = box.top() + 2; y < box.bottom(); y += 5)
        for (int x = box.left() + 2; x < box.right(); x += 5) painter.fillRect(x, y, 2, 2, colour);
      break;
    case compare::PixelKind::Ignored:
      painter.fillRect(box, QColor(0xb4, 0xb4, 0xb4));
      break;
    case compare::PixelKind::Right:
      break;
  }
  painter.setClipping(false);
}

}  // namespace

DifferenceLegend::DifferenceLegend(QWidget* parent) : QWidget(parent) {
  setObjectName("differenceLegend");
  setToolTip(
      tr("Wrong class: filled with the class that it was taken for. Missed: hatched in the class "
         "that it has. Invented: dotted in the class that it was taken for"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  set_counts({});
}

void DifferenceLegend::set_counts(std::optional<std::array<std::int64_t, 5>> counts) {
  counts_ = counts;
  setAccessibleName(counts_ ? tr("Difference: %1").arg(text()) : tr("Difference"));
  updateGeometry();
  update();
}

QString DifferenceLegend::entry(std::size_t kind) const {
  const std::array names = {tr("right"), tr("wrong class"), tr("missed"), tr("invented"),
                            tr("ignored")};
  if (!counts_) return names[kind];
  const auto all = std::accumulate(counts_->begin(), counts_->end(), std::int64_t{0});
  const auto share = static_cast<double>((*counts_)[kind]) / static_cast<double>(all);
  return names[kind] + ' ' + percent_text(share);
}

QString DifferenceLegend::text() const {
  if (!counts_) return {};
  QStringList entries;
  for (std::size_t kind = 0; kind < kinds; ++kind) entries << entry(kind);
  return entries.join(", ");
}

/// Where the entries begin: beside each other, in further lines where the room ends.
std::vector<QPoint> DifferenceLegend::places(int width) const {
  std::vector<QPoint> found;
  QPoint at(0, 0);
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const int length = swatch_width + gap + fontMetrics().horizontalAdvance(entry(kind));
    if (at.x() > 0 && at.x() + length > width) at = {0, at.y() + line_height()};
    found.push_back(at);
    at.rx() += length + 3 * gap;
  }
  return found;
}

int DifferenceLegend::line_height() const { return fontMetrics().height() + gap; }

int DifferenceLegend::heightForWidth(int width) const {
  return places(width).back().y() + line_height() + gap;
}

QSize DifferenceLegend::sizeHint() const {
  int width = 0;
  for (std::size_t kind = 0; kind < kinds; ++kind)
    width += swatch_width + fontMetrics().horizontalAdvance(entry(kind)) + gap + 3 * gap;
  return {width, line_height() + gap};
}

void DifferenceLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto at = places(width());
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    const int height = fontMetrics().ascent() + 2;
    const QPoint place = at[kind] + QPoint(0, gap / 2);
    draw_swatch(painter,
                QRect(place.x(), place.y() + (line_height() - height) / 2, swatch_width, height),
                static_cast<compare::PixelKind>(kind));
    painter.setPen(palette().color(QPalette::WindowText));
    const QString text = entry(kind);
    painter.drawText(QRect(place.x() + swatch_width + gap, place.y(),
                           fontMetrics().horizontalAdvance(text), line_height()),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
  }
}

}  // namespace penumbra::ui
