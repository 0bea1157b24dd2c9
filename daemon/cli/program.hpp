#pragma once

namespace bandwagon::cli {

// Reads the command line, runs the command, prints errors to stderr as "bandwagon: MESSAGE" and gives the exit code of
// the contract. Nothing is thrown out of it.
int run(int argc, const char* const* argv);

}  // namespace bandwagon::cli
