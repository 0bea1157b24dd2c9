// bandwagon: the people's tool.
#include "daemon/cli/program.hpp"
#include "daemon/util/heap.hpp"

int main(int argc, char** argv) {
  bandwagon::share_heaps();
  return bandwagon::cli::run(argc, argv);
}
