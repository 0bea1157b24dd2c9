#include "daemon/intake/import.hpp"

#include <zstd.h>

#include "tests/support/import_fixture.hpp"
#include "tests/support/kaggle_lines.hpp"
#include "tests/support/shared_files.hpp"

namespace bandwagon {
namespace {

using support::kaggle_line;
using support::kaggle_lines;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Import : public support::ImportTest {
 protected:
  static std::string zstd(const std::string& text) {
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    return packed;
  }
  store::Connection connection = open("import.db");
};

TEST_F(Import, StoresEveryPaperWithTheDayOfItsMailing) {
  const auto sum = counts(connection, {folder.write("a.jsonl", kaggle_line(5) + "\n")});
  EXPECT_EQ(sum.added, 1);
  const auto papers = store::window(connection, day("2024-01-01"), day("2024-01-31")).value();
  ASSERT_THAT(papers, SizeIs(1));
  EXPECT_EQ(papers[0].paper.submitted.iso(), "2024-01-06") << "a Saturday";
  EXPECT_EQ(papers[0].paper.announced.iso(), "2024-01-08") << "mailed on Monday";
}

TEST_F(Import, HeedsTheCalendarsHolidays) {
  params.calendar.no_mailing = {day("2024-01-08")};
  counts(connection, {folder.write("a.jsonl", kaggle_line(5))});
  EXPECT_EQ(store::window(connection, {0}, {100000}).value().at(0).paper.announced.iso(), "2024-01-09");
}

TEST_F(Import, OfTheSameFileTwiceBringsNothingNew) {
  const auto file = folder.write("a.jsonl", kaggle_lines(1, 300));
  EXPECT_EQ(counts(connection, {file}).added, 299);
  const auto before = content(connection);
  const auto again = counts(connection, {file});
  EXPECT_EQ(again.known, 299);
  EXPECT_EQ(again.added + again.updated + again.skipped, 0);
  EXPECT_EQ(content(connection), before);
}

TEST_F(Import, InTwoHalvesGivesTheSameAsInOne) {
  params.batch_lines = 37;
  counts(connection, {folder.write("all.jsonl", kaggle_lines(1, 501))});
  auto halves = open("halves.db");
  counts(halves, {folder.write("second.zst", zstd(kaggle_lines(250, 501)))});
  counts(halves, {folder.write("first.jsonl", kaggle_lines(1, 250))});
  EXPECT_THAT(content(connection), SizeIs(500));
  EXPECT_EQ(content(halves), content(connection));
}

TEST_F(Import, SkipsMalformedLinesWithTheirNumbersAndKeepsTheRest) {
  const std::string lines = kaggle_line(1) + "\n" + "hello\n" + kaggle_line(2) + "\n\n" + "{\"id\": \"2401.00003\"}\n" +
                            "\xff\xfe\n" + kaggle_line(4) + "\n" + kaggle_line(5).substr(0, 50);
  const auto sum = counts(connection, {folder.write("mixed.jsonl", lines)});
  EXPECT_EQ(sum.added, 3);
  EXPECT_EQ(sum.skipped, 4);
  ASSERT_THAT(skipped, SizeIs(4));
  EXPECT_THAT(skipped[0].file, testing::EndsWith("mixed.jsonl"));
  EXPECT_EQ(skipped[0].line, 2);
  EXPECT_EQ(skipped[0].what, "not JSON at byte 1");
  EXPECT_EQ(skipped[1].line, 5);
  EXPECT_EQ(skipped[1].what, "the key versions is missing");
  EXPECT_EQ(skipped[2].line, 6);
  EXPECT_EQ(skipped[2].what, "byte 1 is not valid UTF-8");
  EXPECT_EQ(skipped[3].line, 8);
  EXPECT_EQ(skipped[3].what, "not JSON: the line ends in the middle of a record");
}

TEST_F(Import, SkipsALineOfTenMegabytes) {
  const auto file = folder.write("long.jsonl", kaggle_line(1) + "\n" + kaggle_line(2, std::string(10'000'000, 'x')) +
                                                   "\n" + kaggle_line(3) + "\n");
  EXPECT_EQ(counts(connection, {file}).added, 2);
  ASSERT_THAT(skipped, SizeIs(1));
  EXPECT_EQ(skipped[0].line, 2);
  EXPECT_EQ(skipped[0].what, "the line is longer than 4 MiB");
}

TEST_F(Import, KeepsAllGoodLinesOfATruncatedFileAndSaysThatItEndsEarly) {
  std::string text;
  for (int number = 1; number < 20001; ++number)
    text += kaggle_line(number, "abstract " + std::to_string(number * 7919LL * 104729LL % 1000003)) + "\n";
  const auto packed = zstd(text);
  const auto imported = import(connection, {folder.write("cut.zst", packed.substr(0, packed.size() / 2)),
                                            folder.write("whole.jsonl", kaggle_line(20001))});
  ASSERT_TRUE(imported);
  ASSERT_THAT(*imported, SizeIs(2));
  ASSERT_TRUE(imported->at(0).failure);
  EXPECT_THAT(imported->at(0).failure->message, HasSubstr("cut.zst: the Zstandard file ends early"));
  EXPECT_GT(imported->at(0).counts.added, 5000);
  EXPECT_EQ(imported->at(1).counts.added, 1) << "the next file is imported all the same";
  EXPECT_THAT(content(connection), SizeIs(static_cast<std::size_t>(imported->at(0).counts.added) + 1));

  EXPECT_EQ(counts(connection, {folder.write("cut.zst", packed)}).added, 20000 - imported->at(0).counts.added)
      << "got anew";
}

TEST_F(Import, SaysThatAFileIsEmptyOrMissing) {
  const auto imported = import(connection, {folder.write("empty.jsonl", ""), (folder / "missing.jsonl").string()});
  ASSERT_TRUE(imported);
  EXPECT_THAT(imported->at(0).failure->message, HasSubstr("empty.jsonl: the file is empty"));
  EXPECT_THAT(imported->at(1).failure->message, HasSubstr("missing.jsonl: cannot open this file"));
}

TEST_F(Import, ReportsAPaperThatComesTwiceWithOtherText) {
  const auto file = folder.write("twice.jsonl", kaggle_line(1, "First.") + "\n" + kaggle_line(1, "Second.") + "\n");
  const auto sum = counts(connection, {file});
  EXPECT_EQ(sum.added, 1);
  EXPECT_EQ(sum.known, 1);
  EXPECT_THAT(conflicts, ElementsAre("2401.00001"));
  EXPECT_EQ(store::window(connection, {0}, {100000}).value().at(0).paper.abstract, "First.");
}

TEST_F(Import, SkipsPapersFromTheFuture) {
  params.today = day("2024-01-20");
  const auto sum = counts(connection, {folder.write("a.jsonl", kaggle_line(1) + "\n")});
  EXPECT_EQ(sum.skipped, 1);
  EXPECT_EQ(skipped.at(0).what, "update_date 2024-01-31 lies in the future (today is 2024-01-20)");
}

TEST_F(Import, StopsWithAnErrorWhenTheDatabaseCannotBeWritten) {
  auto reader = store::open_reader(folder / "import.db").value();
  const auto refused = import(reader, {folder.write("a.jsonl", kaggle_lines(1, 20000))});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("the database cannot be written"));
}

TEST_F(Import, TellsHowFarItIs) {
  params.batch_lines = 100;
  const auto text = kaggle_lines(1, 1001);
  std::vector<intake::ImportProgress> seen;
  listener.progress = [&](const intake::ImportProgress& progress) { seen.push_back(progress); };
  counts(connection, {folder.write("a.jsonl", text)});
  ASSERT_GE(seen.size(), 10u);
  EXPECT_EQ(seen.front().papers, 100);
  EXPECT_EQ(seen.back().papers, 1000);
  EXPECT_EQ(seen.back().bytes_read, text.size());
  EXPECT_EQ(seen.back().bytes_total, text.size());
}

TEST_F(Import, ReadsRealHistory) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  const auto file = support::shared_file("data/arxiv/cs.CL-2022-01_cs.AI-2024-01_to_2025-06.jsonl.zst");
  params.batch_lines = 1000;
  listener.progress = [](const intake::ImportProgress& progress) {
    if (progress.papers >= 1000) throw std::runtime_error("enough");  // the first thousand lines will do
  };
  EXPECT_THROW(import(connection, {file.string()}).has_value(), std::runtime_error);
  EXPECT_THAT(skipped, IsEmpty());
  const auto papers = store::window(connection, {0}, {100000}).value();
  EXPECT_THAT(papers, SizeIs(1000));
  const std::vector ids{model::PaperId::parse("2201.00118").value()};
  const auto paper = store::by_ids(connection, ids).value().at(0).paper;
  EXPECT_EQ(paper.title, "Semantic Search for Large Scale Clinical Ontologies");
  EXPECT_THAT(paper.authors, ElementsAre("Duy-Hoa Ngo"));
  EXPECT_THAT(paper.categories, ElementsAre("cs.CL", "cs.IR", "cs.LG"));
  EXPECT_EQ(paper.submitted.iso(), "2022-01-01");
  EXPECT_EQ(paper.announced.iso(), "2022-01-03");
}

}  // namespace
}  // namespace bandwagon
