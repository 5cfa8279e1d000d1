#pragma once

#include <QString>
#include <exception>

#include "base/failure_text.h"

namespace penumbra::ui {

/// What a failure says to the user, as widgets show it.
inline QString problem_text(const std::exception& failure) {
  return QString::fromStdString(failure_text(failure));
}

}  // namespace penumbra::ui
