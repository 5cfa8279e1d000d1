#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

/// A task of Label Studio's JSON export, as far as it is needed here. All throw json::exception for
/// members of another kind.
namespace penumbra::dataset {

/// The image of `data` as a relative path: without the address of a server and what it puts ahead
/// of uploaded files. Empty where there is none.
std::string label_studio_image(const nlohmann::json& task);

/// What was marked: the results of the last annotation that was not cancelled; part of the
/// task.
const nlohmann::json& label_studio_results(const nlohmann::json& task);

/// The labels of a region (brush, polygon, rectangle, ellipse); none for other results.
std::vector<std::string> label_studio_region_labels(const nlohmann::json& result);

/// The choices of a result; none for other results.
std::vector<std::string> label_studio_choices(const nlohmann::json& result);

}  // namespace penumbra::dataset
