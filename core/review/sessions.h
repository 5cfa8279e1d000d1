#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "review/edit_work.h"
#include "review/pace.h"

namespace penumbra::review {

/// Half an hour without a review or an edit ends a session.
inline constexpr std::int64_t session_gap_ms = 30 * 60'000;

/// What a person did in one go. It follows from the times of reviews and edits alone, so that it
/// does not matter where they were made, or how the program ended.
struct Session {
  std::int64_t started = 0;   ///< first review or edit; milliseconds since 1970
  std::int64_t ended = 0;     ///< last one
  std::int64_t active = 0;    ///< milliseconds between them without those of idle_ms and more
  std::int64_t reviewed = 0;  ///< images
  std::int64_t agreed = 0;    ///< second looks that changed nothing
  std::int64_t changed = 0;   ///< second looks that changed some pixel
  EditWork edits;
  bool over = true;  ///< false: another review now would be of it
};

/// All sessions, the latest first. Those that are over are summed up once and kept, if the project
/// is open for writing; so what later undoes their work does not change them.
/// now: milliseconds since 1970. Throws Error, Cancelled.
std::vector<Session> sessions(project::Project& project, std::int64_t now, JobControl& control);

/// A line a session, with two columns a label: pixels that became it and that ceased to be it.
std::string to_csv(const project::Project& project, const std::vector<Session>& sessions);

/// "2026-01-31 14:05", in UTC. milliseconds: since 1970.
std::string time_text(std::int64_t milliseconds);

}  // namespace penumbra::review
