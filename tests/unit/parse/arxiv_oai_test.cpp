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
  EXPECT_THAT(parse_arxiv_oai(page("\xe9")).error().message, HasSubstr("no UTF-8 at byte"));
}

// Every recording beside the repository: which paper, and what is particular about it.
struct Recorded {
  const char *folder, *begins;
  std::size_t place, records;
  const char *id, *title;
  int version;
  std::int64_t submitted_at;
  const char *record_day, *categories, *first_author, *last_author;
  std::vector<std::string> affiliations;  // of the first author
  std::size_t authors;
};
void PrintTo(const Recorded& recorded, std::ostream* out) {
  *out << recorded.begins;
}

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

class EveryOaiRecording : public ::testing::TestWithParam<Recorded> {};

TEST_P(EveryOaiRecording, IsReadAsItWasWritten) {
  const Recorded& want = GetParam();
  const std::string body = support::shared_recording(want.folder, want.begins);
  if (body.empty()) GTEST_SKIP() << "no shared/fixtures/" << want.folder;
  std::vector<ArxivRecord> records;
  if (std::string(want.folder) == "arxiv-oai-dc") {
    const auto record = parse_arxiv_oai_record(body);
    ASSERT_TRUE(record) << record.error().message;
    records = {*record};
  } else {
    const auto read = parse_arxiv_oai(body);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(read->faults, IsEmpty());
    records = read->records;
  }
  ASSERT_EQ(records.size(), want.records);
  const ArxivRecord& got = records[want.place];
  EXPECT_EQ(got.id.str(), want.id);
  EXPECT_TRUE(got.title.starts_with(want.title)) << got.title;
  EXPECT_FALSE(got.abstract.empty());
  EXPECT_EQ(got.version, want.version);
  EXPECT_EQ(got.submitted_at, want.submitted_at);
  EXPECT_EQ(got.record_day->iso(), want.record_day);
  EXPECT_EQ(joined(got.categories), want.categories);
  ASSERT_EQ(got.authors.size(), want.authors);
  EXPECT_EQ(got.authors.front().name, want.first_author);
  EXPECT_EQ(got.authors.back().name, want.last_author);
  EXPECT_EQ(got.authors.front().affiliations, want.affiliations);
}

constexpr std::int64_t kDay = 86400;
std::int64_t midnight(const char* day) {
  return model::Day::parse(day)->value * kDay;
}

INSTANTIATE_TEST_SUITE_P(
    Shared, EveryOaiRecording,
    ::testing::Values(Recorded{"arxiv-oai",
                               "youk",
                               1,
                               2,
                               "2609.28570",
                               "DEEPO: Dual-Entropy",
                               1,
                               1790163556,
                               "2026-09-25",
                               "cs.AI cs.LG",
                               "Yingxuan Zhuang",
                               "Jintao Chen",
                               {},
                               9},
                      Recorded{"arxiv-oai",
                               "tabloid",
                               1,
                               2,
                               "1912.08786",
                               "Why we need an AI-resilient society",
                               6,
                               1576694180,
                               "2026-09-14",
                               "cs.CY cs.AI",
                               "Thomas Bartz-Beielstein",
                               "Eva Bartz",
                               {},
                               2},
                      Recorded{"arxiv-oai",
                               "index69120809989",
                               0,
                               1,
                               "adap-org/9710003",
                               "The \"traffic\" & its 'flow'",
                               1,
                               midnight("1997-10-21"),
                               "2005-09-17",
                               "adap-org nlin.AO",
                               "Kai Nagel",
                               "Paula Stretz",
                               {},
                               2},
                      Recorded{"arxiv-oai",
                               "hepcrawl-arxiv-physics-hep-ex",
                               0,
                               3,
                               "1706.05371",
                               "Evaluation of Silicon",
                               1,
                               midnight("2017-06-16"),
                               "2017-12-14",
                               "physics.ins-det hep-ex",
                               "Tyler Anderson",
                               "Mani Tripathi",
                               {},
                               13},
                      Recorded{"arxiv-oai",
                               "hepcrawl-arxiv-physics-hep-th",
                               0,
                               3,
                               "1412.8323",
                               "Toolbox for reconstructing",
                               1,
                               midnight("2014-12-29"),
                               "2017-12-14",
                               "quant-ph gr-qc hep-th math-ph math.MP physics.hist-ph",
                               "Philipp A Hoehn",
                               "Philipp A Hoehn",
                               {},
                               1},
                      Recorded{"arxiv-oai",
                               "hepcrawl-arxiv-single",
                               0,
                               1,
                               "1401.2122",
                               "New integrable (3+1)-dimensional systems",
                               1,
                               midnight("2014-01-09"),
                               "2018-01-25",
                               "math.AP hep-th math-ph math.DG math.MP nlin.SI",
                               "A. Sergyeyev",
                               "A. Sergyeyev",
                               {},
                               1},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record.",
                               0,
                               12,
                               "1601.03238",
                               "Irreversible degradation",
                               1,
                               midnight("2016-01-13"),
                               "2016-01-14",
                               "quant-ph gr-qc hep-th",
                               "Planck Collaboration",
                               "Heng Fan",
                               {},
                               5},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record0.",
                               0,
                               1,
                               "1601.03238",
                               "Irreversible degradation",
                               1,
                               midnight("2016-01-13"),
                               "2016-01-14",
                               "quant-ph gr-qc hep-th chao-dyn nlin.CD",
                               "Planck Collaboration",
                               "Heng Fan",
                               {},
                               5},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record1.",
                               0,
                               1,
                               "1512.07978",
                               "Neutrino Physics",
                               1,
                               midnight("2015-12-25"),
                               "2015-12-29",
                               "astro-ph.HE",
                               "Teresa Maria Montaruli for the IceCube Collaboration",
                               "Teresa Maria Montaruli for the IceCube Collaboration",
                               {},
                               1},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record10.",
                               0,
                               1,
                               "1606.04259",
                               "Extreme Regimes",
                               1,
                               midnight("2016-06-14"),
                               "2016-06-15",
                               "math.AP hep-th math-ph math.DG math.MP nlin.SI",
                               "Emmanuele Battista",
                               "Emmanuele Battista",
                               {},
                               1},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record2.",
                               0,
                               1,
                               "1603.00997",
                               "Axial U(1) symmetry",
                               1,
                               midnight("2016-03-03"),
                               "2016-03-04",
                               "hep-lat nucl-th",
                               "Sinya for JLQCD Collaboration",
                               "Sinya for JLQCD Collaboration",
                               {},
                               1},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record3.",
                               0,
                               1,
                               "1603.01251",
                               "An Intermediate Water",
                               1,
                               midnight("2016-03-03"),
                               "2016-03-04",
                               "physics.ins-det hep-ex",
                               "Mark Scott for the NuPRISM",
                               "Hyper-K collaborations",
                               {},
                               2},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record4.",
                               0,
                               1,
                               "1603.05976",
                               "BICEP2 / Keck Array VII",
                               1,
                               midnight("2016-03-18"),
                               "2016-03-22",
                               "astro-ph.IM astro-ph.CO",
                               "Keck Array",
                               "K. W. Yoon",
                               {},
                               65},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record5.",
                               0,
                               1,
                               "1604.05585",
                               "Astrophysical components",
                               1,
                               midnight("2016-04-19"),
                               "2016-04-20",
                               "astro-ph.GA astro-ph.CO",
                               "Günter Burigana",
                               "Paolo Natoli",
                               {"on behalf of Planck Collaboration"},
                               5},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record6.",
                               0,
                               1,
                               "1606.06775",
                               "The Evolution of Active",
                               1,
                               midnight("2016-06-21"),
                               "2016-06-23",
                               "astro-ph.HE astro-ph.GA",
                               "E. Bufanda",
                               "for the DES Collaboration",
                               {},
                               3},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record7.",
                               0,
                               1,
                               "1606.07066",
                               "Dark matter concentrations",
                               1,
                               midnight("2016-06-22"),
                               "2016-06-24",
                               "astro-ph.GA astro-ph.CO astro-ph.HE gr-qc",
                               "Curtis J. Saxton Walton",
                               "Kinwah Wu",
                               {"Technion", "DESY"},
                               3},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record8.",
                               0,
                               1,
                               "1606.07538",
                               "Solar Neutrino Measurements",
                               1,
                               midnight("2016-06-23"),
                               "2016-06-27",
                               "hep-ex physics.ins-det",
                               "Super-Kamiokande Collaboration",
                               "P. de Perio",
                               {"Kamioka Observatory, Institute for Cosmic Ray Research, University of Tokyo",
                                "Kavli Institute for the Physics and Mathematics of the Universe"},
                               7},
                      Recorded{"arxiv-oai",
                               "hepcrawl-sample_arxiv_record9.",
                               0,
                               1,
                               "1607.00786",
                               "Exclusive Photoproduction",
                               1,
                               midnight("2016-07-04"),
                               "2016-07-05",
                               "hep-ex",
                               "Ruchi Chudasama",
                               "Dipanwita Dutta for the CMS Collaboration",
                               {},
                               2},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_0901_2443",
                               0,
                               1,
                               "0901.2443",
                               "Excitation energy",
                               1,
                               midnight("2009-01-16"),
                               "2009-01-19",
                               "",
                               "B. Özel",
                               "N. Tsoneva",
                               {},
                               9},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_1711_04702",
                               0,
                               1,
                               "1711.04702",
                               "wTO: an R package",
                               1,
                               midnight("2017-11-13"),
                               "2017-11-15",
                               "",
                               "Deisy Morselli Gysi",
                               "Katja Nowick",
                               {},
                               5},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_1711_05739",
                               0,
                               1,
                               "1711.05739",
                               "Planet-Planet",
                               1,
                               midnight("2017-11-15"),
                               "2017-11-17",
                               "",
                               "Rodrigo Luger",
                               "Eric Agol",
                               {},
                               3},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_astro-ph_9501013",
                               0,
                               1,
                               "astro-ph/9501013",
                               "Cosmological parameters",
                               1,
                               midnight("1995-01-05"),
                               "2011-05-23",
                               "",
                               "Phillip Helbig",
                               "Rainer Kayser",
                               {},
                               2},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_cond-mat_9706061",
                               0,
                               1,
                               "cond-mat/9706061",
                               "Universality",
                               1,
                               midnight("1997-06-06"),
                               "2008-02-03",
                               "",
                               "Anton Yu. Alekseev",
                               "Jurg Froehlich",
                               {},
                               3},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_hep-th_0408048",
                               0,
                               1,
                               "hep-th/0408048",
                               "An invitation",
                               1,
                               midnight("2004-08-05"),
                               "2017-08-23",
                               "",
                               "Lee Smolin",
                               "Lee Smolin",
                               {},
                               1},
                      Recorded{"arxiv-oai-dc",
                               "pyingest-oai_ArXiv.org_math_0306266",
                               0,
                               1,
                               "math/0306266",
                               "The Lovasz number",
                               1,
                               midnight("2003-06-18"),
                               "2017-11-17",
                               "",
                               "Amin Coja-Oghlan",
                               "Amin Coja-Oghlan",
                               {},
                               1}));

}  // namespace
}  // namespace bandwagon::parse
