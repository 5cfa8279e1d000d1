#pragma once

#include <string>
#include <vector>

namespace penumbra {

/// Appends a line of comma-separated values (RFC 4180); fields are quoted where they need it.
void add_csv_line(std::string& csv, const std::vector<std::string>& fields);

}  // namespace penumbra
