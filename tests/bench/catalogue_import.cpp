#include "bench/catalogue_import.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"
#include "bench/report.h"
#include "project/catalogue.h"
#include "project/import.h"
#include "project/photo_file.h"
#include "project/rescan.h"
#include "project/select.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::array class_names{"person", "car",   "chair",  "bottle", "bird",
                                 "dog",    "cat",   "train",  "boat",   "bicycle",
                                 "table",  "horse", "sofa",   "plant",  "sheep",
                                 "cow",    "bus",   "screen", "plane",  "traffic light"};

using Jpeg = std::vector<std::uint8_t>;

/// Pictures of 160 x 120 with the detail of a photo: smooth shapes under fine noise.
std::vector<Jpeg> pictures(int count) {
  std::vector<Jpeg> made;
  cv::RNG random(3);
  for (int i = 0; i < count; ++i) {
    cv::Mat small(6, 8, CV_8UC3), photo, noise(120, 160, CV_8UC3);
    random.fill(small, cv::RNG::UNIFORM, 0, 256);
    cv::resize(small, photo, noise.size(), 0, 0, cv::INTER_CUBIC);
    random.fill(noise, cv::RNG::NORMAL, 0, 6);
    photo += noise;
    cv::imencode(".jpg", photo, made.emplace_back(), {cv::IMWRITE_JPEG_QUALITY, 80});
  }
  return made;
}

/// The picture with a comment after its first marker, which makes its content its own.
void write_distinct(const fs::path& file, const Jpeg& picture, int number) {
  auto text = std::to_string(number);
  text.insert(0, 14 - text.size(), '0');
  const auto comment = std::string("\xff\xfe\0\x10", 4) + text;
  std::ofstream out(file, std::ios::binary);
  const auto* bytes = reinterpret_cast<const char*>(picture.data());
  out.write(bytes, 2)
      .write(comment.data(), static_cast<std::streamsize>(comment.size()))
      .write(bytes + 2, static_cast<std::streamsize>(picture.size()) - 2)
      .flush();
  if (!out) throw Error("cannot be written", file.string(), "Free some space");
}

/// 1 to 4 tags, the first classes being the most frequent.
std::string tags_of(std::mt19937& random) {
  std::string cell;
  for (auto count = 1 + random() % 4; count > 0; --count) {
    const double uniform = static_cast<double>(random()) / 4294967296.0;
    const auto index = static_cast<std::size_t>(uniform * uniform * class_names.size());
    if (!cell.empty()) cell += ';';
    cell += class_names[index];
  }
  return cell;
}

void make_photos(const fs::path& folder, int images) {
  const auto few = pictures(300);
  std::mt19937 random(9);
  std::string csv = "image,tags,split\n";
  for (int i = 0; i < images; ++i) {
    const std::string split = i % 5 == 4 ? "val" : "train";
    const auto below = split + '/' + std::to_string(i / 1000);
    if (i % 1000 < 5) fs::create_directories(folder / below);
    const auto path = below + '/' + std::to_string(1'000'000 + i * 7919LL % 1'000'003) + ".jpg";
    write_distinct(folder / path, few[random() % few.size()], i);
    csv += path + ',' + tags_of(random) + ',' + split + '\n';
  }
  write_file_atomically(folder / "tags.csv", csv);
}

/// Images/s of the plain way, one transaction an image, on the first of them.
double plain_rate(const fs::path& folder, const dataset::Dataset& dataset) {
  const auto project = project::Project::create(folder / "plain.penumbra");
  auto& database = project->database();
  database.write([&](SQLite::Database& tables) {
    tables.exec("INSERT INTO roots VALUES (1, 'plain', '', 'folder')");
    for (int i = 1; i <= dataset.classes.size(); ++i)
      tables.exec("INSERT INTO classes (value, name, colour, position) VALUES (" +
                  std::to_string(i) + ", 'class " + std::to_string(i) + "', 0, 0)");
  });
  const auto count = std::min<std::size_t>(dataset.items.size(), 500);
  const double seconds = seconds_of([&] {
    for (std::size_t i = 0; i < count; ++i) {
      const auto& item = dataset.items[i];
      const auto stamp = project::photo_stamp(item.image);
      const auto hash = static_cast<std::int64_t>(hash_file(item.image));
      database.write([&](SQLite::Database& tables) {
        SQLite::Statement add(tables,
                              "INSERT INTO images (root, path, name, item, width, height, bytes, "
                              "modified, hash, tagged) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
        add.bind(1, item.id);
        add.bind(2, item.image.filename().string());
        add.bind(3, item.id);
        add.bind(4, item.size.width);
        add.bind(5, item.size.height);
        add.bind(6, stamp.bytes);
        add.bind(7, stamp.modified);
        add.bind(8, hash);
        add.exec();
        const auto id = tables.getLastInsertRowid();
        SQLite::Statement tag(tables, "INSERT INTO tags (class, image) VALUES (?, ?)");
        for (const int value : item.tags) {
          tag.bind(1, value);
          tag.bind(2, id);
          tag.exec();
          tag.reset();
        }
      });
    }
  });
  return static_cast<double>(count) / seconds;
}

/// Those that labelling with a trained run, compared with another layer, gives.
void give_numbers(project::Project& project) {
  std::mt19937 random(4);
  const auto images = project::select(project, {});
  const auto give = [&](const char* name, const auto& draw) {
    std::vector<std::pair<project::ImageId, double>> values;
    for (const auto id : images) values.emplace_back(id, draw());
    project::set_numbers(project, name, values);
  };
  const auto share = [&] { return static_cast<double>(random()) / 4294967296.0; };
  give("uncertain", share);
  give("contradiction", share);
  give("disagreement", share);
  give("proposed_tag", [&] { return static_cast<double>(1 + random() % class_names.size()); });
}

}  // namespace

nlohmann::json import_generated(const fs::path& folder, const CatalogueInput& input) {
  const auto photos = folder / "photos";
  make_photos(photos, input.images);
  JobControl control;
  NoProgress silent;
  const auto project = project::Project::create(folder / "bench.penumbra");
  dataset::Dataset dataset;
  dataset::ReadOptions options;
  options.threads = input.threads;
  const double reading =
      seconds_of([&] { dataset = dataset::read(photos, options, control, silent); });
  project::ImportSummary imported;
  const double importing = seconds_of([&] {
    imported = project::import_images(*project, dataset, input.threads, control, silent);
  });
  if (imported.added != input.images)
    throw Error("not all photos were imported", photos.string(), "Look at the import");
  project::RescanSummary again;
  const double rescanning =
      seconds_of([&] { again = project::rescan(*project, input.threads, control, silent); });
  if (again.images.known != input.images)
    throw Error("a rescan found what is not there", photos.string(), "Look at the rescan");
  give_numbers(*project);
  const double images = input.images;
  return {{"read_images_per_second", images / reading},
          {"import_only_images_per_second", images / importing},
          {"import_images_per_second", images / (reading + importing)},
          {"rescan_images_per_second", images / rescanning},
          {"one_transaction_an_image_per_second", plain_rate(folder, dataset)},
          {"import_peak_memory_bytes", peak_memory_bytes()}};
}

nlohmann::json import_in_child(const fs::path& folder, const CatalogueInput& input) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 0;
    try {
      write_file_atomically(folder / "import.json", import_generated(folder, input).dump());
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      code = 1;
    }
    ::_exit(code);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0)
    throw Error("the project could not be made", folder.string(), "See the message above");
  return nlohmann::json::parse(read_file(folder / "import.json"));
}

}  // namespace penumbra::bench
