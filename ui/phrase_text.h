#pragma once

#include <QCoreApplication>
#include <QString>
#include <string>

namespace penumbra::ui {

/// A text that the core marks as a phrase (base/phrase.h), in the user's language; any other as it
/// is.
inline QString phrase_text(const std::string& phrase) {
  return QCoreApplication::translate("core", phrase.c_str());
}

}  // namespace penumbra::ui
