#include "ui/training/weights_field.h"

#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <system_error>

#include "base/error.h"
#include "ui/file_field.h"
#include "ui/theme/appearance.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto fetch_scheme = "fetch:";

std::vector<model::KnownWeights> manifest() {
  try {
    return model::known_weights();
  } catch (const Error&) {
    return {};  // files can be used without
  }
}

fs::path dropped_weights(const QMimeData& data) {
  for (const QUrl& url : data.urls()) {
    const fs::path file = url.toLocalFile().toStdString();
    if (looks_like_weights(file)) return file;
  }
  return {};
}

QString link(const std::string& address) {
  const QString text = QString::fromStdString(address).toHtmlEscaped();
  return QString("<a href=\"%1\">%2</a>").arg(text, QString(text).remove("https://"));
}

}  // namespace

bool looks_like_weights(const fs::path& file) {
  constexpr std::array endings{".safetensors", ".pth", ".pt"};
  const auto extension = QString::fromStdString(file.extension().string()).toLower();
  return std::find(endings.begin(), endings.end(), extension) != endings.end();
}

WeightsField::WeightsField(QWidget* parent) : QWidget(parent), manifest_(manifest()) {
  setAcceptDrops(true);
  file_ = new FileField("weights", FileField::Kind::ExistingFile, tr("Choose encoder weights"),
                        tr("Weights (*.safetensors *.pth *.pt);;All files (*)"), this);
  file_->set_placeholder(tr("none: drop or choose a file"));
  about_ = new QLabel(this);
  about_->setObjectName("weightsAbout");
  about_->setWordWrap(true);
  about_->setOpenExternalLinks(true);
  about_->setTextInteractionFlags(Qt::TextBrowserInteraction);
  toggle_ = new QToolButton(this);
  toggle_->setObjectName("weightsSources");
  toggle_->setText(tr("Where do weights come from?"));
  toggle_->setCheckable(true);
  toggle_->setAutoRaise(true);
  toggle_->setArrowType(Qt::RightArrow);
  toggle_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  sources_ = new QLabel(sources(), this);
  sources_->setObjectName("weightsSourceList");
  sources_->setWordWrap(true);
  sources_->setTextInteractionFlags(Qt::TextBrowserInteraction);
  sources_->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  for (QWidget* part : std::initializer_list<QWidget*>{file_, about_, toggle_, sources_})
    layout->addWidget(part);
  setFocusProxy(file_);
  connect(file_, &FileField::changed, this, [this] {
    describe();
    Q_EMIT changed();
  });
  connect(sources_, &QLabel::linkActivated, this, &WeightsField::follow);
  connect(toggle_, &QToolButton::toggled, this, [this](bool open) {
    toggle_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    sources_->setVisible(open);
  });
  describe();
}

fs::path WeightsField::path() const { return file_->path(); }

void WeightsField::set_path(const fs::path& path) { file_->set_path(path); }

/// By its name: publishers' files are called by it, with a hash behind it.
const model::KnownWeights* WeightsField::known() const {
  const std::string name = path().filename().string();
  const auto found =
      std::find_if(manifest_.begin(), manifest_.end(), [&](const model::KnownWeights& weights) {
        return weights.file.empty() ? name.starts_with(weights.name)
                                    : weights.file.filename() == name;
      });
  return found == manifest_.end() ? nullptr : &*found;
}

void WeightsField::describe() {
  std::error_code code;
  const fs::path file = path();
  QString text;
  if (file.empty())
    text = tr("Without weights the encoder learns from nothing, which takes far longer.");
  else if (!fs::is_regular_file(file, code))
    text = tr("There is no such file.");
  else if (const model::KnownWeights* weights = known())
    text = tr("%1 encoder, trained on %2. Licence: %3.")
               .arg(QString::fromStdString(weights->encoder),
                    QString::fromStdString(weights->trained_on).toHtmlEscaped(),
                    QString::fromStdString(weights->licence).toHtmlEscaped());
  else
    text = tr("Not among the known weights: timm, DeiT and DINO names are understood.");
  about_->setText(text);
}

QString WeightsField::sources() const {
  QString text = tr("Weights of a vision transformer in timm, DeiT or DINO names "
                    "(.safetensors, .pth). Nothing in a .pth file is run.") +
                 "<ul style='margin-left:-20px'>";
  for (const auto& weights : manifest_) {
    text += "<li><b>" + QString::fromStdString(weights.name).toHtmlEscaped() + "</b> (" +
            QString::fromStdString(weights.encoder) +
            "): " + QString::fromStdString(weights.trained_on).toHtmlEscaped();
    text += weights.publisher.empty() ? ". " + tr("Comes with Penumbra")
                                      : "<br>" + link(weights.publisher);
    if (!weights.address.empty())
      text += QString("<br><a href=\"%1%2\">%3</a>")
                  .arg(fetch_scheme, QString::fromStdString(weights.name).toHtmlEscaped(),
                       tr("Fetch and use"));
    text += "</li>";
  }
  return text + "</ul>";
}

void WeightsField::follow(const QString& link) {
  if (!link.startsWith(fetch_scheme)) {
    QDesktopServices::openUrl(QUrl(link));
    return;
  }
  const std::string name = link.mid(QString(fetch_scheme).size()).toStdString();
  const auto found = std::ranges::find(manifest_, name, &model::KnownWeights::name);
  if (found != manifest_.end()) Q_EMIT fetchAsked(*found);
}

void WeightsField::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_weights(*event->mimeData()).empty()) event->acceptProposedAction();
}

void WeightsField::dropEvent(QDropEvent* event) {
  const fs::path file = dropped_weights(*event->mimeData());
  if (file.empty()) return;
  set_path(file);
  event->acceptProposedAction();
}

}  // namespace penumbra::ui
