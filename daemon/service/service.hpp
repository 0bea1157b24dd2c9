#pragma once
// The service as a whole: what bandwagond does once its options are read.
#include <filesystem>
#include <string>

#include "daemon/service/cycle.hpp"

namespace bandwagon::service {

struct ServiceOptions {
  std::string config_file;    // empty: the default places
  std::string database_file;  // empty: the configuration's, else kServiceDatabase
};

inline constexpr const char* kServiceDatabase = "/var/lib/bandwagon/bandwagon.db";

// The configuration, if it can be served: readable, right, and with a contact address. Error: Config, with file, line
// and key.
Result<config::Config> service_config(const ServiceOptions& options);

// One full cycle in the foreground. A source that cannot be read is the error here, after everything else was done.
Result<void> run_once(const ServiceOptions& options);

// Runs cycles until SIGTERM; see loop.hpp. To be called before any thread is started.
Result<void> run_service(const ServiceOptions& options);

}  // namespace bandwagon::service
