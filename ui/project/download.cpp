#include "ui/project/download.h"

#include <QCryptographicHash>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSaveFile>
#include <QTimer>

#include "base/error.h"

namespace penumbra::ui {
namespace {
constexpr int look_every_ms = 100;
constexpr int give_up_after_ms = 60'000;  ///< without a byte
constexpr std::int64_t kilobyte = 1024;
}  // namespace

void download(const QUrl& address, const std::filesystem::path& target, const std::string& sha256,
              JobControl& control, ProgressSink& progress) {
  const auto remedy = "Fetch it with a browser and choose the file, or try again later";
  const std::string shown = address.toString().toStdString();
  std::filesystem::create_directories(target.parent_path());
  QSaveFile file(QString::fromStdString(target.string()));
  if (!file.open(QIODevice::WriteOnly))
    throw Error(file.errorString().toStdString(), target.string(), "Choose another folder");

  QNetworkAccessManager network;
  network.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
  QNetworkRequest request(address);
  request.setTransferTimeout(give_up_after_ms);
  const std::unique_ptr<QNetworkReply> reply(network.get(request));
  QCryptographicHash hash(QCryptographicHash::Sha256);
  QEventLoop loop;
  bool disk_full = false;
  const auto take = [&] {
    const QByteArray bytes = reply->readAll();
    hash.addData(bytes);
    if (file.write(bytes) != bytes.size()) {
      disk_full = true;
      reply->abort();
    }
  };
  QObject::connect(reply.get(), &QNetworkReply::readyRead, take);
  QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
  QObject::connect(reply.get(), &QNetworkReply::downloadProgress, [&](qint64 done, qint64 total) {
    progress.progress(
        {"downloading (KB)", done / kilobyte, std::max<std::int64_t>(0, total / kilobyte), -1});
  });
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, [&] {
    if (control.stop_requested()) reply->abort();
  });
  look.start(look_every_ms);
  if (!reply->isFinished()) loop.exec();

  control.checkpoint();
  if (disk_full) throw Error(file.errorString().toStdString(), target.string(), "Free some space");
  if (reply->error() != QNetworkReply::NoError)
    throw Error("could not be fetched: " + reply->errorString().toStdString(), shown, remedy);
  take();
  if (!hash.result().toHex().startsWith(QByteArray::fromStdString(sha256)))
    throw Error("is not the file that was expected: its SHA-256 is " +
                    hash.result().toHex().toStdString() + ", not " + sha256,
                shown, remedy);
  if (!file.commit())
    throw Error(file.errorString().toStdString(), target.string(), "Free some space");
}

}  // namespace penumbra::ui
