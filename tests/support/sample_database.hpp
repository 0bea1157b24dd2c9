#pragma once
#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace bandwagon::test {

// Runs statements on a database, past the store; throws what SQLite says.
void run_sql(const std::filesystem::path& database, const std::string& statements);

// A small database with hostile text (see sample_database.sql), made from the shipped schema and views.
class SampleDatabase {
 public:
  enum class Content { Sample, Nothing };
  explicit SampleDatabase(Content content = Content::Sample);
  std::filesystem::path file() const { return folder_.path() / "sample.db"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace bandwagon::test
