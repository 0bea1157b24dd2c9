#include "daemon/answer/doctor.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/timex.h>

#include <set>

#include "config/catalogue.hpp"
#include "config/credential.hpp"
#include "config/effective.hpp"
#include "config/labs.hpp"
#include "config/load.hpp"
#include "daemon/fetch/reach.hpp"
#include "daemon/intake/poll.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::answer {
namespace {

using Grade = Finding::Grade;
using Findings = std::vector<Finding>;

void append(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Findings examine_settings(const Patient& patient, const config::Config& config) {
  Findings found;
  std::string read;
  std::error_code ignored;
  for (const auto& file : patient.settings)
    if (std::filesystem::exists(file, ignored)) read += (read.empty() ? "" : ", ") + file.string();
  found.push_back({Grade::Good, "settings", read.empty() ? "no file, all defaults" : read + " is right"});
  if (const auto may = intake::may_poll(config.arxiv); !may)
    found.push_back({Grade::Advice, "contact", "no contact address is set, so the service does not poll",
                     "set [arxiv] contact = \"you@example.org\" in bandwagon.toml"});
  return found;
}

std::string list_name(const std::optional<std::filesystem::path>& choice) {
  return choice ? choice->string() : "the shipped list";
}

Findings examine_catalogue(const config::Config& config) {
  const auto& choice = config.releases.catalogue;
  if (choice && choice->empty()) return {{Grade::Good, "catalogue", "none is wanted"}};
  const auto catalogue = config::configured_catalogue(config);
  if (!catalogue)
    return {{Grade::Bad, "catalogue", catalogue.error().message, "mend the file, or set [releases] catalogue"}};
  return {{Grade::Good, "catalogue", fmt::format("{} holds {} releases", list_name(choice), catalogue->size())}};
}

Findings examine_labs(const config::Config& config) {
  const auto& choice = config.releases.labs;
  if (choice && choice->empty()) return {{Grade::Good, "labs", "none are wanted"}};
  const auto labs = config::configured_labs(config);
  if (!labs) return {{Grade::Bad, "labs", labs.error().message, "mend the file, or set [releases] labs"}};
  return {{Grade::Good, "labs",
           fmt::format("{} holds {} labs, {} sources", list_name(choice), labs->labs.size(), labs->sources.size())}};
}

Findings examine_reach(const Patient& patient, const config::Config& config) {
  if (!patient.reach) return {};
  std::set<std::string> urls{config.arxiv.rss_url, config.arxiv.oai_url, config.arxiv.api_url};
  for (const auto& feed : config.release_feeds) urls.insert(feed.url);
  Findings found;
  for (const auto& url : urls) {
    const auto reached = patient.reach(url);
    found.push_back(reached
                        ? Finding{Grade::Good, "network", url + " can be reached"}
                        : Finding{Grade::Bad, "network", reached.error().message,
                                  "look at the network, the name server, the proxy (https_proxy) and ca-certificates"});
  }
  return found;
}

const char* word_for(Grade grade) {
  switch (grade) {
    case Grade::Good:
      return "ok";
    case Grade::Advice:
      return "advice";
    case Grade::Bad:
      return "BAD";
  }
  return "";
}

}  // namespace

std::vector<Finding> examine_credentials(const Patient& patient) {
  const auto names = config::named_credentials(patient.settings);
  if (!names) return {};  // the settings are wrong, which is said elsewhere
  Findings found;
  for (const auto& name : *names) {
    if (const auto secret = config::read_credential(name, patient.credentials); !secret)
      found.push_back({Grade::Bad, "credential " + name, secret.error().message,
                       "under systemd the service sees /etc/bandwagon/credentials only after a restart"});
    else
      found.push_back({Grade::Good, "credential " + name, "is there"});
    for (const auto& folder : patient.credentials) {
      struct stat about {};
      if (::stat((folder / name).c_str(), &about) == 0 && (about.st_mode & (S_IRGRP | S_IROTH)) != 0)
        found.push_back({Grade::Bad, "credential " + name,
                         fmt::format("{} can be read by others", (folder / name).string()),
                         fmt::format("chmod 600 {}", (folder / name).string())});
    }
  }
  return found;
}

std::vector<Finding> examine_clock(const util::Clock& clock) {
  constexpr std::int64_t kWinter = 1768478400, kSummer = 1784116800;  // 2026-01-15 and 2026-07-15, 12:00 UTC
  Findings found;
  if (!util::is_plausible(clock.now()))
    found.push_back({Grade::Bad, "clock", "the clock was never set", "set it: timedatectl set-ntp true"});
  timex state{};
  if (::adjtimex(&state) == TIME_ERROR)
    found.push_back({Grade::Advice, "clock", "nothing keeps the clock right (no NTP)", "timedatectl set-ntp true"});
  const bool knows_new_york =
      util::new_york(kWinter).second_of_day == 7 * 3600 && util::new_york(kSummer).second_of_day == 8 * 3600;
  if (!knows_new_york)
    found.push_back(
        {Grade::Bad, "time zone", "the system does not know New York's clock", "install the package tzdata"});
  if (found.empty()) found.push_back({Grade::Good, "clock", "is set, kept right, and knows New York's time"});
  return found;
}

std::vector<Finding> examine(const Patient& patient) {
  Findings all;
  const auto config = config::load_layers(patient.settings);
  if (!config)
    all.push_back({Grade::Bad, "settings", config.error().message, "mend the file; bandwagon.toml(5) has every key"});
  const config::Config settings = config ? *config : config::Config{};
  if (config) append(all, examine_settings(patient, settings));
  append(all, examine_catalogue(settings));
  append(all, examine_labs(settings));
  append(all, examine_credentials(patient));
  append(all, examine_clock(patient.clock));
  append(all, examine_disk(patient.database));
  append(all, examine_database(patient.database, settings, patient.clock));
  append(all, examine_reach(patient, settings));
  return all;
}

Result<void> reach_server(const std::string& url) {
  return fetch::reach(url);
}

void print_findings(const std::vector<Finding>& findings, const Output& output) {
  render::Screen uncut = output.screen;
  uncut.columns.reset();  // what is cut cannot be done
  const auto writer = render::row_writer(output.format, output.stream, uncut);
  writer->columns({"state", "subject", "finding", "remedy"});
  for (const auto& one : findings) {
    Row row;
    for (const std::string& text : {std::string(word_for(one.grade)), one.subject, one.what, one.remedy})
      row.emplace_back(text);
    writer->row(row);
  }
  writer->finish();
}

}  // namespace bandwagon::answer
