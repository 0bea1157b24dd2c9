#include "daemon/parse/kaggle.hpp"

#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "daemon/files/line_reader.hpp"
#include "tests/support/shared_files.hpp"

namespace bandwagon {
namespace {

using model::Day;
using nlohmann::json;
using parse::kaggle_record;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Day kToday = Day::from_civil(2026, 11, 23);

json record() {
  return {{"id", "2501.12948"},
          {"submitter", nullptr},
          {"authors", "Ada Lovelace and Alan Turing"},
          {"title", "A title\n  in two lines"},
          {"comments", nullptr},
          {"journal-ref", nullptr},
          {"doi", nullptr},
          {"report-no", nullptr},
          {"categories", "cs.CL cs.AI cs.LG"},
          {"license", nullptr},
          {"abstract", "  We show\nthings.\n"},
          {"versions", json::array({{{"version", "v1"}, {"created", "Wed, 22 Jan 2025 15:19:35 GMT"}}})},
          {"update_date", "2025-01-23"},
          {"authors_parsed",
           json::array({json::array({"Lovelace", "Ada", ""}), json::array({"King", "Martin L.", "Jr.", "Boston"})})}};
}

json with(const std::string& key, const json& value) {
  json changed = record();
  changed[key] = value;
  return changed;
}

json versions(std::initializer_list<std::pair<const char*, const char*>> list) {
  json entries = json::array();
  for (const auto& [version, created] : list) entries.push_back({{"version", version}, {"created", created}});
  return entries;
}

std::string problem(const std::string& line) {
  const auto outcome = kaggle_record(line, kToday);
  return outcome ? "no problem" : outcome.error().message;
}
std::string problem(const json& line) {
  return problem(line.dump());
}

TEST(KaggleRecord, HoldsEverythingAPaperNeeds) {
  const auto read = kaggle_record(record().dump(), kToday);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->paper.id.str(), "2501.12948");
  EXPECT_EQ(read->paper.version, 1);
  EXPECT_EQ(read->paper.title, "A title in two lines");
  EXPECT_EQ(read->paper.abstract, "We show things.");
  EXPECT_THAT(read->paper.authors, ElementsAre("Ada Lovelace", "Martin L. King Jr."));
  EXPECT_EQ(read->paper.primary_category, "cs.CL");
  EXPECT_THAT(read->paper.categories, ElementsAre("cs.CL", "cs.AI", "cs.LG"));
  EXPECT_EQ(read->paper.submitted_at, 1737559175);
  EXPECT_EQ(read->paper.submitted.iso(), "2025-01-22");
  EXPECT_FALSE(read->paper.withdrawn);
  EXPECT_EQ(read->record_day.iso(), "2025-01-23");
}

TEST(KaggleRecord, TakesTheHighestVersionAndTheDayOfTheFirst) {
  const auto read = kaggle_record(with("versions", versions({{"v2", "Tue, 4 Mar 2025 01:00:00 GMT"},
                                                             {"v10", "Tue, 11 Mar 2025 01:00:00 GMT"},
                                                             {"v1", "Wed, 22 Jan 2025 15:19:35 GMT"}}))
                                      .dump(),
                                  kToday);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->paper.version, 10);
  EXPECT_EQ(read->paper.submitted.iso(), "2025-01-22");
}

TEST(KaggleRecord, MayWriteDaysWithOrWithoutALeadingZero) {
  for (const auto* created : {"Mon, 2 Apr 2007 19:18:42 GMT", "Mon, 02 Apr 2007 19:18:42 GMT"}) {
    const auto read = kaggle_record(with("versions", versions({{"v1", created}})).dump(), kToday);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->paper.submitted_at, 1175541522);
  }
}

TEST(KaggleRecord, FallsBackOnTheAuthorLineAndThenOnNobody) {
  auto line = with("authors_parsed", json::array());
  EXPECT_THAT(kaggle_record(line.dump(), kToday)->paper.authors, ElementsAre("Ada Lovelace", "Alan Turing"));
  line["authors"] = "";
  EXPECT_THAT(kaggle_record(line.dump(), kToday)->paper.authors, IsEmpty());
  line.erase("authors");
  line["authors_parsed"] = nullptr;
  EXPECT_THAT(kaggle_record(line.dump(), kToday)->paper.authors, IsEmpty());
}

TEST(KaggleRecord, IsWithdrawnIfALaterVersionsCommentOpensWithIt) {
  const auto withdrawn = [](const char* comment, const json& list) {
    auto line = with("comments", comment);
    line["versions"] = list;
    return kaggle_record(line.dump(), kToday)->paper.withdrawn;
  };
  const auto two = versions({{"v1", "Mon, 2 Apr 2007 12:02:40 GMT"}, {"v2", "Wed, 5 Mar 2008 04:28:27 GMT"}});
  EXPECT_TRUE(withdrawn("This paper has been withdrawn by the authors. It has been\n  accepted.", two));
  EXPECT_TRUE(withdrawn("Withdrawn by arXiv administrators", two));
  EXPECT_FALSE(withdrawn("Extends 2510.26642, which has been withdrawn", two));
  EXPECT_FALSE(withdrawn("Withdrawn from ICML 2025", two));
  EXPECT_FALSE(withdrawn("This paper has been withdrawn", versions({{"v1", "Mon, 2 Apr 2007 12:02:40 GMT"}})));
}

TEST(KaggleRecord, MayHaveAnIdentifierOfTheOldStyle) {
  EXPECT_EQ(kaggle_record(with("id", "hep-th/9711200").dump(), kToday)->paper.id.str(), "hep-th/9711200");
  EXPECT_THAT(problem(with("id", 704.0001)), HasSubstr("id is number, not a text"));
  EXPECT_EQ(problem(with("id", "24.1\x1b[2J")), "\"24.1 [2J\" is not an arXiv identifier");
}

TEST(KaggleRecord, MayHaveAnyWellFormedCategory) {
  for (const auto* list : {"hep-th", "astro-ph.CO", "cond-mat.str-el", "physics.plasm-ph", "cs.XX q-bio.GN"})
    EXPECT_EQ(problem(with("categories", list)), "no problem") << list;
  EXPECT_EQ(problem(with("categories", "cs.CL!")), "\"cs.CL!\" is not an arXiv category");
  EXPECT_EQ(problem(with("categories", "cs.CL CL!")), "\"CL!\" is not an arXiv category");
  EXPECT_EQ(problem(with("categories", ".CL")), "\".CL\" is not an arXiv category");
  EXPECT_EQ(problem(with("categories", " ")), "categories is empty");
  EXPECT_THAT(kaggle_record(with("categories", "cs.CL  cs.AI cs.CL").dump(), kToday)->paper.categories,
              ElementsAre("cs.CL", "cs.AI"));
}

TEST(KaggleRecord, NamesAMissingKey) {
  for (const auto* key : {"id", "title", "abstract", "categories", "versions", "update_date"}) {
    auto line = record();
    line.erase(key);
    EXPECT_EQ(problem(line), std::string("the key ") + key + " is missing");
  }
}

TEST(KaggleRecord, NamesAWrongType) {
  EXPECT_EQ(problem(with("title", 7)), "title is number, not a text");
  EXPECT_EQ(problem(with("versions", "v1")), "versions is string, not a list");
  EXPECT_EQ(problem(with("versions", json::array({1}))), "versions holds number, not records");
  EXPECT_EQ(problem(with("authors_parsed", json::array({"Lovelace"}))), "authors_parsed holds string, not lists");
  EXPECT_EQ(problem(with("authors_parsed", json::array({json::array({1})}))),
            "authors_parsed holds number where a name is expected");
  EXPECT_EQ(problem(std::string("[]")), "a record is expected, this is array");
}

TEST(KaggleRecord, RefusesWhatIsNoDate) {
  EXPECT_THAT(problem(with("versions", versions({{"v1", "Mon, 31 Feb 2007 19:18:42 GMT"}}))),
              HasSubstr("is not a date such as"));
  EXPECT_THAT(problem(with("versions", versions({{"v1", "2007-04-02"}}))), HasSubstr("is not a date such as"));
  EXPECT_THAT(problem(with("versions", versions({{"one", "Mon, 2 Apr 2007 19:18:42 GMT"}}))),
              HasSubstr("is not a version such as v1"));
  EXPECT_THAT(problem(with("versions", versions({{"v2", "Mon, 2 Apr 2007 19:18:42 GMT"}}))),
              HasSubstr("versions has no v1"));
  EXPECT_THAT(problem(with("update_date", "2007-4-2")), HasSubstr("update_date \"2007-4-2\" is not a day"));
}

TEST(KaggleRecord, RefusesWhatComesFromTheFuture) {
  EXPECT_EQ(problem(with("versions", versions({{"v1", "Tue, 24 Nov 2026 00:00:00 GMT"}}))),
            "the submission date 2026-11-24 lies in the future (today is 2026-11-23)");
  EXPECT_EQ(problem(with("update_date", "2031-01-01")),
            "update_date 2031-01-01 lies in the future (today is 2026-11-23)");
  EXPECT_EQ(problem(with("versions", versions({{"v1", "Mon, 23 Nov 2026 23:59:59 GMT"}}))), "no problem");
}

TEST(KaggleRecord, RefusesInvalidUtf8AndBrokenJson) {
  EXPECT_EQ(problem(std::string("{\"id\": \"\xff\"}")), "byte 9 is not valid UTF-8");
  EXPECT_EQ(problem(std::string(R"({"id": "2501.1)")), "not JSON: the line ends in the middle of a record");
  EXPECT_EQ(problem(std::string("")), "not JSON: the line ends in the middle of a record");
  EXPECT_EQ(problem(std::string("{]}")), "not JSON at byte 2");
  EXPECT_EQ(problem(std::string("{\"id\": 1e999}")), "not JSON: it holds a number that is out of range");
  EXPECT_THAT(problem(std::string(R"({"id": "\ud800"})")), HasSubstr("not JSON at byte"));
  EXPECT_THAT(problem(std::string(100000, '[')), HasSubstr("not JSON"));
}

TEST(KaggleRecord, KeepsHostileTextOnOneLineAndRefusesAnEmptyTitle) {
  EXPECT_EQ(kaggle_record(with("title", std::string("a\0b\x1b]0;x\x07", 9)).dump(), kToday)->paper.title, "a b ]0;x");
  EXPECT_EQ(problem(with("title", " \n ")), "title is empty");
}

class KaggleFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
    const auto file = support::shared_file("fixtures/kaggle-snapshot/mnbvc-head-of-arxiv-metadata-oai-snapshot.jsonl");
    auto reader = files::LineReader::open(file.string());
    ASSERT_TRUE(reader) << reader.error().message;
    for (auto line = reader->next(); line && *line; line = reader->next()) {
      auto read = kaggle_record((*line)->text, kToday);
      ASSERT_TRUE(read) << "line " << (*line)->number << ": " << read.error().message;
      papers.emplace(read->paper.id.str(), *std::move(read));
    }
  }
  std::map<std::string, parse::KaggleRecord> papers;
};

TEST_F(KaggleFixture, IsReadWhole) {
  EXPECT_EQ(papers.size(), 200u);
  for (const auto& [id, record] : papers) {
    EXPECT_FALSE(record.paper.authors.empty()) << id;
    EXPECT_FALSE(record.paper.abstract.empty()) << id;
    EXPECT_EQ(record.paper.withdrawn, id == "0704.0156") << id;
  }
}

TEST_F(KaggleFixture, GivesAccentsAsUtf8AndAffiliationsNowhere) {
  EXPECT_THAT(papers.at("0704.0001").paper.authors,
              ElementsAre("C. Balázs", "E. L. Berger", "P. M. Nadolsky", "C. -P. Yuan"));
  EXPECT_THAT(papers.at("0704.0025").paper.authors, ElementsAre("A. S. Mishchenko", "N. Nagaosa"));
  EXPECT_EQ(papers.at("0704.0001").paper.title,
            "Calculation of prompt diphoton production cross sections at Tevatron and LHC energies");
  EXPECT_EQ(papers.at("0704.0044").paper.version, 4);
  EXPECT_EQ(papers.at("0704.0044").paper.submitted.iso(), "2007-03-31");
  EXPECT_EQ(papers.at("0704.0044").record_day.iso(), "2015-05-13");
  EXPECT_THAT(papers.at("0704.0044").paper.categories,
              ElementsAre("astro-ph", "nlin.CD", "physics.plasm-ph", "physics.space-ph"));
}

}  // namespace
}  // namespace bandwagon
