// Idle threads of OpenMP, which LibTorch computes with, spin for a while by default: on a machine
// that does anything else they slow each other down. They sleep instead, unless the user wants
// otherwise. OpenMP reads the environment when it is loaded, before main(): this runs earlier
// still.
#include <cstdlib>

namespace {

void let_idle_threads_sleep(int, char**, char**) { ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0); }

[[gnu::section(".preinit_array"),
  gnu::used]] void (*const before_libraries)(int, char**, char**) = let_idle_threads_sleep;

}  // namespace
