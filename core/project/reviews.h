#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "project/catalogue.h"

/// When images were marked as reviewed (table `reviews`), within a transaction of the caller's.
namespace penumbra::project {

/// created: milliseconds since 1970. second: of an image that was reviewed already.
void note_review(SQLite::Database& tables, ImageId image, std::int64_t created, bool second);

void forget_reviews(SQLite::Database& tables, ImageId image);

}  // namespace penumbra::project
