#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>
#include <random>

#include "project/pending_import.h"
#include "project/torture/facts.h"
#include "project/verify.h"
#include "soak/account.h"
#include "soak/driver.h"

/// A soak of the window: a child drives it at random, is killed at random moments and goes on; this
/// process knows what must be there.
namespace {

namespace fs = std::filesystem;
using namespace penumbra;
using nlohmann::json;

constexpr auto drive_flag = "--drive";
constexpr int patience_ms = 120'000;
constexpr double most_growth_mib = 64;
constexpr double most_busy_ms = 100;    ///< of the window's thread at a stretch
constexpr double most_stall_ms = 1000;  ///< whatever it waits for

struct Options {
  double seconds = 20;
  int kills = 3;
  unsigned seed = 1;
};

/// What a project holds, and what is wrong with its files.
std::pair<json, std::string> look_at(const fs::path& folder, int& pending) {
  NoProgress silent;
  JobControl control;
  const auto project = project::Project::open(folder, project::Access::Write, silent);
  const auto import = project::pending_import(*project);
  pending = import.empty() ? -1 : std::stoi(import.filename().string());
  const auto report = project::verify(*project, control, silent);
  std::string problems;
  for (const auto& line : report.database) problems += line + "\n";
  for (const auto& line : report.histories) problems += line + "\n";
  for (const auto* list : {&report.damaged, &report.missing, &report.orphaned})
    for (const auto& file : *list) problems += file.string() + "\n";
  return {torture::facts_of(*project, "/nowhere"), problems};
}

double middle(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::nth_element(values, values.begin() + std::ssize(values) / 2);
  return values[values.size() / 2];
}

class Soak {
 public:
  explicit Soak(const Options& options)
      : options_(options),
        random_(options.seed),
        home_(folder_.path().toStdString()),
        places_{home_ / "photos", home_ / "soak.penumbra", home_ / "exports"} {
    folder_.setAutoRemove(false);
    fs::create_directories(places_.exports);
    soak::make_project(places_);
    int pending = 0;
    const auto [facts, problems] = look_at(places_.project, pending);
    account_.emplace(soak::Model(facts.at("layers")), places_.exports);
    expect(problems + account_->settle(facts));
    for (int i = 0; i < options_.kills; ++i)
      kills_.push_back(options_.seconds * 0.6 * (random_() % 10'000) / 10'000);
    std::ranges::sort(kills_, std::greater<>());
  }

  int run() {
    std::printf("seed %u, %.0f s, %d kills, in %s\n", options_.seed, options_.seconds,
                options_.kills, home_.c_str());
    clock_.start();
    while (wrong_.empty() && (seconds() < options_.seconds || !kills_.empty())) live();
    report();
    expect(stalls_);
    if (!wrong_.empty()) {
      std::printf("WRONG (seed %u):\n%s", options_.seed, wrong_.c_str());
      return 1;
    }
    fs::remove_all(home_);
    return 0;
  }

 private:
  double seconds() const { return static_cast<double>(clock_.elapsed()) / 1000; }

  void expect(const std::string& wrong) { wrong_ += wrong; }

  /// One life of a driver, to a kill or to the end.
  void live() {
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name :
         {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
      environment.insert(name, QString::fromStdString((home_ / name).string()));
    environment.insert("LC_ALL", "C.UTF-8");
    child.setProcessEnvironment(environment);
    QStringList arguments{drive_flag};
    for (const auto& place : {places_.photos, places_.project, places_.exports})
      arguments << QString::fromStdString(place.string());
    child.start(QCoreApplication::applicationFilePath(), arguments << QString::number(random_()));
    memory_.clear();
    double heard = seconds(), ready = -1;
    bool asked_to_end = false, killed = false;
    // At least some of its life lies between the start and the kill.
    const double shortest = 0.1 + double(random_() % 3000) / 1000;
    while (child.state() != QProcess::NotRunning) {
      child.waitForReadyRead(20);
      while (child.canReadLine()) {
        heard = seconds();
        if (ready < 0) ready = heard;
        hear(child.readLine().trimmed().toStdString());
      }
      if (!wrong_.empty() || seconds() - heard > patience_ms / 1000.0) {
        if (wrong_.empty()) expect("the window says nothing any more\n");
        child.kill();
        killed = true;
      } else if (!kills_.empty() && ready >= 0 && seconds() > ready + shortest &&
                 seconds() > kills_.back()) {
        child.kill();
        killed = true;
        kills_.pop_back();
        ++moments_[account_->moment()];
      } else if (kills_.empty() && seconds() > options_.seconds && !asked_to_end) {
        child.write("end\n");
        asked_to_end = true;
      }
      if (killed) {
        child.waitForFinished();
        while (child.canReadLine()) hear(child.readLine().trimmed().toStdString());
      }
    }
    while (child.canReadLine()) hear(child.readLine().trimmed().toStdString());
    if (!killed && (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0))
      expect("the window ended with " + std::to_string(child.exitCode()) + "\n");
    int pending = -1;
    const auto [facts, problems] = look_at(places_.project, pending);
    expect(problems);
    expect(account_->settle(facts));
    if (pending >= 0) account_->go_on_with_import(pending);
    if (!killed) judge_memory();
  }

  void hear(const std::string& line) {
    std::printf("%8.2f %s\n", seconds(), line.c_str());
    ++lines_[line.substr(0, line.find(' '))];
    if (line.starts_with("done ")) {
      const auto facts = json::parse(line.substr(5));
      memory_.emplace_back(seconds(), facts.at("rss"));
      slowest_save_ms_ = std::max<double>(slowest_save_ms_, facts.at("save"));
      longest_stall_ms_ = std::max<double>(longest_stall_ms_, facts.at("stall"));
    }
    if (line.starts_with("stall ")) judge_stall(line);
    if (line.starts_with("stuck ") || line.starts_with("failed ")) expect(line + "\n");
    expect(account_->hear(line));
  }

  /// What a thread that waits for others adds on a busy machine is told, but is no fault.
  void judge_stall(const std::string& line) {
    const auto stall = json::parse(line.substr(6));
    (stall.at("busy") > most_busy_ms || stall.at("ms") > most_stall_ms ? stalls_ : waits_) +=
        line + "\n";
  }

  /// In the last life, which must be long enough to say something.
  void judge_memory() {
    const auto between = [&](double from, double to) {
      const double first = memory_.front().first, all = memory_.back().first - first;
      std::vector<double> values;
      for (const auto& [when, mib] : memory_)
        if (when >= first + from * all && when <= first + to * all) values.push_back(mib);
      return middle(values);
    };
    if (memory_.size() < 20) return;
    std::printf("memory of the last life of %.0f s (medians of its fifths):",
                memory_.back().first - memory_.front().first);
    for (int part = 0; part < 5; ++part)
      std::printf(" %.0f", between(part * 0.2, part * 0.2 + 0.2));
    std::printf(" MiB\n");
    if (const double growth = between(0.8, 1) - between(0.2, 0.4); growth > most_growth_mib)
      expect("memory grew by " + std::to_string(growth) + " MiB\n");
  }

  void report() const {
    std::printf("%.0f s, %d changes, %d kills:", seconds(), account_->steps(),
                std::accumulate(moments_.begin(), moments_.end(), 0,
                                [](int sum, const auto& entry) { return sum + entry.second; }));
    for (const auto& [moment, count] : moments_) std::printf(" %s %d", moment.c_str(), count);
    std::printf("\nlongest stall %.0f ms; an edit was on the disk after at most %.0f ms\n",
                longest_stall_ms_, slowest_save_ms_);
    if (!waits_.empty()) std::printf("it waited, on a busy machine:\n%s", waits_.c_str());
  }

  Options options_;
  std::mt19937 random_;
  QTemporaryDir folder_;
  fs::path home_;
  soak::Places places_;
  std::optional<soak::Account> account_;
  QElapsedTimer clock_;
  std::vector<double> kills_;  ///< seconds, the next last
  std::map<std::string, int> moments_, lines_;
  std::vector<std::pair<double, double>> memory_;  ///< seconds, MiB
  double slowest_save_ms_ = 0, longest_stall_ms_ = 0;
  std::string stalls_, waits_;
  std::string wrong_;  ///< what ends the soak at once
};

}  // namespace

int main(int argc, char* argv[]) {
  if (argc == 6 && argv[1] == std::string_view(drive_flag)) {
    QApplication application(argc, argv);
    QApplication::setApplicationName("penumbra");
    const soak::Places places{argv[2], argv[3], argv[4]};
    return soak::Driver(places, static_cast<unsigned>(std::stoul(argv[5]))).run();
  }
  std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  QCoreApplication application(argc, argv);
  QCommandLineParser parser;
  parser.setApplicationDescription(
      "Drives the window at random, kills it, and compares with what must be there. Prints all "
      "that it does. Needs a display (xvfb-run gives one).");
  parser.addHelpOption();
  const QCommandLineOption minutes("minutes", "How long.", "number", "0.33");
  const QCommandLineOption seed("seed", "Of the random actions.", "number", "1");
  const QCommandLineOption kills("kills", "How often the window is killed.", "number", "3");
  for (const auto& option : {minutes, seed, kills}) parser.addOption(option);
  parser.process(application);
  return Soak({parser.value(minutes).toDouble() * 60, parser.value(kills).toInt(),
               parser.value(seed).toUInt()})
      .run();
}
