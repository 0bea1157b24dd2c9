#pragma once
// Looks for what is wrong, or soon will be, with an installation, and says what to do about it. Changes nothing.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "daemon/answer/output.hpp"
#include "daemon/util/clock.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::answer {

struct Finding {
  enum class Grade { Good, Advice, Bad };  // Advice: works, but somebody should look at it
  Grade grade = Grade::Good;
  std::string subject;      // "disk space"
  std::string what;         // one sentence
  std::string remedy = {};  // what to do; empty where all is good
};

// What is looked at.
struct Patient {
  std::vector<std::filesystem::path> settings, credentials;  // files, folders
  std::filesystem::path database;
  const util::Clock& clock;
  std::function<Result<void>(const std::string& url)> reach{};  // absent: nothing outside is asked
};

// All findings, in the order in which they are best mended. Reads the whole database once.
std::vector<Finding> examine(const Patient& patient);

// One group of findings each; parts of examine().
std::vector<Finding> examine_credentials(const Patient& patient);
std::vector<Finding> examine_clock(const util::Clock& clock);
std::vector<Finding> examine_disk(const std::filesystem::path& database);
std::vector<Finding> examine_database(const std::filesystem::path& database, const config::Config& config,
                                      const util::Clock& clock);

// Opens a connection to the server of `url`, with its certificate checked, and closes it without asking for anything.
Result<void> reach_server(const std::string& url);

void print_findings(const std::vector<Finding>& findings, const Output& output);

}  // namespace bandwagon::answer
