#include <iostream>
#include <string>
#include <vector>

#include "base/error.h"
#include "device/device.h"
#include "parity/checks.h"

/// penumbra-parity [--device NAME] FILE.safetensors: compares what this build computes with golden
/// numbers, on the CPU or in float32 on the device named. Exit status: 0 all equal within their
/// tolerance, 1 not, or the file can't be used, 2 wrong usage.
int main(int argc, char** argv) {
  using namespace penumbra;
  std::vector<std::string> arguments(argv + 1, argv + argc);
  std::string device = "cpu";
  if (arguments.size() == 3 && arguments[0] == "--device") {
    device = arguments[1];
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() != 1 || arguments[0].starts_with("-")) {
    std::cerr << "usage: penumbra-parity [--device NAME] FILE.safetensors\n";
    return 2;
  }
  try {
    parity::Report report(std::cout);
    const auto compute = device::choose({.device = device, .precision = "float32"});
    parity::check(model::read_state_dict(arguments[0]), compute.device, report);
    report.print_total();
    return report.failed() == 0 ? 0 : 1;
  } catch (const UsageError& error) {
    std::cerr << "penumbra-parity: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "penumbra-parity: " << error.what() << '\n';
    return 1;
  }
}
