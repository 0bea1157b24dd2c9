// arXiv's real answers over HTTP, as they were recorded in tests/fixtures, through fetching, parsing and storing.
#include <gmock/gmock.h>

#include "daemon/fetch/http.hpp"
#include "daemon/intake/by_identifier.hpp"
#include "daemon/intake/harvest.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/live_sources.hpp"
#include "tests/support/shared_fixture.hpp"

namespace bandwagon {
namespace {

using support::new_york;
using support::recording;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Every address of arXiv, answered with a recording.
class RecordedArxiv {
 public:
  RecordedArxiv() {
    answer("/rss/.*", [](const httplib::Request&) { return "arxiv-rss/four-lists_2026-09-24.xml"; });
    answer("/atom/.*", [](const httplib::Request&) { return "arxiv-rss/atom_cs.LG_2026-09-25.xml"; });
    answer("/oai", [](const httplib::Request& request) {
      const std::string token = request.get_param_value("resumptionToken");
      if (token.empty()) return "arxiv-oai/raw_cs.LG_2026-09-27.xml";
      return token.find("skip") == std::string::npos ? "arxiv-oai/deleted_2026-09-25.xml"
                                                     : "arxiv-oai/none_2026-10-04.xml";
    });
    answer("/api", [](const httplib::Request& request) {
      return request.get_param_value("id_list") == "astro-ph/0601001" ? "arxiv-api/astro-ph_0601001.xml"
                                                                      : "arxiv-api/malformed-id.xml";
    });
  }
  std::string url(const std::string& path) const { return server_.url(path); }

 private:
  template <class Choose>
  void answer(const char* path, Choose choose) {
    server_.routes.Get(path, [choose](const httplib::Request& request, httplib::Response& response) {
      response.set_content(recording(choose(request)), "application/xml");
    });
  }
  support::HttpServer server_;
};

struct RecordedAnswers : support::LiveSources {
  RecordedAnswers() {
    arxiv.rss_url = server.url("/rss");
    arxiv.oai_url = server.url("/oai");
    arxiv.api_url = server.url("/api");
  }
  RecordedArxiv server;
  fetch::HttpTransport http{"bandwagon/test"};
  intake::Sources live{.database = database, .transport = http, .clock = clock, .arxiv = arxiv};

  model::StoredPaper stored(const char* id) {
    const auto found = store::by_ids(database, std::vector{*model::PaperId::parse(id)});
    EXPECT_TRUE(found && found->size() == 1) << id;
    return found->at(0);
  }
};

TEST_F(RecordedAnswers, OfTheFeedAreStoredOnTheDayOfTheirMailing) {
  const auto report = intake::poll_arxiv(live, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 2);
  const model::Paper paper = stored("2609.26811").paper;
  EXPECT_EQ(paper.announced.iso(), "2026-09-23");
  EXPECT_EQ(paper.title, "The Drift Contract: Spectral Updates for Depth-Robust Local Learning");
  EXPECT_THAT(paper.authors, ElementsAre("Fabien Polly"));
}

TEST_F(RecordedAnswers, OfTheAtomFeedToo) {
  arxiv.rss_url = server.url("/atom");
  clock.advance(std::chrono::hours{24});
  const auto report = intake::poll_arxiv(live, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 1);
  const model::Paper paper = stored("2609.28553").paper;
  EXPECT_EQ(paper.announced.iso(), "2026-09-24");
  EXPECT_THAT(paper.categories, ElementsAre("cs.LG", "cs.AI"));
  EXPECT_EQ(paper.authors.size(), 6u);
}

TEST_F(RecordedAnswers, OfTheRecordAreReadPageAfterPageToTheEnd) {
  const model::Day from = *model::Day::parse("2026-09-20");
  const intake::HarvestTask task{.id = "test", .set = "cs", .from = from, .until = {}, .since = from};
  const auto report = intake::harvest(live, task, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->pages, 3);
  EXPECT_EQ(report->added, 2);  // the record from 1997 is of no watched list
  EXPECT_EQ(report->deleted, 1);
  const model::Paper replaced = stored("2609.27532").paper;
  EXPECT_EQ(replaced.version, 2);
  EXPECT_EQ(replaced.submitted_at, 1790151990);  // of version 1: Wed, 23 Sep 2026 08:26:30 GMT
  EXPECT_EQ(replaced.announced.iso(), "2026-09-23");
  EXPECT_EQ(replaced.authors.back(), "Steven Hoi");
  EXPECT_THAT(stored("2609.28570").paper.categories, ElementsAre("cs.AI", "cs.LG"));
}

TEST_F(RecordedAnswers, OfTheApiAreStoredAndItsRefusalIsToldAsOne) {
  const auto report = intake::fetch_papers(live, std::vector{*model::PaperId::parse("astro-ph/0601001")}, {});
  ASSERT_TRUE(report) << report.error().message;
  const model::Paper paper = stored("astro-ph/0601001").paper;
  EXPECT_EQ(paper.submitted_at, 1136213878);
  EXPECT_THAT(paper.authors, ElementsAre("Andrew Gould", "Susan Dorsher", "B. Scott Gaudi", "Andrzej Udalski"));
  const auto refused = intake::fetch_papers(live, std::vector{*model::PaperId::parse("2609.00001")}, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("incorrect id format for abc"));
}

}  // namespace
}  // namespace bandwagon
