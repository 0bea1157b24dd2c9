#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/announcement.hpp"
#include "analyzers/watch/watch.hpp"
#include "config/calendar.hpp"
#include "config/channel.hpp"

namespace bandwagon::config {

// Every knob of bandwagon with its default. Filled by load(); config/bandwagon.toml documents each one.
struct Arxiv {
  std::vector<std::string> categories{"cs.CL", "cs.AI"};  // the lists that are watched and counted
  std::string contact;  // mail address or URL for arXiv's operators; asked for before polling
  std::string rss_url = "https://rss.arxiv.org/rss";
  std::string oai_url = "https://oaipmh.arxiv.org/oai";
  std::string api_url = "https://export.arxiv.org/api/query";
  std::chrono::milliseconds min_gap{3000};                                // arXiv API terms of use
  std::chrono::milliseconds keep_responses{std::chrono::hours{30 * 24}};  // arXiv's answers as they came; 0: none
  model::MailingCalendar calendar = arxiv_calendar();                     // [arxiv] no_mailing = ["2026-01-01", …]
  friend bool operator==(const Arxiv&, const Arxiv&) = default;
};

struct ReleaseFeed {
  std::string name, lab, url;
  friend bool operator==(const ReleaseFeed&, const ReleaseFeed&) = default;
};

struct Releases {
  std::optional<std::filesystem::path> catalogue;  // absent: the shipped releases.toml; empty path: none
  std::optional<std::filesystem::path> labs;  // absent: the shipped labs.toml; empty path: none, nothing is looked for
  std::string catalogue_place, labs_place;    // "FILE:LINE:COLUMN" of the settings that name them; empty: none does
  std::string hub_url = "https://huggingface.co";  // asked for the newest models of the labs' organisations
  friend bool operator==(const Releases&, const Releases&) = default;
};

struct Burst {
  double false_discovery_rate = 0.05;
  double margin = 1.25;  // growth up to this factor is no event
  friend bool operator==(const Burst&, const Burst&) = default;
};

struct Digest {
  int days = 7;
  int max_waves = 12;
  std::string site;  // where the site and the feed are published, with a slash at its end; empty: nowhere
  friend bool operator==(const Digest&, const Digest&) = default;
};

struct Config {
  std::filesystem::path database;  // empty: the program's default place
  Arxiv arxiv;
  std::vector<ReleaseFeed> release_feeds;
  Releases releases;
  Burst burst;
  Digest digest;
  std::vector<watch::Watch> watches;
  std::vector<Channel> channels;
  std::filesystem::path digest_directory;  // where the service writes its digests; empty: beside the database
  friend bool operator==(const Config&, const Config&) = default;
};

}  // namespace bandwagon::config
