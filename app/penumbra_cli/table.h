#pragma once

#include <string>
#include <vector>

namespace penumbra::cli {

/// Rows of cells as lines of text; the first column is flush left, the others flush right.
std::string table(const std::vector<std::vector<std::string>>& rows);

}  // namespace penumbra::cli
