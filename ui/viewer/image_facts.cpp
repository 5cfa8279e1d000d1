#include "ui/viewer/image_facts.h"

#include <QLocale>

namespace penumbra::ui {
namespace {

QString state_text(project::ImageState state) {
  switch (state) {
    case project::ImageState::New:
      return ImageFacts::tr("new");
    case project::ImageState::Labelled:
      return ImageFacts::tr("labelled");
    case project::ImageState::Edited:
      return ImageFacts::tr("edited");
    case project::ImageState::Reviewed:
      return ImageFacts::tr("reviewed");
  }
  return {};
}

}  // namespace

ImageFacts::ImageFacts(QWidget* parent) : QLabel(parent) {
  setObjectName("imageFacts");
  setTextFormat(Qt::RichText);
  setWordWrap(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse);
  setAlignment(Qt::AlignTop | Qt::AlignLeft);
}

void ImageFacts::show_image(const project::ImageRow& image) {
  QString html = "<table cellspacing=0 cellpadding=1>";
  const auto add = [&](const QString& title, const QString& value) {
    if (value.isEmpty()) return;
    html += QString("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(title.toHtmlEscaped(), value.toHtmlEscaped());
  };
  add(tr("File"), QString::fromStdString(image.path));
  add(tr("Size"), tr("%1 × %2 px, %3")
                      .arg(image.size.width)
                      .arg(image.size.height)
                      .arg(QLocale().formattedDataSize(image.bytes)));
  add(tr("State"), state_text(image.state));
  QStringList splits;
  for (const auto& split : image.splits) splits << QString::fromStdString(split);
  add(tr("Splits"), splits.join(", "));
  for (const auto& [name, value] : image.numbers)
    if (name != "proposed_tag")  // the tags show it
      add(QString::fromStdString(name), QLocale().toString(value, 'f', 3));
  add(tr("Problem"), QString::fromStdString(image.problem));
  if (!image.found) add(tr("Problem"), tr("The file was not there when last looked for."));
  setText(html + "</table>");
  setToolTip("<p>" + QString::fromStdString(image.photo.string()).toHtmlEscaped() + "</p>");
}

}  // namespace penumbra::ui
