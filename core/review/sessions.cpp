#include "review/sessions.h"

#include <algorithm>

#include "review/looks.h"

namespace penumbra::review {
namespace {

std::vector<Session> kept(const project::Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    const SQLite::Transaction one_state(tables);
    SQLite::Statement rows(tables,
                           "SELECT id, started, ended, active, reviewed, agreed, changed, edited, "
                           "strokes FROM sessions ORDER BY ended");
    SQLite::Statement pixels(tables,
                             "SELECT label, became, ceased FROM session_pixels WHERE session = ?");
    std::vector<Session> all;
    while (rows.executeStep()) {
      auto& session = all.emplace_back();
      int column = 1;
      for (auto* value :
           {&session.started, &session.ended, &session.active, &session.reviewed, &session.agreed,
            &session.changed, &session.edits.images, &session.edits.strokes})
        *value = rows.getColumn(column++).getInt64();
      pixels.reset();
      pixels.bind(1, rows.getColumn(0).getInt64());
      while (pixels.executeStep())
        session.edits.pixels[pixels.getColumn(0).getInt()] = {pixels.getColumn(1).getInt64(),
                                                              pixels.getColumn(2).getInt64()};
    }
    return all;
  });
}

void keep(project::Project& project, const Session& session) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement insert(tables,
                             "INSERT INTO sessions (started, ended, active, reviewed, agreed, "
                             "changed, edited, strokes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    int at = 1;
    for (const auto value :
         {session.started, session.ended, session.active, session.reviewed, session.agreed,
          session.changed, session.edits.images, session.edits.strokes})
      insert.bind(at++, value);
    insert.exec();
    const auto id = tables.getLastInsertRowid();
    SQLite::Statement pixels(tables, "INSERT INTO session_pixels VALUES (?, ?, ?, ?)");
    for (const auto& [label, change] : session.edits.pixels) {
      pixels.reset();
      pixels.bind(1, id);
      pixels.bind(2, label);
      pixels.bind(3, change.became);
      pixels.bind(4, change.ceased);
      pixels.exec();
    }
  });
}

/// Start, end and active time of what came after the sessions that are kept.
std::vector<Session> found_after(const project::Project& project, std::int64_t after) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement times(tables,
                            "SELECT created FROM reviews WHERE exact = 1 AND created > ?1 "
                            "UNION SELECT created FROM edits WHERE created > ?1 ORDER BY 1");
    times.bind(1, after);
    std::vector<Session> found;
    while (times.executeStep()) {
      const auto time = times.getColumn(0).getInt64();
      if (found.empty() || time - found.back().ended > session_gap_ms)
        found.emplace_back().started = time;
      else if (time - found.back().ended <= idle_ms)
        found.back().active += time - found.back().ended;
      found.back().ended = time;
    }
    return found;
  });
}

void count_reviews(const project::Project& project, Session& session) {
  project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement count(tables,
                            "SELECT count(*) FILTER (WHERE second = 0), "
                            "count(*) FILTER (WHERE second = 1 AND changed_pixels = 0), "
                            "count(*) FILTER (WHERE second = 1 AND changed_pixels > 0) "
                            "FROM reviews WHERE exact = 1 AND created BETWEEN ? AND ?");
    count.bind(1, session.started);
    count.bind(2, session.ended);
    count.executeStep();
    session.reviewed = count.getColumn(0).getInt64();
    session.agreed = count.getColumn(1).getInt64();
    session.changed = count.getColumn(2).getInt64();
  });
}

}  // namespace

std::vector<Session> sessions(project::Project& project, std::int64_t now, JobControl& control) {
  auto all = kept(project);
  if (project.writable()) count_changes(project, now, control);
  for (auto& session : found_after(project, all.empty() ? 0 : all.back().ended)) {
    count_reviews(project, session);
    session.edits = edit_work(project, session.started - 1, session.ended, control);
    session.over = now - session.ended > session_gap_ms;
    if (session.over && project.writable()) keep(project, session);
    all.push_back(std::move(session));
  }
  std::ranges::reverse(all);
  return all;
}

}  // namespace penumbra::review
