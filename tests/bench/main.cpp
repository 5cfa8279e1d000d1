#include <cstdio>
#include <exception>

#include "bench/benches.h"

int main(int argc, char** argv) {
  CLI::App app{"Measures Penumbra against plainer ways of the same work", "penumbra-bench"};
  app.require_subcommand(1);
  penumbra::bench::add_catalogue(app);
  penumbra::bench::add_compare(app);
  penumbra::bench::add_crf(app);
  penumbra::bench::add_data(app);
  penumbra::bench::add_edit(app);
  penumbra::bench::add_export(app);
  penumbra::bench::add_formats(app);
  penumbra::bench::add_history(app);
  penumbra::bench::add_thumbnails(app);
#ifdef PENUMBRA_LEARN
  penumbra::bench::add_cam(app);
  penumbra::bench::add_encoder(app);
  penumbra::bench::add_energy(app);
  penumbra::bench::add_label(app);
  penumbra::bench::add_live(app);
  penumbra::bench::add_par(app);
  penumbra::bench::add_step(app);
#endif
#ifdef PENUMBRA_WINDOW
  penumbra::bench::add_window(app);
#endif
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
  return 0;
}
