#include "ui/viewer/inspector.h"

#include "base/error.h"
#include "image/decode.h"
#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {
namespace {

constexpr int layers_memory_kb = 192 * 1024;

int cost_kb(const ImageLayers& layers) {
  const std::size_t maps = (layers.cams ? layers.cams->size() : 0) +
                           (layers.aux_cams ? layers.aux_cams->size() : 0) + all_layers.size();
  return static_cast<int>(maps * layers.size.area() / 1024 + 1);
}

}  // namespace

/// A labeler that is loaded when it is first needed.
struct Inspector::Model {
  label::ModelFiles files;
  dataset::Classes classes;
  std::unique_ptr<label::Labeler> labeler;

  label::Labeler& loaded() {
    if (!labeler) {
      label::LabelOptions options;
      options.source = files.weights.empty() ? label::Source::Segmentation : label::Source::Instant;
      options.device.threads = background_threads();
      labeler = std::make_unique<label::Labeler>(files, classes, options);
    }
    return *labeler;
  }
};

Inspector::Inspector(QObject* parent) : QObject(parent), ready_(layers_memory_kb) {}

void Inspector::set_model(std::optional<label::ModelFiles> files, const dataset::Classes& classes) {
  files_ = std::move(files);
  classes_ = classes;
  model_ = files_ ? std::make_shared<Model>(Model{*files_, classes_, nullptr}) : nullptr;
  ready_.clear();
  changed_meanwhile_ = false;
  compute_layers();
}

void Inspector::model_changed() {
  if (computing_)
    changed_meanwhile_ = true;
  else
    set_model(files_, classes_);
}

void Inspector::layers_ended() {
  computing_ = false;
  if (changed_meanwhile_) set_model(files_, classes_);
}

void Inspector::show(std::optional<dataset::Item> item) {
  item_ = std::move(item);
  ++request_;
  read_photo();
  compute_layers();
}

void Inspector::post(int request, std::function<void()> deliver) {
  QMetaObject::invokeMethod(
      this,
      [this, request, deliver = std::move(deliver)] {
        if (request == request_) deliver();
      },
      Qt::QueuedConnection);
}

void Inspector::read_photo() {
  if (!item_) {
    photos_.cancel();
    return;
  }
  photos_.submit([this, item = *item_, request = request_](JobControl& control) {
    try {
      auto photo = std::make_shared<Photo>();
      const image::Image picture = image::read_image(item.image);
      control.checkpoint();
      photo->pyramid = make_pyramid(to_qimage(picture));
      control.checkpoint();
      if (item.has_truth()) photo->truth = make_label_layer(dataset::load_truth(item));
      post(request, [this, photo] { Q_EMIT photoReady(photo); });
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      post(request, [this, text = QString::fromUtf8(error.what())] { Q_EMIT photoFailed(text); });
    }
  });
}

void Inspector::compute_layers() {
  computing_ = false;
  if (!item_ || !model_) {
    layers_.cancel();
    return;
  }
  const QString id = QString::fromStdString(item_->id);
  if (const auto* ready = ready_.object(id)) {
    layers_.cancel();
    post(request_, [this, layers = *ready] { Q_EMIT layersReady(layers); });
    return;
  }
  computing_ = true;
  Q_EMIT layersStarted();
  layers_.submit([this, id, item = *item_, request = request_,
                  model = model_](JobControl& control) {
    try {
      auto layers =
          std::make_shared<const ImageLayers>(make_layers(model->loaded().inspect(item, control)));
      post(request, [this, id, layers, model] {
        if (model != model_) return;
        ready_.insert(id, new std::shared_ptr<const ImageLayers>(layers), cost_kb(*layers));
        Q_EMIT layersReady(layers);
        layers_ended();
      });
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      post(request, [this, model, text = QString::fromUtf8(error.what())] {
        if (model != model_) return;
        Q_EMIT layersFailed(text);
        layers_ended();
      });
    }
  });
}

}  // namespace penumbra::ui
