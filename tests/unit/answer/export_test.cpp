#include "daemon/answer/export.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "daemon/answer/export_folder.hpp"
#include "daemon/answer/export_schema.hpp"
#include "daemon/files/line_reader.hpp"
#include "daemon/store/export_questions.hpp"
#include "daemon/store/read_only.hpp"
#include "tests/support/files.hpp"
#include "tests/support/sample_database.hpp"

namespace bandwagon::answer {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<ExportReport> exported(const std::filesystem::path& database, const std::filesystem::path& folder) {
  return export_views(database, folder, [](const ExportProgress&) {});
}

std::vector<Json> lines_of(const std::filesystem::path& file) {
  std::vector<Json> lines;
  auto reader = files::LineReader::open(file.string());
  if (!reader) return lines;
  for (auto line = reader->next(); line && *line; line = reader->next()) lines.push_back(Json::parse((*line)->text));
  return lines;
}

// Every file below a folder with its content and the moment of its last change.
std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> contents(
    const std::filesystem::path& folder) {
  std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().string().find("/.") == std::string::npos)
      found[entry.path().string()] = {test::read_file(entry.path()), entry.last_write_time()};
  return found;
}

class Export : public ::testing::Test {
 protected:
  const test::SampleDatabase sample_;
  const test::TemporaryFolder folder_;
  const std::filesystem::path target_ = folder_ / "export";
};

TEST_F(Export, HoldsEveryViewWithItsDocumentedColumns) {
  auto database = store::ReadOnly::open(sample_.file());
  ASSERT_TRUE(database);
  const auto described = described_views(*database->all(store::documentation()), store::exported_views());
  ASSERT_TRUE(described);
  const auto views = database->all({"SELECT count(DISTINCT view_name) FROM schema_doc"});
  EXPECT_EQ(std::get<std::int64_t>(views->rows[0][0]), static_cast<std::int64_t>(described->size()));
  for (std::size_t i = 0; i < described->size(); ++i) {
    std::vector<std::string> columns;
    for (const auto& column : (*described)[i].columns) columns.push_back(column.name);
    auto given = database->all(store::exported_views()[i].rows)->columns;
    if ((*described)[i].by_month) given.pop_back();
    EXPECT_EQ(given, columns) << (*described)[i].name;
  }
}

TEST_F(Export, PartsPapersByTheMonthOfTheirAnnouncement) {
  ASSERT_TRUE(exported(sample_.file(), target_));
  const auto february = lines_of(target_ / "papers/month=2025-02/part.ndjson.zst");
  ASSERT_FALSE(february.empty());
  for (const Json& paper : february) EXPECT_EQ(paper["announced_on"].get<std::string>().substr(0, 7), "2025-02");
  EXPECT_FALSE(february[0].contains("month"));
  EXPECT_TRUE(february[0]["categories"].is_array());
}

TEST_F(Export, WritesAViewWithoutRowsAsAnEmptyFile) {
  const test::SampleDatabase nothing(test::SampleDatabase::Content::Nothing);
  ASSERT_TRUE(exported(nothing.file(), target_));
  EXPECT_TRUE(std::filesystem::exists(target_ / "alerts/part.ndjson.zst"));
  EXPECT_THAT(lines_of(target_ / "alerts/part.ndjson.zst"), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(target_ / "papers"));
}

TEST_F(Export, WritesNothingWhenNothingHasChanged) {
  const auto first = exported(sample_.file(), target_);
  const auto before = contents(target_);
  const auto second = exported(sample_.file(), target_);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->written, first->files);
  EXPECT_EQ(second->written, 0U);
  EXPECT_EQ(second->files, first->files);
  EXPECT_EQ(contents(target_), before);
}

TEST_F(Export, WritesAFileAnewThatWasRemovedOrCutShort) {
  ASSERT_TRUE(exported(sample_.file(), target_));
  std::filesystem::remove(target_ / "alerts/part.ndjson.zst");
  std::filesystem::resize_file(target_ / "bursts/part.ndjson.zst", 3);
  EXPECT_EQ(exported(sample_.file(), target_)->written, 2U);
  EXPECT_FALSE(lines_of(target_ / "alerts/part.ndjson.zst").empty());
}

TEST_F(Export, RemovesWhatIsNoLongerThereAndNothingElse) {
  const test::SampleDatabase nothing(test::SampleDatabase::Content::Nothing);
  ASSERT_TRUE(exported(sample_.file(), target_));
  std::ofstream(target_ / "mine.txt") << "kept";
  const auto second = exported(nothing.file(), target_);
  ASSERT_TRUE(second);
  EXPECT_GT(second->removed, 0U);
  EXPECT_FALSE(std::filesystem::exists(target_ / "papers/month=2025-02"));
  EXPECT_EQ(test::read_file(target_ / "mine.txt"), "kept");
}

TEST_F(Export, LeavesTheFormerExportWholeUntilTheNewOneIs) {
  ASSERT_TRUE(exported(sample_.file(), target_));
  const auto before = contents(target_);
  {
    auto interrupted = ExportFolder::open(target_);
    ASSERT_TRUE(interrupted);
    ASSERT_TRUE(interrupted->put_packed("alerts/part.ndjson.zst", "{\"alert_id\":99}\n"));
    EXPECT_EQ(exported(sample_.file(), target_).error().kind, ErrorKind::Busy);
  }
  EXPECT_EQ(contents(target_), before);
  EXPECT_EQ(exported(sample_.file(), target_)->written, 0U);
  EXPECT_FALSE(std::filesystem::exists(target_ / ".unfinished"));
}

TEST_F(Export, GoesOnWithWhatAnInterruptedOneHasWritten) {
  const std::string content = "{\"alert_id\":99}\n";
  ASSERT_TRUE(ExportFolder::open(target_)->put_packed("alerts/part.ndjson.zst", content));
  std::filesystem::path waiting;
  for (const auto& entry : std::filesystem::directory_iterator(target_ / ".unfinished")) waiting = entry.path();
  const std::filesystem::file_time_type written = std::filesystem::last_write_time(waiting);
  auto next = ExportFolder::open(target_);
  ASSERT_TRUE(next && next->put_packed("alerts/part.ndjson.zst", content) && next->publish());
  EXPECT_EQ(std::filesystem::last_write_time(target_ / "alerts/part.ndjson.zst"), written);
}

TEST_F(Export, BelievesNoManifestThatNamesPlacesOutsideTheFolder) {
  const auto mine = folder_.write("mine.txt", "kept");
  ASSERT_TRUE(exported(sample_.file(), target_));
  for (const char* manifest : {"", "[", "{\"files\": 1}", R"({"files": {"../mine.txt": {"bytes": 4, "hash": "0"}}})"}) {
    std::ofstream(target_ / "manifest.json") << manifest;
    const auto report = exported(sample_.file(), target_);
    ASSERT_TRUE(report) << manifest;
    EXPECT_EQ(report->written, report->files) << manifest;
  }
  EXPECT_EQ(test::read_file(mine), "kept");
}

TEST_F(Export, TellsTheColumnsTypes) {
  ASSERT_TRUE(exported(sample_.file(), target_));
  const Json schema = Json::parse(test::read_file(target_ / "schema.json"));
  EXPECT_EQ(schema["papers"]["files"], "papers/*/part.ndjson.zst");
  EXPECT_THAT(schema["papers"]["duckdb"].get<std::string>(), HasSubstr("'announced_on': 'DATE'"));
  EXPECT_THAT(schema["bursts"]["clickhouse"].get<std::string>(), HasSubstr("ratio Nullable(Float64)"));
  EXPECT_EQ(schema["roles"]["spark"]["fields"][0]["name"], "burst_id");
  EXPECT_EQ(schema["roles"]["spark"]["fields"][0]["type"], "long");
}

TEST_F(Export, SaysWhereItCannotWrite) {
  const auto file = folder_.write("file", "");
  EXPECT_THAT(exported(sample_.file(), file).error().message, HasSubstr("cannot make the folder"));
}

TEST(ColumnType, FollowsUnitAndExample) {
  EXPECT_EQ(column_type("identifier", "2501.12948"), ColumnType::Text);
  EXPECT_EQ(column_type("identifier", "412"), ColumnType::Integer);
  EXPECT_EQ(column_type("papers", "14.0"), ColumnType::Number);
  EXPECT_EQ(column_type("papers", "131"), ColumnType::Integer);
  EXPECT_EQ(column_type("day", "2025-01-20"), ColumnType::Day);
  EXPECT_EQ(column_type("JSON array", "[]"), ColumnType::Texts);
  EXPECT_EQ(column_type("month", "2025-02"), ColumnType::Text);
}

}  // namespace
}  // namespace bandwagon::answer
