#include "daemon/intake/by_identifier.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/live_sources.hpp"

namespace bandwagon::intake {
namespace {

using support::answer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

model::PaperId id(const std::string& text) {
  return *model::PaperId::parse(text);
}

std::string entry(const std::string& name) {
  return fmt::format(
      "<entry><id>http://arxiv.org/abs/{}</id><published>2023-12-21T18:55:06Z</published><title>V*</title>"
      "<summary>Guided search</summary><author><name>A. One</name></author><category term='cs.CV'/></entry>",
      name);
}

struct ByIdentifier : support::LiveSources {
  ByIdentifier() { arxiv.api_url = "http://arxiv.example/api/query"; }
  void says(const std::string& entries) { transport.answers.push_back(answer(200, "<feed>" + entries + "</feed>")); }
};

TEST_F(ByIdentifier, StoresPapersOfAnyListAndNamesThoseThatArxivLeavesOut) {
  says(entry("2312.14135v2"));
  const auto report = fetch_papers(sources, std::vector{id("2312.14135"), id("2312.99999")}, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(transport.asked.at(0).url, "http://arxiv.example/api/query?max_results=2&id_list=2312.14135,2312.99999");
  EXPECT_EQ(report->added, 1);
  EXPECT_THAT(report->unknown, ElementsAre(id("2312.99999")));
  const auto stored = store::by_ids(database, std::vector{id("2312.14135")});
  ASSERT_THAT(*stored, SizeIs(1));
  const auto& paper = stored->front().paper;
  EXPECT_EQ(paper.title, "V*");
  EXPECT_EQ(paper.version, 2);
  EXPECT_EQ(paper.primary_category, "cs.CV");
  EXPECT_EQ(paper.announced.iso(), "2023-12-21");  // 13:55 in New York: that evening
}

TEST_F(ByIdentifier, AsksForAHundredAtOnceAndKeepsTheGapBetween) {
  std::vector<model::PaperId> ids;
  for (int number = 1; number <= 101; ++number) ids.push_back(id(fmt::format("2312.{:05}", number)));
  says("");
  says(entry("2312.00101v1"));
  const auto report = fetch_papers(sources, ids, {});
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_THAT(transport.asked, SizeIs(2));
  EXPECT_THAT(transport.asked[1].url, HasSubstr("id_list=2312.00101"));
  EXPECT_THAT(clock.waits(), SizeIs(1));
  EXPECT_THAT(report->unknown, SizeIs(100));
}

TEST_F(ByIdentifier, TakesNoPaperThatWasNotAskedFor) {
  says(entry("2312.00002v1"));
  const auto report = fetch_papers(sources, std::vector{id("2312.00001")}, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 0);
}

TEST_F(ByIdentifier, KeepsWhatWasReadBeforeARefusal) {
  std::vector<model::PaperId> ids;
  for (int number = 1; number <= 101; ++number) ids.push_back(id(fmt::format("2312.{:05}", number)));
  says(entry("2312.00001v1"));
  transport.answers.push_back(answer(503, "later"));
  const auto report = fetch_papers(sources, ids, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::Network);
  EXPECT_THAT(*store::by_ids(database, ids), SizeIs(1));
}

}  // namespace
}  // namespace bandwagon::intake
