#pragma once

#include <QString>
#include <string_view>

namespace penumbra::ui {

struct HistoryEntry;
class OpenProject;

/// What an operation is called in words, by its name in scripts: "Flood fill".
QString operation_text(std::string_view name);

/// The same with what was painted: "Brush · cat".
QString operation_text(const HistoryEntry& entry, const OpenProject& project);

}  // namespace penumbra::ui
