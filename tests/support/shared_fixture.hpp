#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/shared_files.hpp"

namespace bandwagon::support {

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream) << file;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// A recording that lies in the repository, "arxiv-oai/none_2026-10-04.xml".
inline std::string recording(const std::string& name) {
  return content_of(std::filesystem::path(BANDWAGON_SOURCE_DIR) / "tests" / "fixtures" / name);
}

// The only recording in shared/fixtures/FOLDER whose name begins like this; empty where there is no such folder.
inline std::string shared_recording(const std::string& folder, const std::string& begins) {
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(shared_file("fixtures/" + folder), absent)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(begins) && name.ends_with(".xml")) return content_of(entry.path());
  }
  return {};
}

}  // namespace bandwagon::support
