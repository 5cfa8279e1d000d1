#pragma once

namespace penumbra {

/// Marks a text that a window shows in the user's language; returns it as it is, in English.
/// `packaging/translations.sh` finds texts by the name of this function, so that the argument is a
/// literal; ui/phrase_text.h translates them where they are shown.
constexpr const char* phrase(const char* text) { return text; }

}  // namespace penumbra
