#include "ui/editor/toolbox.h"

#include <QSettings>
#include <algorithm>
#include <cmath>
#include <utility>

#include "edit/superpixels.h"
#include "image/image.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"

namespace penumbra::ui {
namespace {
constexpr auto settings_group = "editor";
constexpr double size_step = 1.125;
}  // namespace

Toolbox::Toolbox(QObject* parent) : QObject(parent) {
  QSettings settings;
  settings.beginGroup(settings_group);
  tool_ = static_cast<Tool>(std::clamp(settings.value("tool").toInt(), 0, tool_count - 1));
  const ToolOptions usual;
  const auto number = [&](const char* key, double value, double least, double most) {
    return std::clamp(settings.value(key, value).toDouble(), least, most);
  };
  options_.radius = number("radius", usual.radius, smallest_radius, largest_radius);
  options_.erase_to = settings.value("eraseTo").toInt() == image::ignore_label ? image::ignore_label
                                                                               : std::uint8_t{0};
  options_.tolerance = static_cast<int>(number("tolerance", usual.tolerance, 0, 442));
  options_.region_size = static_cast<int>(
      number("regionSize", usual.region_size, edit::smallest_region, edit::largest_region));
  options_.confidence = number("confidence", usual.confidence, 0.5, 0.99);
  options_.threshold = number("threshold", usual.threshold, 0, 1);
}

void Toolbox::save() const {
  change_settings([tool = tool_, options = options_](QSettings& settings) {
    settings.beginGroup(settings_group);
    settings.setValue("tool", static_cast<int>(tool));
    settings.setValue("radius", options.radius);
    settings.setValue("eraseTo", int{options.erase_to});
    settings.setValue("tolerance", options.tolerance);
    settings.setValue("regionSize", options.region_size);
    settings.setValue("confidence", options.confidence);
    settings.setValue("threshold", options.threshold);
    settings.endGroup();
  });
}

OpenProject* Toolbox::project() const { return project_; }

void Toolbox::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  project_ = project;
  ToolOptions options = options_;
  options.only_over.reset();
  options.take_from.clear();
  set_options(options);
  class_ = last_class_ = 0;
  class_chosen_ = false;
  if (project) {
    connect(project, &OpenProject::classesChanged, this, &Toolbox::check_class);
    const QVariant last = QSettings().value(project->settings_group() + "/editorClass");
    class_chosen_ = last.isValid();
    class_ = last.toInt();
  }
  check_class();
}

/// The class in hand may be gone, or the first one there.
void Toolbox::check_class() {
  const auto is_there = [this](int value) {
    return value == 0 || value == image::ignore_label || (project_ && project_->find_class(value));
  };
  const bool any = project_ && !project_->classes().empty();
  if (!class_chosen_ || !is_there(class_)) class_ = any ? project_->classes().front().value : 0;
  if (!is_there(last_class_)) last_class_ = 0;
  Q_EMIT classChanged();
}

void Toolbox::set_tool(Tool tool) {
  if (tool == tool_) return;
  tool_ = tool;
  save();
  Q_EMIT toolChanged();
}

void Toolbox::set_options(const ToolOptions& options) {
  if (options == options_) return;
  options_ = options;
  save();
  Q_EMIT optionsChanged();
}

void Toolbox::change_size(double steps) {
  ToolOptions options = options_;
  const double factor = std::pow(size_step, steps);
  if (tool_ == Tool::Superpixel) {
    const int size = static_cast<int>(std::lround(options.region_size * factor));
    const int moved = size == options.region_size ? size + (steps > 0 ? 1 : -1) : size;
    options.region_size = std::clamp(moved, edit::smallest_region, edit::largest_region);
  } else {
    options.radius = std::clamp(options.radius * factor, smallest_radius, largest_radius);
  }
  set_options(options);
}

void Toolbox::choose_class(int value) {
  if (value == class_) return;
  last_class_ = std::exchange(class_, value);
  class_chosen_ = true;
  if (project_) change_setting(project_->settings_group() + "/editorClass", class_);
  Q_EMIT classChanged();
}

void Toolbox::swap_class() { choose_class(last_class_); }

bool Toolbox::choose_by_key(const QString& key) {
  if (!project_ || key.isEmpty()) return false;
  for (const auto& row : project_->classes()) {
    if (QString::fromStdString(row.key).compare(key, Qt::CaseInsensitive) != 0) continue;
    choose_class(row.value);
    return true;
  }
  return false;
}

}  // namespace penumbra::ui
