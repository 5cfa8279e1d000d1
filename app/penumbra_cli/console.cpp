#include "app/penumbra_cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "app/penumbra_cli/duration.h"

namespace penumbra::cli {
namespace {

using namespace std::chrono_literals;

constexpr int smallest_bar = 10;
constexpr int largest_bar = 40;

bool is_terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) && kind && std::string_view(kind) != "dumb";
}

int terminal_width() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

void write(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

std::string count_text(const Progress& progress) {
  std::string text = std::to_string(progress.done);
  if (progress.total > 0)
    text += "/" + std::to_string(progress.total) + "  " +
            std::to_string(100 * progress.done / progress.total) + "%";
  if (progress.seconds_left >= 0 && progress.done < progress.total)
    text += "  " + duration_text(progress.seconds_left) + " left";
  return text;
}

bool finished(const Progress& progress) {
  return progress.total > 0 && progress.done >= progress.total;
}

}  // namespace

Console::Console() : terminal_(is_terminal()) {}

Console::~Console() { end_progress(); }

void Console::progress(const Progress& progress) {
  std::lock_guard lock(mutex_);
  latest_ = progress;
  if (quiet_ || !due(progress)) return;
  if (terminal_)
    draw_bar(progress);
  else if (progress.done > 0)
    print_line(progress);
  shown_phase_ = progress.phase;
  shown_done_ = progress.done;
  shown_at_ = Clock::now();
}

void Console::message(Severity severity, const std::string& text) {
  std::lock_guard lock(mutex_);
  if (quiet_ && severity == Severity::Info) return;
  const bool redraw = bar_drawn_;
  clear_bar();
  write((severity == Severity::Warning ? "warning: " : "") + text + "\n");
  if (redraw) draw_bar(latest_);
}

void Console::set_detail(std::string text) {
  std::lock_guard lock(mutex_);
  detail_ = std::move(text);
}

void Console::set_quiet(bool quiet) {
  std::lock_guard lock(mutex_);
  quiet_ = quiet;
}

void Console::end_progress() {
  std::lock_guard lock(mutex_);
  if (bar_drawn_) write("\n");
  bar_drawn_ = false;
  detail_.clear();
}

bool Console::due(const Progress& progress) const {
  const bool new_phase = progress.phase != shown_phase_ || progress.done < shown_done_;
  if (!new_phase && progress.done == shown_done_) return false;
  if (new_phase || finished(progress)) return true;
  const auto since = Clock::now() - shown_at_;
  if (terminal_) return since >= 100ms;
  const bool far = 20 * (progress.done - shown_done_) >= progress.total;
  return since >= 30s || (since >= 5s && far);
}

void Console::draw_bar(const Progress& progress) {
  if (bar_drawn_ && progress.phase != shown_phase_) {
    write("\n");
    bar_drawn_ = false;
  }
  const int width = terminal_width() - 1;
  std::string right = "  " + count_text(progress);
  if (!detail_.empty()) right += "  " + detail_;
  std::string line = progress.phase + "  ";
  const int room = width - static_cast<int>(line.size() + right.size()) - 2;
  if (progress.total > 0 && room >= smallest_bar) {
    const int cells = std::min(room, largest_bar);
    const auto full = std::clamp<std::int64_t>(cells * progress.done / progress.total, 0, cells);
    line += "[" + std::string(static_cast<std::size_t>(full), '#') +
            std::string(static_cast<std::size_t>(cells - full), '.') + "]";
  }
  line += right;
  if (static_cast<int>(line.size()) > width)
    line.resize(static_cast<std::size_t>(std::max(width, 0)));
  write("\r\033[K" + line);
  bar_drawn_ = true;
}

void Console::print_line(const Progress& progress) {
  write(progress.phase + ": " + count_text(progress) + (detail_.empty() ? "" : "  " + detail_) +
        "\n");
}

void Console::clear_bar() {
  if (bar_drawn_) write("\r\033[K");
  bar_drawn_ = false;
}

}  // namespace penumbra::cli
