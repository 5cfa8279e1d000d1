#include "formats/export.h"

#include <algorithm>
#include <atomic>
#include <bitset>
#include <map>
#include <mutex>

#include "base/error.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "formats/format.h"
#include "image/mask.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

void check_labels(const dataset::Item& item, const image::LabelMap& labels, int classes) {
  const auto refuse = [&](const std::string& reason, const char* remedy) {
    throw Error(reason, item.id, remedy);
  };
  const auto text = [](image::Size size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height);
  };
  // A size of nothing is not known.
  if ((item.size.area() > 0 && labels.size != item.size) ||
      labels.labels.size() != labels.size.area())
    refuse("its labels are " + text(labels.size) + " pixels, its photo " + text(item.size),
           "Label the image again");
  std::bitset<256> present;
  for (const auto label : labels.labels) present.set(label);
  for (std::size_t label = static_cast<std::size_t>(classes) + 1; label < image::ignore_label;
       ++label)
    if (present[label])
      refuse("has label " + std::to_string(label) + ", but there are " + std::to_string(classes) +
                 " classes",
             "Name the data set that was labelled");
}

void check_options(const Format& format, const ExportOptions& options) {
  const auto check = [&](bool asked, ExportOption option, const char* what) {
    if (asked && !format.has(option))
      throw UsageError(std::string("has no choice of ") + what, "format " + format.name,
                       "Leave it out, or choose another format");
  };
  check(options.colours.has_value(), ExportOption::Colours, "colours");
  check(options.undecided_as_background, ExportOption::Undecided, "undecided pixels");
  check(options.photos, ExportOption::Photos, "photos");
  check(options.splits, ExportOption::Splits, "lists of splits");
}

/// Ahead of any writing.
const Format& check(const ExportRequest& request, std::string_view format) {
  const auto& chosen = find_format(format);
  check_options(chosen, request.options);
  dataset::check_classes(request.dataset.classes, request.dataset.root);
  if (const auto split = split_name(request);
      !stays_inside(split) || fs::path(split).has_parent_path())
    throw UsageError("can't name a list of images", split, "Choose a name without '/'");
  for (const auto& item : request.dataset.items)
    if (!stays_inside(item.id))
      throw Error("has a name that leads out of the export", item.id, "Rename the image");
  return chosen;
}

/// Only counts what would be written.
class Rehearsal : public Output {
 public:
  Rehearsal() : Output(fs::path()) {}
  void finish(JobControl&) override {}
  std::vector<ExportedFile> take() {
    std::ranges::sort(files_, {}, &ExportedFile::name);
    return std::move(files_);
  }

 private:
  class Growing : public OutputFile {
   public:
    Growing(Rehearsal& whole, std::string name) : whole_(whole), file_{std::move(name), 0} {}
    void append(std::string_view bytes) override { file_.bytes += bytes.size(); }
    void close() override { whole_.note(file_); }

   private:
    Rehearsal& whole_;
    ExportedFile file_;
  };

  void note(ExportedFile file) {
    const std::lock_guard lock(mutex_);
    files_.push_back(std::move(file));
  }
  void write(const std::string& name, std::string_view bytes) override {
    note({name, bytes.size()});
  }
  std::unique_ptr<OutputFile> start(const std::string& name) override {
    return std::make_unique<Growing>(*this, name);
  }

  std::mutex mutex_;
  std::vector<ExportedFile> files_;
};

fs::path absolute_place(const fs::path& out) {
  fs::path place = fs::absolute(out).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // a trailing slash
  return place;
}

/// Tells of the pixels that come back as others.
ExportSummary count_changes(const ExportRequest& request, const Format& format, JobControl& control,
                            ProgressSink& progress) {
  std::atomic<std::size_t> pixels = 0, images = 0;
  auto summary =
      for_each_label(request, control, progress,
                     [&](std::size_t, const dataset::Item&, const image::LabelMap& labels) {
                       auto after = labels;
                       format.carried(request.dataset.classes, after);
                       std::size_t changed = 0;
                       for (std::size_t i = 0; i < labels.labels.size(); ++i)
                         changed += after.labels[i] != labels.labels[i];
                       pixels += changed;
                       images += changed > 0;
                     });
  summary.changed_images = images;
  summary.changed_pixels = pixels;
  if (pixels > 0)
    progress.message(Severity::Warning, format.name + " can't carry " + std::to_string(pixels) +
                                            " pixels of " + std::to_string(images) +
                                            " images as they are. " + format.limits);
  return summary;
}

}  // namespace

std::string split_name(const ExportRequest& request) {
  return request.split.empty() ? "all" : request.split;
}

ExportSummary export_labels(const ExportRequest& request, std::string_view format,
                            const fs::path& out, JobControl& control, ProgressSink& progress) {
  const auto& chosen = check(request, format);
  const auto place = absolute_place(out);

  const auto output = open_output(place, chosen.archive, split_name(request));
  ExportSummary changes;
  if (chosen.carried) changes = count_changes(request, chosen, control, progress);
  auto summary = chosen.write(request, *output, control, progress);
  summary.changed_images = changes.changed_images;
  summary.changed_pixels = changes.changed_pixels;
  if (summary.images == 0)
    throw Error("there is no label of any of these images",
                request.dataset.root.empty() ? out.string() : request.dataset.root.string(),
                "Name the data set and split that were labelled");
  control.checkpoint();
  output->finish(control);
  if (!summary.without_label.empty())
    progress.message(Severity::Warning,
                     std::to_string(summary.without_label.size()) +
                         " images have no label and were left out, the first is " +
                         summary.without_label.front());
  summary.out = place;
  return summary;
}

std::vector<ExportedFile> rehearse_export(const ExportRequest& request, std::string_view format,
                                          JobControl& control) {
  Rehearsal rehearsal;
  NoProgress silent;
  check(request, format).write(request, rehearsal, control, silent);
  return rehearsal.take();
}

image::LabelMap decided(image::LabelMap labels) {
  std::ranges::replace(labels.labels, image::ignore_label, std::uint8_t{0});
  return labels;
}

ExportSummary for_each_label(
    const ExportRequest& request, JobControl& control, ProgressSink& progress,
    const std::function<void(std::size_t, const dataset::Item&, const image::LabelMap&)>& body,
    const std::function<void(std::size_t, std::size_t)>& end_batch) {
  const auto& items = request.dataset.items;
  std::vector<char> labelled(items.size());
  ProgressCounter counter(progress, phrase("exporting"), static_cast<std::int64_t>(items.size()));
  const auto batch = static_cast<std::size_t>(std::max(request.threads, 1)) * 32;
  for (std::size_t start = 0; start < items.size(); start += batch) {
    const auto count = std::min(batch, items.size() - start);
    parallel_for(count, request.threads, [&](std::size_t i) {
      control.checkpoint();
      const auto& item = items[start + i];
      const auto labels = request.labels(item);
      if (!labels) return;
      check_labels(item, *labels, request.dataset.classes.size());
      body(start + i, item, *labels);
      labelled[start + i] = 1;
    });
    if (end_batch) end_batch(start, count);
    counter.advance(static_cast<std::int64_t>(count));
  }
  ExportSummary summary;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (labelled[i])
      ++summary.images;
    else
      summary.without_label.push_back(items[i].id);
  }
  return summary;
}

ExportSummary for_each_label_in_order(
    const ExportRequest& request, JobControl& control, ProgressSink& progress,
    const std::function<std::vector<std::string>(std::size_t, const dataset::Item&,
                                                 const image::LabelMap&)>& describe,
    const std::function<void(const dataset::Item&, const std::vector<std::string>&)>& take) {
  std::mutex mutex;
  std::map<std::size_t, std::vector<std::string>> texts;  // of a batch
  return for_each_label(
      request, control, progress,
      [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
        auto text = describe(i, item, labels);
        const std::lock_guard lock(mutex);
        texts.emplace(i, std::move(text));
      },
      [&](std::size_t, std::size_t) {
        for (const auto& [i, text] : texts) take(request.dataset.items[i], text);
        texts.clear();
      });
}

}  // namespace penumbra::formats
