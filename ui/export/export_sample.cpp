#include "ui/export/export_sample.h"

#include <QPainter>
#include <algorithm>

#include "base/error.h"
#include "formats/format.h"
#include "image/decode.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {
namespace {

constexpr int gap = 4;

QImage mask_picture(const image::LabelMap& labels, const image::Palette& palette, QSize size) {
  QImage picture(labels.labels.data(), labels.size.width, labels.size.height, labels.size.width,
                 QImage::Format_Indexed8);
  QList<QRgb> colours;
  for (const auto& [red, green, blue] : palette) colours << qRgb(red, green, blue);
  picture.setColorTable(colours);
  return picture.convertToFormat(QImage::Format_RGB32)
      .scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

QImage photo_picture(const dataset::Item& item, QSize size) {
  try {
    const auto photo = image::read_image(item.image, {std::min(size.width(), size.height())});
    return to_qimage(photo).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  } catch (const Error&) {  // masks are written whether their photo can be read or not
    QImage nothing(size, QImage::Format_RGB32);
    nothing.fill(Qt::gray);
    return nothing;
  }
}

QImage pair(const QImage& photo, const QImage& mask) {
  QImage both(photo.width() + gap + mask.width(), photo.height(), QImage::Format_ARGB32);
  both.fill(Qt::transparent);
  QPainter painter(&both);
  painter.drawImage(0, 0, photo);
  painter.drawImage(photo.width() + gap, 0, mask);
  return both;
}

}  // namespace

ExportSample rehearse(project::Project& project, const project::ProjectData& data,
                      const ExportChoice& choice, int edge, JobControl& control) {
  ExportSample sample;
  const auto request = request_of(project, data, choice, 1);
  for (const auto& file : formats::rehearse_export(request, choice.format, control)) {
    sample.files << QString::fromStdString(file.name);
    sample.bytes += static_cast<qint64>(file.bytes);
  }
  const auto& format = formats::find_format(choice.format);
  const bool coloured = format.has(formats::ExportOption::Colours);
  auto shown = choice;
  shown.colours = ExportChoice::Colours::Screen;
  const auto palette = coloured ? request.options.colours.value_or(image::voc_palette())
                                : *request_of(project, data, shown, 1).options.colours;
  const bool undecided =
      format.has(formats::ExportOption::Undecided) && !request.options.undecided_as_background;
  for (const auto& item : data.dataset.items) {
    control.checkpoint();
    auto labels = request.labels(item);
    if (!labels) continue;
    if (!undecided) labels = formats::decided(*std::move(labels));
    const QSize size = QSize(item.size.width, item.size.height)
                           .scaled(sample_size(edge), Qt::KeepAspectRatio)
                           .expandedTo({1, 1});
    sample.pictures.push_back(
        {QString::fromStdString(item.id),
         pair(photo_picture(item, size), mask_picture(*labels, palette, size))});
  }
  return sample;
}

}  // namespace penumbra::ui
