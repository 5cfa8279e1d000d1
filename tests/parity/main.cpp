#include <iostream>

#include "base/error.h"
#include "parity/checks.h"

/// penumbra-parity FILE.safetensors: compares what this build computes with golden numbers.
/// Exit status: 0 all equal within their tolerance, 1 not, or the file can't be used, 2 wrong
/// usage.
int main(int argc, char** argv) {
  using namespace penumbra;
  if (argc != 2 || std::string_view(argv[1]).starts_with("-")) {
    std::cerr << "usage: penumbra-parity FILE.safetensors\n";
    return 2;
  }
  try {
    parity::Report report(std::cout);
    parity::check(model::read_state_dict(argv[1]), report);
    report.print_total();
    return report.failed() == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "penumbra-parity: " << error.what() << '\n';
    return 1;
  }
}
