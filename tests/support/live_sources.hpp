#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp is POSIX, not in <cstdlib>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "config/config.hpp"
#include "daemon/intake/poll.hpp"
#include "daemon/util/new_york.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scripted_transport.hpp"

namespace bandwagon::support {

inline util::Moment new_york(const char* day, int hour, int minute) {
  return util::Moment{std::chrono::seconds{
      util::unix_seconds({.day = *model::Day::parse(day), .second_of_day = hour * 3600 + minute * 60})}};
}

// The recorded mailing of Wednesday 2026-09-23: two new papers of cs.LG, an old cross-list and a replacement.
inline std::string recorded_mailing() {
  std::ifstream file(std::string(BANDWAGON_SOURCE_DIR) + "/tests/fixtures/arxiv-rss/four-lists_2026-09-24.xml",
                     std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline fetch::Response answer(int status, std::string body, std::string etag = {}) {
  fetch::Response response;
  response.status = status;
  response.body = std::move(body);
  response.etag = std::move(etag);
  return response;
}

// arXiv's own record has nothing that was changed since; `at` is the server's clock, "2026-09-24T04:30:00Z".
inline fetch::Response no_record(const std::string& at) {
  return answer(200, "<OAI-PMH><responseDate>" + at + "</responseDate><error code='noRecordsMatch'/></OAI-PMH>");
}

// A database of its own, a clock in the night after that mailing, and an arXiv that says what it is told.
struct LiveSources : ::testing::Test {
  std::filesystem::path folder = [] {
    std::string pattern = (std::filesystem::temp_directory_path() / "bandwagon-live-XXXXXX").string();
    return std::filesystem::path(::mkdtemp(pattern.data()));
  }();
  store::Connection database = *store::open_writer(folder / "live.db");
  ScriptedTransport transport;
  FakeClock clock{new_york("2026-09-24", 0, 20)};
  config::Arxiv arxiv = [] {
    config::Arxiv settings;
    settings.categories = {"cs.LG", "cs.CL"};
    settings.contact = "test@example.org";
    settings.rss_url = "http://arxiv.example/rss";
    settings.oai_url = "http://arxiv.example/oai";
    return settings;
  }();
  intake::Sources sources{.database = database, .transport = transport, .clock = clock, .arxiv = arxiv};

  ~LiveSources() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

}  // namespace bandwagon::support
