#include "daemon/render/rows.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace bandwagon::render {
namespace {

const std::vector<std::string> kColumns{"arxiv_id", "categories", "observed", "ratio"};
const std::vector<Row> kRows{{"2501.12948", "[\"cs.CL\",\"cs.AI\"]", std::int64_t{41}, 4.25},
                             {"a \"b\", c\nd", std::monostate{}, std::monostate{}, -0.5}};

std::string written(Format format, const std::vector<Row>& rows, const Screen& screen = {}) {
  std::ostringstream out;
  const auto writer = row_writer(format, out, screen);
  writer->columns(kColumns);
  for (const Row& row : rows) writer->row(row);
  writer->finish();
  return out.str();
}

TEST(Csv, FollowsRfc4180) {
  EXPECT_EQ(written(Format::Csv, kRows),
            "arxiv_id,categories,observed,ratio\r\n"
            "2501.12948,\"[\"\"cs.CL\"\",\"\"cs.AI\"\"]\",41,4.25\r\n"
            "\"a \"\"b\"\", c\nd\",,,-0.5\r\n");
}

TEST(Csv, TellsEmptyTextFromNull) {
  EXPECT_EQ(written(Format::Csv, {{"", std::monostate{}, "", 1.0}}).substr(36), "\"\",,\"\",1\r\n");
}

TEST(Tsv, EscapesWhatWouldBreakALine) {
  EXPECT_EQ(written(Format::Tsv, {{"a\tb", "c\\d", "e\r\nf", std::monostate{}}}),
            "arxiv_id\tcategories\tobserved\tratio\na\\tb\tc\\\\d\te\\r\\nf\t\n");
}

TEST(Json, ShowsEvidenceAsWhatItIs) {
  const auto shown = [](const char* evidence) {
    return nlohmann::json::parse(json_object({"evidence"}, {evidence}))["evidence"];
  };
  EXPECT_EQ(shown("{\"ratio\":4.2}")["ratio"], 4.2);
  EXPECT_EQ(shown("[\"signed by DeepSeek\"]")[0], "signed by DeepSeek");
  EXPECT_EQ(shown("names DeepSeek-R1"), "names DeepSeek-R1");
}

TEST(Json, KeepsColumnsOfEqualName) {
  EXPECT_EQ(json_object({"id", "n", "id"}, {std::int64_t{1}, "x", std::int64_t{2}}), R"({"id":1,"n":"x","id":2})");
}

TEST(Json, KeepsNumbersNullsAndLists) {
  const auto json = nlohmann::json::parse(written(Format::Json, kRows));
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(json[0]["categories"], (nlohmann::json{"cs.CL", "cs.AI"}));
  EXPECT_EQ(json[0]["observed"], 41);
  EXPECT_EQ(json[0]["ratio"], 4.25);
  EXPECT_TRUE(json[1]["observed"].is_null());
  EXPECT_EQ(json[1]["arxiv_id"], "a \"b\", c\nd");
}

TEST(Json, IsAnEmptyArrayForNoRows) {
  EXPECT_EQ(nlohmann::json::parse(written(Format::Json, {})), nlohmann::json::array());
}

TEST(Json, ReplacesBytesThatAreNoUtf8) {
  const auto json = nlohmann::json::parse(written(Format::Json, {{"a\xff", "no list", std::int64_t{1}, 1.0}}));
  EXPECT_EQ(json[0]["arxiv_id"], "a\ufffd");
  EXPECT_EQ(json[0]["categories"], "no list");
}

TEST(JsonLines, IsOneObjectALine) {
  std::istringstream lines(written(Format::JsonLines, kRows));
  std::string line;
  int count = 0;
  while (std::getline(lines, line)) EXPECT_TRUE(nlohmann::json::parse(line).is_object()) << ++count;
}

TEST(Table, AlignsTextLeftAndNumbersRight) {
  EXPECT_EQ(written(Format::Table,
                    {{"推理", "x", std::int64_t{7}, 12.0}, {"ab", "longer text", std::int64_t{1000}, 0.123456789}}),
            "arxiv_id  categories   observed     ratio\n"
            "────────  ───────────  ────────  ────────\n"
            "推理      x                   7        12\n"
            "ab        longer text      1000  0.123457\n");
}

TEST(Table, TakesControlCharactersOutOfData) {
  const std::string table = written(Format::Table, {{"\x1b[31mred\x1b[0m\a", "a\nb", std::int64_t{1}, 1.0}});
  EXPECT_EQ(table.find('\x1b'), std::string::npos);
  EXPECT_EQ(table.find('\a'), std::string::npos);
  EXPECT_NE(table.find("red       a b"), std::string::npos);
}

TEST(Table, FitsATerminalByCuttingTheWidestColumn) {
  const std::string table =
      written(Format::Table, {{"id", std::string(200, 'x'), std::int64_t{1}, 1.0}}, {.columns = 50});
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 160U);
    EXPECT_EQ(line.find(std::string(60, 'x')), std::string::npos);
  }
  EXPECT_NE(table.find("x…"), std::string::npos);
}

TEST(Table, CutsNoNumberDayOrName) {
  const std::vector<Row> rows{{"deepseek-r1-paper", "2025-01-20", std::int64_t{1234567}, 1.20193e-06},
                              {"o1", "a label of some words that is long", std::int64_t{1}, 2.5}};
  const std::string narrow = written(Format::Table, rows, {.columns = 60});
  for (const char* whole : {"deepseek-r1-paper", "2025-01-20", "1234567", "1.20193e-06", "a label of some w…"})
    EXPECT_NE(narrow.find(whole), std::string::npos) << whole << '\n' << narrow;
}

TEST(Table, WritesRecordsWhereRowsFitOnlyByCuttingThem) {
  const std::vector<Row> rows{{"deepseek-r1-paper", "2025-01-20", std::int64_t{1234567}, 1.20193e-06},
                              {"o1", std::monostate{}, std::int64_t{1}, 2.5}};
  EXPECT_EQ(written(Format::Table, rows, {.columns = 30}),
            "arxiv_id    deepseek-r1-paper\ncategories  2025-01-20\nobserved    1234567\nratio       1.20193e-06\n"
            "\narxiv_id  o1\nobserved  1\nratio     2.5\n");
}

TEST(Table, PaintsOnlyWhenTheScreenHasColours) {
  EXPECT_EQ(written(Format::Table, kRows).find('\x1b'), std::string::npos);
  EXPECT_NE(written(Format::Table, kRows, {.columns = 80, .colour = Colour::Always}).find("\x1b[1m"),
            std::string::npos);
}

TEST(Table, ShowsItsHeadWhenThereAreNoRows) {
  EXPECT_EQ(written(Format::Table, {}).substr(0, 41), "arxiv_id  categories  observed  ratio\n─");
}

TEST(Table, StreamsMoreRowsThanItLooksAtForTheWidths) {
  const std::string table = written(Format::Table, std::vector<Row>(2500, kRows[0]));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2502);
}

TEST(Page, ShowsTheRecordAndOnlySectionsWithRows) {
  const Page page{{{"topic_id", "label", "parent_id"}, {{std::int64_t{1}, "GRPO", std::monostate{}}}},
                  {{"bursts", "Bursts", {{"burst_id"}, {{std::int64_t{3}}}}}, {"lineage", "Lineage", {{"week"}, {}}}}};
  std::ostringstream table, json;
  write_page(page, Format::Table, table, {});
  EXPECT_EQ(table.str(), "topic_id  1\nlabel     GRPO\n\nBursts\nburst_id\n────────\n       3\n");
  write_page(page, Format::Json, json, {});
  EXPECT_EQ(nlohmann::json::parse(json.str()),
            nlohmann::json::parse(
                R"([{"topic_id":1,"label":"GRPO","parent_id":null,"bursts":[{"burst_id":3}],"lineage":[]}])"));
}

TEST(FormatNamed, KnowsTheFiveFormatsAndNoOther) {
  for (const char* name : {"table", "csv", "tsv", "json", "jsonl"}) EXPECT_TRUE(format_named(name)) << name;
  for (const char* name : {"", "JSON", "xml"}) EXPECT_FALSE(format_named(name)) << name;
}

}  // namespace
}  // namespace bandwagon::render
