#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/atomic_file.h"
#include "base/error.h"
#include "train/event_file.h"
#include "train/event_reader.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::train;

namespace {

using Points = std::vector<std::pair<std::int64_t, double>>;

Points points(const std::vector<EventCurve>& curves, const std::string& tag) {
  for (const auto& curve : curves)
    if (curve.tag == tag) return curve.points;
  return {};
}

std::string little_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

std::string record(const std::string& payload) {
  const auto length = little_endian(payload.size(), 8);
  return length + little_endian(record_checksum(length), 4) + payload +
         little_endian(record_checksum(payload), 4);
}

/// A protobuf field of bytes (all shorter than 128).
std::string field(int number, const std::string& bytes) {
  return static_cast<char>(number << 3 | 2) + std::string(1, static_cast<char>(bytes.size())) +
         bytes;
}

QString failure(const fs::path& file) {
  try {
    read_event_file(file);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

class TestEventReader : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void what_a_run_logs_is_read_again() {
    {
      EventFile events(path());
      for (int step = 1; step <= 3; ++step)
        events.add(step, {{"loss/total", 0.5 * step}, {"miou/student_cam", 30.25}});
    }
    {
      EventFile resumed(path(), 3);
      resumed.add(3, {{"loss/total", 9}});
      resumed.add(4, {{"loss/total", 10}});
    }
    const auto curves = read_events(path());
    QCOMPARE(curves.size(), std::size_t(2));
    QCOMPARE(points(curves, "loss/total"), (Points{{1, 0.5}, {2, 1}, {3, 9}, {4, 10}}));
    QCOMPARE(points(curves, "miou/student_cam"), (Points{{1, 30.25}, {2, 30.25}}));
    QVERIFY(has_event_files(path()));
  }

  void folders_of_pytorchs_add_scalars_are_one_log() {
    for (const char* name : {"train_loss_cls", "train_loss_seg", "other"}) {
      fs::create_directories(path() / name);
      EventFile(path() / name).add(7, {{"train/loss", 2}});
    }
    const auto curves = read_events(path());
    for (const char* tag : {"train/loss/cls", "train/loss/seg", "other/train/loss"})
      QCOMPARE(points(curves, tag), (Points{{7, 2}}));
  }

  void tensors_of_one_number_count_and_other_content_is_passed_over() {
    const std::string step = std::string("\x10\x05", 2);
    const std::string tensor_float = field(4, std::string("\0\0\x20\x40", 4));
    const std::string scalar = field(1, "a") + field(8, std::string("\x08\x01", 2) + tensor_float);
    const std::string text = field(1, "b") + field(8, std::string("\x08\x07", 2));
    write_file(path() / "x.tfevents.1", record(step + field(5, field(1, scalar) + field(1, text))) +
                                            record("") +
                                            record(step + field(5, field(1, field(1, "c")))));
    const auto curves = read_event_file(path() / "x.tfevents.1");
    QCOMPARE(curves.size(), std::size_t(1));
    QCOMPARE(points(curves, "a"), (Points{{5, 2.5}}));
  }

  void a_record_that_is_being_written_is_left_out() {
    {
      EventFile events(path());
      for (int step = 1; step <= 3; ++step) events.add(step, {{"a", step}});
    }
    const auto file = fs::directory_iterator(path())->path();
    const auto whole = read_file(file);
    for (std::size_t cut = 1; cut < 20; ++cut) {
      write_file(file, whole.substr(0, whole.size() - cut));
      QCOMPARE(points(read_events(path()), "a").size(), std::size_t(2));
    }
    write_file(file, "");
    QVERIFY(read_events(path()).empty());
  }

  void damage_is_told_with_its_place() {
    {
      EventFile events(path());
      events.add(1, {{"a", 1}});
    }
    const auto file = fs::directory_iterator(path())->path();
    const auto whole = read_file(file);
    auto damaged = whole;
    damaged[3] ^= 1;
    write_file(file, damaged);
    QVERIFY(failure(file).contains("byte 0 has a wrong checksum of its length"));
    QVERIFY(failure(file).contains(QString::fromStdString(file.string())));
    damaged = whole;
    damaged[whole.size() - 6] ^= 1;
    write_file(file, damaged);
    QVERIFY(failure(file).contains("wrong checksum of its content"));
    QVERIFY(!failure(file).contains("byte 0 "));
    write_file(file, record("\xff\xff"));
    QVERIFY(failure(file).contains("is not an event"));
    QVERIFY(failure(path() / "nothing").contains("cannot be read"));
    fs::remove(file);
    QVERIFY_EXCEPTION_THROWN(read_events(path()), Error);
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestEventReader)
#include "test_event_reader.moc"
