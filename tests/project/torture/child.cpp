#include "project/torture/child.h"

#include <QCoreApplication>
#include <QProcess>
#include <cstdio>
#include <thread>

namespace torture {

using namespace penumbra;
using nlohmann::json;
using project::Access;
using project::Project;

namespace {

constexpr auto flag = "--until-killed";
constexpr int patience = 60'000;  // milliseconds

void say(const char* what, const json& value) {
  std::printf("%s %s\n", what, value.dump().c_str());
  std::fflush(stdout);
}

[[noreturn]] void work(const Places& places, unsigned seed) {
  NoProgress silent;
  const auto project = Project::open(places.project, Access::Write, silent);
  Worker worker(*project, places, seed);
  for (;;) {
    const auto step = worker.choose();
    say("begin", step);
    say("done", worker.carry_out(step));
  }
}

[[noreturn]] void open(const Places& places) {
  NoProgress silent;
  for (;;) Project::open(places.project, Access::Write, silent);
}

}  // namespace

std::optional<int> run_as_child(int argc, char** argv) {
  if (argc != 7 || argv[1] != std::string_view(flag)) return std::nullopt;
  const Places places{argv[3], argv[4], argv[5]};
  try {
    if (argv[2] == std::string_view("open")) open(places);
    work(places, static_cast<unsigned>(std::stoul(argv[6])));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  return 1;
}

void Account::hear(const std::string& line) {
  if (line.starts_with("begin ")) {
    begun_ = json::parse(line.substr(6));
  } else if (line.starts_with("done ") && begun_) {
    model_ = model_.stages(*begun_).back();
    ++done_[begun_->at("do")];
    const auto result = json::parse(line.substr(5));
    if (!result.is_null() && result != model_.session_facts()) {
      qWarning("after %s: %s", begun_->dump().c_str(),
               json::diff(model_.session_facts(), result).dump().c_str());
      right_ = false;
    }
    begun_.reset();
  }
}

std::vector<Model> Account::states() const {
  std::vector<Model> all{model_};
  if (begun_)
    for (auto& state : model_.stages(*begun_)) all.push_back(std::move(state));
  return all;
}

void Account::settle(const Model& state) {
  model_ = state;
  model_.close_session();
  begun_.reset();
}

std::string Account::moment() const {
  return begun_ ? begun_->at("do").get<std::string>() : "between";
}

bool kill_a_child(Task task, const Places& places, unsigned seed, int lines,
                  std::chrono::microseconds pause, Account& account) {
  QProcess child;
  child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  QStringList arguments{flag, task == Task::Open ? "open" : "work"};
  for (const auto& place : {places.photos, places.project, places.exports})
    arguments << QString::fromStdString(place.string());
  child.start(QCoreApplication::applicationFilePath(), arguments << QString::number(seed));
  const auto hear = [&] {
    for (; child.canReadLine(); --lines) account.hear(child.readLine().trimmed().toStdString());
  };
  if (!child.waitForStarted(patience)) return false;
  while (lines > 0) {
    if (!child.canReadLine() && !child.waitForReadyRead(patience)) return false;
    hear();
  }
  std::this_thread::sleep_for(pause);
  child.kill();
  if (!child.waitForFinished(patience) || child.exitStatus() != QProcess::CrashExit) return false;
  hear();
  return true;
}

}  // namespace torture
