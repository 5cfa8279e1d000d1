#include <QToolButton>
#include <algorithm>
#include <set>

#include "label/live_labels.h"
#include "project/evidence.h"
#include "ui/classes/image_tags.h"
#include "ui/editor/editing.h"
#include "ui/live/live.h"
#include "ui/percent.h"
#include "ui/project/open_project.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/class_list.h"
#include "ui/viewer/image_facts.h"
#include "ui/viewer/inspect_bar.h"
#include "ui/viewer/inspect_page.h"
#include "ui/viewer/inspect_panel.h"
#include "ui/viewer/journey_bar.h"
#include "ui/viewer/next_steps.h"
#include "ui/viewer/overlay_composition.h"
#include "ui/viewer/probe_panel.h"
#include "ui/viewer/run_choice.h"
#include "ui/viewer/score_panel.h"

namespace penumbra::ui {
namespace {

/// Of larger images only the scores shown are read: they take a plane for each class and layer.
constexpr std::size_t probed_scores_pixels = 6'000'000;

/// Which layers have scores of their own.
bool may_have_scores(const project::Layer& layer) {
  using project::LayerKind;
  return layer.kind != LayerKind::Edited && layer.kind != LayerKind::Truth &&
         layer.kind != LayerKind::Imported && layer.kind != LayerKind::Evidence;
}

/// The value of a plane at a pixel of the photo.
std::uint8_t value_at(const Plane& plane, QPoint pixel, QSize photo) {
  const int x = static_cast<int>(qint64{pixel.x()} * plane.size.width / photo.width());
  const int y = static_cast<int>(qint64{pixel.y()} * plane.size.height / photo.height());
  return plane.at(std::min(x, plane.size.width - 1), std::min(y, plane.size.height - 1));
}

}  // namespace

bool InspectPage::in_journey() const { return bar_->journey().isChecked() && journey_->step(); }

const ImageLayers& InspectPage::shown_layers() const {
  return in_journey() ? journey_->step()->layers : layers_;
}

ScoreSettings InspectPage::score_settings() const {
  ScoreSettings settings = panel_->scores().settings();
  if (in_journey()) {
    settings.source = journey_->step()->layers.scores.front().key;
    settings.class_value = ScoreSettings::all_classes;
  }
  return settings;
}

/// What is shown first, then the neighbours, then what only the probe asks for.
void InspectPage::read_wanted() {
  if (!project_ || !image_) return;
  using Part = ImageReader::Part;
  std::vector<ImageReader::Wish> wishes;
  const bool scores = stack_.visible(LayerStack::cam_key) ||
                      stack_.visible(LayerStack::cam_label_key) ||
                      stack_.visible(LayerStack::uncertain_key);
  const auto add_shown = [&](const project::ImageRow& image) {
    if (!image.problem.empty()) return;
    wishes.push_back({image.id, Part::Photo, 0, image.photo});
    for (const auto& layer : project_->layers()) {
      const QString key = layer_key(layer.name);
      if (stack_.visible(key)) wishes.push_back({image.id, Part::Labels, layer.id, {}});
      if (scores && may_have_scores(layer) && panel_->scores().settings().source == key)
        wishes.push_back({image.id, Part::Scores, layer.id, {}});
    }
  };
  add_shown(*image_);
  for (const auto& neighbour : neighbours_) add_shown(neighbour);
  const bool small = image_->size.area() <= probed_scores_pixels;
  if (image_->problem.empty())
    for (const auto& layer : project_->layers()) {
      wishes.push_back({image_->id, Part::Labels, layer.id, {}});
      if (small && may_have_scores(layer))
        wishes.push_back({image_->id, Part::Scores, layer.id, {}});
    }
  reader_.want(image_->id, std::move(wishes));
}

/// Brings together what is known of the image; what is read anew stays as it
/// was until it is there.
void InspectPage::update_layers() {
  using Part = ImageReader::Part;
  ImageLayers before;
  if (image_ && layers_of_ == image_->id) before = std::move(layers_);
  layers_ = {};
  layers_of_ = image_ ? image_->id : 0;
  if (!project_ || !image_) return;
  if (look_) {
    layers_ = *look_;
  } else if (!inspector_.run().empty()) {
    layers_ = empty_look_layers(QString::fromStdString(inspector_.run().filename().string()));
  }
  const auto& stored = project_->layers();
  const Editor& editor = editing_->editor();
  const auto edited = editor.image() == image_->id ? editor.labels() : nullptr;
  const auto& edited_layer = editor.target().layer;
  if (edited && !project_->find_layer(QString::fromStdString(edited_layer)))
    layers_.labels.push_back({layer_key(edited_layer), QString::fromStdString(edited_layer),
                              layer_help(project::LayerKind::Edited), edited});
  const auto live = live_->labels(image_->id);
  if (live && !project_->find_layer(QString(label::live_layer_name)))
    layers_.labels.push_back({layer_key(label::live_layer_name), label::live_layer_name,
                              layer_help(project::LayerKind::Instant), live});
  for (auto layer = stored.rbegin(); layer != stored.rend(); ++layer) {
    const QString key = layer_key(layer->name);
    const QString title = QString::fromStdString(layer->name);
    LabelSource labels{key, title, layer_help(layer->kind), reader_.labels(image_->id, layer->id)};
    if (edited && layer->name == edited_layer) {
      labels.labels = edited;
    } else if (live && layer->name == label::live_layer_name) {
      labels.labels = live;
    } else if (!reader_.knows(image_->id, Part::Labels, layer->id)) {
      const auto old = std::ranges::find(before.labels, key, &LabelSource::key);
      if (old != before.labels.end()) labels.labels = old->labels;
    }
    layers_.labels.push_back(std::move(labels));
    if (!may_have_scores(*layer)) continue;
    ScoreSource scores{key, title, reader_.scores(image_->id, layer->id)};
    if (!reader_.knows(image_->id, Part::Scores, layer->id)) {
      if (const auto* old = before.find_scores(key)) scores.scores = old->scores;
    } else if (!scores.scores) {
      continue;
    }
    layers_.scores.push_back(std::move(scores));
  }
  // What was said lies over what follows from it.
  std::ranges::stable_partition(layers_.labels, [](const LabelSource& source) {
    return source.key == layer_key(project::evidence_name);
  });
  update_panel();
  show_overlay();
}

/// From the highest to the lowest.
std::vector<StackRow> InspectPage::stack_rows() const {
  const ImageLayers& layers = shown_layers();
  const ScoreSource* scores = layers.find_scores(score_settings().source);
  const bool scored = scores && scores->scores;
  std::vector<StackRow> rows;
  rows.push_back({LayerStack::uncertain_key,
                  tr("Uncertain region"),
                  tr("Where the highest score lies between both thresholds: "
                     "training hides such "
                     "places to learn from them"),
                  true,
                  scored || layers.uncertain,
                  {.visible = true}});
  bool first = true;
  const QString edited = layer_key(editing_->editor().target().layer);
  const bool live = live_->state() == Live::State::On;
  for (const auto& source : layers.labels) {
    if (live && source.key == layer_key(project::evidence_name)) {
      rows.push_back({source.key,
                      source.title,
                      source.help,
                      true,
                      source.labels != nullptr,
                      {.visible = true, .opacity = 0.7, .style = LayerStyle::Outline}});
      continue;
    }
    if (live && source.key == layer_key(label::live_layer_name)) {
      rows.push_back({source.key,
                      source.title,
                      source.help,
                      true,
                      source.labels != nullptr,
                      {.visible = true, .opacity = 1, .style = LayerStyle::FillAndOutline}});
      first = false;
      continue;
    }
    const bool looks = source.key.startsWith("look/");
    const bool journey = source.key.startsWith("journey/");
    const LayerView usual{.visible = journey || (!looks && first && source.key != "layer/truth"),
                          .opacity = 1,
                          .style = journey || source.key == edited ? LayerStyle::FillAndOutline
                                                                   : LayerStyle::Outline};
    first = first && looks;
    rows.push_back({source.key, source.title, source.help, true, source.labels != nullptr,
                    journey || !looks ? usual : LayerView()});
  }
  if (!in_journey())
    rows.push_back({LayerStack::cam_label_key,
                    tr("CAM label"),
                    tr("The class with the highest score, where that is above "
                       "the high threshold"),
                    true,
                    scored,
                    {}});
  rows.push_back({LayerStack::cam_key,
                  tr("CAM"),
                  tr("Class activation map: where the classifier sees a class, "
                     "from 0 to 1"),
                  false,
                  scored,
                  {.visible = true}});
  return rows;
}

void InspectPage::update_panel() {
  if (!project_ || !image_) return;
  const ImageLayers& layers = shown_layers();
  ScorePanel& scores = panel_->scores();
  ScorePanel::Choices sources;
  for (const auto& source : layers.scores) sources.emplace_back(source.key, source.title);
  const QString before = scores.settings().source;
  scores.set_sources(sources);
  const ScoreSource* chosen = layers.find_scores(scores.settings().source);
  if (chosen && chosen->scores) {
    std::vector<std::pair<int, QString>> classes;
    for (const auto& [value, plane] : chosen->scores->classes)
      classes.emplace_back(value, project_->class_name(value));
    scores.set_classes(classes, chosen->scores->uncertainty != nullptr);
  } else if (!chosen) {
    scores.set_classes({}, false);
  }
  if (!in_journey() && scores.settings().source != before) read_wanted();
  stack_.set_rows(stack_rows());

  std::set<int> present(image_->tags.begin(), image_->tags.end());
  std::map<int, double> says;
  for (const auto& [value, score] : layers.tag_scores) {
    says[value] = score;
    if (score >= 0.5F) present.insert(value);
  }
  for (const auto& source : layers.labels) {
    if (!source.labels || !stack_.visible(source.key)) continue;
    for (int value = 1; value < image::ignore_label; ++value)
      if (source.labels->present.test(static_cast<std::size_t>(value))) present.insert(value);
  }
  std::vector<ClassList::Row> classes;
  for (const int value : present) {
    QString text = project_->class_name(value);
    if (const auto found = says.find(value); found != says.end())
      text += "  " + in_percent(found->second);
    if (std::ranges::find(image_->tags, value) == image_->tags.end()) text += tr("  (not a tag)");
    classes.push_back({value, text, project_->class_colour(value)});
  }
  panel_->classes().set_rows(std::move(classes));
  panel_->tags().show_image(*image_);
  panel_->facts().show_image(*image_);

  QStringList probed;
  for (const auto& source : layers.labels) probed << source.title;
  for (const auto& source : layers.scores)
    if (!source.key.startsWith("layer/")) probed << source.title;
  panel_->probe().set_layers(probed);
  next_steps_->setVisible(project_->layers().empty() && !bar_->runs().any());
}

void InspectPage::show_overlay() {
  if (!project_ || !image_ || shown_photo_ != image_->id || !canvas_->has_photo()) return;
  ClassLooks looks;
  for (int value = 1; value < 256; ++value)
    looks.colours[static_cast<std::size_t>(value)] = project_->class_colour(value).rgb();
  looks.highlighted = panel_->classes().highlighted();
  const ImageLayers& layers = shown_layers();
  const QSize size = canvas_->photo_size();
  canvas_->set_overlay(
      compose_overlay({size.width(), size.height()}, layers, stack_, score_settings(), looks));
  canvas_->set_legend(make_legend(layers, stack_, score_settings(),
                                  [this](int value) { return project_->class_name(value); }));
}

/// The class that the highest visible labels have there; 0: none, or undecided.
int InspectPage::class_at(QPoint pixel) const {
  const QSize photo = canvas_->photo_size();
  if (!QRect(QPoint(), photo).contains(pixel)) return 0;
  const ImageLayers& layers = shown_layers();
  for (const auto& row : stack_.rows()) {
    const auto source = std::ranges::find(layers.labels, row.key, &LabelSource::key);
    if (!stack_.visible(row.key) || source == layers.labels.end() || !source->labels) continue;
    const int value = value_at(*source->labels->plane, pixel, photo);
    if (value != 0 && value != image::ignore_label) return value;
  }
  return 0;
}

void InspectPage::probe(QPoint pixel) {
  if (pixel.x() < 0 || !project_ || !image_ || shown_photo_ != image_->id)
    return panel_->probe().clear();
  const ImageLayers& layers = shown_layers();
  const QSize photo = canvas_->photo_size();
  std::vector<ProbePanel::Row> rows;
  const auto class_row = [&](int value) {
    ProbePanel::Row row;
    row.class_name = project_->class_name(value);
    if (value != 0) row.colour = project_->class_colour(value);
    return row;
  };
  for (const auto& source : layers.labels) {
    if (!source.labels) {
      rows.push_back({.class_name = "–"});
      continue;
    }
    const int value = value_at(*source.labels->plane, pixel, photo);
    ProbePanel::Row row = class_row(value);
    const ScoreSource* scores = layers.find_scores(source.key);
    if (scores && scores->scores)
      if (const auto plane = scores->scores->of(value))
        row.score = value_at(*plane, pixel, photo) / 255.0;
    rows.push_back(std::move(row));
  }
  for (const auto& source : layers.scores) {
    if (source.key.startsWith("layer/")) continue;
    if (!source.scores || !source.scores->highest) {
      rows.push_back({.class_name = "–"});
      continue;
    }
    ProbePanel::Row row;
    if (source.scores->best) row = class_row(value_at(*source.scores->best, pixel, photo));
    row.score = value_at(*source.scores->highest, pixel, photo) / 255.0;
    rows.push_back(std::move(row));
  }
  panel_->probe().show_pixel(pixel, rows);
}

}  // namespace penumbra::ui
