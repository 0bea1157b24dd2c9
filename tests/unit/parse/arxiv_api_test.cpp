#include "daemon/parse/arxiv_api.hpp"

#include <gmock/gmock.h>

#include "tests/support/shared_fixture.hpp"

namespace bandwagon::parse {
namespace {

using support::recording;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

model::PaperId id(const char* text) {
  return *model::PaperId::parse(text);
}

TEST(ArxivApi, ReadsARecordedPaperWithItsAffiliations) {
  const auto answer = parse_arxiv_api(recording("arxiv-api/astro-ph_0601001.xml"));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->total, 1);
  EXPECT_THAT(answer->faults, IsEmpty());
  ASSERT_THAT(answer->records, SizeIs(1));
  const ArxivRecord& paper = answer->records[0];
  EXPECT_EQ(paper.id.str(), "astro-ph/0601001");
  EXPECT_EQ(paper.version, 1);
  EXPECT_EQ(paper.submitted_at, 1136213878);
  EXPECT_THAT(paper.categories, ElementsAre("astro-ph"));
  ASSERT_THAT(paper.authors, SizeIs(4));
  EXPECT_EQ(paper.authors[0], (Author{.name = "Andrew Gould", .affiliations = {"Ohio State"}}));
  EXPECT_EQ(paper.authors[3].name, "Andrzej Udalski");
  EXPECT_THAT(dropped(std::vector{id("astro-ph/0601001"), id("0808.0539")}, *answer), ElementsAre(id("0808.0539")));
}

TEST(ArxivApi, TakesTheErrorEntryForARefusalNotForAPaper) {
  const auto answer = parse_arxiv_api(recording("arxiv-api/malformed-id.xml"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::Parse);
  EXPECT_THAT(answer.error().message, HasSubstr("incorrect id format for abc"));
}

TEST(ArxivApi, LeavesOutAnEntryWithoutAVersionAndSaysWhich) {
  const auto answer = parse_arxiv_api(
      "<feed><entry><id>http://arxiv.org/abs/2609.00001</id></entry><entry><id>v</id></entry><entry/></feed>");
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_THAT(answer->records, IsEmpty());
  EXPECT_THAT(answer->faults,
              ElementsAre(HasSubstr("entry 1: id "), HasSubstr("entry 2: id \"v\""), HasSubstr("entry 3")));
}

TEST(ArxivApi, RefusesWhatIsNoAtom) {
  EXPECT_THAT(parse_arxiv_api("Rate exceeded.").error().message, HasSubstr("no XML but \"Rate exceeded.\""));
  EXPECT_THAT(parse_arxiv_api("<rss/>").error().message, HasSubstr("no Atom"));
}

// Every recording beside the repository.
struct RecordedAnswer {
  const char* begins;
  int total;
  std::size_t records;
  const char *first_id, *first_title;
  int version;
  std::int64_t submitted_at;
  const char *primary, *last_author;
};
void PrintTo(const RecordedAnswer& recorded, std::ostream* out) {
  *out << recorded.begins;
}
class EveryApiRecording : public ::testing::TestWithParam<RecordedAnswer> {};

TEST_P(EveryApiRecording, IsReadAsItWasWritten) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  const RecordedAnswer& want = GetParam();
  const std::string body = support::shared_recording("arxiv-api", want.begins);
  const auto answer = parse_arxiv_api(body);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->total, want.total);
  EXPECT_THAT(answer->faults, IsEmpty());
  ASSERT_EQ(answer->records.size(), want.records);
  if (want.records == 0) return;
  const ArxivRecord& first = answer->records.front();
  EXPECT_EQ(first.id.str(), want.first_id);
  EXPECT_TRUE(first.title.starts_with(want.first_title)) << first.title;
  EXPECT_EQ(first.version, want.version);
  EXPECT_EQ(first.submitted_at, want.submitted_at);
  EXPECT_EQ(first.categories.front(), want.primary);
  EXPECT_EQ(first.authors.back().name, want.last_author);
}

INSTANTIATE_TEST_SUITE_P(
    Shared, EveryApiRecording,
    ::testing::Values(RecordedAnswer{"arxivpy-id_0000.0000", 0, 0, "", "", 0, 0, "", ""},
                      RecordedAnswer{"arxivpy-id_0808.05394_s0", 0, 0, "", "", 0, 0, "", ""},
                      RecordedAnswer{"arxivpy-id_0808.05394_1707", 1, 1, "1707.08567", "Proceedings of Workshop AEW10",
                                     1, 1501143513, "cs.IT", "Hirosuke Yamamoto"},
                      RecordedAnswer{"arxivpy-id_1707.08567_s0", 1, 1, "1707.08567", "Proceedings of Workshop AEW10", 1,
                                     1501143513, "cs.IT", "Hirosuke Yamamoto"},
                      RecordedAnswer{"arxivpy-id_1605.08386", 1, 1, "1605.08386", "Heat-bath random walks", 1,
                                     1464285586, "math.CO", "Tobias Windisch"},
                      RecordedAnswer{"arxivpy-id_2104.12255v1", 1, 1, "2104.12255", "0", 1, 1618934834, "cs.CR",
                                     "Quan Thoi Minh Nguyen"},
                      RecordedAnswer{"arxivpy-id_astro-ph_0601001", 1, 1, "astro-ph/0601001",
                                     "Frequency of Hot Jupiters", 1, 1136213878, "astro-ph", "Andrzej Udalski"},
                      RecordedAnswer{"arxivpy-id_quant-ph_0201082v1", 1, 1, "quant-ph/0201082", "Quantum Computers", 1,
                                     1011366485, "quant-ph", "Stephen Blaha"},
                      RecordedAnswer{"arxivpy-q_testing_s0_m100", 214881, 100, "2202.12139", "Testing Deep", 1,
                                     1645715119, "cs.SE", "Helge Spieker"},
                      RecordedAnswer{"arxivpy-q_testing_s0_m10_", 214881, 10, "2202.12139", "Testing Deep", 1,
                                     1645715119, "cs.SE", "Helge Spieker"},
                      RecordedAnswer{"arxivpy-q_testing_s0_m15", 214881, 15, "2202.12139", "Testing Deep", 1,
                                     1645715119, "cs.SE", "Helge Spieker"},
                      RecordedAnswer{"arxivpy-q_testing_s10_m10", 214881, 10, "2403.16981", "The Sample Complexity", 2,
                                     1711388552, "math.ST", "Po-Ling Loh"},
                      RecordedAnswer{"arxivpy-q_testing_s20_m10", 214881, 10, "2008.01944", "Optimal Pooling", 1,
                                     1596605541, "q-bio.QM", "Weiyu Xu"},
                      RecordedAnswer{"arxivpy-q_testing_s30_m10", 214881, 10, "2101.12036", "PatrIoT", 1, 1611751365,
                                     "cs.SE", "Pavel Herout"},
                      RecordedAnswer{"arxivpy-q_testing_s40_m10", 214881, 10, "1704.08347", "Hypothesis Testing", 1,
                                     1493239738, "cs.IT", "Flavio P. Calmon"},
                      RecordedAnswer{"arxivpy-q_testing_s50_m10", 214881, 10, "1709.03221", "Fairness Testing", 1,
                                     1505097922, "cs.SE", "Alexandra Meliou"},
                      RecordedAnswer{"arxivpy-q_testing_s5_m10", 214881, 10, "1202.4527", "Study Paper", 1, 1329801133,
                                     "cs.SE", "Emi Retna"},
                      RecordedAnswer{"arxivpy-q_testing_s5_m15", 214881, 15, "1202.4527", "Study Paper", 1, 1329801133,
                                     "cs.SE", "Emi Retna"},
                      RecordedAnswer{"arxivpy-q_testing_s9_m15", 214881, 15, "1812.11470", "A Systematic Literature", 1,
                                     1546145420, "cs.SE", "Lipo Wang"}));

}  // namespace
}  // namespace bandwagon::parse
