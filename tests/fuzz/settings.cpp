#include <sys/mman.h>
#include <unistd.h>

#include "config/effective.hpp"
#include "config/load.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
  promise(::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  const std::string name = "/proc/self/fd/" + std::to_string(file);
  const auto config = bandwagon::config::load(name);
  if (config)
    promise(bandwagon::config::effective_settings({name}).has_value());
  else
    promise(!config.error().message.empty());
  ::close(file);
}
