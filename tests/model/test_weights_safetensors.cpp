#include <torch/types.h>
#include <torch/utils.h>

#include <QTemporaryDir>
#include <QtTest>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/atomic_file.h"
#include "base/error.h"
#include "folders.h"
#include "model/weights.h"

using namespace penumbra;

namespace {

std::string file_of(std::string header, const std::string& data) {
  const std::uint64_t length = header.size();
  std::string file(8, '\0');
  std::memcpy(file.data(), &length, 8);
  return file + header + data;
}

std::string refusal(const std::string& bytes) {
  try {
    model::parse_state_dict(std::as_bytes(std::span(bytes)), "some.safetensors");
  } catch (const Error& error) {
    return error.where() == "some.safetensors" && !error.remedy().empty() ? error.reason() : "?";
  }
  return {};
}

}  // namespace

class TestWeightsSafetensors : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keeps_every_type_name_and_value() {
    torch::manual_seed(1);
    model::StateDict state;
    state.metadata = {{"heads", "3"}, {"note", "päper \"x\""}};
    const auto values = torch::randn({3, 5}) * 40;
    for (const auto type :
         {torch::kUInt8, torch::kFloat64, torch::kFloat16, torch::kBFloat16, torch::kInt64,
          torch::kInt32, torch::kInt16, torch::kInt8, torch::kBool, torch::kFloat32})
      state.tensors.emplace_back(c10::toString(type), values.abs().to(type));
    state.tensors.emplace_back("scalar", torch::tensor(2.5));
    state.tensors.emplace_back("empty", torch::zeros({0, 4}));
    state.tensors.emplace_back("transposed", values.t());

    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.filePath("a.safetensors").toStdString());
    model::write_state_dict(file, state);
    const auto read = model::read_state_dict(file);
    QCOMPARE(read.metadata, state.metadata);
    QCOMPARE(read.where, file.string());
    QCOMPARE(read.tensors.size(), state.tensors.size());
    for (std::size_t i = 0; i < state.tensors.size(); ++i) {
      QCOMPARE(read.tensors[i].first, state.tensors[i].first);
      QCOMPARE(read.tensors[i].second.scalar_type(), state.tensors[i].second.scalar_type());
      QVERIFY(torch::equal(read.tensors[i].second, state.tensors[i].second));
    }
    QVERIFY(read.find("scalar") && !read.find("other"));
    QVERIFY_THROWS_EXCEPTION(Error, read.at("other"));
  }

  void reads_the_golden_files() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("no folder with golden numbers (PENUMBRA_SHARED)");
    const auto state = model::read_state_dict(*shared / "fixtures/method/method_a.safetensors");
    QCOMPARE(state.at("mask.random.mask").scalar_type(), torch::kUInt8);
    QCOMPARE(state.at("loss.total").dim(), 0);
    QCOMPARE(state.at("student.encoder.pos_embed").sizes().vec(),
             (std::vector<std::int64_t>{1, 17, 48}));
    QVERIFY(state.metadata.contains("profile"));
  }

  void refuses_damage_saying_what_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& bytes, const char* reason) {
      QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                          << QString(reason);
    };
    const auto entry = [](const std::string& dtype, const std::string& shape,
                          const std::string& offsets) {
      return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets +
             "}";
    };
    const std::string eight(8, 'x');
    const auto one = "{\"a\":" + entry("F32", "[2]", "[0,8]") + "}";
    row("empty file", "", "neither");
    row("short", "1234567", "neither");
    row("no format", "hello, this is a text file", "neither");
    row("cut in the header", file_of(one, "").substr(0, 20), "does not fit");
    row("cut in the data", file_of(one, eight.substr(0, 7)), "ends at byte 8");
    row("rest at the end", file_of(one, eight + "y"), "belong to no tensor");
    row("no JSON", file_of("{\"a\":", eight), "not valid JSON");
    row("not UTF-8", file_of("{\"\xff\":1}", eight), "not valid JSON");
    row("deep", file_of("{\"a\":" + std::string(5000, '[') + std::string(5000, ']') + "}", ""),
        "nested");
    row("twice",
        file_of(
            "{\"a\":" + entry("U8", "[8]", "[0,8]") + ",\"a\":" + entry("U8", "[8]", "[0,8]") + "}",
            eight),
        "twice");
    row("overlap",
        file_of(
            "{\"a\":" + entry("U8", "[8]", "[0,8]") + ",\"b\":" + entry("U8", "[4]", "[4,8]") + "}",
            eight),
        "overlap");
    row("hole",
        file_of(
            "{\"a\":" + entry("U8", "[2]", "[0,2]") + ",\"b\":" + entry("U8", "[4]", "[4,8]") + "}",
            eight),
        "bytes 2 to 4");
    row("backwards", file_of("{\"a\":" + entry("U8", "[8]", "[8,0]") + "}", eight), "shape");
    row("wrong shape", file_of("{\"a\":" + entry("F32", "[3]", "[0,8]") + "}", eight), "shape");
    row("overflow",
        file_of("{\"a\":" + entry("F32", "[4294967296,4294967296]", "[0,8]") + "}", eight),
        "shape");
    row("negative", file_of("{\"a\":" + entry("F32", "[-2]", "[0,8]") + "}", eight), "from 0 on");
    row("fraction", file_of("{\"a\":" + entry("F32", "[2.0]", "[0,8]") + "}", eight), "from 0 on");
    row("beyond 64 bits",
        file_of("{\"a\":" + entry("F32", "[2]", "[0,18446744073709551615]") + "}", eight),
        "from 0 on");
    row("unknown type", file_of("{\"a\":" + entry("F8_E4M3", "[8]", "[0,8]") + "}", eight),
        "F8_E4M3");
    row("metadata", file_of("{\"__metadata__\":{\"a\":1}}", ""), "__metadata__");
    row("entry", file_of("{\"a\":[1,2]}", ""), "entry of a");
  }

  void refuses_damage_saying_what() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const auto said = QString::fromStdString(refusal(bytes.toStdString()));
    QVERIFY2(said.contains(reason), qPrintable("said: " + said));
  }

  void refuses_a_header_larger_than_the_file() {
    auto bytes = file_of("{}", "");
    bytes[4] = 1;  // 4 GiB more
    QVERIFY(refusal(bytes).find("neither") != std::string::npos);
    bytes = file_of("{}", "");
    bytes[2] = 1;  // 64 KiB more
    QVERIFY(refusal(bytes).find("does not fit") != std::string::npos);
  }

  void refuses_what_is_no_file() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY_THROWS_EXCEPTION(Error, model::read_state_dict(path));
    QVERIFY_THROWS_EXCEPTION(Error, model::read_state_dict(path / "missing.safetensors"));
    QVERIFY_THROWS_EXCEPTION(Error, model::write_state_dict(path / "a.xyz", {}));
  }

  void a_failed_write_leaves_the_old_file() {
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.filePath("a.safetensors").toStdString());
    write_file_atomically(file, std::string_view("before"));
    model::StateDict state;
    state.tensors = {{"a", torch::ones(2)}, {"a", torch::ones(2)}};
    QVERIFY_THROWS_EXCEPTION(Error, model::write_state_dict(file, state));
    state.tensors = {{"complex", torch::ones(2, torch::kComplexFloat)}};
    QVERIFY_THROWS_EXCEPTION(Error, model::write_state_dict(file, state));
    state.tensors = {{"\xff", torch::ones(2)}};
    QVERIFY_THROWS_EXCEPTION(Error, model::write_state_dict(file, state));
    QCOMPARE(read_file(file), std::string("before"));
    QVERIFY_THROWS_EXCEPTION(
        Error, model::write_state_dict(file.parent_path() / "no/such/a.safetensors", {}));
  }
};

QTEST_APPLESS_MAIN(TestWeightsSafetensors)
#include "test_weights_safetensors.moc"
