#include "ui/settings_writer.h"

#include <utility>

namespace penumbra::ui {
namespace {
SettingsWriter* writer = nullptr;  // of the window that was opened last
}

SettingsWriter::SettingsWriter() : thread_([this](const std::stop_token& stop) { work(stop); }) {
  writer = this;
}

SettingsWriter::~SettingsWriter() {
  if (writer == this) writer = nullptr;
  finish();
}

void SettingsWriter::submit(Change change) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(change));
  }
  changed_.notify_all();
}

void SettingsWriter::set(const QString& key, const QVariant& value) {
  {
    const std::lock_guard lock(mutex_);
    values_[key] = value;
  }
  submit([key, value](QSettings& settings) { settings.setValue(key, value); });
}

std::optional<QVariant> SettingsWriter::waiting(const QString& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = values_.find(key);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

void SettingsWriter::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && !writing_; });
}

void SettingsWriter::work(const std::stop_token& stop) {
  for (;;) {
    std::vector<Change> changes;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      changes = std::exchange(waiting_, {});
      writing_ = true;
    }
    {
      QSettings settings;
      for (const auto& change : changes) change(settings);
    }
    {
      const std::lock_guard lock(mutex_);
      writing_ = false;
      if (waiting_.empty()) values_.clear();
    }
    changed_.notify_all();
  }
}

void change_settings(SettingsWriter::Change change) {
  if (writer) return writer->submit(std::move(change));
  QSettings settings;
  change(settings);
}

void change_setting(const QString& key, const QVariant& value) {
  if (writer)
    writer->set(key, value);
  else
    QSettings().setValue(key, value);
}

QVariant setting(const QString& key, const QVariant& fallback) {
  if (writer)
    if (const auto value = writer->waiting(key)) return *value;
  return QSettings().value(key, fallback);
}

void finish_settings() {
  if (writer) writer->finish();
}

}  // namespace penumbra::ui
