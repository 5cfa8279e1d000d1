#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "base/atomic_file.h"
#include "base/error.h"
#include "folders.h"
#include "zoo/readers.h"

namespace fs = std::filesystem;
using namespace penumbra;

namespace {

constexpr auto longest = std::chrono::seconds(5);  ///< of processor time
constexpr auto patience = std::chrono::seconds(60);
constexpr long most_kilobytes = 1 << 20;

/// Uses a file in this process and says on the standard output what came of it: "used", "left-out"
/// and what, or "refused" with place, reason and remedy, each on a line of its own.
int use(const char* reader, const char* path) {
  try {
    const auto left = zoo::find_reader(reader)(path);
    std::cout << (left.empty() ? "used\n" : "left-out\n");
    for (const auto& line : left) std::cout << line << '\n';
  } catch (const Error& error) {
    std::cout << "refused\n" << error.where() << '\n' << error.reason() << '\n' << error.remedy();
  }
  std::cout.flush();
  return 0;
}

/// What became of a process that used a file.
struct Outcome {
  int status = 0;
  double seconds = 0;  ///< of the processor
  long kilobytes = 0;  ///< resident at most
  bool hung = false;
  std::string said;
};

Outcome use_apart(const std::string& reader, const std::string& path) {
  int ends[2];
  if (::pipe(ends) != 0) qFatal("no pipe");
  const auto child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::execl("/proc/self/exe", "test_zoo", "--use", reader.c_str(), path.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  Outcome outcome;
  const auto end = std::chrono::steady_clock::now() + patience;
  char bytes[4096];
  for (pollfd waiting{ends[0], POLLIN, 0};;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) == 0) {
      outcome.hung = true;
      ::kill(child, SIGKILL);
      break;
    }
    const auto count = ::read(ends[0], bytes, sizeof bytes);
    if (count <= 0) break;
    outcome.said.append(bytes, static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  rusage used{};
  ::wait4(child, &outcome.status, 0, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  outcome.seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  outcome.kilobytes = used.ru_maxrss;
  return outcome;
}

}  // namespace

/// Each kind of broken file gives an error that names place, reason and remedy, or is used rightly.
/// None ends the process, takes over 5 s or over 1 GB.
class TestZoo : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root() const { return folder_.path().toStdString(); }
  int kinds_ = 0;
  double longest_ = 0;
  long most_ = 0;

  static std::string path_of(const QString& stated) {
    auto path = stated.toStdString();
    for (const auto& [word, bytes] :
         {std::pair<std::string, std::string>{"\\n", "\n"}, {"\\xe9", "\xe9"}})
      if (const auto at = path.find(word); at != std::string::npos)
        path.replace(at, word.size(), bytes);
    return path;
  }

 private Q_SLOTS:
  void initTestCase() {
    const char* named = std::getenv("PENUMBRA_PYTHON");
    const QString python = named ? named : PENUMBRA_ZOO_PYTHON;
    if (python.isEmpty()) QSKIP("there is no Python to make the zoo with");
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python,
                  {QString::fromStdString((source_folder() / "tests/zoo/make_zoo.py").string()),
                   folder_.path()});
    QVERIFY(process.waitForFinished(60000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
  }

  void kinds_data() {
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("said");
    for (const QString& line :
         QString::fromStdString(read_file(root() / "zoo.tsv")).split('\n', Qt::SkipEmptyParts)) {
      const QStringList parts = line.split('\t');
      QCOMPARE(parts.size(), 5);
      if (zoo::find_reader(parts[1].toStdString()))
        QTest::newRow(qPrintable(parts[0])) << parts[1] << parts[2] << parts[3] << parts[4];
    }
  }
  void kinds() {
    QFETCH(QString, reader);
    QFETCH(QString, path);
    QFETCH(QString, outcome);
    QFETCH(QString, said);
    const auto place = (root() / path_of(path)).string();
    const auto got = use_apart(reader.toStdString(), place);
    const auto text = QString::fromStdString(got.said);
    QVERIFY2(!got.hung, "it hangs");
    QVERIFY2(WIFEXITED(got.status) && WEXITSTATUS(got.status) == 0,
             qPrintable(QString("ended with status %1, said: %2").arg(got.status).arg(text)));
    QVERIFY2(got.seconds < std::chrono::duration<double>(longest).count(),
             qPrintable(QString("took %1 s").arg(got.seconds)));
    QVERIFY2(got.kilobytes < most_kilobytes,
             qPrintable(QString("took %1 MB").arg(got.kilobytes / 1024)));
    ++kinds_;
    longest_ = std::max(longest_, got.seconds);
    most_ = std::max(most_, got.kilobytes);

    const auto came = text.section('\n', 0, 0);
    if (outcome != "either") QVERIFY2(came == outcome, qPrintable(text));
    QVERIFY2(text.contains(said), qPrintable(text));
    if (came == "refused") {
      const auto lines = text.split('\n');
      QVERIFY2(lines.size() >= 4, qPrintable(text));
      for (const auto& line : lines.mid(1)) QVERIFY2(!line.trimmed().isEmpty(), qPrintable(text));
      // The file, or its place in the folder that was named.
      const auto file = QString::fromStdString(fs::path(place).filename().string());
      QVERIFY2(text.contains(file) || text.contains(file.section('\n', 0, 0)), qPrintable(text));
    }
  }

  void cleanupTestCase() {
    std::error_code ignored;  // Qt does not remove pipes and names that are not UTF-8
    fs::remove_all(root(), ignored);
    qInfo("%d kinds, at most %.2f s and %ld MB", kinds_, longest_, most_ / 1024);
  }
};

int main(int argc, char* argv[]) {
  if (argc == 4 && std::string_view(argv[1]) == "--use") return use(argv[2], argv[3]);
  QCoreApplication application(argc, argv);
  TestZoo test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_zoo.moc"
