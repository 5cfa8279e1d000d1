#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QtTest>
#include <filesystem>

#include "dataset/demo_scenes.h"

/// What a run of penumbra-cli gave.
struct CommandResult {
  int status = -1;  ///< -1: it crashed or did not end
  QString out;
  QString err;

  /// Standard output as one JSON object; an empty one if it is anything else.
  QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

inline constexpr int patience_ms = 120'000;

/// Waits for a process to end and collects what it said.
inline CommandResult finish(QProcess& process) {
  CommandResult result;
  if (!process.waitForFinished(patience_ms)) process.kill();
  process.waitForFinished(1000);
  if (process.exitStatus() == QProcess::NormalExit) result.status = process.exitCode();
  result.out += QString::fromUtf8(process.readAllStandardOutput());
  result.err += QString::fromUtf8(process.readAllStandardError());
  return result;
}

/// Runs penumbra-cli, not on a terminal.
inline CommandResult command(const QStringList& arguments) {
  QProcess process;
  process.start(PENUMBRA_CLI, arguments);
  return finish(process);
}

/// A few generated scenes with splits train and val.
inline void write_scenes(const std::filesystem::path& folder, int training = 6,
                         int validation = 2) {
  penumbra::JobControl control;
  penumbra::NoProgress silent;
  penumbra::dataset::write_demo_scenes(
      folder,
      {.seed = 1, .training_images = training, .validation_images = validation, .threads = 2},
      control, silent);
}

/// Settings of preset `quick` for a network and a run that are small enough for a test.
inline QStringList small_run() {
  return {"--preset", "quick",         "--threads", "1",
          "--set",    "steps=2",       "--set",     "batch=2",
          "--set",    "image_size=64", "--set",     "segmentation_target=refined"};
}

/// `train` on scenes.
inline QStringList train_arguments(const QString& data, const QString& run,
                                   const QStringList& more = {}) {
  return QStringList{"train", "--data", data, "--split", "train", "--run", run} + small_run() +
         more;
}
