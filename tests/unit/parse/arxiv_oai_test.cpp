#include "daemon/parse/arxiv_oai.hpp"

#include <gmock/gmock.h>

#include "tests/support/shared_fixture.hpp"

namespace bandwagon::parse {
namespace {

using support::recording;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string page(const std::string& inside, const std::string& verb = "ListRecords") {
  return "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
         "<responseDate>2026-09-25T01:02:03Z</responseDate><" +
         verb + ">" + inside + "</" + verb + "></OAI-PMH>";
}

std::string raw(const std::string& id, const std::string& versions, const std::string& rest) {
  return "<record><header><identifier>oai:arXiv.org:" + id +
         "</identifier><datestamp>2026-09-25</datestamp></header>"
         "<metadata><arXivRaw><id>" +
         id + "</id>" + versions + "<title>A title</title>" + rest +
         "<abstract>Text.</abstract></arXivRaw></metadata></record>";
}
const std::string kFirst = "<version version='v1'><date>Sat, 05 Sep 2026 01:28:43 GMT</date></version>";
const std::string kSecond = "<version version='v2'><date>Sun, 06 Sep 2026 01:28:43 GMT</date></version>";
const std::string kCategories = "<categories>cs.CL cs.AI</categories>";

TEST(ArxivOai, ReadsARecordedPage) {
  const auto read = parse_arxiv_oai(recording("arxiv-oai/raw_cs.LG_2026-09-27.xml"));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->answer, OaiAnswer::Records);
  EXPECT_EQ(read->responded_at, 1790528617);  // 2026-09-27T17:03:37Z
  EXPECT_EQ(read->resumption_token, "tok123");
  EXPECT_THAT(read->faults, IsEmpty());
  ASSERT_THAT(read->records, SizeIs(2));
  const ArxivRecord& first = read->records[0];
  EXPECT_EQ(first.id.str(), "2609.27532");
  EXPECT_EQ(first.version, 2);
  EXPECT_EQ(first.submitted_at, 1790151990);  // Wed, 23 Sep 2026 08:26:30 GMT
  EXPECT_EQ(first.record_day->iso(), "2026-09-25");
  EXPECT_EQ(first.title, "ProCredit: From Outcome Rewards to Progress Credit in Agentic Reinforcement Learning");
  EXPECT_TRUE(first.abstract.starts_with("Long-horizon agentic tasks require"));
  EXPECT_THAT(first.categories, ElementsAre("cs.LG", "cs.CL"));
  EXPECT_THAT(first.authors, SizeIs(10));
  EXPECT_EQ(first.authors.back().name, "Steven Hoi");
  EXPECT_EQ(first.standing, Standing::Public);
}

TEST(ArxivOai, KeepsTheTokenAsItWasWrittenAndTellsDeletedRecords) {
  const auto read = parse_arxiv_oai(recording("arxiv-oai/deleted_2026-09-25.xml"));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->resumption_token, "verb%3DListRecords%26metadataPrefix%3DarXiv%26skip%3D1300");
  ASSERT_THAT(read->deleted, SizeIs(1));
  EXPECT_EQ(read->deleted[0].str(), "adap-org/9712004");
  ASSERT_THAT(read->records, SizeIs(1));
  EXPECT_EQ(read->records[0].title, "The \"traffic\" & its 'flow' <characteristics>");
}

TEST(ArxivOai, TakesNoMatchingRecordForASuccessWithoutRecords) {
  const auto read = parse_arxiv_oai(recording("arxiv-oai/none_2026-10-04.xml"));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->answer, OaiAnswer::Records);
  EXPECT_THAT(read->records, IsEmpty());
  EXPECT_EQ(read->resumption_token, "");
  EXPECT_EQ(read->responded_at, 1791081277);
}

TEST(ArxivOai, KnowsARefusedTokenFromOtherErrors) {
  const auto error = [](const std::string& code) {
    return parse_arxiv_oai("<OAI-PMH><responseDate>2026-09-25T01:02:03Z</responseDate><error code='" + code +
                           "'>invalid or expired</error></OAI-PMH>");
  };
  EXPECT_EQ(error("badResumptionToken")->answer, OaiAnswer::TokenRefused);
  ASSERT_FALSE(error("badArgument"));
  EXPECT_THAT(error("badArgument").error().message, HasSubstr("\"badArgument\": \"invalid or expired\""));
}

TEST(ArxivOai, TakesAnEmptyTokenForTheLastPage) {
  EXPECT_EQ(parse_arxiv_oai(page("<resumptionToken cursor='2'/>"))->resumption_token, "");
}

TEST(ArxivOai, SeesAWithdrawalOnlyInTheCommentOfALaterVersion) {
  const std::string comment = "<comments>This paper has been withdrawn by the authors</comments>" + kCategories;
  const auto read =
      parse_arxiv_oai(page(raw("2609.00001", kFirst, comment) + raw("2609.00002", kFirst + kSecond, comment)));
  ASSERT_THAT(read->records, SizeIs(2));
  EXPECT_EQ(read->records[0].standing, Standing::Public);
  EXPECT_EQ(read->records[1].standing, Standing::Withdrawn);
}

TEST(ArxivOai, DecodesTexAccentsAndLeavesAffiliationsOutOfNames) {
  const auto read = parse_arxiv_oai(
      page(raw("2609.00001", kFirst,
               "<authors>J\\'er\\^ome Dupont (Lab A, Paris) and {\\L}ukasz K. (B)</authors>" + kCategories)));
  EXPECT_THAT(read->records.at(0).authors, ElementsAre(Author{.name = "Jérôme Dupont"}, Author{.name = "Łukasz K."}));
}

TEST(ArxivOai, LeavesOutWhatCannotBeUsedAndSaysWhy) {
  const auto read = parse_arxiv_oai(
      page(raw("not-an-id", kFirst, kCategories) + raw("2609.00001", kSecond, kCategories) +
           raw("2609.00002", kFirst, "<categories>CS/CL</categories>") + raw("2609.00003", kFirst, kCategories)));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(read->records, SizeIs(1));
  EXPECT_THAT(read->faults,
              ElementsAre(HasSubstr("record 1: identifier"), HasSubstr("record 2: 2609.00001: no version v1"),
                          HasSubstr("record 3: 2609.00002: \"CS/CL\" is not an arXiv category")));
}

TEST(ArxivOai, RefusesWhatIsNoAnswerOfOai) {
  const std::string whole = page(raw("2609.00001", kFirst, kCategories));
  EXPECT_THAT(parse_arxiv_oai(whole.substr(0, whole.size() / 2)).error().message, HasSubstr("cut off at byte"));
  EXPECT_THAT(parse_arxiv_oai("Rate exceeded.").error().message, HasSubstr("no XML but \"Rate exceeded.\""));
  EXPECT_THAT(parse_arxiv_oai("<html/>").error().message, HasSubstr("no OAI-PMH: the document is \"html\""));
  EXPECT_THAT(parse_arxiv_oai("<OAI-PMH/>").error().message, HasSubstr("responseDate \"\""));
  EXPECT_TRUE(parse_arxiv_oai(page("\xe9")));
}

}  // namespace
}  // namespace bandwagon::parse
