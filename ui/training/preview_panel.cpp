#include "ui/training/preview_panel.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "base/error.h"
#include "project/catalogue.h"
#include "ui/jobs/duration_text.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr int look_interval_ms = 1500;
constexpr int picture_height = 14 * grid_px;

/// The photo of an image by the name that runs know it by; empty where there is none.
fs::path photo_of(const project::Project& project, const std::string& image) {
  try {
    std::vector<project::ImageId> ids;
    const auto dash = image.rfind('-');
    const bool numbered = dash != std::string::npos && dash + 1 < image.size() &&
                          image.size() - dash < 19 &&
                          image.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    try {
      ids.push_back(project::find_image(project, image));
    } catch (const Error&) {
      if (!numbered) throw;
      ids.push_back(std::stoll(image.substr(dash + 1)));
    }
    const auto rows = project::rows(project, ids);
    return rows.empty() ? fs::path() : rows.front().photo;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

struct PreviewPanel::Question {
  std::shared_ptr<project::Project> project;
  fs::path run;
  std::int64_t step = -1;   ///< -1: the last
  std::int64_t known = -1;  ///< what is shown already
  std::map<std::string, QImage> photos;
  std::map<std::string, QRgb> colours;
  int number = 0;
};

struct PreviewPanel::Answer {
  std::vector<std::int64_t> steps;
  std::int64_t step = -1;
  std::vector<PreviewPictures> pictures;
  std::map<std::string, QImage> photos;
  bool drawn = false;
  int number = 0;
};

PreviewPanel::PreviewPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("previewPanel");
  empty_ = new QLabel(tr("CAM, uncertain region and pseudo-label of a few images\nappear here "
                         "while a run trains."),
                      this);
  empty_->setObjectName("previewEmpty");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  scroll_ = new QScrollArea(this);
  scroll_->setObjectName("previewScroll");
  scroll_->setAccessibleName(tr("Previews"));
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(make_bar());
  layout->addWidget(empty_, 1);
  layout->addWidget(scroll_, 1);
  timer_.setInterval(look_interval_ms);
  connect(&timer_, &QTimer::timeout, this, [this] {
    if (!asked_) ask();
  });
  show_pictures();
}

QWidget* PreviewPanel::make_bar() {
  auto* bar = new QWidget(this);
  auto* title = new QLabel("<b>" + tr("Previews") + "</b>", bar);
  step_text_ = new QLabel(bar);
  step_text_->setObjectName("previewStepText");
  slider_ = new QSlider(Qt::Horizontal, bar);
  slider_->setObjectName("previewStep");
  slider_->setAccessibleName(tr("Step of the previews"));
  slider_->setToolTip(tr("Go back to how the run saw these images; the right end follows it"));
  slider_->setPageStep(1);
  slider_->setFixedWidth(24 * grid_px);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(grid_px);
  row->addWidget(title);
  row->addStretch();
  row->addWidget(step_text_);
  row->addWidget(slider_);
  connect(slider_, &QSlider::valueChanged, this, [this](int index) {
    if (index < 0 || static_cast<std::size_t>(index) >= steps_.size()) return;
    wanted_step_ = static_cast<std::size_t>(index) + 1 == steps_.size()
                       ? -1
                       : steps_[static_cast<std::size_t>(index)];
    ask();
  });
  return bar;
}

void PreviewPanel::set_project(OpenProject* project) {
  open_project_ = project;
  project_ = project ? project->project() : nullptr;
  set_run({});
}

void PreviewPanel::set_run(const fs::path& folder) {
  if (run_ == folder && !folder.empty()) return ask();
  run_ = folder;
  ++question_;
  steps_.clear();
  photos_.clear();
  pictures_.clear();
  wanted_step_ = shown_step_ = -1;
  show_pictures();
  if (run_.empty()) {
    timer_.stop();
    task_.cancel();
    asked_ = false;
    return;
  }
  timer_.start();
  ask();
}

void PreviewPanel::ask() {
  if (run_.empty() || !project_) return;
  Question question{project_, run_, wanted_step_, shown_step_, photos_, {}, ++question_};
  for (const auto& row : open_project_->classes())
    question.colours[row.name] = open_project_->class_colour(row.value).rgb();
  asked_ = true;
  task_.submit([this, question = std::move(question)](JobControl& control) {
    Answer answer;
    answer.number = question.number;
    answer.steps = train::preview_steps(question.run);
    answer.photos = question.photos;
    if (!answer.steps.empty()) {
      answer.step = question.step >= 0 ? question.step : answer.steps.back();
      // The last step may be in the making: the one before shows all images.
      if (question.step < 0 && answer.steps.size() > 1 &&
          train::preview_images(question.run, answer.step).size() <
              train::preview_images(question.run, answer.steps[answer.steps.size() - 2]).size())
        answer.step = answer.steps[answer.steps.size() - 2];
    }
    if (answer.step >= 0 && answer.step != question.known) {
      std::vector<std::string> names;
      try {
        names = train::preview_classes(question.run);
      } catch (const Error&) {
        // Shown without names.
      }
      for (const auto& image : train::preview_images(question.run, answer.step)) {
        control.checkpoint();
        try {
          const auto preview = train::read_preview(question.run, answer.step, image);
          auto& photo = answer.photos[image];
          if (photo.isNull())
            photo = read_preview_photo(photo_of(*question.project, image), preview.label.size);
          answer.pictures.push_back(
              draw_preview(QString::fromStdString(image), photo, preview, names, question.colours));
        } catch (const Error&) {
          // A damaged file: the others are shown.
        }
      }
      answer.drawn = true;
    }
    QMetaObject::invokeMethod(this, [this, answer = std::move(answer)] { take(answer); });
  });
}

void PreviewPanel::take(const Answer& answer) {
  if (answer.number != question_) return;
  asked_ = false;
  photos_ = answer.photos;
  if (answer.drawn) {
    pictures_ = answer.pictures;
    shown_step_ = answer.step;
  }
  if (answer.steps != steps_ || answer.drawn) {
    steps_ = answer.steps;
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, std::max(0, static_cast<int>(steps_.size()) - 1));
    const auto at = std::find(steps_.begin(), steps_.end(),
                              wanted_step_ >= 0 || steps_.empty() ? wanted_step_ : steps_.back());
    slider_->setValue(static_cast<int>(at - steps_.begin()));
  }
  if (answer.drawn)
    show_pictures();
  else
    show_step_text();
}

void PreviewPanel::show_step_text() {
  slider_->setVisible(steps_.size() > 1);
  step_text_->setText(shown_step_ < 0 ? QString()
                                      : tr("after step %1").arg(number_text(shown_step_)));
}

void PreviewPanel::show_pictures() {
  empty_->setVisible(pictures_.empty());
  scroll_->setVisible(!pictures_.empty());
  show_step_text();
  const int place = scroll_->verticalScrollBar()->value();
  auto* table = new QWidget;
  table->setObjectName("previewTable");
  auto* grid = new QGridLayout(table);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(grid_px / 2);
  const std::array<std::pair<QString, QString>, 4> heads{
      std::pair{tr("Photo"), QString()},
      std::pair{tr("CAM"), tr("Class activation map: how strongly a place speaks for the image's "
                              "classes")},
      std::pair{tr("Uncertain"), tr("Where the activation is neither high nor low: hidden from the "
                                    "student, so that it learns from context")},
      std::pair{tr("Pseudo-label"), tr("The CAM refined along edges: what segmentation learns. "
                                       "Hatched: ignored")}};
  for (int column = 0; column < 4; ++column) {
    auto* head = new QLabel(heads[static_cast<std::size_t>(column)].first, table);
    head->setToolTip(heads[static_cast<std::size_t>(column)].second);
    grid->addWidget(head, 0, column);
  }
  int row = 1;
  for (const PreviewPictures& pictures : pictures_) {
    const std::array<const QImage*, 4> images{&pictures.photo, &pictures.cam, &pictures.uncertain,
                                              &pictures.label};
    constexpr std::array names{"photo", "cam", "uncertain", "label"};
    for (int column = 0; column < 4; ++column) {
      auto* picture = new QLabel(table);
      const auto index = static_cast<std::size_t>(column);
      picture->setObjectName(QString("preview_%1_%2").arg(names[index]).arg(row - 1));
      picture->setAccessibleName(tr("%1 of %2").arg(heads[index].first, pictures.image));
      picture->setToolTip(pictures.classes.isEmpty() || column == 0
                              ? pictures.image
                              : pictures.image + ": " + pictures.classes);
      QPixmap pixmap = QPixmap::fromImage(*images[index]);
      const qreal scale = devicePixelRatioF();
      pixmap = pixmap.scaledToHeight(qRound(picture_height * scale), Qt::SmoothTransformation);
      pixmap.setDevicePixelRatio(scale);
      picture->setPixmap(pixmap);
      grid->addWidget(picture, row, column, Qt::AlignLeft | Qt::AlignTop);
    }
    ++row;
  }
  grid->setColumnStretch(4, 1);
  grid->setRowStretch(row, 1);
  scroll_->setWidget(table);
  scroll_->verticalScrollBar()->setValue(place);
}

}  // namespace penumbra::ui
