#include "daemon/cli/session.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace bandwagon::cli {
namespace {

// Sets an environment variable for one test and puts the old value back.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  ~Environment() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

TEST(SessionDatabase, IsTheOneGivenOnTheCommandLine) {
  Session session;
  session.database_file = "given.db";
  EXPECT_EQ(session.database().value(), "given.db");
}

TEST(SessionDatabase, LiesInTheDataFolderOfTheUserByDefault) {
  const Environment config_home("XDG_CONFIG_HOME", "/nonexistent");
  const Environment data("XDG_DATA_HOME", "/data");
  EXPECT_EQ(Session().database().value(), "/data/bandwagon/bandwagon.db");
}

TEST(SessionDatabase, LiesUnderHomeWhenThereIsNoDataFolder) {
  const Environment config_home("XDG_CONFIG_HOME", "/nonexistent");
  const Environment data("XDG_DATA_HOME", "relative/is/ignored");
  const Environment home("HOME", "/home/someone");
  EXPECT_EQ(Session().database().value(), "/home/someone/.local/share/bandwagon/bandwagon.db");
}

TEST(SessionDatabase, IsAClearErrorWithoutAnyPlace) {
  const Environment config_home("XDG_CONFIG_HOME", "/nonexistent");
  const Environment data("XDG_DATA_HOME", nullptr);
  const Environment home("HOME", nullptr);
  const auto database = Session().database();
  ASSERT_FALSE(database);
  EXPECT_NE(database.error().message.find("--db"), std::string::npos);
}

TEST(SessionFinish, KeepsTheExitCodeOfTheContract) {
  Session session;
  session.finish(fail(ErrorKind::Busy, "busy"));
  EXPECT_EQ(session.exit_code(), 75);
  session.finish({});
  EXPECT_EQ(session.exit_code(), 0);
}

}  // namespace
}  // namespace bandwagon::cli
