#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

namespace penumbra::project {

enum class Access { Read, Write };

/// An SQLite file in WAL mode: one connection that writes, and as many that read as there are
/// threads that do. Readers see the last committed state and never wait for the writer.
/// SQLite's own errors reach the caller as Error that names the file (full disk, damaged file).
class Database {
 public:
  /// Opens; with Access::Write also creates. Throws Error.
  Database(std::filesystem::path file, Access access);

  /// Runs work(SQLite::Database&) in one transaction and commits it: it is on the disk when this
  /// returns. What `work` throws undoes it all. One writer at a time; not to be nested.
  /// Throws Error where the file was opened for reading.
  template <class Work>
  auto write(const Work& work) -> std::invoke_result_t<Work, SQLite::Database&>;

  /// Runs work(SQLite::Database&) on a connection that can only read. Not to be called from within
  /// `write` for what that transaction has changed.
  template <class Work>
  auto read(const Work& work) const -> std::invoke_result_t<Work, SQLite::Database&>;

  const std::filesystem::path& file() const { return file_; }
  bool writable() const { return writer_ != nullptr; }

  /// Rewrites the file without its gaps, and empties the write-ahead log.
  void vacuum();

 private:
  using Connection = std::unique_ptr<SQLite::Database>;

  [[noreturn]] void refuse(const SQLite::Exception& problem) const;
  [[noreturn]] void refuse_writing() const;
  Connection take_reader() const;
  void give_back(Connection reader) const;

  std::filesystem::path file_;
  Connection writer_;
  std::mutex writing_;
  mutable std::mutex pool_;
  mutable std::vector<Connection> readers_;
};

template <class Work>
auto Database::write(const Work& work) -> std::invoke_result_t<Work, SQLite::Database&> {
  if (!writer_) refuse_writing();
  const std::lock_guard lock(writing_);
  try {
    SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
    if constexpr (std::is_void_v<std::invoke_result_t<Work, SQLite::Database&>>) {
      work(*writer_);
      transaction.commit();
    } else {
      auto result = work(*writer_);
      transaction.commit();
      return result;
    }
  } catch (const SQLite::Exception& problem) {
    refuse(problem);
  }
}

template <class Work>
auto Database::read(const Work& work) const -> std::invoke_result_t<Work, SQLite::Database&> {
  try {
    auto reader = take_reader();
    if constexpr (std::is_void_v<std::invoke_result_t<Work, SQLite::Database&>>) {
      work(*reader);
      give_back(std::move(reader));
    } else {
      auto result = work(*reader);
      give_back(std::move(reader));
      return result;
    }
  } catch (const SQLite::Exception& problem) {
    refuse(problem);
  }
}

}  // namespace penumbra::project
