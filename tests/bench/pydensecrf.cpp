#include "bench/pydensecrf.h"

#include <cstring>
#include <fstream>
#include <sstream>

#include "base/atomic_file.h"
#include "base/error.h"
#include "bench/process.h"

namespace penumbra::bench {

namespace {

namespace fs = std::filesystem;

constexpr const char* script = R"(
import sys, time
import numpy
import pydensecrf.densecrf as densecrf
folder, width, height, classes, iterations, repeats = sys.argv[1], *map(int, sys.argv[2:7])
sxy, weight, bilateral_sxy, bilateral_srgb, bilateral_weight = map(float, sys.argv[7:12])
image = numpy.fromfile(folder + "/image", numpy.uint8).reshape(height, width, 3)
probability = numpy.fromfile(folder + "/probability", numpy.float32).reshape(classes, -1)
unary = -numpy.log(numpy.maximum(probability, 1e-5))
with open(folder + "/seconds", "w") as out:
    for _ in range(repeats):
        start = time.perf_counter()
        crf = densecrf.DenseCRF2D(width, height, classes)
        crf.setUnaryEnergy(unary)
        crf.addPairwiseGaussian(sxy=sxy, compat=weight)
        crf.addPairwiseBilateral(sxy=bilateral_sxy, srgb=bilateral_srgb, rgbim=image,
                                 compat=bilateral_weight)
        marginals = numpy.array(crf.inference(iterations))
        out.write("%.6f\n" % (time.perf_counter() - start))
marginals.astype(numpy.float32).tofile(folder + "/marginals")
)";

/// A Python that can import pydensecrf.
std::string python_with_pydensecrf(const std::string& python, const fs::path& log) {
  const auto works = [&](const std::string& program) {
    return succeeds({program, "-c", "import pydensecrf.densecrf"}, log);
  };
  if (works(python)) return python;
  const fs::path environment = cache_folder() / "bench-pydensecrf";
  const std::string inside = (environment / "bin/python").string();
  if (fs::exists(inside) && works(inside)) return inside;
  make_folder(cache_folder());
  const std::string pip = (environment / "bin/pip").string();
  // Its generated sources are too old for current Pythons: have Cython, below 3, write them anew.
  if (succeeds({python, "-m", "venv", "--clear", environment.string()}, log) &&
      succeeds({pip, "install", "numpy", "cython<3", "setuptools", "wheel"}, log) &&
      succeeds({"env", "CYTHON_FORCE_REGEN=1", pip, "install", "--no-build-isolation",
                "--no-cache-dir", "pydensecrf"},
               log) &&
      works(inside)) {
    return inside;
  }
  throw Error("pydensecrf can't be installed for " + python, log.string(),
              "See what is written there, or name a Python that has it with --python");
}

struct ScratchFolder {
  fs::path path;
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "penumbra-bench-XXXXXX").string();
    if (!mkdtemp(name.data())) throw Error("can't make a folder", name);
    path = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

template <class Number>
void write(const fs::path& file, const std::vector<Number>& numbers) {
  write_file_atomically(file, std::as_bytes(std::span(numbers)));
}

}  // namespace

PeerRun run_pydensecrf(const CrfInput& input, const crf::CrfOptions& options,
                       const std::string& python, int repeats) {
  make_folder(cache_folder());
  const fs::path log = cache_folder() / "bench-pydensecrf.log";
  const std::string program = python_with_pydensecrf(python, log);

  const ScratchFolder scratch;
  write(scratch.path / "image", input.image.pixels);
  write(scratch.path / "probability", input.probability);
  write_file_atomically(scratch.path / "run.py", script);
  std::vector<std::string> arguments{"env", "OMP_NUM_THREADS=1", program,
                                     (scratch.path / "run.py").string(), scratch.path.string()};
  for (const int number : {input.image.size.width, input.image.size.height, input.classes,
                           options.iterations, repeats}) {
    arguments.push_back(std::to_string(number));
  }
  for (const float number : {options.gaussian_sxy, options.gaussian_weight, options.bilateral_sxy,
                             options.bilateral_srgb, options.bilateral_weight}) {
    arguments.push_back(std::to_string(number));
  }
  if (!succeeds(arguments, log)) throw Error("pydensecrf failed", log.string(), "Read it");

  PeerRun run{"pydensecrf", {}, {}};
  std::istringstream seconds(read_file(scratch.path / "seconds"));
  for (double value; seconds >> value;) run.seconds.push_back(value);
  const std::string bytes = read_file(scratch.path / "marginals");
  if (run.seconds.empty() || bytes.size() != input.probability.size() * sizeof(float)) {
    throw Error("pydensecrf gave no result", log.string());
  }
  run.marginals.resize(input.probability.size());
  std::memcpy(run.marginals.data(), bytes.data(), bytes.size());
  return run;
}

}  // namespace penumbra::bench
