#include "soak/driver.h"

#include <unistd.h>

#include <QApplication>
#include <QFile>
#include <QSocketNotifier>
#include <cstdio>

#include "edit/operation_json.h"
#include "project/classes.h"
#include "project/edit_context.h"
#include "project/torture/edits_model.h"
#include "ui/editor/editing.h"
#include "ui/jobs/status_strip.h"
#include "ui/review/review_bar.h"
#include "ui/review/review_queue.h"
#include "ui/viewer/inspect_page.h"

namespace soak {

using namespace penumbra;
using namespace penumbra::ui;
using nlohmann::json;

namespace {

constexpr int patience_ms = 60'000;
constexpr double stall_ms = 100;

double resident_mib() {
  QFile file("/proc/self/statm");
  if (!file.open(QIODevice::ReadOnly)) return 0;
  const auto fields = file.readAll().split(' ');
  return fields.size() < 2 ? 0 : fields[1].toDouble() * double(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace

Driver::Driver(Places places, unsigned seed) : places_(std::move(places)), random_(seed) {}

int Driver::run() {
  QSocketNotifier ears(STDIN_FILENO, QSocketNotifier::Read);
  QObject::connect(&ears, &QSocketNotifier::activated, [&] {
    end_ = true;
    ears.setEnabled(false);
  });
  open_window();
  wait_for("the jobs of the start", [this] { return !window().jobs().any_active(); });
  learn_names();
  for (const auto& [image, name] : names_)
    next_folder_ = std::max(next_folder_, std::stoi(name.substr(1)) + 1);
  settle();
  int sum = 0;
  for (const auto& action : actions()) sum += action.weight;
  while (!end_) {
    int drawn = below(static_cast<std::size_t>(sum));
    const auto* action = actions().data();
    while (drawn >= action->weight) drawn -= (action++)->weight;
    action_ = action->name;
    (this->*action->act)();
    if (begun_ && below(3) == 0) settle();
    QTest::qWait(below(2) ? 0 : below(60));
    tell_stalls();
  }
  settle();
  window().jobs().stop_all();
  wait_for("the end of jobs", [this] { return !window().jobs().any_active(); });
  window().close();
  wait_for("the end", [this] { return !window().isVisible(); });
  window_.reset();
  say("end", {});
  return 0;
}

void Driver::open_window() {
  show_window();
  hand_.emplace(page());
  watch_ = std::make_unique<EventLoopWatch>();
  QObject::connect(&window(), &MainWindow::projectChanged, &window(), [this] {
    if (!window().project()) return;
    QObject::connect(&project(), &OpenProject::changed, &window(), [this] { ++changes_; });
    QObject::connect(&project(), &OpenProject::failed, &window(),
                     [this](const QString& text) { say("failed", text.toStdString()); });
  });
  QObject::connect(&editor(), &Editor::failed, &window(),
                   [this](const QString& text) { say("failed", text.toStdString()); });
  window().open(places_.project);
  wait_for("the project", [this] { return window().project() != nullptr; });
  wait_for("the images", [this] { return project().image_count() > 0; });
}

InspectPage& Driver::page() const { return *part<InspectPage>("inspectPage"); }
Canvas& Driver::canvas() const { return page().canvas(); }
Editor& Driver::editor() const { return page().editing().editor(); }
Toolbox& Driver::toolbox() const { return page().editing().toolbox(); }
ReviewQueue& Driver::queue() const { return page().review().queue(); }

void Driver::learn_names() {
  names_.clear();
  for (const auto& row :
       project::rows(*project().project(), project::select(*project().project(), {})))
    names_[row.id] = row.name;
}

std::string Driver::name_of(project::ImageId image) const { return names_.at(image); }

std::optional<std::string> Driver::current() const {
  const auto image = project().current();
  return image ? std::optional(name_of(*image)) : std::nullopt;
}

std::vector<int> Driver::class_values() const {
  std::vector<int> values;
  for (const auto& row : project().classes()) values.push_back(row.value);
  return values;
}

std::string Driver::free_name() {
  auto names = class_pool();
  for (const auto& row : project().classes()) std::erase(names, row.name);
  return names.empty() ? std::string() : any_of(names);
}

void Driver::say(const char* what, const std::string& text) const {
  std::printf("%s %s\n", what, text.c_str());
  std::fflush(stdout);
}

void Driver::begin(const json& step) {
  say("begin", step.dump());
  begun_ = true;
}

std::string Driver::edited_image() const { return name_of(*editor().image()); }

void Driver::edit_begins(const edit::Action& action) {
  const edit::Operation operation{action, toolbox().options().only_over, {}};
  begin({{"do", "edit"},
         {"image", edited_image()},
         {"operation", edit::to_json(operation, project::label_names(*project().project()))}});
  since_edit_.start();
}

/// Until all that was begun is on the disk.
void Driver::settle() {
  wait_for("everything to be saved", [this] { return !editor().has_unsaved(); });
  json facts{{"rss", resident_mib()}, {"save", slowest_save_ms_}, {"stall", longest_stall_ms_}};
  if (const auto labels = editor().labels(); labels && editor().image())
    facts["image"] = {{"name", edited_image()},
                      {"done", editor().done()},
                      {"count", editor().history().size()},
                      {"shown", torture::sum_of(labels->plane->values)}};
  say("done", facts.dump());
  begun_ = false;
}

void Driver::wait_for(const char* what, const std::function<bool()>& done) {
  QElapsedTimer clock;
  clock.start();
  while (!done()) {
    QTest::qWait(2);
    if (clock.elapsed() < patience_ms) continue;
    std::string text = std::string(what) + " did not come during " + action_;
    if (window_) text += ": " + part<StatusStrip>("statusStrip")->message().toStdString();
    say("stuck", text);
    if (window_)
      window_->grab().save(
          QString::fromStdString((places_.exports.parent_path() / "stuck.png").string()));
    ::_exit(3);
  }
}

/// A change of tags or classes, which the window tells of when it is done.
void Driver::wait_for_change(const char* what, const std::function<void()>& act) {
  const int before = changes_;
  act();
  wait_for(what, [&] { return changes_ > before; });
  settle();
}

/// Marks are not told of: a change that changes nothing comes after them.
void Driver::wait_for_marks(const std::function<void()>& act) {
  wait_for_change("the marks", [&] {
    act();
    project().refuse_proposal({}, class_values().front());
  });
}

void Driver::tell_stalls() {
  if (watch_->longest_stall_ms() > stall_ms)
    say("stall", json{{"ms", watch_->longest_stall_ms()},
                      {"gap", watch_->longest_gap_ms()},
                      {"busy", watch_->longest_busy_ms()},
                      {"action", action_}}
                     .dump());
  longest_stall_ms_ = std::max(longest_stall_ms_, watch_->longest_stall_ms());
  watch_->forget();
}

}  // namespace soak
