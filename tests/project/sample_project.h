#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <string>

#include "base/error.h"
#include "base/job.h"
#include "image/image.h"
#include "project/project.h"

/// The text of the Error that `work` throws; empty if it throws none.
template <class Work>
std::string error_of(const Work& work) {
  try {
    work();
  } catch (const penumbra::Error& error) {
    return error.what();
  }
  return {};
}

/// The rows of `count` photos of a size, numbered from 1; the photos themselves are not there.
inline void add_images(penumbra::project::Project& project, int count,
                       penumbra::image::Size size = {8, 6}) {
  project.database().write([&](SQLite::Database& tables) {
    tables.exec("INSERT INTO roots VALUES (1, '/photos', '', 'folder')");
    SQLite::Statement insert(tables,
                             "INSERT INTO images (id, root, path, name, item, width, height, "
                             "bytes, modified, hash) VALUES (?, 1, ?, ?, ?, ?, ?, 0, 0, 0)");
    for (int i = 1; i <= count; ++i) {
      const auto item = "photo" + std::to_string(i);
      insert.bind(1, i);
      insert.bind(2, item + ".jpg");
      insert.bind(3, item + ".jpg");
      insert.bind(4, item);
      insert.bind(5, size.width);
      insert.bind(6, size.height);
      insert.exec();
      insert.reset();
    }
  });
}

/// Classes of the values 1 .. count.
inline void add_classes(penumbra::project::Project& project, int count) {
  project.database().write([&](SQLite::Database& tables) {
    for (int i = 1; i <= count; ++i)
      tables.exec("INSERT INTO classes (value, name, colour, position) VALUES (" +
                  std::to_string(i) + ", 'class" + std::to_string(i) + "', 0, " +
                  std::to_string(i) + ")");
  });
}

/// Sets classes.becomes: a value, or "NULL".
inline void set_becomes(penumbra::project::Project& project, int value,
                        const std::string& becomes) {
  project.database().write([&](SQLite::Database& tables) {
    tables.exec("UPDATE classes SET becomes = " + becomes +
                " WHERE value = " + std::to_string(value));
  });
}

inline int state_of(const penumbra::project::Project& project, std::int64_t image) {
  return project.database().read([&](SQLite::Database& tables) {
    return tables.execAndGet("SELECT state FROM images WHERE id = " + std::to_string(image))
        .getInt();
  });
}

/// Noise of labels 0..last and 255.
inline penumbra::image::LabelMap noise(penumbra::image::Size size, unsigned seed, int last = 5) {
  std::mt19937 random(seed);
  penumbra::image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  for (auto& label : map.labels) {
    const auto drawn = random() % static_cast<unsigned>(last + 2);
    label = drawn > static_cast<unsigned>(last) ? penumbra::image::ignore_label
                                                : static_cast<std::uint8_t>(drawn);
  }
  return map;
}
