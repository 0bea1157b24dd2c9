#include "daemon/store/papers.hpp"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/papers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using store::PaperRecord;
using support::day;
using support::paper;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Papers : public ::testing::Test {
 protected:
  store::StoredBatch put(const std::vector<PaperRecord>& batch) {
    auto stored = store::store_papers(connection, batch);
    EXPECT_TRUE(stored) << stored.error().message;
    return stored.value_or(store::StoredBatch{});
  }
  model::Paper get(const char* id) {
    const std::vector ids{model::PaperId::parse(id).value()};
    return store::by_ids(connection, ids).value().at(0).paper;
  }
  std::vector<std::string> found(const char* expression, const char* before = "2030-01-01", int limit = 100) {
    return ids(store::matching(connection, expression, day(before), limit).value());
  }
  static std::vector<std::string> ids(const std::vector<model::StoredPaper>& papers) {
    std::vector<std::string> texts;
    for (const auto& stored : papers) texts.push_back(stored.paper.id.str());
    return texts;
  }
  int number(const char* sql) { return connection.database().execAndGet(sql).getInt(); }

  test::TemporaryFolder folder;
  store::Connection connection = store::open_writer(folder / "papers.db").value();
};

TEST_F(Papers, TellWhenTheyWereAnnounced) {
  put({paper("2402.00002", "2024-02-05"), paper("2402.00001", "2024-02-05"), paper("2401.00009", "2024-01-10"),
       paper("2403.00001", "2024-03-01")});
  const auto key = [&](const char* id) {
    return store::by_ids(connection, std::vector{model::PaperId::parse(id).value()}).value().at(0).key;
  };
  const std::vector<std::int64_t> asked{key("2402.00002"), 99999, key("2402.00001"), key("2401.00009")};
  std::vector<std::int64_t> keys;
  std::vector<std::string> days;
  const auto announced = store::announcements(connection, asked).value();  // lives through the loop
  for (const auto& paper : announced) {
    keys.push_back(paper.key);
    days.push_back(paper.day.iso());
  }
  EXPECT_THAT(keys, ElementsAre(asked[0], asked[2], asked[3])) << "as they were stored, and as they were asked";
  EXPECT_THAT(days, ElementsAre("2024-02-05", "2024-02-05", "2024-01-10"));
}

TEST_F(Papers, HaveTheAuthorsTheyWereStoredWithHoweverTheseAreSpelt) {
  const std::vector<std::vector<std::string>> teams{
      {"Ada Lovelace"}, {"Ada Lovelace", "C. Bal\u00e1zs"}, {"", "O'Neil \"Bob\""}, {"back\\slash", "tab\there"}, {}};
  for (std::size_t t = 0; t < teams.size(); ++t) {
    auto record = paper(("2402.0001" + std::to_string(t)).c_str(), "2024-02-05");
    record.paper.authors = teams[t];
    put({record});
    EXPECT_EQ(get(("2402.0001" + std::to_string(t)).c_str()).authors, teams[t]);
  }
}

TEST_F(Papers, AreFoundWhetherTheirIndexIsMergedOrNot) {
  ASSERT_TRUE(store::set_merging(connection, store::Merging::Hardly));
  EXPECT_EQ(number("SELECT v FROM paper_text_config WHERE k = 'automerge'"), 0);
  for (int i = 0; i < 40; ++i) put({paper(("2402.0" + std::to_string(1000 + i)).c_str(), "2024-02-05")});
  EXPECT_EQ(found("title").size(), 40U);
  ASSERT_TRUE(store::set_merging(connection, store::Merging::AsItGrows));
  EXPECT_EQ(number("SELECT v FROM paper_text_config WHERE k = 'automerge'"), 4);
  put({paper("2402.02000", "2024-02-05")});
  connection.database().exec("INSERT INTO paper_text (paper_text) VALUES ('integrity-check')");
  EXPECT_EQ(found("title").size(), 41U);
}

TEST_F(Papers, AreReadAsTheyWereWritten) {
  auto record = paper("hep-th/9711200", "2024-02-05");
  record.paper.title = "On $\\mathcal{N}=4$ \"quotes\" & <tags> — Ünïcödé";
  record.paper.authors = {"C. Balázs", "O'Neil \"Bob\""};
  record.paper.withdrawn = true;
  record.paper.version = 3;
  EXPECT_EQ(put({record}).added, 1);
  const auto read = get("hep-th/9711200");
  EXPECT_EQ(read.title, record.paper.title);
  EXPECT_EQ(read.abstract, record.paper.abstract);
  EXPECT_EQ(read.authors, record.paper.authors);
  EXPECT_EQ(read.primary_category, "cs.CL");
  EXPECT_THAT(read.categories, ElementsAre("cs.CL", "cs.AI"));
  EXPECT_EQ(read.submitted_at, record.paper.submitted_at);
  EXPECT_EQ(read.submitted.iso(), "2024-02-05");
  EXPECT_EQ(read.announced.iso(), "2024-02-05");
  EXPECT_EQ(read.version, 3);
  EXPECT_TRUE(read.withdrawn);
}

TEST_F(Papers, AreKnownWhenTheyComeAgain) {
  put({paper("2401.00001", "2024-01-01")});
  const auto again =
      put({paper("2401.00001", "2024-01-01"), paper("2401.00001", "2024-01-01"), paper("2401.00002", "2024-01-02")});
  EXPECT_EQ(again.known, 2);
  EXPECT_EQ(again.added, 1);
  EXPECT_EQ(again.updated, 0);
  EXPECT_THAT(again.conflicts, IsEmpty());
}

TEST_F(Papers, TakeTheTextOfAHigherVersionButKeepTheirDays) {
  put({paper("2401.00001", "2024-01-01")});
  auto second = paper("2401.00001", "2024-03-01");
  second.paper.version = 2;
  second.paper.title = "A better title about quokkas";
  EXPECT_EQ(put({second}).updated, 1);
  const auto read = get("2401.00001");
  EXPECT_EQ(read.title, "A better title about quokkas");
  EXPECT_EQ(read.version, 2);
  EXPECT_EQ(read.announced.iso(), "2024-01-01");
  EXPECT_EQ(read.submitted.iso(), "2024-01-01");
  EXPECT_EQ(put({paper("2401.00001", "2024-06-01")}).known, 1) << "a lower version, however late its record";
  EXPECT_EQ(get("2401.00001").version, 2);
  EXPECT_THAT(found("quokkas"), ElementsAre("2401.00001"));
  EXPECT_THAT(found("title : 00001"), IsEmpty()) << "the title of v1 is no longer indexed";
}

TEST_F(Papers, TakeOtherTextOfTheSameVersionFromALaterRecord) {
  put({paper("2401.00001", "2024-01-01")});
  auto later = paper("2401.00001", "2024-01-01");
  later.record_day = day("2024-02-01");
  later.paper.abstract = "Mended abstract";
  EXPECT_EQ(put({later}).updated, 1);
  auto earlier = paper("2401.00001", "2024-01-01");
  earlier.record_day = day("2024-01-15");
  earlier.paper.abstract = "Stale abstract";
  EXPECT_EQ(put({earlier}).known, 1);
  EXPECT_EQ(get("2401.00001").abstract, "Mended abstract");
}

TEST_F(Papers, ReportOtherTextOfTheSameVersionAndDayAndKeepTheFirst) {
  put({paper("2401.00001", "2024-01-01")});
  auto other = paper("2401.00001", "2024-01-01");
  other.paper.abstract = "Quite another abstract";
  const auto stored = put({other});
  EXPECT_EQ(stored.known, 1);
  ASSERT_EQ(stored.conflicts.size(), 1u);
  EXPECT_EQ(stored.conflicts.front().str(), "2401.00001");
  EXPECT_EQ(get("2401.00001").abstract, "Abstract of 2401.00001");
}

TEST_F(Papers, EndUpTheSameInWhateverOrderTheirRecordsCome) {
  auto a = paper("2401.00001", "2024-01-01"), b = a, c = a;
  b.record_day = day("2024-01-03");
  c.record_day = day("2024-01-02");
  c.paper.abstract = "Only for a day";
  const std::vector records{a, b, c};
  std::vector<std::size_t> order{0, 1, 2};
  do {
    connection.database().exec("DELETE FROM paper");
    for (const auto i : order) put({records[i]});
    EXPECT_EQ(get("2401.00001").abstract, "Abstract of 2401.00001") << order[0] << order[1] << order[2];
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(Papers, NeverLoseTheirAuthorsToARecordThatDoesNotKnowThem) {
  auto unknown = paper("2401.00001", "2024-01-01");
  unknown.paper.authors.clear();
  put({unknown});
  EXPECT_THAT(get("2401.00001").authors, IsEmpty());
  EXPECT_EQ(put({paper("2401.00001", "2024-01-01")}).updated, 1);
  EXPECT_THAT(get("2401.00001").authors, ElementsAre("Ada Lovelace", "Alan M. Turing"));
  unknown.record_day = day("2024-05-01");
  EXPECT_EQ(put({unknown}).known, 1);
  EXPECT_THAT(get("2401.00001").authors, ElementsAre("Ada Lovelace", "Alan M. Turing"));
}

TEST_F(Papers, AreWrittenAllOrNotAtAllTogetherWithTheMark) {
  auto impossible = paper("2401.00002", "2024-01-01");
  impossible.paper.version = 0;  // the table refuses it
  const store::ImportMark mark{.fingerprint = "f", .path = "p", .line = 2};
  const auto refused =
      store::store_papers(connection, std::vector{paper("2401.00001", "2024-01-01"), impossible}, mark);
  ASSERT_FALSE(refused);
  EXPECT_EQ(number("SELECT count(*) FROM paper"), 0);
  EXPECT_FALSE(store::import_mark(connection, "f").value());
  ASSERT_TRUE(store::store_papers(connection, std::vector{paper("2401.00001", "2024-01-01")}, mark));
  EXPECT_EQ(store::import_mark(connection, "f").value()->line, 2);
}

TEST_F(Papers, KeepTheFullTextIndexInStepWithTheTable) {
  auto second = paper("2401.00001", "2024-01-01");
  second.paper.version = 2;
  second.paper.abstract = "new words";
  put({paper("2401.00001", "2024-01-01"), second, paper("2401.00002", "2024-01-01")});
  EXPECT_NO_THROW(
      connection.database().exec("INSERT INTO paper_text (paper_text, rank) VALUES ('integrity-check', 1)"));
  connection.database().exec("UPDATE paper SET title = 'Changed by hand' WHERE arxiv_id = '2401.00002'");
  connection.database().exec("DELETE FROM paper WHERE arxiv_id = '2401.00001'");
  EXPECT_THAT(found("changed"), ElementsAre("2401.00002")) << "for other writers the triggers do it";
  EXPECT_THAT(found("words"), IsEmpty());
  EXPECT_NO_THROW(
      connection.database().exec("INSERT INTO paper_text (paper_text, rank) VALUES ('integrity-check', 1)"));
}

TEST_F(Papers, ComeFromAWindowInTheOrderOfAnnouncement) {
  put({paper("2401.00009", "2024-01-03"), paper("2401.00002", "2024-01-01"), paper("2401.00001", "2024-01-01"),
       paper("2401.00008", "2024-01-02"), paper("2401.00010", "2024-01-04")});
  EXPECT_THAT(ids(store::window(connection, day("2024-01-01"), day("2024-01-03")).value()),
              ElementsAre("2401.00001", "2401.00002", "2401.00008", "2401.00009"));
  EXPECT_THAT(store::window(connection, day("2024-01-05"), day("2024-01-01")).value(), IsEmpty());
}

TEST_F(Papers, AreFoundByIdInTheOrderAsked) {
  put({paper("2401.00001", "2024-01-01"), paper("2401.00002", "2024-01-01")});
  const std::vector wanted{model::PaperId::parse("2401.00002").value(), model::PaperId::parse("2401.09999").value(),
                           model::PaperId::parse("2401.00001").value()};
  EXPECT_THAT(ids(store::by_ids(connection, wanted).value()), ElementsAre("2401.00002", "2401.00001"));
}

TEST_F(Papers, AreSearchedByWordsNewestFirstAndOnlyBeforeTheDay) {
  auto a = paper("2401.00001", "2024-01-01"), b = paper("2401.00002", "2024-01-02"),
       c = paper("2401.00003", "2024-01-02"), d = paper("2401.00004", "2024-01-03");
  for (auto* record : {&a, &b, &c, &d}) record->paper.abstract = "Group relative policy optimisation";
  b.paper.title = "relative relative relative";
  put({d, c, b, a});
  EXPECT_THAT(found("\"relative policy\"", "2024-01-03"), ElementsAre("2401.00002", "2401.00003", "2401.00001"));
  EXPECT_THAT(found("relative", "2024-01-04", 2), ElementsAre("2401.00004", "2401.00002"));
  EXPECT_THAT(found("relative AND NOT_THERE"), IsEmpty());
}

TEST_F(Papers, RefuseASearchThatIsNoExpression) {
  const auto refused = store::matching(connection, "\"unclosed", day("2030-01-01"), 10);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
  EXPECT_THAT(refused.error().message, HasSubstr("'\"unclosed' is not a search expression"));
}

TEST_F(Papers, ThatWereHeldAreMovedToTheirNeighbours) {
  put({paper("2503.17361", "2025-03-21"), paper("2503.17362", "2025-03-21"), paper("2503.17363", "2025-03-21"),
       paper("2503.17364", "2025-03-03"), paper("2503.17366", "2025-03-24"), paper("2504.00001", "2025-04-01"),
       paper("hep-th/9711200", "2025-03-04")});
  const auto announced = [&](const char* id) { return get(id).announced.iso(); };
  EXPECT_EQ(store::order_announcements(connection, day("2025-03-02")).value(), 1);
  EXPECT_EQ(announced("2503.17364"), "2025-03-21");
  EXPECT_EQ(announced("2503.17366"), "2025-03-24");
  EXPECT_EQ(announced("hep-th/9711200"), "2025-03-04");
  EXPECT_EQ(store::order_announcements(connection, day("2025-03-02")).value(), 0);
}

TEST_F(Papers, ThatWereHeldStayWhereTheyWereCounted) {
  const auto announced = [&](const char* id) { return get(id).announced.iso(); };
  put({paper("2503.17364", "2025-03-03"), paper("2503.17365", "2025-03-10")});
  EXPECT_EQ(store::order_announcements(connection, day("2025-03-02")).value(), 0);
  put({paper("2503.17361", "2025-03-21"), paper("2503.17362", "2025-03-21"), paper("2503.17363", "2025-03-21"),
       paper("2503.17366", "2025-03-04")});
  EXPECT_EQ(store::order_announcements(connection, day("2025-03-09")).value(), 2);
  EXPECT_EQ(announced("2503.17364"), "2025-03-03");  // counted in a closed week
  EXPECT_EQ(announced("2503.17365"), "2025-03-21");  // its week is open
  EXPECT_EQ(announced("2503.17366"), "2025-03-21");  // came too late for the week of its submission
}

TEST_F(Papers, ReachNoFurtherThanThoseThatWereNotHeld) {
  auto held = paper("2402.00003", "2024-02-09");
  held.paper.submitted_at -= 30 * 86400;
  put({paper("2401.00001", "2024-01-02"), paper("2401.00002", "2024-01-05"), held});
  EXPECT_EQ(store::latest_announcement(connection, {"cs.CL"}).value(), day("2024-01-05"));
}

TEST_F(Papers, KnowTheFirstAndLastAnnouncementOfCategories) {
  auto vision = paper("2401.00003", "2024-01-09");
  vision.paper.primary_category = "cs.CV";
  vision.paper.categories = {"cs.CV", "cs.LG"};
  put({paper("2401.00001", "2024-01-02"), paper("2401.00002", "2024-01-05"), vision});
  EXPECT_EQ(store::latest_announcement(connection, {"cs.CL"}).value(), day("2024-01-05"));
  EXPECT_EQ(store::latest_announcement(connection, {"cs.LG", "cs.CL"}).value(), day("2024-01-09"));
  EXPECT_EQ(store::earliest_announcement(connection, {"cs.LG", "cs.AI"}).value(), day("2024-01-02"));
  EXPECT_EQ(store::latest_announcement(connection, {"hep-th"}).value(), std::nullopt);
  EXPECT_EQ(store::latest_announcement(connection, {}).value(), std::nullopt);
}

TEST_F(Papers, GiveAClearErrorWhereTheDatabaseWasTamperedWith) {
  put({paper("2401.00001", "2024-01-01")});
  const auto problem = [&](const char* tampering) {
    connection.database().exec(tampering);
    return store::window(connection, day("2024-01-01"), day("2024-01-01")).error().message;
  };
  EXPECT_THAT(problem("UPDATE paper SET categories = '[1]'"),
              HasSubstr("it holds a list of other things than texts: [1]"));
  EXPECT_THAT(problem("UPDATE paper SET authors = 'nobody'"), HasSubstr("it holds a list that is none: nobody"));
  EXPECT_THAT(problem("UPDATE paper SET arxiv_id = 'one'"), HasSubstr("it holds 'one' as an arXiv identifier"));
}

}  // namespace
}  // namespace bandwagon
