#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>

#include "folders.h"

namespace fs = std::filesystem;

namespace {

struct Outcome {
  int status;
  QString out, err;
};

Outcome parity(const QStringList& arguments) {
  QProcess process;
  process.start(PENUMBRA_PARITY, arguments);
  if (!process.waitForFinished(300'000)) return {-1, {}, process.errorString()};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

/// The program penumbra-parity, on every golden file and on files that it has to refuse.
class TestParity : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void passes_on_golden_files() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("the folder with golden numbers is not there (PENUMBRA_SHARED)");
    int files = 0;
    for (const char* folder : {"method", "crf"}) {
      for (const auto& entry : fs::directory_iterator(*shared / "fixtures" / folder)) {
        const auto outcome = parity({QString::fromStdString(entry.path().string())});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.out + outcome.err));
        QVERIFY2(outcome.out.trimmed().endsWith(" passed, 0 failed"), qPrintable(outcome.out));
        QVERIFY(!outcome.out.contains("\n0 passed"));
        ++files;
      }
    }
    QVERIFY(files > 0);
  }

  void refuses_wrong_usage() {
    QCOMPARE(parity({}).status, 2);
    QCOMPARE(parity({"a", "b"}).status, 2);
    QCOMPARE(parity({"--help-me"}).status, 2);
  }

  void refuses_files_without_golden_numbers() {
    const auto missing = parity({"/nowhere/at-all.safetensors"});
    QCOMPARE(missing.status, 1);
    QVERIFY2(missing.err.contains("at-all.safetensors"), qPrintable(missing.err));

    QTemporaryDir folder;
    QFile file(folder.filePath("other.safetensors"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray header = R"({"other":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    const quint64 length = static_cast<quint64>(header.size());
    file.write(reinterpret_cast<const char*>(&length), 8);
    file.write(header);
    file.write(QByteArray(4, '\0'));
    file.close();
    const auto other = parity({file.fileName()});
    QCOMPARE(other.status, 1);
    QVERIFY2(other.err.contains("golden"), qPrintable(other.err));
  }

  void names_what_a_file_lacks_and_what_differs() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("the folder with golden numbers is not there (PENUMBRA_SHARED)");
    QFile golden(
        QString::fromStdString((*shared / "fixtures/method/closed_form_a.safetensors").string()));
    QVERIFY(golden.open(QIODevice::ReadOnly));
    const QByteArray bytes = golden.readAll();
    const auto run = [](const QByteArray& content) {
      QTemporaryDir folder;
      QFile copy(folder.filePath("copy.safetensors"));
      if (!copy.open(QIODevice::WriteOnly)) return Outcome{-1, {}, copy.errorString()};
      copy.write(content);
      copy.close();
      return parity({copy.fileName()});
    };
    auto renamed = bytes;
    renamed.replace("closed_form.class_labels", "closed_form.other_labels");
    const auto lacking = run(renamed);
    QCOMPARE(lacking.status, 1);
    QVERIFY2(lacking.err.contains("closed_form.class_labels"), qPrintable(lacking.err));

    // Other features at the end of the file.
    auto changed = bytes;
    for (qsizetype i = changed.size() - 400; i < changed.size(); ++i) changed[i] = 0x3f;
    const auto failing = run(changed);
    QCOMPARE(failing.status, 1);
    QVERIFY2(failing.out.contains("FAILED"), qPrintable(failing.out));
    QVERIFY2(failing.out.trimmed().endsWith("0 passed, 1 failed"), qPrintable(failing.out));
  }
};

QTEST_GUILESS_MAIN(TestParity)
#include "test_parity.moc"
