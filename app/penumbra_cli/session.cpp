#include "app/penumbra_cli/session.h"

#include <iostream>

#include "base/error.h"
#include "base/json.h"

namespace penumbra::cli {

void Session::answer(const nlohmann::json& object, const std::string& text) {
  console.end_progress();
  if (json)
    std::cout << json_text(object, 2, nlohmann::json::error_handler_t::replace) << '\n';
  else
    std::cout << text << (text.ends_with('\n') ? "" : "\n");
  std::cout.flush();
  if (!std::cout) throw Error("could not be written", "standard output");
}

}  // namespace penumbra::cli
