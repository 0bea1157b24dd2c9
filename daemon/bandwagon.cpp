// bandwagon: the people's tool.
#include "daemon/cli/program.hpp"

int main(int argc, char** argv) {
  return bandwagon::cli::run(argc, argv);
}
