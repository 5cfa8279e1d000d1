#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include "edit/brush.h"
#include "fuzz/accept.h"
#include "project/catalogue.h"
#include "project/changes.h"
#include "project/classes.h"
#include "project/history.h"
#include "project/layers.h"
#include "project/project_data.h"
#include "project/sample_project.h"
#include "project/select.h"
#include "project/tags.h"
#include "project/verify.h"
#include "review/queue.h"
#include "review/sessions.h"
#include "review/settings.h"

namespace penumbra::fuzz {
namespace {

namespace fs = std::filesystem;
using project::Project;

constexpr std::int64_t now = 1'700'000'000'000;

/// A project that has something in every table, and what is in its folder. It was closed, so that
/// all of it is in these files.
struct Sample {
  std::vector<std::pair<fs::path, std::string>> files;
  std::vector<std::pair<std::string, std::string>> columns;  ///< table and column
};

void fill(Project& project) {
  add_images(project, 3);
  add_classes(project, 4);
  project::merge_classes(project, 4, 2);
  project::edit_tags(project, std::vector<project::ImageId>{1, 2}, std::vector{1}, {});
  project::undo_change(project);
  project.database().write([](SQLite::Database& tables) {
    tables.exec(
        "INSERT INTO tags VALUES (1, 1), (1, 2), (2, 2);"
        "INSERT INTO splits VALUES (1, 'val'); INSERT INTO image_splits VALUES (1, 3, 0);"
        "UPDATE images SET state = 2 WHERE id = 2");
  });
  project::set_numbers(project, "uncertain",
                       std::vector<std::pair<std::int64_t, double>>{{1, 0.1}, {2, 0.4}, {3, 0.7}});
  project::set_reviewed(project, std::vector<project::ImageId>{2}, true);
  review::keep_settings(project, {});

  project::Layers layers(project);
  project::Layer cam;
  cam.name = "cam";
  cam.kind = project::LayerKind::Cam;
  cam = layers.create(cam);
  const image::Size size{8, 6};
  const image::ScoreMap scores{size, std::vector<float>(size.area(), 0.5F)};
  layers.write(cam.id, {1, noise(size, 1, 2), {{1, scores}}, scores});
  project::Layer mine;
  mine.name = "mine";
  mine.kind = project::LayerKind::Edited;
  mine.base = cam.id;
  mine = layers.create(mine);
  project::EditSession session(project, mine.id, 1, 2);
  for (const double x : {1.0, 3.0, 6.0}) {
    session.paint([x](edit::Canvas canvas) {
      return edit::brush(canvas, std::vector{edit::Point{x, 1}, edit::Point{x, 4}}, 1, 1);
    });
    session.commit("brush", {{"radius", 1}});
  }
  session.undo();
  session.close();
}

Sample make_sample() {
  const TemporaryFolder folder("_sample");
  const auto place = folder.path() / "a.penumbra";
  fs::create_directories(folder.path());
  fill(*Project::create(place));
  Sample sample;
  {
    SQLite::Database tables((place / "project.sqlite").string(), SQLite::OPEN_READWRITE);
    // Small pages make a small file, of which more is read.
    tables.exec("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM");
    SQLite::Statement columns(tables,
                              "SELECT m.name, c.name FROM sqlite_master AS m, "
                              "pragma_table_info(m.name) AS c WHERE m.type = 'table' "
                              "AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2");
    while (columns.executeStep())
      sample.columns.emplace_back(columns.getColumn(0).getString(),
                                  columns.getColumn(1).getString());
  }
  for (const auto& file : fs::recursive_directory_iterator(place))
    if (file.is_regular_file() && file.path().filename() != "lock")
      sample.files.emplace_back(file.path().lexically_relative(place), read_file(file.path()));
  return sample;
}

const Sample& sample() {
  static const Sample made = make_sample();
  return made;
}

/// Everything that reads a project, and then what writes into it.
void use_layers(Project& project) {
  project::Layers layers(project);
  std::vector<project::Layer> all;
  accept_errors([&] { all = layers.list(); });
  for (const auto& layer : all)
    for (project::ImageId image = 1; image <= 3; ++image) {
      accept_errors([&] { layers.has(layer.id, image); });
      accept_errors([&] { layers.read_raw(layer.id, image); });
      accept_errors([&] { layers.read_uncertainty(layer.id, image); });
      accept_errors([&] {
        for (const auto value : layers.score_classes(layer.id, image))
          layers.read_scores(layer.id, image, value);
      });
      accept_errors([&] {
        const auto map = layers.read(layer.id, image);
        require(map.labels.size() == map.size.area());
      });
      accept_errors([&] {
        for (const auto& operation : project::operations(project, layer.id, image))
          accept_errors(
              [&] { project::load_difference(project, layer.id, image, operation.number); });
      });
    }
}

void read_all(Project& project) {
  JobControl control;
  NoProgress silent;
  const std::vector<project::ImageId> images{1, 2, 3};
  accept_errors([&] { project::rows(project, images); });
  accept_errors([&] { project::classes(project); });
  accept_errors([&] { project::changes(project); });
  accept_errors([&] { project::facets(project); });
  accept_errors([&] { project::select(project, {"tag:class1", "-uncertain", 0, -1}); });
  accept_errors([&] { project::read_data(project, "", "val", ""); });
  accept_errors([&] { review::queue(project, "", review::settings(project), now); });
  accept_errors([&] { project::verify(project, control, silent); });
  use_layers(project);
}

void write_some(Project& project) {
  JobControl control;
  accept_errors([&] { review::sessions(project, now, control); });
  project::Layers layers(project);
  std::vector<project::Layer> all;
  accept_errors([&] { all = layers.list(); });
  for (const auto& layer : all) {
    accept_errors([&] {
      project::EditSession session(project, layer.id, 1);
      session.undo();
      session.redo();
      session.redo();
      session.close();
    });
    accept_errors([&] {
      const image::Size size{8, 6};
      layers.write(layer.id, {1, noise(size, 2, 2), {}, {}});
    });
  }
  accept_errors([&] { project::undo_change(project); });
  accept_errors([&] { project::redo_change(project); });
  accept_errors([&] { project::merge_classes(project, 1, 2); });
  accept_errors([&] { project::import_classes(project, {"class1", "class4", "other"}); });
  accept_errors([&] { project::vacuum(project); });
}

/// Nothing beside the project's folder is touched, whatever the project says.
void open_and_use(const TemporaryFolder& folder) {
  const auto place = folder.path() / "a.penumbra";
  const auto outside = folder.path() / "keep";
  folder.add("keep", "outside");
  NoProgress silent;
  for (const auto access : {project::Access::Read, project::Access::Write})
    accept_errors([&] {
      const auto project = Project::open(place, access, silent);
      read_all(*project);
      if (access == project::Access::Write) write_some(*project);
    });
  require(fs::exists(outside) && read_file(outside) == "outside");
}

/// What is taken from the bytes, in turn; zeros when they are used up.
class Taken {
 public:
  explicit Taken(Bytes bytes) : bytes_(bytes) {}
  bool empty() const { return bytes_.empty(); }
  std::size_t number() {
    if (bytes_.empty()) return 0;
    const auto first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }
  std::string_view some(std::size_t count) {
    const auto taken = bytes_.first(std::min(count, bytes_.size()));
    bytes_ = bytes_.subspan(taken.size());
    return text(taken);
  }

 private:
  Bytes bytes_;
};

void bind(SQLite::Statement& statement, std::size_t type, std::string_view bytes) {
  std::int64_t number = 0;
  std::memcpy(&number, bytes.data(), std::min(bytes.size(), sizeof number));
  double real = 0;
  std::memcpy(&real, &number, sizeof real);
  switch (type % 5) {
    case 0:
      return statement.bind(1);
    case 1:
      return statement.bind(1, number);
    case 2:
      return statement.bind(1, real);
    case 3:
      return statement.bind(1, std::string(bytes));
    default:
      return statement.bind(1, bytes.data(), static_cast<int>(bytes.size()));
  }
}

}  // namespace

/// The bytes are the catalogue.
void project_file(Bytes bytes) {
  const TemporaryFolder folder("_project");
  for (const auto& [name, content] : sample().files)
    folder.add("a.penumbra" / name, name == "project.sqlite" ? text(bytes) : content);
  open_and_use(folder);
}

/// The bytes say which values of the catalogue become others: a column, a row (255: all), a type,
/// a length and so many bytes, again and again.
void project_values(Bytes bytes) {
  const TemporaryFolder folder("_project");
  for (const auto& [name, content] : sample().files) folder.add("a.penumbra" / name, content);
  {
    SQLite::Database tables((folder.path() / "a.penumbra/project.sqlite").string(),
                            SQLite::OPEN_READWRITE);
    tables.exec(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; "
        "PRAGMA synchronous = OFF; BEGIN");
    for (Taken taken(bytes); !taken.empty();) {
      const auto& [table, column] = sample().columns[taken.number() % sample().columns.size()];
      const auto row = taken.number();
      const auto type = taken.number();
      const auto value = taken.some(taken.number());
      try {
        SQLite::Statement change(tables,
                                 "UPDATE OR IGNORE " + table + " SET \"" + column + "\" = ?" +
                                     (row == 255 ? "" : " WHERE rowid = " + std::to_string(row)));
        bind(change, type, value);
        change.exec();
      } catch (const SQLite::Exception&) {
        // A table without row ids, or a value that the column can't have.
      }
    }
    tables.exec("COMMIT");
  }
  open_and_use(folder);
}

namespace {

/// A project of a few images that has one of everything that a query may name.
class QueryProject {
 public:
  QueryProject() : folder_("_query.penumbra") {
    project_ = Project::create(folder_.path());
    add_images(*project_, 5);
    add_classes(*project_, 2);
    project_->database().write([](SQLite::Database& tables) {
      tables.exec(
          "INSERT INTO tags VALUES (1, 1), (1, 2), (2, 2);"
          "INSERT INTO splits VALUES (1, 'val'); INSERT INTO image_splits VALUES (1, 3, 0);"
          "UPDATE images SET state = 2 WHERE id = 2; UPDATE images SET problem = 'x' WHERE id = 4;"
          "INSERT INTO layers (name, kind, source, options, created) VALUES ('cam', 'cam', '', "
          "'{}', 0)");
    });
    project::set_numbers(*project_, "uncertain",
                         std::vector<std::pair<std::int64_t, double>>{{1, 0.1}, {5, 0.7}});
  }
  const Project& get() const { return *project_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Project> project_;
};

}  // namespace

/// What is understood is also carried out: its order changes nothing, and its negation finds all
/// others.
void query(Bytes bytes) {
  static const QueryProject sample;
  const auto& project = sample.get();
  const std::string where(text(bytes));
  try {
    const auto found = project::count(project, where);
    for (const auto* order : {"name", "uncertain", "-uncertain"})
      require(std::ssize(project::select(project, {where, order, 0, -1})) == found);
    require(project::facets(project, where).images == found);
    if (where.find_first_not_of(" \t\r\n") != where.npos)
      require(project::count(project, "-(" + where + ")") == project::count(project) - found);
  } catch (const UsageError&) {
  }
}

}  // namespace penumbra::fuzz
