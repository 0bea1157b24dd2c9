#include "config/credential.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/config/temp_folder.hpp"

namespace bandwagon::config {
namespace {

using testing::HasSubstr;

std::string refusal(std::string_view name, const std::vector<std::filesystem::path>& folders) {
  const auto read = read_credential(name, folders);
  EXPECT_FALSE(read);
  if (read) return "";
  EXPECT_EQ(read.error().kind, ErrorKind::Config);
  return read.error().message;
}

TEST(Credential, IsTheFileWithoutItsLineBreak) {
  const TempFolder folder;
  folder.write("smtp-password", "p\xc3\xa4ss word \n");
  EXPECT_EQ(read_credential("smtp-password", {folder.path()}).value(), "p\xc3\xa4ss word ");
}

TEST(Credential, OfAFolderGivenToSystemdBearsItsPrefix) {
  const TempFolder folder;
  folder.write("bandwagon_hook", "https://hooks.example/T0\r\n");
  EXPECT_EQ(read_credential("hook", {folder.path()}).value(), "https://hooks.example/T0");
}

TEST(Credential, IsTakenFromTheFirstFolderThatHasIt) {
  const TempFolder folder;
  folder.write("second/a", "two");
  folder.write("third/a", "three");
  EXPECT_EQ(read_credential("a", {folder.path() / "first", folder.path() / "second", folder.path() / "third"}).value(),
            "two");
}

TEST(Credential, ThatIsMissingNamesThePlacesLookedAt) {
  EXPECT_THAT(refusal("token", {"/nowhere/one", "/nowhere/two"}), HasSubstr("looked in /nowhere/one, /nowhere/two"));
  EXPECT_THAT(refusal("token", {}), HasSubstr("CREDENTIALS_DIRECTORY"));
}

TEST(Credential, CannotLeadOutOfItsFolder) {
  const TempFolder folder;
  folder.write("secret", "s");
  for (const char* name : {"", "..", "../secret", "/etc/passwd", "a/b", ".hidden", "a\nb"})
    EXPECT_THAT(refusal(name, {folder.path() / "in"}), HasSubstr("names no credential")) << name;
}

TEST(Credential, ThatIsNoneIsRefusedWithoutTellingIt) {
  const TempFolder folder;
  folder.write("empty", "\n");
  folder.write("two-lines", "hunter2\nhunter3\n");
  folder.write("huge", std::string(70'000, 'h'));
  EXPECT_THAT(refusal("empty", {folder.path()}), HasSubstr("is empty"));
  for (const char* name : {"two-lines", "huge"})
    EXPECT_EQ(refusal(name, {folder.path()}).find("hunter"), std::string::npos);
}

TEST(Credential, FoldersAreSystemdsAloneWhereItGivesOne) {
  ::setenv("CREDENTIALS_DIRECTORY", "/run/credentials/bandwagond.service", 1);
  EXPECT_EQ(credential_folders(), std::vector<std::filesystem::path>{"/run/credentials/bandwagond.service"});
  ::unsetenv("CREDENTIALS_DIRECTORY");
  ::setenv("XDG_CONFIG_HOME", "/home/me/.settings", 1);
  EXPECT_EQ(credential_folders(), (std::vector<std::filesystem::path>{"/etc/bandwagon/credentials",
                                                                      "/home/me/.settings/bandwagon/credentials"}));
  ::unsetenv("XDG_CONFIG_HOME");
}

}  // namespace
}  // namespace bandwagon::config
