#include "label/labeler.h"

#include <chrono>

#include "base/error.h"
#include "base/failure_text.h"
#include "base/phrase.h"
#include "device/memory.h"
#include "label/background_worker.h"
#include "label/folder_sink.h"
#include "label/labeler_impl.h"
#include "label/photo_stream.h"

namespace penumbra::label {

namespace {

/// What else fails is a fault of the image, which is left out.
void stop_where_memory_ended(const std::exception& failure, const std::filesystem::path& image) {
  throw_if_out_of_memory(failure, image.string(),
                         "Close other programs or use fewer threads, and start again: images that "
                         "have labels keep them");
}

}  // namespace

Labeler::Labeler(const ModelFiles& files, const dataset::Classes& classes, LabelOptions options)
    : impl_(std::make_unique<Impl>(files, classes, std::move(options))) {}

Labeler::~Labeler() = default;

void Labeler::start_from(dataset::Dataset tagged) {
  if (tagged.classes.names() != impl_->classes.names()) {
    throw Error("has other classes than the labeler was made for", tagged.root.string());
  }
  impl_->start_images = std::move(tagged);
}

LabelSummary Labeler::label(const dataset::Dataset& dataset, const std::filesystem::path& folder,
                            JobControl& control, ProgressSink& progress) {
  FolderSink sink(folder, dataset);
  return label(dataset, sink, control, progress);
}

LabelSummary Labeler::label(const dataset::Dataset& dataset, LabelSink& sink, JobControl& control,
                            ProgressSink& progress) {
  const auto begin = std::chrono::steady_clock::now();
  if (dataset.items.empty()) {
    throw Error("holds no images", dataset.root.string(), "Choose another folder or split");
  }
  if (dataset.classes.names() != impl_->classes.names()) {
    throw Error("has other classes than the labeler was made for", dataset.root.string());
  }
  device::use_threads(impl_->compute.threads);
  const device::KeptMemory memory;
  sink.begin(impl_->settings());
  progress.message(Severity::Info, impl_->compute.summary);

  std::optional<InstantModel> instant;
  if (impl_->options.source == Source::Instant) {
    instant.emplace(impl_->fit_instant(dataset, control, progress));
  }
  LabelSummary summary;
  std::vector<std::string> failed;
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < dataset.items.size(); ++i) {
    const auto& item = dataset.items[i];
    if (instant && !instant->has(i)) {
      failed.push_back(item.id);
    } else if (sink.has(i)) {
      ++summary.images;
    } else {
      items.push_back(i);
    }
  }

  // The network's passes run here; the CRF and the writing of an image beside those of the next.
  ProgressCounter counter(progress, phrase("labels"),
                          static_cast<std::int64_t>(items.size() + summary.images),
                          static_cast<std::int64_t>(summary.images));
  BackgroundWorker writer(2);
  PhotoStream photos(dataset, items, impl_->decoded_side());
  while (auto photo = photos.next()) {
    control.checkpoint();
    const auto& item = dataset.items[photo->item];
    std::string failure = photo->failure;
    std::function<ImageResult()> finish;
    if (failure.empty()) {
      try {
        finish = impl_->start(item, photo->item, std::move(photo->image),
                              instant ? &*instant : nullptr, sink.wants_scores());
      } catch (const std::exception& error) {
        stop_where_memory_ended(error, item.image);
        failure = failure_text(error);
      }
    }
    if (!failure.empty()) {
      progress.message(Severity::Warning, "left out " + item.id + ": " + failure);
      failed.push_back(item.id);
    } else {
      writer.add([&sink, finish = std::move(finish), index = photo->item, &image = item.image] {
        try {
          sink.write(index, finish());
        } catch (const std::exception& error) {
          stop_where_memory_ended(error, image);
          throw;
        }
      });
      ++summary.images;
    }
    counter.advance();
  }
  writer.finish();

  summary.failed = failed.size();
  if (summary.images == 0) {
    throw Error("no image could be labelled", dataset.root.string(),
                "The messages name each image and the reason");
  }
  summary.used_known_tags = impl_->tags == TagUse::Known || instant.has_value();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  sink.finish({{"used_known_tags", summary.used_known_tags},
               {"images", summary.images},
               {"failed", failed}});
  return summary;
}

}  // namespace penumbra::label
