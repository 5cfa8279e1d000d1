#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <numeric>

#include "base/atomic_file.h"
#include "base/error.h"
#include "edit/brush.h"
#include "label/byte_features.h"
#include "label/live_classifier.h"
#include "label/live_labels.h"
#include "label/scenes_project.h"
#include "method/pixel_labels.h"
#include "project/classes.h"
#include "project/evidence.h"
#include "project/import.h"
#include "project/layers.h"
#include "project/select.h"
#include "simulate/simulation.h"

using namespace penumbra;
namespace fs = std::filesystem;
using label::LiveClassifier;
using label::LiveLabels;
using project::ImageId;

namespace {

constexpr std::int64_t channels = 12, rows = 5, columns = 6, class_count = 4;

/// Features of images, strokes on some of them, and what the classifier makes of it.
struct Lessons {
  std::vector<torch::Tensor> features;
  label::LiveBase base;
  torch::Tensor no_strokes = torch::full({rows, columns}, method::unknown_label, torch::kLong);

  explicit Lessons(int count) {
    torch::manual_seed(3);
    for (int i = 0; i < count; ++i) {
      features.push_back(torch::randn({channels, rows, columns}).to(torch::kHalf));
      base.statistics.add(features.back());
    }
    base.classifier = torch::randn({channels + 1, class_count}, torch::kDouble) / 4;
  }
  torch::Tensor strokes(int seed) const {
    torch::manual_seed(seed);
    const auto drawn = torch::rand({rows, columns}) < 0.2;
    return torch::where(drawn, torch::randint(0, class_count, {rows, columns}, torch::kLong),
                        no_strokes);
  }
  label::Lesson lesson(const LiveClassifier& classifier, std::size_t image,
                       const torch::Tensor& drawn) const {
    const auto classes = torch::arange(class_count);
    return label::lesson(classifier.scores_of_tags(features[image], classes), classes, true, drawn);
  }
  /// All images without strokes.
  std::vector<label::Lesson> begin(LiveClassifier& classifier) const {
    std::vector<label::Lesson> lessons;
    for (std::size_t i = 0; i < features.size(); ++i) {
      lessons.push_back(lesson(classifier, i, no_strokes));
      classifier.replace(features[i], {}, lessons.back());
    }
    return lessons;
  }
};

double largest_difference(const torch::Tensor& a, const torch::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  double largest = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(double{a[i]} - double{b[i]}));
  return largest;
}

class Collected : public NoProgress {
 public:
  void progress(const Progress& progress) override {
    if (progress.phase == "features") features = progress.total;
  }
  void message(Severity severity, const std::string& text) override {
    if (severity == Severity::Warning) warnings += text + "\n";
  }
  std::int64_t features = 0;
  std::string warnings;
};

}  // namespace

class TestLive : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;
  std::optional<Scenes> scenes_;
  fs::path weights_;
  JobControl control_;
  NoProgress quiet_;

  std::unique_ptr<project::Project> make_project(const std::string& name) const {
    return make_scenes_project(*scenes_, root_ / name);
  }
  const image::LabelMap& truth_of(const project::Project& project, ImageId id) const {
    return ::truth_of(*scenes_, project, id);
  }
  label::LiveOptions options() const {
    label::LiveOptions live;
    live.model.weights = weights_;
    return live;
  }
  /// A dot in the middle of the truth of a class, or of background.
  static image::LabelMap dot(const image::LabelMap& truth, std::uint8_t drawn_as, int x, int y) {
    image::LabelMap said{truth.size,
                         std::vector<std::uint8_t>(truth.size.area(), image::ignore_label)};
    const std::array points{edit::Point{x + 0.5, y + 0.5}};
    edit::brush({said}, points, 3, drawn_as);
    return said;
  }
  static std::vector<int> tags_of(const project::Project& project, ImageId id) {
    return project::rows(project, std::array{id}).front().tags;
  }

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    scenes_.emplace(root_ / "photos", 12);
    weights_ = root_ / "weights.safetensors";
    model::write_state_dict(weights_, model::state_of(small_network(4)));
  }

  void the_order_of_strokes_does_not_matter() {
    const Lessons given(6);
    const auto learn = [&](const std::vector<std::size_t>& order) {
      LiveClassifier classifier(given.base);
      auto lessons = given.begin(classifier);
      for (const auto i : order) {
        const auto next = given.lesson(classifier, i, given.strokes(static_cast<int>(i)));
        classifier.replace(given.features[i], lessons[i], next);
        lessons[i] = next;
        classifier.fit();
      }
      return classifier.scores(given.features[0]);
    };
    const auto one = learn({1, 3, 4}), other = learn({4, 1, 3});
    QVERIFY(largest_difference(one, other) < 1e-4);
    QVERIFY(largest_difference(one, learn({1, 3})) > 1e-3);
  }

  void undone_strokes_were_never_there() {
    const Lessons given(4);
    LiveClassifier classifier(given.base);
    auto lessons = given.begin(classifier);
    classifier.fit();
    const auto never = classifier.scores(given.features[3]);
    const auto drawn = given.lesson(classifier, 1, given.strokes(5));
    QVERIFY(classifier.replace(given.features[1], lessons[1], drawn) > 0);
    classifier.fit();
    QVERIFY(largest_difference(classifier.scores(given.features[3]), never) > 1e-3);
    classifier.replace(given.features[1], drawn, lessons[1]);
    classifier.fit();
    QVERIFY(largest_difference(classifier.scores(given.features[3]), never) < 1e-4);
    QCOMPARE(classifier.replace(given.features[1], lessons[1], lessons[1]), std::int64_t{0});
  }

  void changed_sums_equal_sums_from_scratch() {
    const Lessons given(5);
    LiveClassifier changed(given.base), scratch(given.base);
    auto lessons = given.begin(changed);
    for (int stroke = 0; stroke < 20; ++stroke) {
      const auto i = static_cast<std::size_t>(stroke) % lessons.size();
      const auto next = given.lesson(changed, i, given.strokes(stroke));
      changed.replace(given.features[i], lessons[i], next);
      lessons[i] = next;
    }
    for (std::size_t i = 0; i < lessons.size(); ++i)
      scratch.replace(given.features[i], {}, lessons[i]);
    changed.fit();
    scratch.fit();
    for (const auto& image : given.features)
      QVERIFY(largest_difference(changed.scores(image), scratch.scores(image)) < 1e-4);
    // A lesson says what the image's own strokes and the base do, and nothing of other images.
    const auto again = given.lesson(changed, 2, given.no_strokes);
    const auto before = given.lesson(LiveClassifier(given.base), 2, given.no_strokes);
    QVERIFY(torch::equal(again.labels, before.labels));
  }

  void folded_scores_equal_those_of_the_method() {
    const Lessons given(3);
    LiveClassifier classifier(given.base);
    const auto wanted = method::pixel_scores(
        method::standardise(given.features[1], given.base.statistics), given.base.classifier);
    QVERIFY(largest_difference(classifier.scores(given.features[1]), wanted) < 1e-4);
    const auto some = torch::tensor({0, 2}, torch::kLong);
    QVERIFY(largest_difference(classifier.scores(given.features[1], some),
                               wanted.index_select(0, some)) < 1e-4);
  }

  void features_in_8_bits_are_near_what_they_were() {
    torch::manual_seed(5);
    auto features = torch::randn({channels, rows, columns}) *
                    torch::logspace(-3, 3, channels, 10.0).view({channels, 1, 1});
    features[2].fill_(7);  // of no width
    const auto bytes = label::to_bytes(features);
    QCOMPARE(bytes.nbytes(), label::byte_size(channels, rows * columns));
    const auto back = label::from_bytes(bytes, rows, columns).to(torch::kFloat);
    const auto width = features.amax({1, 2}) - features.amin({1, 2});
    const auto error = (back - features).abs().amax({1, 2});
    // Half a step, and what half precision leaves of values that large.
    QVERIFY((error <= width / 510 * 1.01 + features.abs().amax({1, 2}) / 1024).all().item<bool>());
    QVERIFY(torch::equal(back[2], features[2]));
  }

  void a_cache_that_is_too_small_leaves_the_last_images_out() {
    const auto project = make_project("small.penumbra");
    auto wanted = options();
    {
      LiveLabels all(*project, wanted, control_, quiet_);
      QCOMPARE(all.images().size(), std::size_t{12});
    }
    wanted.first = {project::select(*project, {}).back()};
    wanted.cache_bytes = 5 * label::byte_size(64, 8 * 8) + 10;
    fs::remove_all(project->cache() / "live");
    Collected told;
    LiveLabels some(*project, wanted, control_, told);
    QCOMPARE(some.images().size(), std::size_t{5});
    QVERIFY(some.has(wanted.first.front()));
    QVERIFY2(told.warnings.find("room for the features of 5 of 12 images") != std::string::npos,
             told.warnings.c_str());
    const auto change = some.relabel(some.images(), control_);
    QCOMPARE(change.images, std::size_t{5});
  }

  void strokes_on_one_image_change_others() {
    const auto project = make_project("others.penumbra");
    LiveLabels live(*project, options(), control_, quiet_);
    QCOMPARE(live.images().size(), std::size_t{12});
    const auto first = live.relabel(live.images(), control_);
    QCOMPARE(first.changed, std::size_t{12});
    const auto id = live.images()[0], other = live.images()[6];
    const auto before = live.scores(other);
    const auto own_before = live.patches(id);
    QVERIFY(own_before.grid == (image::Size{8, 8}));

    // What was background is drawn as red all over: everybody learns it.
    const auto& truth = truth_of(*project, id);
    const auto said = dot(truth, 1, 3, 3);
    live.set_evidence(id, said, tags_of(*project, id));
    live.learn(control_);
    const auto change = live.relabel(live.images(), control_);
    QVERIFY(change.changed > 0);
    QVERIFY(std::ranges::find(change.which, id) != change.which.end());
    QVERIFY(largest_difference(before, live.scores(other)) > 1e-4);
    QCOMPARE(live.patches(id).labels[0], std::uint8_t{1});
    const auto labels = live.labels(id);
    QVERIFY(labels.size == truth.size);
    for (std::size_t i = 0; i < said.labels.size(); ++i)
      if (said.labels[i] != image::ignore_label) QCOMPARE(labels.labels[i], said.labels[i]);

    // From scratch the same follows, and undone nothing is left of it.
    const auto changed = live.scores(other);
    live.fit_from_scratch();
    QVERIFY(largest_difference(changed, live.scores(other)) < 1e-4);
    const image::LabelMap nothing{
        truth.size, std::vector<std::uint8_t>(truth.size.area(), image::ignore_label)};
    live.set_evidence(id, nothing, tags_of(*project, id));
    live.learn(control_);
    live.relabel(live.images(), control_);
    QVERIFY(largest_difference(before, live.scores(other)) < 1e-4);
    QVERIFY(live.patches(id).labels == own_before.labels);
  }

  void a_class_that_was_drawn_may_be_anywhere_in_the_image() {
    const auto project = make_project("tags.penumbra");
    LiveLabels live(*project, options(), control_, quiet_);
    const auto id = *std::ranges::find_if(
        live.images(), [&](ImageId i) { return tags_of(*project, i) == std::vector<int>{1}; });
    live.relabel(live.images(), control_);
    QVERIFY(std::ranges::count(live.patches(id).labels, 2) == 0);
    const auto& truth = truth_of(*project, id);
    project::EditSession evidence(*project, project::evidence_layer(*project).id, id);
    project::say(evidence, dot(truth, 2, truth.size.width / 2, truth.size.height / 2), "brush");
    evidence.flush();
    QCOMPARE(tags_of(*project, id), (std::vector<int>{1, 2}));
    live.read_evidence(id);
    live.learn(control_);
    live.relabel(live.images(), control_);
    QVERIFY(std::ranges::count(live.patches(id).labels, 2) > 0);
  }

  void features_are_computed_once_and_go_on() {
    const auto project = make_project("once.penumbra");
    JobControl stopped;
    stopped.request_stop();
    QVERIFY_EXCEPTION_THROWN(LiveLabels(*project, options(), stopped, quiet_), Cancelled);
    Collected first, second;
    std::vector<float> scores;
    ImageId id = 0;
    {
      LiveLabels live(*project, options(), control_, first);
      id = live.images()[5];
      scores = live.scores(id);
    }
    QCOMPARE(first.features, std::int64_t{12});
    LiveLabels live(*project, options(), control_, second);
    QCOMPARE(second.features, std::int64_t{0});
    QVERIFY(largest_difference(scores, live.scores(id)) < 1e-6);

    // Without room in memory they come from the cache.
    auto small = options();
    small.memory_bytes = 0;
    LiveLabels poor(*project, small, control_, quiet_);
    QCOMPARE(poor.memory(), std::uint64_t{0});
    QVERIFY(largest_difference(scores, poor.scores(id)) < 1e-6);

    // A damaged cache is made anew.
    for (const auto& entry : fs::recursive_directory_iterator(project->cache() / "live"))
      if (entry.path().extension() == ".sqlite")
        write_file_atomically(entry.path(), std::string_view("no database"));
    Collected third;
    LiveLabels mended(*project, options(), control_, third);
    QCOMPARE(third.features, std::int64_t{12});
  }

  void the_layer_follows_what_changed() {
    const auto project = make_project("layer.penumbra");
    LiveLabels live(*project, options(), control_, quiet_);
    live.relabel(live.images(), control_);
    QCOMPARE(live.write(live.images(), control_, quiet_), std::size_t{12});
    QCOMPARE(live.write(live.images(), control_, quiet_), std::size_t{0});
    project::Layers layers(*project);
    const auto layer = layers.named(label::live_layer_name);
    QVERIFY(layer.kind == project::LayerKind::Instant);
    const auto id = live.images()[2];
    QVERIFY(layers.read(layer.id, id) == live.labels(id));
    QVERIFY(layers.read_uncertainty(layer.id, id));
    QVERIFY(project::rows(*project, std::array{id}).front().numbers.contains("uncertain"));

    // Accepted labels are never changed, whatever is drawn elsewhere.
    const auto accepted = live.labels(id);
    {
      project::EditSession evidence(*project, project::evidence_layer(*project).id, id);
      project::accept(*project, id, evidence, accepted);
      evidence.flush();
    }
    live.read_evidence(id);
    live.learn(control_);
    const auto other = live.images()[0];
    const auto& truth = truth_of(*project, other);
    live.set_evidence(other, dot(truth, 2, 5, 5), {1, 2});
    live.learn(control_);
    const auto change = live.relabel(live.images(), control_);
    const auto written = live.write(live.images(), control_, quiet_);
    QVERIFY(written >= change.changed);
    QVERIFY(written < 12);
    QVERIFY(layers.read(layer.id, id) == accepted);

    // Another opening knows what is written.
    LiveLabels again(*project, options(), control_, quiet_);
    again.set_evidence(other, dot(truth, 2, 5, 5), {1, 2});
    again.learn(control_);
    again.relabel(again.images(), control_);
    QCOMPARE(again.write(again.images(), control_, quiet_), std::size_t{0});
    const auto gains = again.gains(control_);
    QVERIFY(std::ranges::none_of(gains, [&](const auto& gain) { return gain.image == id; }));
    QVERIFY(std::ranges::is_sorted(gains, std::greater{}, &label::LiveGain::gain));
  }

  void without_tags_there_is_nothing_to_start_from() {
    auto project = project::Project::create(root_ / "untagged.penumbra");
    auto dataset = scenes_->dataset;
    for (auto& item : dataset.items) {
      item.tagged = false;
      item.tags.clear();
    }
    project::import_images(*project, dataset, 1, control_, quiet_);
    QVERIFY_EXCEPTION_THROWN(LiveLabels(*project, options(), control_, quiet_), Error);
  }

  void a_simulated_person_makes_labels_better_and_goes_on() {
    simulate::SimulationOptions wanted;
    wanted.live = options();
    wanted.order = simulate::Order::Random;
    wanted.minutes = (12 * 20 + 12 * 4 * 2.4) / 60 + 0.01;
    wanted.out = root_ / "curve";
    const auto whole = make_project("whole.penumbra");
    const auto curve = simulate::simulate(*whole, wanted, control_, quiet_);
    QVERIFY(curve.size() >= 3);
    QCOMPARE(curve.front().actions, std::int64_t{0});
    QCOMPARE(curve.front().minutes, 4.0);
    QVERIFY2(curve.back().instant > curve.front().instant,
             qPrintable(QString::number(curve.back().instant)));
    QVERIFY(fs::exists(wanted.out / "curve.svg"));
    QCOMPARE(simulate::read_curve(wanted.out).size(), curve.size());

    // In two sittings the same comes out, and a finished one does nothing more.
    const auto parted = make_project("parted.penumbra");
    wanted.out = root_ / "parted";
    auto half = wanted;
    half.minutes = (12 * 20 + 17 * 2.4) / 60 + 0.01;
    simulate::simulate(*parted, half, control_, quiet_);
    const auto rest = simulate::simulate(*parted, wanted, control_, quiet_);
    QCOMPARE(rest.back().actions, curve.back().actions);
    QVERIFY(std::abs(rest.back().instant - curve.back().instant) < 1e-6);
    QCOMPARE(simulate::simulate(*parted, wanted, control_, quiet_).size(), rest.size());
    wanted.seed = 2;
    QVERIFY_EXCEPTION_THROWN(simulate::simulate(*parted, wanted, control_, quiet_), Error);
    wanted.out = root_ / "elsewhere";
    QVERIFY_EXCEPTION_THROWN(simulate::simulate(*parted, wanted, control_, quiet_), Error);
  }

  void the_queue_does_not_come_back_to_the_same_images_for_ever() {
    simulate::SimulationOptions wanted;
    wanted.live = options();
    wanted.order = simulate::Order::Queue;
    wanted.minutes = (12 * 20 + 24 * 2.4) / 60 + 0.01;
    wanted.accept_below = 0;
    wanted.out = root_ / "queue";
    const auto project = make_project("queue.penumbra");
    simulate::simulate(*project, wanted, control_, quiet_);
    const auto counts = project::evidence_counts(*project);
    int most = 0, all = 0;
    for (const auto& [image, count] : counts) {
      most = std::max(most, count);
      all += count;
    }
    QVERIFY(all >= 24);
    QVERIFY2(counts.size() >= 8, qPrintable(QString::number(counts.size())));
    QVERIFY2(most <= 10, qPrintable(QString::number(most)));
    LiveLabels live(*project, options(), control_, quiet_);
    live.relabel(live.images(), control_);
    for (const auto& gain : live.gains(control_)) {
      if (gain.uncertain == 0) continue;
      QCOMPARE(gain.said, counts.contains(gain.image) ? counts.at(gain.image) : 0);
      QCOMPARE(gain.gain(), gain.uncertain * gain.alike / (1 + gain.said));
    }
  }

  void the_queue_and_masks_work_as_well() {
    simulate::SimulationOptions wanted;
    wanted.live = options();
    wanted.order = simulate::Order::Queue;
    wanted.policy = simulate::Policy::Masks;
    wanted.minutes = (12 * 20 + 12 * 240) / 60 + 0.01;
    wanted.accept_below = 0;
    wanted.out = root_ / "masks";
    const auto project = make_project("masks.penumbra");
    const auto curve = simulate::simulate(*project, wanted, control_, quiet_);
    QVERIFY2(curve.back().instant > 0.999, qPrintable(QString::number(curve.back().instant)));
    QCOMPARE(curve.back().accepted, std::int64_t{12});
    // Each mask of so few images is a point.
    QCOMPARE(curve.size(), static_cast<std::size_t>(curve.back().actions) + 1);
    const auto count = project::count(*project, "state:reviewed");
    QCOMPARE(count, std::int64_t{12});
  }
};

QTEST_GUILESS_MAIN(TestLive)
#include "test_live.moc"
