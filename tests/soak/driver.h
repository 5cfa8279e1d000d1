#pragma once

#include <QElapsedTimer>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "edit/operation.h"
#include "soak/photos.h"
#include "ui/editor/toolbox.h"
#include "ui/event_loop_watch.h"
#include "ui/hand.h"
#include "ui/viewer/canvas.h"
#include "ui/window_driver.h"

namespace penumbra::ui {
class Editor;
class InspectPage;
class ReviewQueue;
}  // namespace penumbra::ui

namespace soak {

/// Works in the real window as a restless person would, and says on stdout what it does, one line
/// each: "act TEXT" of what changes nothing in the project; "begin STEP" ahead of each change (see
/// Model::stages); "done FACTS" once all that was begun is on the disk.
class Driver : public WindowDriver {
 public:
  Driver(Places places, unsigned seed);

  /// Until "end" comes on stdin; then closes the window. Returns an exit status.
  int run();

 private:
  struct Action {
    const char* name;
    int weight;
    void (Driver::*act)();  ///< what can't be done now does nothing
  };
  static const std::vector<Action>& actions();

  // What is done.
  void paint();
  void tidy();
  void undo_edit();
  void walk_history();
  void choose_class();
  void change_tool_options();
  void step_image();
  void open_image();
  void zoom();
  void show_layers();
  void move_sliders();
  void tag_image();
  void tag_images();
  void undo_change();
  void add_class();
  void rename_class();
  void decide_on_class();
  void review();
  void review_back();
  void mark_images();
  void filter();
  void sort();
  void go_anywhere();
  void look_round();
  void compare();
  void import_photos();
  void rescan();
  void export_labels();
  void reopen();

  // Chance.
  int below(std::size_t limit) { return static_cast<int>(random_() % limit); }
  template <class List>
  auto& any_of(List& list) {
    return list[random_() % list.size()];
  }
  bool often() { return below(3) != 0; }

  // The window.
  void open_window();
  bool go_to_image();
  bool take_tool(penumbra::ui::Tool tool);
  void put_tools_away();
  void select_images(int most);
  bool open_manager();
  void close_manager();
  penumbra::ui::InspectPage& page() const;
  penumbra::ui::Canvas& canvas() const;
  penumbra::ui::Editor& editor() const;
  penumbra::ui::Toolbox& toolbox() const;
  penumbra::ui::ReviewQueue& queue() const;
  std::optional<std::string> current() const;
  std::string edited_image() const;
  std::string name_of(penumbra::project::ImageId image) const;
  std::vector<int> class_values() const;
  std::string free_name();
  void learn_names();

  // The canvas.
  std::optional<QPoint> any_point();
  void only_over(bool anything);

  // What is said.
  void say(const char* what, const std::string& text) const;
  void begin(const nlohmann::json& step);
  void edit_begins(const penumbra::edit::Action& action);
  void settle();
  void wait_for(const char* what, const std::function<bool()>& done);
  void wait_for_change(const char* what, const std::function<void()>& act);
  void wait_for_marks(const std::function<void()>& act);
  void tell_stalls();

  Places places_;
  std::mt19937 random_;
  std::unique_ptr<EventLoopWatch> watch_;
  std::optional<Hand> hand_;
  std::map<penumbra::project::ImageId, std::string> names_;
  std::vector<penumbra::project::ImageId> marks_;  ///< that can be gone back to
  int next_folder_ = 1;
  int exports_ = 0;
  int changes_ = 0;  ///< of tags and classes, that the window has told of
  bool begun_ = false;
  bool end_ = false;
  const char* action_ = "start";
  QElapsedTimer since_edit_;
  double slowest_save_ms_ = 0, longest_stall_ms_ = 0;
};

}  // namespace soak
