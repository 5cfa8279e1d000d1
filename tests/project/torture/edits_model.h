#pragma once

#include <QByteArray>
#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "edit/operation.h"

namespace torture {

/// The labels of edited images, all of one size, with their histories, worked out without a
/// project. Small in memory, and cheap to copy.
class EditsModel {
 public:
  using Samples = std::vector<std::uint8_t>;
  using Table = std::array<std::uint8_t, 256>;  ///< what each value counts as

  explicit EditsModel(penumbra::image::Size size) : size_(size) {}

  // start: raw labels of the image before its first edit.
  void paint(const std::string& image, const Samples& start,
             const penumbra::edit::Operation& operation, const Table& table,
             const penumbra::edit::Context& context);
  /// Takes a new base where nobody drew.
  void merge(const std::string& image, const Samples& start, const Samples& base);
  /// Redoes or undoes an operation, where there is one.
  void move(const std::string& image, bool forward);

  bool has(const std::string& image) const { return edits_.contains(image); }
  /// Operations that count, and all of them.
  std::size_t done(const std::string& image) const;
  std::size_t count(const std::string& image) const;
  /// Raw labels; `start` where the image was never edited.
  Samples map(const std::string& image, const Samples& start) const;
  Samples drawn(const std::string& image) const;

  /// As `facts_of` in facts.h gives them, by image.
  nlohmann::json facts(const Table& table) const;

 private:
  struct Pixels {
    Samples map, drawn;
  };
  struct Edited {
    QByteArray start;
    std::vector<std::pair<std::string, QByteArray>> operations;  ///< and what each left
    std::size_t done = 0;
    const QByteArray& now() const { return done ? operations[done - 1].second : start; }
  };

  static QByteArray pack(const Pixels& pixels);
  Pixels unpack(const QByteArray& packed) const;
  Pixels pixels(const std::string& image, const Samples& start) const;
  void add(const std::string& image, const Samples& start, const std::string& name,
           const Pixels& pixels);

  penumbra::image::Size size_;
  std::map<std::string, Edited> edits_;
};

/// The labels as classes count now.
EditsModel::Samples shown(EditsModel::Samples raw, const EditsModel::Table& table);

/// A short name for samples.
std::string sum_of(const std::vector<std::uint8_t>& samples);

}  // namespace torture
