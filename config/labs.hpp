#pragma once
// The major labs: how they sign papers, and the sources in which they publish. Thread safe: no state is kept.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/candidate/lab.hpp"
#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::config {

struct LabSource {
  std::string name;  // never used twice: the identity of the source
  std::string lab;   // empty: of no single lab (a hub, a blog that reports on others)
  std::string url;
};

struct Labs {
  std::vector<candidate::Lab> labs;
  std::vector<LabSource> sources;
};

// [[lab]] with name, why, signatures, organisations and makers; [[source]] with name, lab, url, why. Each organisation
// of a lab is a source of its own: its newest models on the Hub, by `hub_url`. Errors: NotFound, Failed, Parse with
// every problem as "FILE:LINE:COLUMN: message".
Result<Labs> read_labs(const std::filesystem::path& file, const std::string& hub_url);
Result<Labs> parse_labs(std::string_view text, const std::filesystem::path& file, const std::string& hub_url);

// The list that the settings choose; without any: no labs and no sources. Errors: Config.
Result<Labs> configured_labs(const Config& config);

}  // namespace bandwagon::config
