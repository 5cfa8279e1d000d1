#include "label/instant_targets.h"

#include "base/atomic_file.h"
#include "base/json.h"
#include "base/phrase.h"
#include "image/mask.h"
#include "label/allowed_classes.h"
#include "label/background_worker.h"
#include "label/instant.h"
#include "label/layer.h"
#include "label/photo_stream.h"
#include "method/pixel_labels.h"

namespace penumbra::label {

std::filesystem::path InstantTargets::label(const dataset::Item& item) const {
  return mask_file(folder / "instant", item.id);
}

std::filesystem::path InstantTargets::uncertain(const dataset::Item& item) const {
  return mask_file(folder / "uncertain", item.id);
}

InstantTargets make_instant_targets(model::Network network, const dataset::Dataset& dataset,
                                    const dataset::EvidenceSource& evidence, int training_size,
                                    const std::filesystem::path& folder,
                                    const device::Compute& compute, JobControl& control,
                                    ProgressSink& progress) {
  InstantTargets targets{folder};
  const nlohmann::json settings = {{"source", "instant"},
                                   {"training_size", training_size},
                                   {"refined_at", training_size / 2},
                                   {"classes", dataset.classes.names()}};
  if (finished_layer(folder / "instant", settings)) return targets;
  Layer layer(folder / "instant", settings);
  const InstantModel instant(network, dataset,
                             {.training_size = training_size, .evidence = evidence}, compute,
                             control, progress);
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < dataset.items.size(); ++i) {
    if (instant.has(i)) items.push_back(i);
  }
  ProgressCounter counter(progress, phrase("instant labels"),
                          static_cast<std::int64_t>(items.size()));
  BackgroundWorker writer(4);
  PhotoStream photos(dataset, items, training_size / 2);
  while (auto photo = photos.next()) {
    control.checkpoint();
    const auto& item = dataset.items[photo->item];
    if (photo->failure.empty()) {
      const auto scores = instant.scores(photo->item);
      const auto allowed =
          instant.with_said(known_classes(item, dataset.classes.size()), photo->item);
      auto planes = instant_planes(scores, allowed, photo->image, training_size / 2);
      auto uncertain = to_label_map(
          allowed.any().item<bool>() ? method::uncertain_patches(scores, with_background(allowed))
                                     : torch::zeros({scores.size(1), scores.size(2)}));
      writer.add([&targets, &item, planes = std::move(planes), uncertain = std::move(uncertain)] {
        make_folder(targets.label(item).parent_path());
        make_folder(targets.uncertain(item).parent_path());
        image::write_mask(targets.label(item), best_label(planes, item.size));
        image::write_mask(targets.uncertain(item), uncertain);
      });
    } else {
      progress.message(Severity::Warning, "left out " + item.id + ": " + photo->failure);
    }
    counter.advance();
  }
  writer.finish();
  layer.finish({{"used_known_tags", true}, {"images", items.size()}});
  return targets;
}

}  // namespace penumbra::label
