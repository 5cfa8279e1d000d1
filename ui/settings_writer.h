#pragma once

#include <QSettings>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace penumbra::ui {

/// While one lives, `change_settings` leaves the writing to its thread: QSettings waits for the
/// disk, which may take long while that is busy, and a window must not. Changes that come meanwhile
/// are written together, in their order.
class SettingsWriter {
 public:
  using Change = std::function<void(QSettings&)>;

  SettingsWriter();
  /// Writes what is waiting.
  ~SettingsWriter();
  SettingsWriter(const SettingsWriter&) = delete;
  SettingsWriter& operator=(const SettingsWriter&) = delete;

  void submit(Change change);
  /// The same for one key, whose value `waiting` knows until it is written.
  void set(const QString& key, const QVariant& value);
  std::optional<QVariant> waiting(const QString& key) const;
  /// Waits until all is written.
  void finish();

 private:
  void work(const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Change> waiting_;
  std::map<QString, QVariant> values_;  ///< of `set`, not written yet
  bool writing_ = false;
  std::jthread thread_;
};

/// To be called on the window's thread. Without a writer it is done at once.
void change_settings(SettingsWriter::Change change);
void change_setting(const QString& key, const QVariant& value);
/// What `change_setting` was told last, or QSettings has.
QVariant setting(const QString& key, const QVariant& fallback = {});
/// Ahead of reading what `change_settings` may have changed a moment ago.
void finish_settings();

}  // namespace penumbra::ui
