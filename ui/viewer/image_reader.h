#pragma once

#include <QObject>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "project/project.h"
#include "ui/jobs/latest_task.h"
#include "ui/viewer/image_layers.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {

/// Reads photos, label maps and scores of a project in the background, in the order in which they
/// are wanted, and keeps what was read lately.
class ImageReader : public QObject {
  Q_OBJECT

 public:
  enum class Part { Photo, Labels, Scores };
  struct Wish {
    project::ImageId image = 0;
    Part part = Part::Photo;
    project::LayerId layer = 0;   ///< of labels and scores
    std::filesystem::path photo;  ///< of a photo: where it lies
  };

  explicit ImageReader(QObject* parent = nullptr);
  ~ImageReader() override;

  /// Forgets all. null: none.
  void set_project(std::shared_ptr<project::Project> project);
  /// Reads these, the first first, but for those that are there. Takes the place of what was wanted
  /// before. What is of `current` is kept whatever room it takes.
  void want(project::ImageId current, std::vector<Wish> wishes);
  /// The maps of a layer have changed: they are read anew when they are wanted again.
  void forget_layer(project::LayerId layer);
  void forget_layers();

  // Null where nothing was read yet, or nothing is there.
  std::shared_ptr<const Pyramid> photo(project::ImageId image) const;
  std::shared_ptr<const LabelPlane> labels(project::ImageId image, project::LayerId layer) const;
  std::shared_ptr<const ClassScores> scores(project::ImageId image, project::LayerId layer) const;
  /// Whether it was read (and may be nothing).
  bool knows(project::ImageId image, Part part, project::LayerId layer = 0) const;
  /// Why something can't be shown; empty where it can.
  QString problem(project::ImageId image, Part part, project::LayerId layer = 0) const;

 Q_SIGNALS:
  void ready(penumbra::project::ImageId image);

 private:
  using Key = std::tuple<project::ImageId, Part, project::LayerId>;
  using Content =
      std::variant<std::monostate, std::shared_ptr<const Pyramid>,
                   std::shared_ptr<const LabelPlane>, std::shared_ptr<const ClassScores>>;
  struct Entry {
    Content content;
    QString problem;
    std::size_t bytes = 0;
    std::uint64_t used = 0;
  };

  static Entry read(project::Project& project, const Wish& wish);
  void insert(const Key& key, Entry entry);
  const Entry* find(const Key& key) const;

  std::shared_ptr<project::Project> project_;
  project::ImageId current_ = 0;
  mutable std::map<Key, Entry> entries_;
  mutable std::uint64_t clock_ = 0;
  std::size_t bytes_ = 0;
  std::map<project::LayerId, int> versions_;  ///< of layers' maps
  int generation_ = 0;                        ///< of projects
  LatestTask task_;
};

}  // namespace penumbra::ui
