#include "daemon/answer/doctor.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "daemon/store/arrivals.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon::answer {
namespace {

using ::testing::HasSubstr;
using Grade = Finding::Grade;

struct Doctor : ::testing::Test {
  test::TemporaryFolder folder;
  support::FakeClock clock{util::Moment{std::chrono::sys_days{std::chrono::year{2026} / 9 / 25}}};
  config::Config config;
  std::filesystem::path database = folder / "a.db";

  void store(std::initializer_list<const char*> days) {
    auto connection = store::open_writer(database);
    ASSERT_TRUE(connection);
    std::vector<store::PaperRecord> papers;
    for (const char* day : days)
      papers.push_back(support::paper(("2609.0000" + std::to_string(papers.size() + 1)).c_str(), day));
    for (auto& one : papers) one.paper.categories = {"cs.CL"};
    ASSERT_TRUE(store::store_papers(*connection, papers));
  }

  // All findings on a subject, a line each.
  static std::string on(const std::string& subject, const std::vector<Finding>& findings) {
    std::string lines;
    for (const auto& one : findings)
      if (one.subject == subject)
        lines += (one.grade == Grade::Good  ? "ok: "
                  : one.grade == Grade::Bad ? "bad: "
                                            : "advice: ") +
                 one.what + " -> " + one.remedy + '\n';
    return lines;
  }
};

TEST_F(Doctor, NamesMailingsThatAreMissingAndHowToGetThem) {
  store({"2026-09-14", "2026-09-15", "2026-09-17", "2026-09-20", "2026-09-21", "2026-09-22", "2026-09-23"});
  const std::string papers = on("papers", examine_database(database, config, clock));
  EXPECT_THAT(papers,
              HasSubstr("advice: 1 mailings are missing in the 90 days up to 2026-09-23, the first on 2026-09-16"));
  EXPECT_THAT(papers, HasSubstr("bandwagon harvest --from 2026-09-16"));
}

TEST_F(Doctor, MissesNoMailingOnWeekendsAndHolidays) {
  store({"2026-09-02", "2026-09-03", "2026-09-06", "2026-09-08", "2026-09-09"});  // the 7th was Labor Day
  EXPECT_THAT(on("papers", examine_database(database, config, clock)), HasSubstr("ok: no mailing is missing"));
}

TEST_F(Doctor, TellsWhatKeepsFinishedWeeksFromBeingClosed) {
  config.arxiv.categories = {"cs.CL"};
  store({"2026-09-10", "2026-09-21"});
  auto connection = store::open_writer(database);
  const auto day = [](const char* iso) { return *model::Day::parse(iso); };
  ASSERT_TRUE(store::commit_week(*connection, {.week = day("2026-08-31"),
                                               .closed = day("2026-09-07"),
                                               .method = "close/1",
                                               .state_hash = std::string(32, '0')}));
  EXPECT_THAT(on("weeks", examine_database(database, config, clock)),
              HasSubstr("advice: 2 finished weeks are not closed -> run `bandwagon analyze`"));
  store::Arrival arrival{.attempt = {.source_id = "arxiv-oai", .kind = "oai", .url = "http://arxiv.example/oai"}};
  arrival.harvest = {.id = "nightly/cs", .from = day("2026-09-08"), .completed_at = 1789113600};  // 2026-09-11
  ASSERT_TRUE(store::commit_arrival(*connection, arrival));
  EXPECT_THAT(on("weeks", examine_database(database, config, clock)),
              HasSubstr("not closed: arXiv's record (cs) was read to its end for the last time on 2026-09-11, and the "
                        "feed did not show the mailing of 2026-09-13"));
}

TEST_F(Doctor, SeesThatTheServiceHasNotPolledForLong) {
  store({"2026-09-01"});
  EXPECT_THAT(on("papers", examine_database(database, config, clock)),
              HasSubstr("the newest mailing is that of 2026-09-01, the one of 2026-09-23 is due"));
}

TEST_F(Doctor, AsksForNoCredentialThatNoSettingNames) {
  const std::filesystem::path settings = folder.write("b.toml", "[arxiv]\ncontact = \"a@b.c\"\n");
  const Patient patient{.settings = {settings}, .credentials = {folder.path()}, .database = database, .clock = clock};
  EXPECT_TRUE(examine_credentials(patient).empty());
}

TEST_F(Doctor, SaysThatAClockWasNeverSet) {
  const support::FakeClock never{util::Moment{}};
  EXPECT_THAT(on("clock", examine_clock(never)), HasSubstr("bad: the clock was never set"));
  EXPECT_EQ(on("clock", examine_clock(clock)).find("never set"), std::string::npos);
}

TEST_F(Doctor, AsksOutsideOnlyWhereToldTo) {
  std::vector<std::string> asked;
  const Patient patient{.settings = {},
                        .credentials = {},
                        .database = database,
                        .clock = clock,
                        .reach = [&](const std::string& url) -> Result<void> {
                          asked.push_back(url);
                          return fail(ErrorKind::Network, url + ": no route");
                        }};
  EXPECT_THAT(on("network", examine(patient)), HasSubstr("bad: https://rss.arxiv.org/rss: no route"));
  EXPECT_EQ(asked.size(), 3u);
}

TEST_F(Doctor, MeasuresTheDiskOfAFolderThatIsNotThereYet) {
  EXPECT_THAT(on("disk space", examine_disk(folder / "later/on/a.db")),
              HasSubstr("MB are free in " + folder.path().string()));
}

}  // namespace
}  // namespace bandwagon::answer
