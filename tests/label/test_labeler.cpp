#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <fstream>
#include <new>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/mask.h"
#include "label/labeler.h"
#include "label/layer.h"
#include "label/scenes.h"
#include "train/run_folder.h"

using namespace penumbra;
namespace fs = std::filesystem;
using label::Source;
using label::TagUse;

namespace {

/// Keeps messages; asks to stop after some images.
class Watch : public ProgressSink {
 public:
  explicit Watch(JobControl* control = nullptr, int images = 0)
      : control_(control), images_(images) {}
  void progress(const Progress& progress) override {
    if (control_ && progress.phase == "labels" && progress.done >= images_)
      control_->request_stop();
  }
  void message(Severity severity, const std::string& text) override {
    if (severity == Severity::Warning) warnings.push_back(text);
  }
  std::vector<std::string> warnings;

 private:
  JobControl* control_;
  int images_;
};

/// Writes nothing: from the second image on there is no memory.
class SmallSink : public label::LabelSink {
 public:
  void begin(const nlohmann::json&) override {}
  bool has(std::size_t) const override { return false; }
  bool wants_scores() const override { return false; }
  void write(std::size_t, label::ImageResult) override {
    if (++images == 2) throw std::bad_alloc();
  }
  void finish(const nlohmann::json&) override { finished = true; }
  int images = 0;
  bool finished = false;
};

label::LabelOptions options_of(Source source, bool crf = false) {
  label::LabelOptions options;
  options.source = source;
  options.crf = crf;
  options.device.device = "cpu";
  options.device.threads = 1;
  return options;
}

}  // namespace

class TestLabeler : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;
  fs::path run_;
  std::optional<Scenes> scenes_;
  int next_ = 0;

  fs::path new_folder() { return root_ / ("labels" + std::to_string(next_++)); }

  label::LabelSummary label_with(const label::ModelFiles& files, const label::LabelOptions& options,
                                 const fs::path& out, const dataset::Dataset& dataset) {
    label::Labeler labeler(files, dataset.classes, options);
    JobControl control;
    NoProgress quiet;
    return labeler.label(dataset, out, control, quiet);
  }

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    scenes_.emplace(root_ / "photos", 6);
    train::TrainOptions options;
    options.image_size = 64;
    options.label_size = "training";
    run_ = root_ / "run";
    const auto run = train::create_run_folder(run_, options);
    const auto teacher = small_network(2);
    write_checkpoint(train::checkpoint_file(run, 10), small_network(9));
    write_checkpoint(train::checkpoint_file(run, 20), small_network(1), &teacher);
  }

  void each_source_labels_at_the_photos_size_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("crf");
    for (const char* source : {"instant", "cam", "aux-cam", "refined", "segmentation"}) {
      for (const bool crf : {false, true}) {
        QTest::newRow(qPrintable(QString(source) + (crf ? " crf" : ""))) << QString(source) << crf;
      }
    }
  }

  void each_source_labels_at_the_photos_size() {
    QFETCH(QString, source);
    QFETCH(bool, crf);
    auto options = options_of(label::source_from_name(source.toStdString()), crf);
    options.tags = TagUse::Known;
    const auto out = new_folder();
    const auto summary = label_with({.run = run_}, options, out, scenes_->dataset);
    QCOMPARE(summary.images, std::size_t{6});
    QCOMPARE(summary.failed, std::size_t{0});
    QVERIFY(summary.used_known_tags);
    for (const auto& item : scenes_->dataset.items) {
      const auto mask = image::read_mask(label::mask_file(out, item.id));
      QVERIFY(mask.size == item.size);
      for (const int value : mask.labels) {
        QVERIFY(value == 0 || value == 255 || std::ranges::count(item.tags, value) == 1);
      }
    }
    const auto json = nlohmann::json::parse(read_file(out / "labels.json"));
    QCOMPARE(QString::fromStdString(json["settings"]["source"].get<std::string>()), source);
    QVERIFY(json["used_known_tags"].get<bool>());
    QVERIFY(json["settings"]["model"].get<std::string>().ends_with("step-000020.safetensors"));
  }

  void memory_that_ends_stops_the_work_at_an_image() {
    label::Labeler labeler({.run = run_}, scenes_->dataset.classes, options_of(Source::Cam));
    JobControl control;
    Watch watch;
    SmallSink sink;
    try {
      labeler.label(scenes_->dataset, sink, control, watch);
      QFAIL("there was memory");
    } catch (const Error& error) {
      QCOMPARE(error.where(), scenes_->dataset.items[1].image.string());
      QVERIFY(error.reason().find("memory") != std::string::npos);
    }
    QCOMPARE(sink.images, 2);
    QVERIFY(!sink.finished);
    QVERIFY(watch.warnings.empty());
  }

  void segmentation_uses_no_tags_unless_asked() {
    const auto out = new_folder();
    QVERIFY(!label_with({.run = run_}, options_of(Source::Segmentation), out, scenes_->dataset)
                 .used_known_tags);
    auto predicted = options_of(Source::Segmentation);
    predicted.tags = TagUse::Predicted;
    QVERIFY(!label_with({.run = run_}, predicted, new_folder(), scenes_->dataset).used_known_tags);
  }

  void student_and_teacher_differ() {
    const auto student = new_folder(), teacher = new_folder();
    auto options = options_of(Source::Segmentation);
    label_with({.run = run_}, options, student, scenes_->dataset);
    options.teacher = true;
    label_with({.run = run_}, options, teacher, scenes_->dataset);
    bool differ = false;
    for (const auto& item : scenes_->dataset.items) {
      differ = differ || image::read_mask(label::mask_file(student, item.id)) !=
                             image::read_mask(label::mask_file(teacher, item.id));
    }
    QVERIFY(differ);
    const auto first = run_ / "checkpoints" / "step-000010.safetensors";
    QVERIFY_EXCEPTION_THROWN(
        label::Labeler({.checkpoint = first}, scenes_->dataset.classes, options), Error);
  }

  void a_cancelled_layer_is_completed_to_the_same_labels() {
    const auto whole = new_folder(), parts = new_folder();
    const auto options = options_of(Source::Refined);
    label_with({.run = run_}, options, whole, scenes_->dataset);
    {
      label::Labeler labeler({.run = run_}, scenes_->dataset.classes, options);
      JobControl control;
      Watch watch(&control, 3);
      QVERIFY_EXCEPTION_THROWN(labeler.label(scenes_->dataset, parts, control, watch), Cancelled);
    }
    QVERIFY(!fs::exists(label::mask_file(parts, scenes_->dataset.items.back().id)));
    QVERIFY_EXCEPTION_THROWN(
        label_with({.run = run_}, options_of(Source::Cam), parts, scenes_->dataset), Error);
    label_with({.run = run_}, options, parts, scenes_->dataset);
    for (const auto& item : scenes_->dataset.items) {
      QVERIFY(image::read_mask(label::mask_file(parts, item.id)) ==
              image::read_mask(label::mask_file(whole, item.id)));
    }
    QVERIFY_EXCEPTION_THROWN(label_with({.run = run_}, options, parts, scenes_->dataset), Error);
  }

  void images_that_cannot_be_read_are_left_out_and_named_data() {
    QTest::addColumn<QString>("source");
    QTest::newRow("instant") << "instant";
    QTest::newRow("cam") << "cam";
  }

  void images_that_cannot_be_read_are_left_out_and_named() {
    QFETCH(QString, source);
    const auto options = options_of(label::source_from_name(source.toStdString()));
    auto dataset = scenes_->dataset;
    dataset.items[1].image = root_ / "broken.png";
    std::ofstream(dataset.items[1].image) << "no picture";
    const auto out = new_folder();
    label::Labeler labeler({.run = run_}, dataset.classes, options);
    JobControl control;
    Watch watch;
    const auto summary = labeler.label(dataset, out, control, watch);
    QCOMPARE(summary.images, std::size_t{5});
    QCOMPARE(summary.failed, std::size_t{1});
    QCOMPARE(watch.warnings.size(), std::size_t{1});
    QVERIFY(watch.warnings[0].find("broken.png") != std::string::npos);

    for (auto& item : dataset.items) item.image = root_ / "broken.png";
    QVERIFY_EXCEPTION_THROWN(labeler.label(dataset, new_folder(), control, watch), Error);
    dataset.items.clear();
    QVERIFY_EXCEPTION_THROWN(labeler.label(dataset, new_folder(), control, watch), Error);
  }

  void a_picture_of_one_pixel_is_labelled() {
    auto dataset = scenes_->dataset;
    dataset.items.resize(2);
    dataset.items[1].image = root_ / "pixel.png";
    dataset.items[1].size = {1, 1};
    image::write_png(dataset.items[1].image, {{1, 1}, {200, 10, 10}});
    for (const auto source : {Source::Instant, Source::Cam, Source::Segmentation}) {
      auto options = options_of(source, true);
      const auto out = new_folder();
      QCOMPARE(label_with({.run = run_}, options, out, dataset).images, std::size_t{2});
      QVERIFY(image::read_mask(label::mask_file(out, dataset.items[1].id)).size ==
              (image::Size{1, 1}));
    }
    // Without a run the photo's own size is used, at least a patch.
    const auto checkpoint = root_ / "alone.safetensors";
    write_checkpoint(checkpoint, small_network(1));
    QCOMPARE(label_with({.checkpoint = checkpoint}, options_of(Source::Segmentation), new_folder(),
                        dataset)
                 .images,
             std::size_t{2});
  }

  void what_does_not_fit_is_refused() {
    const auto& classes = scenes_->dataset.classes;
    const auto cam = options_of(Source::Cam);
    const auto weights = root_ / "weights.safetensors";
    model::write_state_dict(weights, model::state_of(small_network()));
    QVERIFY_EXCEPTION_THROWN(label::Labeler({}, classes, cam), UsageError);
    QVERIFY_EXCEPTION_THROWN(label::Labeler({.run = run_, .weights = weights}, classes, cam),
                             UsageError);
    QVERIFY_EXCEPTION_THROWN(label::Labeler({.weights = weights}, classes, cam), UsageError);
    QVERIFY_EXCEPTION_THROWN(label::Labeler({.run = run_}, dataset::Classes({"a", "b", "c"}), cam),
                             Error);
    QVERIFY_EXCEPTION_THROWN(label::Labeler({.run = root_}, classes, cam), Error);
    QVERIFY_EXCEPTION_THROWN(label::Labeler({.checkpoint = root_ / "no"}, classes, cam), Error);
    QVERIFY_EXCEPTION_THROWN(label::source_from_name("edges"), UsageError);
    QVERIFY_EXCEPTION_THROWN(label::tag_use_from_name("all"), UsageError);
  }

  void inspection_shows_what_labels_show() {
    label::Labeler labeler({.run = run_}, scenes_->dataset.classes, options_of(Source::Cam));
    JobControl control;
    const auto& item = scenes_->dataset.items[2];  // both classes
    const auto seen = labeler.inspect(item, control);
    QVERIFY(seen.photo.size == item.size);
    QCOMPARE(seen.cams.size(), std::size_t{2});
    QCOMPARE(seen.aux_cams.size(), std::size_t{2});
    QCOMPARE(seen.tag_scores.size(), std::size_t{2});
    for (const auto& cam : seen.cams) {
      QVERIFY(cam.map.size == item.size);
      QVERIFY(std::ranges::all_of(cam.map.scores, [](float v) { return v >= 0 && v <= 1; }));
    }
    for (std::size_t i = 0; i < item.size.area(); ++i) {
      const float highest =
          std::max(seen.aux_cams[0].map.scores[i], seen.aux_cams[1].map.scores[i]);
      QCOMPARE(seen.uncertain.labels[i] == 1, highest > 0.2 && highest < 0.7);
    }
    const std::pair<Source, const image::LabelMap*> maps[] = {
        {Source::Cam, &seen.cam_label},
        {Source::Refined, &seen.refined},
        {Source::Segmentation, &seen.segmentation}};
    for (const auto& [source, map] : maps) {
      const auto out = new_folder();
      label_with({.run = run_}, options_of(source), out, scenes_->dataset);
      QVERIFY(image::read_mask(label::mask_file(out, item.id)) == *map);
    }
    control.request_stop();
    QVERIFY_EXCEPTION_THROWN(labeler.inspect(item, control), Cancelled);
  }
};

QTEST_GUILESS_MAIN(TestLabeler)
#include "test_labeler.moc"
