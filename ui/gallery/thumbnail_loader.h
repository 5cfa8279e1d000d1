#pragma once

#include <QImage>
#include <QObject>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

namespace penumbra::ui {

/// Decodes thumbnails on background threads, the latest wish first: what is on screen was asked for
/// last. Wishes that were scrolled away long ago are forgotten; asking again renews them.
class ThumbnailLoader : public QObject {
  Q_OBJECT

 public:
  ThumbnailLoader(int side, int threads, QObject* parent = nullptr);
  ~ThumbnailLoader() override;

  /// Asks for the thumbnail of `file`; `key` comes back with it.
  void request(int key, const std::filesystem::path& file);
  /// Forgets all wishes; what is being decoded is not delivered.
  void clear();

 Q_SIGNALS:
  /// A null image where the file can't be read.
  void loaded(int key, const QImage& thumbnail);

 private:
  struct Wish {
    int key;
    std::filesystem::path file;
  };

  void work(std::stop_token stop);
  QImage decode(const std::filesystem::path& file) const;

  const int side_;
  std::mutex mutex_;
  std::condition_variable_any wished_;
  std::vector<Wish> wishes_;  ///< the last is decoded first
  int generation_ = 0;        ///< counts clear()
  std::vector<std::jthread> threads_;
};

}  // namespace penumbra::ui
