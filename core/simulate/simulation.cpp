#include "simulate/simulation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>
#include <random>

#include "base/atomic_file.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "edit/operation_json.h"
#include "evaluate/confusion.h"
#include "project/edit_context.h"
#include "project/evidence.h"
#include "project/project_data.h"
#include "simulate/curve_plot.h"
#include "simulate/trained_segmentation.h"

namespace penumbra::simulate {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using project::ImageId;

const std::vector<std::string> columns{"minutes", "actions",      "images",      "accepted",
                                       "instant", "accepted_iou", "segmentation"};
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::string number(double value) {
  if (!std::isfinite(value)) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

json settings_of(const SimulationOptions& options, std::size_t images) {
  json settings = {{"policy", name(options.policy)},
                   {"order", options.order == Order::Queue ? "queue" : "random"},
                   {"seed", options.seed},
                   {"seconds",
                    {{"tags", options.costs.tags},
                     {"click", options.costs.click},
                     {"scribble", options.costs.scribble},
                     {"mask", options.costs.mask}}},
                   {"accept_below", options.accept_below},
                   {"where", options.live.where},
                   {"split", options.live.split},
                   {"feature_size", options.live.feature_size},
                   {"images", images}};
  if (options.train_every > 0) {
    settings["train_every"] = options.train_every;
    settings["training"] = train::to_json(options.training);
  }
  return settings;
}

void write_curve(const SimulationOptions& options, const std::vector<CurvePoint>& curve) {
  std::string csv;
  add_csv_line(csv, columns);
  for (const auto& point : curve)
    add_csv_line(
        csv, {number(point.minutes), std::to_string(point.actions), std::to_string(point.images),
              std::to_string(point.accepted), number(point.instant), number(point.accepted_iou),
              number(point.segmentation)});
  write_file_atomically(options.out / "curve.csv", csv);
  Line instant{"instant", {}}, accepted{"accepted", {}}, segmentation{"segmentation", {}};
  for (const auto& point : curve) {
    instant.points.emplace_back(point.minutes, 100 * point.instant);
    accepted.points.emplace_back(point.minutes, 100 * point.accepted_iou);
    segmentation.points.emplace_back(point.minutes, 100 * point.segmentation);
  }
  std::vector<Line> lines{std::move(instant), std::move(accepted)};
  if (options.train_every > 0) lines.push_back(std::move(segmentation));
  write_file_atomically(
      options.out / "curve.svg",
      plot_svg(std::string(name(options.policy)), "minutes of a person", "mIoU, %", lines));
}

/// The project, the person and the labels.
class Simulation {
 public:
  Simulation(project::Project& project, const SimulationOptions& options, JobControl& control,
             ProgressSink& progress)
      : project_(project),
        options_(options),
        control_(control),
        progress_(progress),
        data_(project::read_data(project, options.live.where, options.live.split)),
        classes_(data_.dataset.classes.size() + 1),
        layer_(project::evidence_layer(project).id),
        live_(project, options.live, control, progress) {
    for (std::size_t i = 0; i < data_.images.size(); ++i) {
      const auto& item = data_.dataset.items[i];
      if (!item.has_truth() || !live_.has(data_.images[i])) continue;
      places_[data_.images[i]] = images_.size();
      images_.push_back({data_.images[i], i});
    }
    if (images_.empty())
      throw Error(
          "has no image with truth that can be read", project.folder().string(),
          "Import masks into a layer named truth: the simulated person draws what they say");
    for (const auto& image : images_) ids_.push_back(image.id);
    training_ = {options.training, options.live.model, options.out / "runs", options.live.device};
  }

  std::vector<CurvePoint> run() {
    begin();
    const auto budget = options_.minutes * 60;
    ProgressCounter counter(progress_, phrase("simulating a person"),
                            static_cast<std::int64_t>(options_.minutes),
                            static_cast<std::int64_t>(seconds() / 60));
    auto minutes = static_cast<std::int64_t>(seconds() / 60);
    look_at_all();
    note();
    const auto points_apart =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(images_.size()) / 10);
    const auto act_at = [&](std::size_t place) {
      control_.checkpoint();
      if (seconds() + options_.costs.of(options_.policy) > budget) return false;
      act(images_[place]);
      // A round of masks is all there is.
      if (options_.policy == Policy::Masks && actions() % points_apart == 0) {
        look_at_all();
        note();
      }
      const auto now = static_cast<std::int64_t>(seconds() / 60);
      if (now > minutes) counter.advance(now - minutes);
      minutes = now;
      return true;
    };
    if (options_.order == Order::Random)
      in_rounds(act_at);
    else
      by_queue(act_at);
    look_at_all();
    note();
    return curve_;
  }

 private:
  struct Image {
    ImageId id = 0;
    std::size_t item = 0;
    int actions = 0;
    bool accepted = false;
  };

  /// Takes up what the folder and the project hold of this simulation, or begins it.
  void begin() {
    make_folder(options_.out);
    const auto file = options_.out / "simulation.json";
    const auto settings = settings_of(options_, images_.size());
    const bool begun = fs::exists(file);
    if (begun) {
      if (parse_json_or_discard(read_file(file)) != settings)
        throw Error("is the folder of another simulation", options_.out.string(),
                    "Choose a new folder");
      if (fs::exists(options_.out / "curve.csv")) curve_ = read_curve(options_.out);
      if (!curve_.empty()) segmentation_ = curve_.back().segmentation;
    } else if (!fs::is_empty(options_.out)) {
      throw Error("holds something else", options_.out.string(), "Choose a new folder");
    }
    for (auto& image : images_) {
      for (const auto& operation : project::operations(project_, layer_, image.id)) {
        if (operation.name == "accept")
          image.accepted = true;
        else
          ++image.actions;
      }
      if (!begun && (image.actions > 0 || image.accepted))
        throw Error("holds evidence already", project_.folder().string(),
                    "Simulate in a copy of the project, or go on with the folder of before");
    }
    if (!begun) write_file_atomically(file, json_text(settings, 2) + "\n");
  }

  std::int64_t actions() const {
    return std::accumulate(images_.begin(), images_.end(), std::int64_t{0},
                           [](auto sum, const Image& image) { return sum + image.actions; });
  }
  double seconds() const {
    return options_.costs.tags * static_cast<double>(images_.size()) +
           options_.costs.of(options_.policy) * static_cast<double>(actions());
  }
  bool is_done(const Image& image) const {
    return image.accepted || (options_.policy == Policy::Masks && image.actions > 0);
  }

  /// One action an image in each round, for as long as `act_at` goes on.
  template <class ActAt>
  void in_rounds(const ActAt& act_at) {
    for (int round = 0; std::ranges::any_of(images_, [&](auto& i) { return !is_done(i); });
         ++round) {
      std::vector<std::size_t> order(images_.size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::mt19937_64 random(options_.seed * 1000003 + static_cast<std::uint64_t>(round));
      // std::shuffle is another one with another library.
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const auto place : order) {
        if (is_done(images_[place]) || images_[place].actions > round) continue;
        if (!act_at(place)) return;
      }
      look_at_all();
      train_after(round + 1);
      note();
    }
  }

  template <class ActAt>
  void by_queue(const ActAt& act_at) {
    for (auto noted = actions();;) {
      look_at_all();
      const auto gains = live_.gains(control_);
      const auto next = std::ranges::find_if(gains, [&](const label::LiveGain& gain) {
        const auto found = places_.find(gain.image);
        return found != places_.end() && !is_done(images_[found->second]);
      });
      if (next == gains.end()) return;
      const auto place = places_.at(next->image);
      if (!act_at(place)) return;
      if (actions() - noted < static_cast<std::int64_t>(images_.size())) continue;
      noted = actions();
      look_at_all();
      train_after(static_cast<int>(noted / static_cast<std::int64_t>(images_.size())));
      note();
    }
  }

  image::LabelMap truth_of(const Image& image) const {
    auto truth = dataset::load_truth(data_.dataset.items[image.item]);
    data_.numbers->to_values(truth);
    return truth;
  }

  /// The person looks at an image, and draws in it or accepts it.
  void act(Image& image) {
    const auto truth = truth_of(image);
    live_.learn(control_);
    live_.relabel(std::array{image.id}, control_);
    auto labels = live_.labels(image.id);
    project::EditSession evidence(project_, layer_, image.id);
    const auto wrong = largest_wrong_region(truth, labels);
    const auto area = static_cast<double>(truth.size.area());
    if (!wrong || static_cast<double>(wrong->area) < options_.accept_below * area) {
      project::accept(project_, image.id, evidence, std::move(labels));
      image.accepted = true;
    } else if (options_.policy == Policy::Masks) {
      project::say(evidence, truth, "mask");
      ++image.actions;
      project::set_reviewed(project_, std::array{image.id}, true);
    } else {
      const auto operation = stroke(options_.policy, *wrong);
      const auto context = project::edit_context(project_, image.id, 1);
      evidence.paint([&](edit::Canvas canvas) { return edit::apply(operation, canvas, context); });
      // A stroke that says nothing new would be drawn for ever.
      if (evidence.commit(edit::name(operation),
                          edit::to_json(operation, project::label_names(project_))) == 0)
        image.accepted = true;
      else
        ++image.actions;
    }
    evidence.flush();
    live_.read_evidence(image.id);
  }

  /// Trains on what was said in `rounds` rounds, where that is due, and measures the run.
  void train_after(int rounds) {
    if (options_.train_every == 0 || rounds == 0 || rounds % options_.train_every != 0) return;
    const int number = rounds / options_.train_every;
    if (fs::exists(training_.runs / std::to_string(number + 1))) return;  // of a call before
    train_from_evidence(project_, training_, number, control_, progress_);
    auto images = data_.dataset;
    images.items.clear();
    for (const auto& image : images_) images.items.push_back(data_.dataset.items[image.item]);
    segmentation_ = trained_miou(images, training_, number, control_, progress_);
    if (curve_.empty() || curve_.back().actions != actions()) return;
    curve_.back().segmentation = segmentation_;
    write_curve(options_, curve_);
  }

  void look_at_all() {
    live_.learn(control_);
    live_.relabel(ids_, control_);
  }

  /// A point of the curve, unless it is there already.
  void note() {
    const auto now = actions();
    if (!curve_.empty() && curve_.back().actions == now) return;
    evaluate::ConfusionMatrix all(classes_), accepted(classes_);
    std::int64_t count = 0;
    std::mutex mutex;
    live_.labels(ids_, control_, [&](std::size_t place, image::LabelMap labels) {
      const auto& image = images_[place];
      const auto truth = dataset::load_truth(data_.dataset.items[image.item]);
      data_.numbers->to_ids(labels);
      evaluate::ConfusionMatrix one(classes_);
      one.add(truth, labels);
      const std::scoped_lock lock(mutex);
      all.add(one);
      if (!is_done(image)) return;
      accepted.add(one);
      ++count;
    });
    curve_.push_back({seconds() / 60, now, static_cast<std::int64_t>(images_.size()), count,
                      all.mean_iou(), count > 0 ? accepted.mean_iou() : nothing, segmentation_});
    write_curve(options_, curve_);
    char text[128];
    std::snprintf(text, sizeof text, "%.1f minutes, %lld actions: mIoU %.2f", curve_.back().minutes,
                  static_cast<long long>(now), 100 * curve_.back().instant);
    progress_.message(Severity::Info, text);
  }

  project::Project& project_;
  const SimulationOptions& options_;
  JobControl& control_;
  ProgressSink& progress_;
  project::ProjectData data_;
  int classes_;
  project::LayerId layer_;
  label::LiveLabels live_;
  std::vector<Image> images_;
  std::vector<ImageId> ids_;
  std::map<ImageId, std::size_t> places_;
  std::vector<CurvePoint> curve_;
  TrainingOptions training_;
  double segmentation_ = nothing;  ///< mIoU of the last run
};

}  // namespace

std::vector<CurvePoint> simulate(project::Project& project, const SimulationOptions& options,
                                 JobControl& control, ProgressSink& progress) {
  return Simulation(project, options, control, progress).run();
}

std::vector<CurvePoint> read_curve(const fs::path& out) {
  const auto file = out / "curve.csv";
  const auto records = parse_csv(read_file(file), file);
  std::vector<CurvePoint> curve;
  for (std::size_t i = 1; i < records.size(); ++i) {
    auto fields = records[i].fields;
    if (fields.back().ends_with('\r')) fields.back().pop_back();
    if (fields.size() != columns.size())
      throw Error("has a line that is no point of a curve", file.string(), "Remove the folder");
    try {
      curve.push_back({std::stod(fields[0]), std::stoll(fields[1]), std::stoll(fields[2]),
                       std::stoll(fields[3]), std::stod(fields[4]),
                       fields[5].empty() ? nothing : std::stod(fields[5]),
                       fields[6].empty() ? nothing : std::stod(fields[6])});
    } catch (const std::exception&) {
      throw Error("has a line that is no point of a curve", file.string(), "Remove the folder");
    }
  }
  return curve;
}

}  // namespace penumbra::simulate
