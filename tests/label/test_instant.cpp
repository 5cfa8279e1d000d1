#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <optional>
#include <set>
#include <unordered_set>

#include "base/error.h"
#include "image/mask.h"
#include "label/closed_form_start.h"
#include "label/instant.h"
#include "label/instant_targets.h"
#include "label/labeler.h"
#include "label/layer.h"
#include "label/scenes.h"

using namespace penumbra;
namespace fs = std::filesystem;

class TestInstant : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;
  std::optional<Scenes> scenes_;
  device::Compute compute_;
  JobControl control_;
  NoProgress quiet_;

  /// Pixels of foreground that have their class.
  double recall(const fs::path& labels) const {
    std::size_t right = 0, all = 0;
    for (std::size_t i = 0; i < scenes_->truth.size(); ++i) {
      const auto mask = image::read_mask(label::mask_file(labels, scenes_->dataset.items[i].id));
      for (std::size_t p = 0; p < mask.labels.size(); ++p) {
        if (scenes_->truth[i].labels[p] == 0) continue;
        ++all;
        right += mask.labels[p] == scenes_->truth[i].labels[p];
      }
    }
    return static_cast<double>(right) / static_cast<double>(all);
  }

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    scenes_.emplace(root_ / "photos", 12);
  }

  void the_closed_form_start_finds_the_tags_and_is_cached() {
    auto network = small_network(4);
    const auto cache = root_ / "features" / "closed_form.safetensors";
    label::closed_form_start(network, scenes_->dataset, 64, cache, compute_, control_, quiet_);
    QVERIFY(fs::exists(cache));
    const auto features =
        label::pooled_features(network, scenes_->dataset, 64, compute_, control_, quiet_);
    QCOMPARE(features.items.size(), std::size_t{12});
    const auto logits = torch::mm(features.aux, network->aux_classifier->weight.flatten(1).t());
    int right = 0;
    for (std::int64_t i = 0; i < 12; ++i) {
      const auto& tags = scenes_->dataset.items[static_cast<std::size_t>(i)].tags;
      for (int c = 1; c <= 2; ++c) {
        right += (logits[i][c - 1].item<float>() > 0) == (std::ranges::count(tags, c) == 1);
      }
    }
    QVERIFY2(right >= 20, qPrintable(QString::number(right)));

    // With the cache the photos are not needed.
    auto gone = scenes_->dataset;
    for (auto& item : gone.items) item.image = root_ / "nowhere.png";
    auto again = small_network(4);
    label::closed_form_start(again, gone, 64, cache, compute_, control_, quiet_);
    QVERIFY(torch::equal(again->top_classifier->weight, network->top_classifier->weight));
    QVERIFY(torch::equal(again->aux_classifier->weight, network->aux_classifier->weight));
    QVERIFY_EXCEPTION_THROWN(
        label::closed_form_start(again, gone, 32, cache, compute_, control_, quiet_), Error);
  }

  void weights_alone_label_a_folder() {
    const auto weights = root_ / "weights.safetensors";
    model::write_state_dict(weights, model::state_of(small_network(4)));
    label::LabelOptions options;
    options.source = label::Source::Instant;
    label::Labeler labeler({.weights = weights}, scenes_->dataset.classes, options);
    const auto out = root_ / "labels";
    const auto summary = labeler.label(scenes_->dataset, out, control_, quiet_);
    QVERIFY(summary.used_known_tags);
    QVERIFY2(recall(out) > 0.6, qPrintable(QString::number(recall(out))));
    QVERIFY_EXCEPTION_THROWN(labeler.inspect(scenes_->dataset.items[0], control_), UsageError);
  }

  void the_start_may_use_more_images_than_are_labelled() {
    const auto weights = root_ / "start.safetensors";
    model::write_state_dict(weights, model::state_of(small_network(4)));
    label::LabelOptions options;
    options.source = label::Source::Instant;
    auto few = scenes_->dataset;
    few.items.resize(1);  // red alone: no class has both positives and negatives
    label::Labeler labeler({.weights = weights}, few.classes, options);
    labeler.start_from(scenes_->dataset);
    const auto out = root_ / "few";
    QCOMPARE(labeler.label(few, out, control_, quiet_).images, std::size_t{1});
    const auto mask = image::read_mask(label::mask_file(out, few.items[0].id));
    QVERIFY(std::ranges::count(mask.labels, 1) > 0);

    auto others = scenes_->dataset;
    others.classes = dataset::Classes({"blue", "green"});
    QVERIFY_EXCEPTION_THROWN(labeler.start_from(others), Error);
  }

  void images_without_tags_are_labelled_from_those_with() {
    auto dataset = scenes_->dataset;
    dataset.items[4].tagged = false;
    dataset.items[4].tags.clear();
    auto network = small_network(4);
    label::closed_form_start(network, dataset, 64, {}, compute_, control_, quiet_);
    const label::InstantModel instant(network, dataset, {.training_size = 64}, compute_, control_,
                                      quiet_);
    QVERIFY(instant.has(4));
    QVERIFY(instant.scores(4).sizes() == at::IntArrayRef({3, 8, 8}));

    for (auto& item : dataset.items) item.tagged = false;
    QVERIFY_EXCEPTION_THROWN(
        label::closed_form_start(network, dataset, 64, {}, compute_, control_, quiet_), Error);
    QVERIFY_EXCEPTION_THROWN(
        label::InstantModel(network, dataset, {.training_size = 64}, compute_, control_, quiet_),
        Error);
  }

  void what_was_said_teaches() {
    auto network = small_network(4);
    const auto& dataset = scenes_->dataset;
    label::closed_form_start(network, dataset, 64, {}, compute_, control_, quiet_);
    std::set<std::string> said_of;
    const dataset::EvidenceSource evidence{
        [&] { return std::unordered_set<std::string>(said_of.begin(), said_of.end()); },
        [&](const dataset::Item& item) {
          image::LabelMap said{item.size,
                               std::vector<std::uint8_t>(item.size.area(), image::ignore_label)};
          said.labels[0] = dataset.items[0].tags.front() == 1 ? 2 : 1;  // no tag of the image
          return std::optional(said);
        }};
    const auto model = [&](const dataset::EvidenceSource& source) {
      return label::InstantModel(network, dataset, {.training_size = 64, .evidence = source},
                                 compute_, control_, quiet_);
    };
    const auto without = model({}), silent = model(evidence);
    QVERIFY(torch::equal(without.scores(0), silent.scores(0)));
    said_of.insert(dataset.items[0].id);
    const auto taught = model(evidence);
    const auto drawn = dataset.items[0].tags.front() == 1 ? 2 : 1;
    QCOMPARE(taught.scores(0).argmax(0)[0][0].item<std::int64_t>(), std::int64_t{drawn});
    QVERIFY(!torch::equal(without.scores(1), taught.scores(1)));
    const auto none = torch::zeros({dataset.classes.size()});
    QCOMPARE(taught.with_said(none, 0)[drawn - 1].item<float>(), 1.0F);
    QCOMPARE(taught.with_said(none, 1).sum().item<float>(), 0.0F);
  }

  void targets_of_training_are_made_once() {
    auto network = small_network(4);
    label::closed_form_start(network, scenes_->dataset, 64, {}, compute_, control_, quiet_);
    const auto make = [&] {
      return label::make_instant_targets(network, scenes_->dataset, {}, 64, root_ / "targets",
                                         compute_, control_, quiet_);
    };
    const auto targets = make();
    for (const auto& item : scenes_->dataset.items) {
      QVERIFY(image::read_mask(targets.label(item)).size == item.size);
      const auto uncertain = image::read_mask(targets.uncertain(item));
      QVERIFY(uncertain.size == (image::Size{8, 8}));
      const auto share = std::ranges::count(uncertain.labels, 1);
      QVERIFY2(share > 12 && share <= 21, qPrintable(QString::number(share)));
    }
    QVERIFY(recall(root_ / "targets" / "instant") > 0.5);
    const auto file = targets.label(scenes_->dataset.items[0]);
    const auto before = fs::last_write_time(file);
    make();
    QVERIFY(fs::last_write_time(file) == before);
  }
};

QTEST_GUILESS_MAIN(TestInstant)
#include "test_instant.moc"
