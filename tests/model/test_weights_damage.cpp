#include <torch/types.h>

#include <QtTest>
#include <random>
#include <span>

#include "base/error.h"
#include "damaged_files.h"
#include "model/weights.h"

using namespace penumbra;

namespace {

/// Whether the bytes are read; otherwise they have to be refused as they should.
bool reads(const std::string& bytes) {
  try {
    const auto state = model::parse_state_dict(std::as_bytes(std::span(bytes)), "damaged");
    for (const auto& [name, tensor] : state.tensors) tensor.to(torch::kFloat64).sum();
    return true;
  } catch (const Error& error) {
    if (error.where() != "damaged" || error.reason().empty() || error.remedy().empty())
      qFatal("an error without place, reason or remedy: %s", error.what());
    return false;
  }
}

std::string message(const std::string& bytes) {
  try {
    model::parse_state_dict(std::as_bytes(std::span(bytes)), "damaged");
  } catch (const Error& error) {
    return error.reason();
  }
  return {};
}

/// A pickle in the legacy container, in place of the state dictionary.
std::string with_pickle(const std::string& opcodes) {
  auto file = legacy_file({});
  const auto start = file.find("ccollections");
  const auto end = file.find('.', start);
  return file.substr(0, start) + opcodes + file.substr(end);
}

}  // namespace

/// Damage of every kind ends in an Error, never in a crash (run under the sanitizers, too).
class TestWeightsDamage : public QObject {
  Q_OBJECT

  std::vector<std::pair<std::string, std::string>> files_;

 private Q_SLOTS:
  void initTestCase() {
    files_ = files_of(small_state());
    for (const auto& [format, file] : files_) {
      const auto state = model::parse_state_dict(std::as_bytes(std::span(file)), format);
      QCOMPARE(state.tensors.size(), small_state().tensors.size());
      for (const auto& [name, tensor] : small_state().tensors)
        QVERIFY(torch::equal(state.at(name), tensor));
    }
  }

  void a_cut_file_is_refused_at_each_length() {
    for (const auto& [format, file] : files_)
      for (std::size_t length = 0; length < file.size(); ++length)
        QVERIFY2(!reads(file.substr(0, length)), (format + std::to_string(length)).c_str());
  }

  void a_flipped_bit_never_crashes() {
    for (const auto& [format, file] : files_) {
      int refused = 0;
      for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        auto damaged = file;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        refused += !reads(damaged);
      }
      QVERIFY(refused > 0);
    }
  }

  void random_damage_never_crashes() {
    std::mt19937 random(5);
    const auto draw = [&](std::size_t below) { return random() % below; };
    for (const auto& [format, file] : files_) {
      for (int round = 0; round < 4000; ++round) {
        auto damaged = file;
        for (auto changes = 1 + draw(6); changes > 0; --changes) {
          const auto at = draw(damaged.size());
          switch (draw(4)) {
            case 0:
              damaged[at] = static_cast<char>(draw(256));
              break;
            case 1:
              damaged.erase(at, 1 + draw(9));
              break;
            case 2:
              damaged.insert(at, damaged.substr(draw(damaged.size()), draw(40)));
              break;
            default:
              damaged.replace(at, 1 + draw(8), std::string(8, '\xff'));
              break;
          }
          if (damaged.empty()) damaged = file;
        }
        reads(damaged);
      }
    }
  }

  void odd_pickles_are_refused_data() {
    QTest::addColumn<QByteArray>("opcodes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& opcodes, const char* reason) {
      QTest::newRow(name) << QByteArray(opcodes.data(), static_cast<qsizetype>(opcodes.size()))
                          << QString(reason);
    };
    const std::string storage =
        "((U\x07storagectorch\nFloatStorage\nU\x01"
        "0U\x03"
        "cpuK\x04tQ";
    const auto tensor = [&](const std::string& view) {
      return "}U\x01wctorch._utils\n_rebuild_tensor_v2\n" + storage + view + "\x89}tRs";
    };
    row("command", "cposix\nsystem\nU\x02ls\x85R", "posix.system");
    row("evaluation",
        "c__builtin__\neval\nU\x01"
        "1\x85R",
        "__builtin__.eval");
    row("class by stack", "U\x02osU\x06system\x93", "os.system");
    row("instance opcode", "(ios\nsystem\n", "opcode 105");
    row("text opcodes", "I5\n", "opcode 73");
    row("a list", "]", "a list, not a dictionary");
    row("a number", "K\x01", "a number, not a dictionary");
    row("no tensors",
        "}U\x01"
        "aK\x01s",
        "no tensors");
    row("empty stack", "0", "stack is empty");
    row("two values", "}}", "one value");
    row("unknown memo", "h\x07", "not remembered");
    row("call of a number", "K\x01)R", "can't be called");
    row("into a number",
        "K\x01K\x02"
        "a",
        "not a list");
    row("itself",
        "}q\x01U\x01"
        "ah\x01s",
        "no tensors");
    row("deep", std::string(200'000, ']') + std::string(199'999, 'a'), "a list, not a dictionary");
    row("negative size", tensor(std::string("K\x00J\xff\xff\xff\xff\x85K\x01\x85", 11)),
        "from 0 on");
    row("beyond its storage", tensor(std::string("K\x01K\x04\x85K\x01\x85", 8)),
        "within its storage");
    row("long stride", tensor(std::string("K\x00K\x02\x85K\x04\x85", 8)), "within its storage");
    row("endless", tensor(std::string("K\x00K\xff\x85K\x00\x85", 8)), "within its storage");
    row("huge",
        tensor(std::string("K\x00\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85K\x01\x85", 16)),
        "within its storage");
    row("sizes without strides", tensor(std::string("K\x00K\x02\x85)", 6)), "within its storage");
  }

  void odd_pickles_are_refused() {
    QFETCH(QByteArray, opcodes);
    QFETCH(QString, reason);
    const auto said = QString::fromStdString(message(with_pickle(opcodes.toStdString())));
    QVERIFY2(said.contains(reason), qPrintable("said: " + said));
  }

  void dictionaries_within_each_other_end() {
    // Eight levels, each holding the next a hundred times.
    std::string opcodes = "}q\x08";
    for (char level = 7; level >= 0; --level) {
      opcodes += std::string("}q") + level + "(";
      for (int i = 0; i < 100; ++i)
        opcodes += "U\x02" + std::to_string(10 + i % 90) + "h" + static_cast<char>(level + 1);
      opcodes += "u";
    }
    opcodes = "(" + opcodes + "1" + std::string("h\x00", 2);
    QVERIFY(message(with_pickle(opcodes)).find("too many entries") != std::string::npos);
  }

  void other_containers_are_named() {
    QVERIFY(message("\x80\x02K\x05. and so on").find("not one of PyTorch") != std::string::npos);
    auto zip = files_[1].second;
    for (auto at = zip.find("data.pkl"); at != std::string::npos; at = zip.find("data.pkl"))
      zip.replace(at, 8, "data.txt");
    QVERIFY(message(zip).find("a zip archive, but not one of PyTorch") != std::string::npos);
    zip = files_[1].second;
    zip[zip.find("little")] = 'L';
    QVERIFY(message(zip).find("checksum") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestWeightsDamage)
#include "test_weights_damage.moc"
