#pragma once

#include <QString>
#include <string>

namespace penumbra::ui {

/// The name of a change of tags or classes (project::ChangeEntry), in the user's language.
QString change_text(const std::string& name);

}  // namespace penumbra::ui
