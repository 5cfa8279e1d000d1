#include <cstdio>
#include <ctime>
#include <set>

#include "base/csv.h"
#include "image/image.h"
#include "project/classes.h"
#include "review/sessions.h"

namespace penumbra::review {
namespace {

std::string label_name(const std::vector<project::ClassRow>& classes, int label) {
  if (label == 0) return "background";
  if (label == image::ignore_label) return "ignore";
  for (const auto& row : classes)
    if (row.value == label) return row.name;
  return "class " + std::to_string(label);
}

std::string minutes(std::int64_t milliseconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(milliseconds) / 60'000);
  return text;
}

}  // namespace

std::string time_text(std::int64_t milliseconds) {
  const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
  return text;
}

std::string to_csv(const project::Project& project, const std::vector<Session>& sessions) {
  std::set<int> labels;
  for (const auto& session : sessions)
    for (const auto& [label, change] : session.edits.pixels) labels.insert(label);
  const auto classes = project::classes(project);
  std::vector<std::string> head = {
      "started (UTC)", "ended (UTC)", "minutes active",      "reviewed",
      "edited",        "strokes",     "second looks agreed", "second looks changed"};
  for (const int label : labels) {
    head.push_back("became " + label_name(classes, label));
    head.push_back("ceased " + label_name(classes, label));
  }
  std::string csv;
  add_csv_line(csv, head);
  for (const auto& session : sessions) {
    std::vector<std::string> fields = {time_text(session.started),
                                       time_text(session.ended),
                                       minutes(session.active),
                                       std::to_string(session.reviewed),
                                       std::to_string(session.edits.images),
                                       std::to_string(session.edits.strokes),
                                       std::to_string(session.agreed),
                                       std::to_string(session.changed)};
    for (const int label : labels) {
      const auto found = session.edits.pixels.find(label);
      const auto change = found == session.edits.pixels.end() ? LabelChange{} : found->second;
      fields.push_back(std::to_string(change.became));
      fields.push_back(std::to_string(change.ceased));
    }
    add_csv_line(csv, fields);
  }
  return csv;
}

}  // namespace penumbra::review
