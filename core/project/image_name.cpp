#include "project/image_name.h"

namespace penumbra::project {

std::string image_name(const Project& project, ImageId image) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement find(tables, "SELECT path FROM images WHERE id = ?");
    find.bind(1, image);
    return find.executeStep() ? find.getColumn(0).getString() : "image " + std::to_string(image);
  });
}

}  // namespace penumbra::project
