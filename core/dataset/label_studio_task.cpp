#include "dataset/label_studio_task.h"

#include <algorithm>
#include <cctype>

#include "base/json.h"

namespace penumbra::dataset {
namespace {

using nlohmann::json;

/// With "%41" for "A".
std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) {
      const auto value =
          std::string_view("0123456789abcdef")
              .find(static_cast<char>(std::tolower(static_cast<unsigned char>(text[at]))));
      return value == std::string_view::npos ? -1 : static_cast<int>(value);
    };
    if (text[i] == '%' && i + 2 < text.size() && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
      plain.push_back(static_cast<char>(16 * digit(i + 1) + digit(i + 2)));
      i += 2;
    } else {
      plain.push_back(text[i]);
    }
  }
  return plain;
}

/// "0a1b2c3d-cat.jpg" is an uploaded "cat.jpg".
std::string without_upload_mark(const std::string& name) {
  constexpr std::size_t digits = 8;
  const bool marked = name.size() > digits + 1 && name[digits] == '-' &&
                      std::all_of(name.begin(), name.begin() + digits,
                                  [](unsigned char sign) { return std::isxdigit(sign) != 0; });
  return marked ? name.substr(digits + 1) : name;
}

std::vector<std::string> texts(const json& value, const char* key) {
  const auto found = value.find(key);
  return found == value.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
}

}  // namespace

std::string label_studio_image(const json& task) {
  const auto& data = task.at("data");
  std::string image;
  for (const char* key : {"image", "img", "image_url", "photo"})
    if (const auto found = data.find(key); found != data.end() && found->is_string()) {
      image = found->get<std::string>();
      break;
    }
  if (const auto local = image.find("/local-files/?d="); local != std::string::npos)
    return decoded(std::string_view(image).substr(local + 16));
  const auto scheme = image.find("://");
  if (scheme != std::string::npos) {
    image.erase(0, std::min(image.find('/', scheme + 3), image.size() - 1) + 1);
    image = decoded(image.substr(0, image.find('?')));
  }
  if (const auto upload = image.find("data/upload/"); upload <= 1) {
    const auto slash = image.rfind('/');
    return without_upload_mark(decoded(image.substr(slash + 1)));
  }
  return image.starts_with('/') ? image.substr(1) : image;
}

const json& label_studio_results(const json& task) {
  static const json none = json::array();
  const json* results = &none;
  const auto key = task.contains("annotations") ? "annotations" : "completions";
  if (const auto all = task.find(key); all != task.end())
    for (const auto& one : *all)
      if (!one.value("was_cancelled", false)) results = &one.at("result");
  return *results;
}

std::vector<std::string> label_studio_region_labels(const json& result) {
  const auto type = result.value("type", std::string());
  if (type != "brushlabels" && type != "polygonlabels" && type != "rectanglelabels" &&
      type != "ellipselabels")
    return {};
  return texts(result.at("value"), type.c_str());
}

std::vector<std::string> label_studio_choices(const json& result) {
  if (result.value("type", std::string()) != "choices") return {};
  return texts(result.at("value"), "choices");
}

}  // namespace penumbra::dataset
