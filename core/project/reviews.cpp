#include "project/reviews.h"

namespace penumbra::project {

void note_review(SQLite::Database& tables, ImageId image, std::int64_t created, bool second) {
  SQLite::Statement insert(tables, "INSERT INTO reviews (image, created, second) VALUES (?, ?, ?)");
  insert.bind(1, image);
  insert.bind(2, created);
  insert.bind(3, second ? 1 : 0);
  insert.exec();
}

void forget_reviews(SQLite::Database& tables, ImageId image) {
  SQLite::Statement forget(tables, "DELETE FROM reviews WHERE image = ?");
  forget.bind(1, image);
  forget.exec();
}

}  // namespace penumbra::project
