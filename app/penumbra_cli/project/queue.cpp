#include "review/queue.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "app/penumbra_cli/duration.h"
#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/table.h"
#include "base/error.h"
#include "base/json.h"
#include "project/classes.h"
#include "project/time.h"
#include "review/pace.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;
using review::Reason;

struct QueueOptions {
  ProjectOptions project;
  std::size_t limit = 20;
  std::string weights;
  double second_looks = -1;
  bool keep = false;
};

/// "uncertain=1,rare=0.5": the others stay.
void set_weights(const std::string& text, review::Weights& weights) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(',', at), text.size());
    const auto part = text.substr(at, end - at);
    const auto equals = std::min(part.find('='), part.size());
    const auto found = std::ranges::find(review::reason_names, part.substr(0, equals));
    double weight = -1;
    if (equals < part.size())
      std::from_chars(part.data() + equals + 1, part.data() + part.size(), weight);
    if (found == review::reason_names.end() || !(weight >= 0 && weight <= 1))
      throw UsageError("'" + part + "' is no weight", "--weights",
                       "Give uncertain, contradiction, disagreement, rare or gain with a number "
                       "from 0 to 1, e.g. uncertain=1,rare=0.5");
    weights[static_cast<std::size_t>(found - review::reason_names.begin())] = weight;
    at = end + 1;
  }
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + "%"; }

class Words {
 public:
  Words(const project::Project& project, std::int64_t now) : now_(now) {
    for (const auto& row : project::classes(project)) names_[row.value] = row.name;
  }

  std::string name(int value) const {
    const auto found = names_.find(value);
    return found == names_.end() ? "class " + std::to_string(value) : found->second;
  }

  std::string of(const review::Entry& entry, Reason reason) const {
    const double value = entry.part(reason).value;
    switch (reason) {
      case Reason::Uncertain:
        return percent(value) + " of its area is uncertain";
      case Reason::Contradiction:
        if (entry.proposed_tag == 0) return "the classifier contradicts its tags";
        return "'" + name(std::abs(entry.proposed_tag)) +
               (entry.proposed_tag > 0 ? "' is not tagged, but seen"
                                       : "' is tagged, but not seen") +
               " (" + percent(value) + " sure)";
      case Reason::Disagreement:
        return "two labellings differ in " + percent(value) + " of its area";
      case Reason::RareClass:
        return "'" + name(entry.rare_class) + "' is rare: " + std::to_string(entry.rare_done) +
               " done so far";
      case Reason::Gain:
        return "live labels are unsure of " + percent(value) + " of it";
    }
    return {};
  }

  std::string of(const review::Entry& entry, const review::Weights& weights) const {
    if (entry.second_look) {
      if (!entry.second_look->exact) return "second look: reviewed some time ago";
      const auto seconds = static_cast<double>(now_ - entry.second_look->reviewed) / 1000;
      return "second look: reviewed " + duration_text(seconds) + " ago";
    }
    std::string text;
    for (const auto reason : review::reasons(entry, weights))
      text += (text.empty() ? "" : "; ") + of(entry, reason);
    return text.empty() ? "not reviewed yet" : text;
  }

 private:
  std::int64_t now_;
  std::map<int, std::string> names_;
};

json to_json(const review::Entry& entry, const Words& words) {
  json parts = json::object();
  for (std::size_t i = 0; i < review::reason_count; ++i)
    parts[std::string(review::reason_names[i])] = {{"value", entry.parts[i].value},
                                                   {"rank", entry.parts[i].rank}};
  json object = {{"score", entry.score}, {"parts", parts}};
  if (entry.proposed_tag != 0)
    object["proposed_tag"] =
        (entry.proposed_tag > 0 ? "+" : "-") + words.name(std::abs(entry.proposed_tag));
  if (entry.rare_class != 0) object["rare_class"] = words.name(entry.rare_class);
  if (entry.second_look) object["second_look"] = {{"reviewed", entry.second_look->reviewed}};
  return object;
}

void run_queue(const QueueOptions& options, Session& session) {
  const auto project = open_project(
      options.project, options.keep ? project::Access::Write : project::Access::Read, session);
  auto settings = review::settings(*project);
  set_weights(options.weights, settings.weights);
  if (options.second_looks >= 0) settings.second_look_share = options.second_looks;
  if (options.keep) review::keep_settings(*project, settings);

  const auto now = project::milliseconds_now();
  const auto queue = review::queue(*project, query_of(options.project), settings, now);
  std::vector<project::ImageId> ids;
  for (const auto& entry : queue)
    if (ids.size() < options.limit) ids.push_back(entry.image);
  const auto images = project::rows(*project, ids);
  const double pace = review::images_an_hour(*project);
  const double seconds_left = pace > 0 ? 3600 * static_cast<double>(queue.size()) / pace : -1;

  const Words words(*project, now);
  json object = {{"total", queue.size()}, {"images", json::array()}, {"weights", json::object()}};
  for (std::size_t i = 0; i < review::reason_count; ++i)
    object["weights"][std::string(review::reason_names[i])] = settings.weights[i];
  object["second_looks"] = settings.second_look_share;
  object["images_an_hour"] = pace > 0 ? json(pace) : json();
  object["seconds_left"] = pace > 0 ? json(seconds_left) : json();
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto text = words.of(queue[i], settings.weights);
    auto line = to_json(queue[i], words);
    line["path"] = images[i].path;
    line["reason"] = text;
    object["images"].push_back(line);
    rows.push_back({images[i].path, percent(queue[i].score), text});
  }
  std::string text = queue.empty() ? "nothing is left to review\n" : table(rows);
  if (!queue.empty()) text += std::to_string(queue.size()) + " left";
  if (!queue.empty() && pace > 0)
    text += ", about " + duration_text(seconds_left) + " at " + std::to_string(std::lround(pace)) +
            " images an hour";
  session.answer(object, text);
}

}  // namespace

void add_project_queue(CLI::App& project, Session& session) {
  auto [command, options] = add_command<QueueOptions>(
      project, session, "queue",
      "List the images that most need a person, and why ('project mark' says which are reviewed)",
      run_queue);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command->add_option("--limit", options->limit, "List at most so many")
      ->capture_default_str()
      ->type_name("N");
  command
      ->add_option("--weights", options->weights,
                   "How much each reason counts, from 0 to 1: uncertain, contradiction, "
                   "disagreement, rare, and gain while live labels are on in the window; those "
                   "that are left out stay as the project has them")
      ->type_name("REASON=WEIGHT,...");
  command
      ->add_option("--second-looks", options->second_looks,
                   "Share of reviewed images that are looked at again, from 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("SHARE");
  command->add_flag("--keep", options->keep, "Keep weights and share in the project");
}

}  // namespace penumbra::cli
