#include <QtTest>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "train/options.h"

using namespace penumbra;
using namespace penumbra::train;

namespace {

/// What is said when `work` is refused as wrong use; empty if it isn't.
template <typename Work>
QString refusal(Work work) {
  try {
    work();
  } catch (const UsageError& error) {
    return QString(error.what());
  }
  return {};
}

}  // namespace

class TestOptions : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void presets_are_valid_and_survive_json() {
    for (const auto& name : preset_names()) {
      const auto options = preset(name);
      options.validate();
      QCOMPARE(options.preset, name);
      QVERIFY(options_from_json(nlohmann::json::parse(to_json(options).dump())) == options);
    }
    QVERIFY(refusal([] { preset("vok"); }).contains("voc-mini"));
  }

  void presets_state_the_papers_numbers() {
    const auto voc = preset("voc");
    QCOMPARE(voc.warm_up * double(voc.steps), 1500.0);
    QCOMPARE(voc.segmentation_from * double(voc.steps), 2000.0);
    const auto coco = preset("coco");
    QCOMPARE(coco.warm_up * double(coco.steps), 1500.0);
    QCOMPARE(coco.affinity_from * double(coco.steps), 12000.0);
    QCOMPARE(coco.energy_from * double(coco.steps), 8000.0);
    QCOMPARE(coco.high_threshold, 0.65);
  }

  void every_field_is_described() {
    // A field that describe() forgot would keep its default through JSON.
    std::set<std::string> names;
    for (const auto& info : describe()) {
      QVERIFY(names.insert(info.name).second);
      QVERIFY(!info.help.empty() && !info.group.empty());
      TrainOptions changed;
      const auto before = info.get(changed);
      nlohmann::json other;
      switch (info.kind) {
        case OptionKind::Integer:
          other = std::int64_t(before == info.maximum ? info.minimum : info.maximum);
          break;
        case OptionKind::Real:
          other = before == info.maximum ? info.minimum : info.maximum;
          break;
        case OptionKind::Boolean:
          other = !before.get<bool>();
          break;
        case OptionKind::Text:
          other = "training";
          break;
        case OptionKind::Choice:
          other = before == info.choices[0] ? info.choices[1] : info.choices[0];
          break;
      }
      info.set(changed, other);
      QVERIFY2(info.get(changed) == other, info.name.c_str());
      QVERIFY(!(changed == TrainOptions{}));
      QVERIFY(options_from_json(to_json(changed)) == changed);
    }
    QCOMPARE(names.size(), std::size_t(51));
  }

  void text_sets_options() {
    TrainOptions options;
    set_option(options, "steps", "12");
    set_option(options, "learning_rate", "1e-3");
    set_option(options, "masked_view", "off");
    set_option(options, "classifier_init", "ridge");
    set_option(options, "seed", "9007199254740992");
    QCOMPARE(options.steps, std::int64_t(12));
    QCOMPARE(options.learning_rate, 1e-3);
    QCOMPARE(options.masked_view, false);
    QCOMPARE(options.classifier_init, std::string("ridge"));
    QCOMPARE(options.seed, std::uint64_t(9007199254740992));
  }

  void wrong_text_is_refused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("typo") << "learningrate"
                          << "1"
                          << "Did you mean 'learning_rate'?";
    QTest::newRow("zero steps") << "steps"
                                << "0"
                                << "from 1";
    QTest::newRow("not whole") << "batch"
                               << "2.5"
                               << "not a whole number";
    QTest::newRow("not a number") << "learning_rate"
                                  << "fast"
                                  << "not a number";
    QTest::newRow("trailing") << "steps"
                              << "10x"
                              << "not a whole number";
    QTest::newRow("nan") << "learning_rate"
                         << "nan"
                         << "out of range";
    QTest::newRow("negative seed") << "seed"
                                   << "-1"
                                   << "out of range";
    QTest::newRow("not a choice") << "encoder"
                                  << "huge"
                                  << "tiny, small, base";
    QTest::newRow("not a flag") << "masked_view"
                                << "perhaps"
                                << "true or false";
    QTest::newRow("preset") << "preset"
                            << "coco"
                            << "--preset";
  }
  void wrong_text_is_refused() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, said);
    TrainOptions options;
    const auto text =
        refusal([&] { set_option(options, name.toStdString(), value.toStdString()); });
    QVERIFY2(text.contains(said), qPrintable(text));
    QVERIFY(text.contains(name));
    QVERIFY(options == TrainOptions{});
  }

  void options_that_do_not_fit_each_other_are_refused_data() {
    QTest::addColumn<QString>("preset_name");
    QTest::addColumn<QStringList>("changes");
    QTest::addColumn<QString>("said");
    QTest::newRow("patch") << "voc" << QStringList{"image_size=450"} << "448 or 464";
    QTest::newRow("block") << "voc-mini" << QStringList{"mask_block=64"} << "16, 32, 112, 224";
    QTest::newRow("block patch") << "voc" << QStringList{"mask_block=20"} << "16 or 32";
    QTest::newRow("thresholds") << "voc" << QStringList{"low_threshold=0.8"} << "high_threshold";
    QTest::newRow("band") << "voc" << QStringList{"uncertain_low=0.7"} << "uncertain_high";
    QTest::newRow("label size") << "voc" << QStringList{"label_size=big"} << "native, training";
    QTest::newRow("teacher") << "voc" << QStringList{"masked_view=false"} << "fsr_class_weight=0";
    QTest::newRow("local") << "quick" << QStringList{"local_views=2"} << "masked_view=true";
    QTest::newRow("rounds") << "voc" << QStringList{"rounds=2"} << "segmentation_target=instant";
    QTest::newRow("instant") << "quick" << QStringList{"classifier_init=random"}
                             << "classifier_init=ridge";
    QTest::newRow("no loss") << "quick"
                             << QStringList{"classification_weight=0", "affinity_weight=0",
                                            "segmentation_weight=0"}
                             << "weight 0";
  }
  void options_that_do_not_fit_each_other_are_refused() {
    QFETCH(QString, preset_name);
    QFETCH(QStringList, changes);
    QFETCH(QString, said);
    auto options = preset(preset_name.toStdString());
    for (const auto& change : changes)
      set_option(options, change.section('=', 0, 0).toStdString(),
                 change.section('=', 1).toStdString());
    const auto text = refusal([&] { options.validate(); });
    QVERIFY2(text.contains(said), qPrintable(text));
  }

  void a_field_out_of_range_is_refused() {
    TrainOptions options;
    options.steps = 0;
    QVERIFY(refusal([&] { options.validate(); }).contains("steps"));
    QVERIFY(refusal([] { options_from_json({{"stesp", 3}}); }).contains("'steps'"));
    QVERIFY(refusal([] { options_from_json({{"steps", "three"}}); }).contains("steps"));
    QVERIFY(refusal([] { options_from_json(nlohmann::json::array()); }).contains("object"));
  }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "test_options.moc"
