#pragma once

#include <QLocale>
#include <QString>
#include <cstdint>

namespace penumbra::ui {

/// "850 MB", "5.3 GB".
inline QString memory_text(std::int64_t bytes) {
  const double gigabytes = static_cast<double>(bytes) / 1e9;
  if (gigabytes < 1) return QString("%1 MB").arg(QLocale().toString(gigabytes * 1000, 'f', 0));
  return QString("%1 GB").arg(QLocale().toString(gigabytes, 'f', 1));
}

}  // namespace penumbra::ui
