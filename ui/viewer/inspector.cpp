#include "ui/viewer/inspector.h"

#include "base/error.h"
#include "train/run_folder.h"
#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr int memory_kb = 192 * 1024;

int cost_kb(const ImageLayers& layers) {
  std::size_t bytes = 0;
  for (const auto& source : layers.labels)
    if (source.labels) bytes += source.labels->plane->values.size();
  for (const auto& source : layers.scores)
    if (source.scores && source.scores->highest)
      bytes += (source.scores->classes.size() + 2) * source.scores->highest->values.size();
  return static_cast<int>(bytes / 1024 + 1);
}

/// The image as a run's data set has it.
dataset::Item item_of(const project::ImageRow& image, const project::ClassNumbers& classes) {
  dataset::Item item;
  item.id = image.item;
  item.image = image.photo;
  item.size = image.size;
  item.tagged = image.tagged;
  item.tags = classes.to_ids(image.tags);
  return item;
}

}  // namespace

/// A labeler that is loaded when it is first needed.
struct Inspector::Model {
  fs::path run;
  std::shared_ptr<const project::ClassNumbers> classes;
  std::unique_ptr<label::Labeler> labeler;

  label::Labeler& loaded() {
    if (!labeler) {
      label::LabelOptions options;
      options.source = label::Source::Segmentation;
      options.device.threads = background_threads();
      labeler = std::make_unique<label::Labeler>(label::ModelFiles{.run = run},
                                                 dataset::Classes(classes->names()), options);
    }
    return *labeler;
  }
};

Inspector::Inspector(QObject* parent) : QObject(parent), ready_(memory_kb) {}

void Inspector::set_run(fs::path run, std::shared_ptr<const project::ClassNumbers> classes) {
  run_ = std::move(run);
  classes_ = std::move(classes);
  load();
}

void Inspector::load() {
  checkpoint_ = run_.empty() ? std::nullopt : train::last_checkpoint(run_);
  model_ = run_.empty() ? nullptr : std::make_shared<Model>(Model{run_, classes_, nullptr});
  ready_.clear();
  changed_meanwhile_ = false;
  compute();
}

void Inspector::run_changed() {
  if (run_.empty() || train::last_checkpoint(run_) == checkpoint_) return;
  if (computing_)
    changed_meanwhile_ = true;
  else
    load();
}

void Inspector::ended() {
  computing_ = false;
  if (changed_meanwhile_) load();
}

void Inspector::show(std::optional<project::ImageRow> image) {
  image_ = std::move(image);
  compute();
}

void Inspector::post(int request, std::function<void()> deliver) {
  QMetaObject::invokeMethod(
      this,
      [this, request, deliver = std::move(deliver)] {
        if (request == request_) deliver();
      },
      Qt::QueuedConnection);
}

void Inspector::compute() {
  ++request_;
  computing_ = false;
  if (!image_ || !model_) {
    task_.cancel();
    return;
  }
  const auto id = image_->id;
  if (const auto* there = ready_.object(id)) {
    task_.cancel();
    post(request_, [this, layers = *there] { Q_EMIT ready(layers); });
    return;
  }
  computing_ = true;
  Q_EMIT started();
  task_.submit([this, id, item = item_of(*image_, *classes_), request = request_,
                model = model_](JobControl& control) {
    try {
      auto layers = std::make_shared<const ImageLayers>(
          look_layers(model->loaded().inspect(item, control), *model->classes,
                      QString::fromStdString(model->run.filename().string())));
      post(request, [this, id, layers] {
        ready_.insert(id, new std::shared_ptr<const ImageLayers>(layers), cost_kb(*layers));
        Q_EMIT ready(layers);
        ended();
      });
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      post(request, [this, text = problem_text(error)] {
        Q_EMIT failed(text);
        ended();
      });
    }
  });
}

}  // namespace penumbra::ui
