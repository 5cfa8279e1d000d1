#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/error.h"
#include "project/run_names.h"
#include "train/previews.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::train;

namespace {

Preview preview(image::Size size, std::uint8_t label) {
  Preview result{{size, std::vector<float>(size.area(), 0.25F)},
                 {size, std::vector<std::uint8_t>(size.area(), 0)},
                 {size, std::vector<std::uint8_t>(size.area(), label)}};
  result.cam.scores[1] = 1;
  result.uncertain.labels[0] = 1;
  return result;
}

}  // namespace

class TestPreviews : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void what_was_written_is_read_again() {
    write_preview_classes(run(), {"cat", "dog"});
    for (const std::int64_t step : {0, 20, 1'000'000})
      write_preview(run(), step, "photo", preview({4, 3}, static_cast<std::uint8_t>(step % 7)));
    QCOMPARE(preview_steps(run()), (std::vector<std::int64_t>{0, 20, 1'000'000}));
    QCOMPARE(preview_classes(run()), (std::vector<std::string>{"cat", "dog"}));
    const auto read = read_preview(run(), 20, "photo");
    QCOMPARE(read.label, preview({4, 3}, 6).label);
    QCOMPARE(read.uncertain, preview({4, 3}, 6).uncertain);
    QCOMPARE(read.cam.scores[1], 1.0F);
    QVERIFY(std::abs(read.cam.scores[0] - 0.25F) < 0.01F);
  }

  void any_id_names_files_inside_its_step() {
    const std::vector<std::string> ids{"%2F", "../../up", ".hidden", "/root",
                                       "a/b", "a_b",      "z\n\\",   "\xc3\xa4 b.c"};
    for (const auto& id : ids) write_preview(run(), 5, id, preview({2, 2}, 1));
    QCOMPARE(preview_images(run(), 5), ids);
    for (const auto& id : ids) {
      QVERIFY(has_preview(run(), 5, id));
      QCOMPARE(preview_file(run(), 5, id, PreviewMap::Cam).parent_path(),
               run() / "previews" / "step-000005");
    }
    QCOMPARE(std::distance(fs::directory_iterator(path()), {}), 1);
    QVERIFY_EXCEPTION_THROWN(write_preview(run(), 5, std::string(300, 'a'), preview({2, 2}, 1)),
                             Error);
    QVERIFY_EXCEPTION_THROWN(write_preview(run(), 5, "", preview({2, 2}, 1)), Error);
  }

  void what_is_unfinished_or_foreign_is_not_listed() {
    QVERIFY(preview_steps(run()).empty());
    QVERIFY(preview_images(run(), 3).empty());
    write_preview(run(), 3, "a", preview({2, 2}, 1));
    write_preview(run(), 3, "b", preview({2, 2}, 1));
    fs::remove(preview_file(run(), 3, "b", PreviewMap::Uncertain));
    std::ofstream(run() / "previews" / "step-000003" / "%zz.label.png") << "x";
    std::ofstream(run() / "previews" / "step-x") << "x";
    QCOMPARE(preview_steps(run()), std::vector<std::int64_t>{3});
    QCOMPARE(preview_images(run(), 3), std::vector<std::string>{"a"});
  }

  void damaged_files_are_errors() {
    write_preview(run(), 3, "a", preview({2, 2}, 1));
    write_preview(run(), 4, "a", preview({3, 2}, 1));
    fs::copy_file(preview_file(run(), 4, "a", PreviewMap::Label),
                  preview_file(run(), 3, "a", PreviewMap::Label),
                  fs::copy_options::overwrite_existing);
    QVERIFY_EXCEPTION_THROWN(read_preview(run(), 3, "a"), Error);
    std::ofstream(preview_file(run(), 4, "a", PreviewMap::Cam)) << "x";
    QVERIFY_EXCEPTION_THROWN(read_preview(run(), 4, "a"), Error);
    QVERIFY_EXCEPTION_THROWN(read_preview(run(), 9, "a"), Error);
    QVERIFY_EXCEPTION_THROWN(preview_classes(run()), Error);
    std::ofstream(run() / "previews" / "classes.json") << "{}";
    QVERIFY_EXCEPTION_THROWN(preview_classes(run()), Error);
  }

  void an_image_of_a_project_is_known_by_two_names() {
    project::ImageRow row;
    row.id = 7;
    row.item = "a";
    row.path = "photos/a.jpg";
    QCOMPARE(project::names_in_runs(row), (std::vector<std::string>{"a", "photos/a.jpg-7"}));
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  fs::path run() const { return path() / "run"; }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestPreviews)
#include "test_previews.moc"
