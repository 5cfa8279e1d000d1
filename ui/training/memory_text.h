#pragma once

#include <QString>
#include <cstdint>

namespace penumbra::ui {

/// "850 MB", "5.3 GB".
inline QString memory_text(std::int64_t bytes) {
  const double gigabytes = static_cast<double>(bytes) / 1e9;
  if (gigabytes < 1) return QString("%1 MB").arg(gigabytes * 1000, 0, 'f', 0);
  return QString("%1 GB").arg(gigabytes, 0, 'f', 1);
}

}  // namespace penumbra::ui
