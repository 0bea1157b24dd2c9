#pragma once
#include <filesystem>

#include "tests/support/temporary_folder.hpp"

namespace bandwagon::test {

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
