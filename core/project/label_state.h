#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "project/layer_file.h"

/// How the state of images (column images.state) follows from their labels and edits, within a
/// transaction of the caller's. What a person marked as reviewed stays so.
namespace penumbra::project {

/// A new image has labels.
void mark_labelled(SQLite::Database& tables, ImageId image);

/// An image has operations that count.
void mark_edited(SQLite::Database& tables, ImageId image);

/// Edits were undone, or labels removed: sets what is true now, of one image or of all.
void update_state(SQLite::Database& tables, ImageId image);
void update_states(SQLite::Database& tables);

/// An image is not reviewed any more: sets what is true without that.
void clear_reviewed(SQLite::Database& tables, ImageId image);

}  // namespace penumbra::project
