#include "ui/compare/compare_page.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "base/atomic_file.h"
#include "compare/report.h"
#include "ui/compare/compared_images_panel.h"
#include "ui/compare/comparison_overlay.h"
#include "ui/compare/difference_legend.h"
#include "ui/compare/figure_text.h"
#include "ui/compare/figures_panel.h"
#include "ui/context_menu.h"
#include "ui/gallery/image_actions.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/message_label.h"
#include "ui/jobs/thread_priority.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"
#include "ui/splitter_memory.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto layer_key = "compare/layer";
constexpr auto reference_key = "compare/reference";
constexpr auto mode_key = "compare/mode";
constexpr auto splitter_key = "compare/splitter";
constexpr auto blink_key = "compare/blink";
constexpr auto truth_name = "truth";
constexpr int fastest_blink_ms = 200, usual_blink_ms = 700, slowest_blink_ms = 2000;

image::Palette palette_of(const OpenProject& project) {
  image::Palette palette{};
  for (const auto& row : project.classes()) {
    const QColor colour = project.class_colour(row.value);
    palette[static_cast<std::size_t>(row.value)] = {static_cast<std::uint8_t>(colour.red()),
                                                    static_cast<std::uint8_t>(colour.green()),
                                                    static_cast<std::uint8_t>(colour.blue())};
  }
  return palette;
}

/// Chooses the entry of the first of these names that is there.
void choose_name(QComboBox& box, const QStringList& names) {
  for (const auto& name : names)
    if (const int index = box.findText(name); index >= 0) {
      box.setCurrentIndex(index);
      return;
    }
}

}  // namespace

ComparePage::ComparePage(JobList& jobs, QWidget* parent)
    : QWidget(parent), jobs_(jobs), source_(jobs) {
  setObjectName("comparePage");
  make_actions();
  images_ = new ComparedImagesPanel(this);
  figures_ = new FiguresPanel(this);
  auto* splitter = new QSplitter(this);
  splitter->setObjectName("compareSplitter");
  splitter->addWidget(images_);
  splitter->addWidget(make_middle());
  splitter->addWidget(figures_);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({52 * grid_px, 80 * grid_px, 50 * grid_px});
  splitter->setChildrenCollapsible(false);
  remember_sizes(*splitter, splitter_key);
  auto* content = new QWidget(this);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_toolbar());
  column->addWidget(splitter, 1);
  pages_ = new QStackedWidget(this);
  pages_->addWidget(content);
  pages_->addWidget(make_nothing());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
  setFocusProxy(view_);

  connect(images_, &ComparedImagesPanel::chosen, this,
          [this](project::ImageId image) { go_to(image); });
  connect(images_, &ComparedImagesPanel::opened, this, &ComparePage::opened);
  connect(images_, &ComparedImagesPanel::menuAsked, this,
          [this](QMenu* menu, project::ImageId image) {
            if (project_) add_image_actions(*menu, *project_, {image});
          });
  connect(figures_, &FiguresPanel::cellChosen, this, &ComparePage::show_cell);
  connect(view_, &ComparisonView::hovered, this, &ComparePage::show_probe);
  connect(&reader_, &ComparedPhotoReader::ready, this, &ComparePage::show_photo);
  connect(&source_, &ComparisonSource::ready, this, &ComparePage::show_result);
  connect(&source_, &ComparisonSource::started, this, [this] {
    state_ = tr("comparing");
    update_scope();
  });
  connect(&source_, &ComparisonSource::progressed, this,
          [this](std::int64_t done, std::int64_t total) {
            state_ = tr("comparing %1 of %2").arg(count_text(done), count_text(total));
            update_scope();
          });
  connect(&source_, &ComparisonSource::failed, this, [this](const QString& text) {
    state_.clear();
    show_nothing();
    update_scope();
    message_->show_text(text, true);
    message_->show();
  });
  connect(&source_, &ComparisonSource::stopped, this, [this] {
    state_ = tr("stopped; R compares again");
    update_scope();
  });
  const int mode = std::clamp(QSettings().value(mode_key, 0).toInt(), 0, 3);
  modes_->actions()[mode]->trigger();
  set_project(nullptr);
}

ComparePage::~ComparePage() {
  // The parts go after what their last signals ask for.
  for (QObject* part : findChildren<QObject*>()) part->disconnect(this);
}

void ComparePage::make_actions() {
  const auto add = [this](const char* name, const QString& text, const QString& keys, auto&& work) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(QKeySequence::listFromString(keys));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, work);
    addAction(action);
    return action;
  };
  modes_ = new QActionGroup(this);
  const auto add_mode = [&](const char* name, const QString& text, const char* key,
                            const char* icon, const QString& tip, ComparisonView::Mode mode) {
    auto* action = add(name, text, key, [this, mode] { choose_mode(mode); });
    action->setCheckable(true);
    action->setIcon(stroke_icon(icon));
    action->setToolTip(tip + " (" + key + ")");
    modes_->addAction(action);
  };
  using Mode = ComparisonView::Mode;
  add_mode("actionCompareSideBySide", tr("Side by side"), "S", "side-by-side",
           tr("Both layers side by side, at the same zoom"), Mode::SideBySide);
  add_mode("actionCompareSwipe", tr("Swipe"), "W", "swipe",
           tr("One layer on either side of a border that you drag"), Mode::Swipe);
  add_mode("actionCompareBlink", tr("Blink"), "B", "blink", tr("One layer after the other"),
           Mode::Blink);
  add_mode("actionCompareDifference", tr("Difference"), "D", "difference",
           tr("Only what differs: wrong class, missed, invented"), Mode::Difference);
  add("actionCompareFlip", tr("Show the other layer"), "V", [this] {
    modes_->actions()[static_cast<int>(Mode::Blink)]->trigger();
    view_->flip();
  });
  blink_action_ = add("actionCompareBlinkTimer", tr("Blink by itself"), "Shift+V",
                      [this](bool on) { view_->set_blinking(on); });
  blink_action_->setCheckable(true);
  blink_action_->setIcon(stroke_icon("play"));
  add("actionCompareSwap", tr("Swap the layers"), "X", [this] {
    swap_layers();
  })->setIcon(stroke_icon("swap"));
  add("actionCompareNext", tr("Next image of the list"), "Right",
      [this] { go_to(images_->neighbour(1)); });
  add("actionComparePrevious", tr("Previous image of the list"), "Left",
      [this] { go_to(images_->neighbour(-1)); });
  add("actionCompareWorst", tr("First image of the list"), "Home",
      [this] { go_to(images_->first()); });
  add("actionCompareAll", tr("Show all compared images"), "Backspace",
      [this] { images_->show_all(); });
  add("actionCompareAgain", tr("Compare again"), "R", [this] { source_.refresh(); });
  html_action_ = add("actionCompareHtml", tr("Report as HTML"), "Ctrl+Shift+H",
                     [this] { ask_for_report("html", tr("Web pages (*.html)")); });
  html_action_->setToolTip(tr("Write a page with figures and pictures of the worst images"));
  csv_action_ = add("actionCompareCsv", tr("Report as CSV"), "Ctrl+Shift+S",
                    [this] { ask_for_report("csv", tr("Tables (*.csv)")); });
  csv_action_->setToolTip(tr("Write the figures of every image as a table"));
}

QToolButton* ComparePage::button_of(QAction* action, QWidget* parent) const {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setAccessibleName(action->text());
  button->setObjectName(QString(action->objectName()).replace(0, 6, "button"));
  return button;
}

QWidget* ComparePage::make_toolbar() {
  auto* bar = new QWidget(this);
  const auto layer_box = [&](const char* name, const QString& tip) {
    auto* box = new QComboBox(bar);
    box->setObjectName(name);
    box->setToolTip(tip);
    box->setAccessibleName(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumContentsLength(10);
    connect(box, &QComboBox::activated, this, &ComparePage::choose_layers);
    return box;
  };
  layer_ = layer_box("compareLayer", tr("The layer to judge"));
  reference_ = layer_box("compareReference", tr("The layer that is taken to be right"));

  blink_controls_ = new QWidget(bar);
  blink_speed_ = new QSlider(Qt::Horizontal, blink_controls_);
  blink_speed_->setObjectName("blinkSpeed");
  blink_speed_->setAccessibleName(tr("Time of each layer"));
  blink_speed_->setToolTip(tr("Time of each layer: 0.2 to 2 seconds"));
  blink_speed_->setRange(fastest_blink_ms, slowest_blink_ms);
  blink_speed_->setSingleStep(100);
  blink_speed_->setPageStep(200);
  blink_speed_->setFixedWidth(12 * grid_px);
  auto* blink_row = new QHBoxLayout(blink_controls_);
  blink_row->setContentsMargins(0, 0, 0, 0);
  blink_row->setSpacing(grid_px / 2);
  blink_row->addWidget(button_of(blink_action_, blink_controls_));
  blink_row->addWidget(blink_speed_);
  connect(blink_speed_, &QSlider::valueChanged, this, [this](int milliseconds) {
    view_->set_blink_interval(milliseconds);
    change_setting(blink_key, milliseconds);
  });
  blink_speed_->setValue(QSettings().value(blink_key, usual_blink_ms).toInt());

  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(new QLabel(tr("Compare"), bar));
  layout->addWidget(layer_);
  layout->addWidget(button_of(findChild<QAction*>("actionCompareSwap"), bar));
  layout->addWidget(new QLabel(tr("with"), bar));
  layout->addWidget(reference_);
  layout->addSpacing(grid_px);
  for (auto* action : modes_->actions()) {
    auto* button = button_of(action, bar);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    layout->addWidget(button);
  }
  layout->addWidget(blink_controls_);
  layout->addStretch();
  for (auto* action : {html_action_, csv_action_}) layout->addWidget(button_of(action, bar));
  return bar;
}

/// What is missing, and the way to it.
QWidget* ComparePage::make_nothing() {
  auto* page = new QWidget(this);
  nothing_ = new QLabel(page);
  nothing_->setObjectName("nothingToCompare");
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setWordWrap(true);
  label_instantly_ = new QPushButton(tr("Label instantly…"), page);
  label_instantly_->setObjectName("labelToCompare");
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(6 * grid_px, 6 * grid_px, 6 * grid_px, 6 * grid_px);
  layout->setSpacing(2 * grid_px);
  layout->addStretch();
  layout->addWidget(nothing_);
  layout->addWidget(label_instantly_, 0, Qt::AlignHCenter);
  layout->addStretch();
  connect(label_instantly_, &QPushButton::clicked, this, &ComparePage::instantLabelsRequested);
  return page;
}

QWidget* ComparePage::make_middle() {
  auto* middle = new QWidget(this);
  view_ = new ComparisonView(middle);
  legend_ = new DifferenceLegend(middle);
  probe_ = new QLabel(middle);
  probe_->setObjectName("compareProbe");
  scope_ = new QLabel(middle);
  scope_->setObjectName("compareScope");
  scope_->setWordWrap(true);
  message_ = new MessageLabel(middle);
  message_->setObjectName("compareMessage");
  message_->hide();
  auto* row = new QHBoxLayout;
  row->setSpacing(2 * grid_px);
  row->addWidget(legend_, 1);
  row->addWidget(probe_);
  auto* layout = new QVBoxLayout(middle);
  layout->setContentsMargins(grid_px, grid_px / 2, 0, grid_px);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(scope_);
  layout->addWidget(message_);
  layout->addWidget(view_, 1);
  layout->addLayout(row);
  connect(view_, &ComparisonView::blinkingChanged, blink_action_, &QAction::setChecked);
  for (Canvas* canvas : {&view_->layer_canvas(), &view_->reference_canvas()})
    give_context_menu(*canvas, "comparedPhotoMenu", [this, canvas](QMenu& menu, const QPoint&) {
      if (!project_ || !project_->current()) return;
      add_action(menu, "openCompared", tr("Open in Inspect"), [this] { Q_EMIT opened(); });
      add_image_actions(menu, *project_, {*project_->current()});
      menu.addSeparator();
      for (const char* name : {"action_zoom_fit", "action_zoom_actual"})
        menu.addAction(canvas->findChild<QAction*>(name));
      menu.addActions(modes_->actions());
    });
  return middle;
}

void ComparePage::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  photo_ = nullptr;
  state_.clear();
  message_->hide();
  reader_.forget();
  source_.set_project(project);
  images_->set_pictures(project ? &project->images() : nullptr);
  images_->show_all();
  show_nothing();
  view_->show_photo(nullptr, nullptr, nullptr, nullptr);
  legend_->set_counts({});
  if (project) {
    connect(project, &OpenProject::currentChanged, this, &ComparePage::show_current);
    connect(project, &OpenProject::filtered, this, &ComparePage::update_scope);
    connect(project, &OpenProject::layersChanged, this, &ComparePage::fill_layers);
    connect(project, &OpenProject::labelsChanged, this, &ComparePage::show_current);
    connect(project, &OpenProject::classesChanged, this, &ComparePage::show_current);
  }
  fill_layers();
}

void ComparePage::show_panels(bool visible) {
  panels_shown_ = visible;
  images_->setVisible(visible);
  figures_->setVisible(visible && result_ != nullptr);
}

/// Keeps what is chosen; else what was chosen last, the truth, and the newest other layer.
void ComparePage::fill_layers() {
  const QStringList chosen = {layer_->currentText(), reference_->currentText()};
  {
    const QSignalBlocker quiet(layer_), quiet_too(reference_);
    layer_->clear();
    reference_->clear();
    QStringList newest;
    if (project_)
      for (const auto& one : project_->layers()) {
        const auto name = QString::fromStdString(one.name);
        for (auto* box : {layer_, reference_}) box->addItem(name, QVariant::fromValue(one.id));
        // Strokes are no labels of an image.
        if (name != truth_name && one.kind != project::LayerKind::Evidence) newest.prepend(name);
      }
    const QSettings settings;
    choose_name(*reference_,
                QStringList{chosen[1], settings.value(reference_key).toString(), truth_name} +
                    newest.mid(1));
    newest.removeAll(reference_->currentText());
    QStringList wanted = {chosen[0], settings.value(layer_key).toString()};
    wanted.removeAll(reference_->currentText());
    choose_name(*layer_, wanted + newest);
  }
  const bool enough = project_ && project_->layers().size() >= 2;
  pages_->setCurrentIndex(enough ? 0 : 1);
  label_instantly_->setVisible(project_);
  if (!project_)
    nothing_->setText(tr("Open a project to compare its label layers."));
  else if (project_->layers().empty())
    nothing_->setText(
        tr("There is nothing to compare yet: this project has no label layers.\n\n"
           "Label the images (instant labels need no training), or import ground truth. As soon as "
           "there are two layers, they can be compared here."));
  else
    nothing_->setText(
        tr("There is nothing to compare %1 with: it is the only label layer.\n\n"
           "Label the images in another way, train and label them, or import ground truth.")
            .arg(QString::fromStdString(project_->layers().front().name)));
  choose_layers();
}

void ComparePage::choose_layers() {
  const auto one = layer(), other = reference();
  if (one && other && one != other) {
    change_setting(layer_key, layer_->currentText());
    change_setting(reference_key, reference_->currentText());
  }
  source_.set_layers(one, other);
  message_->setVisible(one && one == other);
  if (one && one == other) message_->show_text(tr("Choose two different layers"), false);
  update_scope();
  show_current();
}

void ComparePage::compare(project::LayerId layer, project::LayerId reference) {
  layer_->setCurrentIndex(layer_->findData(QVariant::fromValue(layer)));
  reference_->setCurrentIndex(reference_->findData(QVariant::fromValue(reference)));
  choose_layers();
}

void ComparePage::swap_layers() {
  const int one = layer_->currentIndex();
  layer_->setCurrentIndex(reference_->currentIndex());
  reference_->setCurrentIndex(one);
  choose_layers();
}

void ComparePage::choose_mode(ComparisonView::Mode mode) {
  view_->set_mode(mode);
  change_setting(mode_key, static_cast<int>(mode));
  blink_controls_->setVisible(mode == ComparisonView::Mode::Blink);
  view_->set_blinking(mode == ComparisonView::Mode::Blink && isVisible());
}

std::optional<project::LayerId> ComparePage::layer() const {
  if (layer_->currentIndex() < 0) return {};
  return layer_->currentData().value<project::LayerId>();
}

std::optional<project::LayerId> ComparePage::reference() const {
  if (reference_->currentIndex() < 0) return {};
  return reference_->currentData().value<project::LayerId>();
}

/// "1,204 filtered images · 1,100 compared · 104 without labels in cam".
void ComparePage::update_scope() {
  QStringList parts;
  if (project_) {
    const auto count = static_cast<std::int64_t>(project_->filtered_images().size());
    parts << (count == 1 ? tr("1 filtered image")
                         : tr("%1 filtered images").arg(count_text(count)));
  }
  if (result_) {
    const auto& one = result_->comparison;
    const auto left_out = [&](std::size_t count, const QString& text) {
      if (count > 0) parts << text.arg(count_text(static_cast<std::int64_t>(count)));
    };
    left_out(one.totals.images, tr("%1 compared"));
    left_out(one.totals.without_label.size(),
             tr("%1 without labels in ") + QString::fromStdString(one.layer.name));
    left_out(one.totals.without_truth,
             tr("%1 without labels in ") + QString::fromStdString(one.reference.name));
    left_out(one.failed.size(), tr("%1 can't be read"));
  }
  if (!state_.isEmpty()) parts << state_;
  scope_->setText(parts.join(QString::fromUtf8(" · ")));
  html_action_->setEnabled(result_ != nullptr);
  csv_action_->setEnabled(result_ != nullptr);
}

void ComparePage::show_result(const SharedComparison& result) {
  result_ = result;
  state_.clear();
  message_->hide();
  images_->show_result(result);
  figures_->show_result(result, [project = project_](int value) {
    return project ? project->class_colour(value) : QColor();
  });
  figures_->setVisible(panels_shown_);
  update_scope();
  if (!result->comparison.failed.empty()) {
    message_->show_text(QString::fromStdString(result->comparison.failed.front().reason), true);
    message_->show();
  }
  // The figures are those of the list: a photo that is not in it would look like theirs.
  const auto current = project_->current();
  if (!current || (isVisible() && !images_->lists(*current))) go_to(images_->first());
}

void ComparePage::show_nothing() {
  result_ = nullptr;
  images_->show_result(nullptr);
  figures_->show_result(nullptr, {});
}

void ComparePage::show_cell(int reference_row, int other_row, const QString& title) {
  images_->show_cell(reference_row, other_row, title);
  go_to(images_->first());
}

void ComparePage::go_to(std::optional<project::ImageId> image) {
  if (project_ && image) project_->set_current(*image);
}

void ComparePage::show_current() {
  if (!project_ || !isVisible()) return;
  const auto image = project_->current();
  images_->set_current(image);
  view_->set_titles(layer_->currentText(), reference_->currentText());
  if (!image) {
    reader_.forget();
    view_->show_photo(nullptr, nullptr, nullptr, nullptr);
    view_->set_empty_text(tr("No image is chosen"));
    legend_->set_counts({});
    return;
  }
  reader_.read({.project = project_->project(),
                .image = *image,
                .layer = layer(),
                .reference = reference(),
                .next = images_->neighbour(1)});
}

void ComparePage::show_photo(const SharedComparedPhoto& photo) {
  if (!project_) return;
  photo_ = photo;
  const auto looks = class_looks(*project_);
  view_->set_empty_text(photo->problem);
  view_->show_photo(photo->photo, label_overlay(*photo, photo->layer, looks),
                    label_overlay(*photo, photo->reference, looks),
                    difference_overlay(*photo, looks));
  const auto title = [&](const QComboBox& box, const SharedPlane& labels) {
    return labels ? box.currentText() : tr("%1: no labels").arg(box.currentText());
  };
  view_->set_titles(title(*layer_, photo->layer), title(*reference_, photo->reference));
  std::optional<std::array<std::int64_t, 5>> counts;
  if (photo->difference) counts = photo->difference->counts;
  legend_->set_counts(counts);
  show_probe({-1, -1});
}

void ComparePage::show_probe(QPoint pixel) {
  if (!project_ || !photo_ || pixel.x() < 0) {
    probe_->clear();
    return;
  }
  const auto label = [&](const QComboBox& box, const SharedPlane& plane) {
    if (!plane || pixel.x() >= plane->size.width || pixel.y() >= plane->size.height)
      return QString();
    return QString(", %1: %2")
        .arg(box.currentText(), project_->class_name(plane->at(pixel.x(), pixel.y())));
  };
  probe_->setText(QString("%1, %2").arg(pixel.x()).arg(pixel.y()) + label(*layer_, photo_->layer) +
                  label(*reference_, photo_->reference));
}

void ComparePage::ask_for_report(const QString& suffix, const QString& kind) {
  if (!result_) return;
  auto* dialog = new QFileDialog(this, tr("Write a report"), {}, kind);
  dialog->setObjectName("reportDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setDefaultSuffix(suffix);
  const auto& one = result_->comparison;
  dialog->selectFile(QString::fromStdString(one.layer.name + " against " + one.reference.name) +
                     '.' + suffix);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { write_report(file.toStdString()); });
  dialog->open();
}

void ComparePage::write_report(const fs::path& file) {
  if (!result_ || !project_) return;
  const bool table = file.extension() == ".csv";
  auto work = [result = result_, project = project_->project(), palette = palette_of(*project_),
               file, table](JobControl& control, ProgressSink& progress) {
    if (table) {
      write_file_atomically(file, compare::to_csv(result->comparison));
      return;
    }
    compare::HtmlOptions options;
    options.palette = palette;
    options.threads = background_threads();
    options.gain = result->gain ? &*result->gain : nullptr;
    write_file_atomically(
        file, compare::to_html(*project, result->comparison, options, control, progress));
  };
  const auto name = QString::fromStdString(file.filename().string());
  auto& job = jobs_.start(tr("Writing %1").arg(name), std::move(work));
  connect(&job, &JobRunner::finished, this, [this, &job, file] {
    if (job.state() == JobState::Cancelled) return;
    const bool done = job.state() == JobState::Done;
    message_->show_text(
        done ? tr("Written: %1").arg(QString::fromStdString(file.string())) : job.failure(), !done);
    message_->show();
  });
}

void ComparePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  source_.set_watched(true);
  view_->set_blinking(view_->mode() == ComparisonView::Mode::Blink);
  show_current();
}

void ComparePage::hideEvent(QHideEvent* event) {
  source_.set_watched(false);
  view_->set_blinking(false);
  QWidget::hideEvent(event);
}

}  // namespace penumbra::ui
