#include "config/credential.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "config/load.hpp"
#include "config/problems.hpp"
#include "config/text_file.hpp"

namespace bandwagon::config {
namespace {

constexpr std::uint64_t kLargestSecret = 64 << 10;

Result<std::string> secret_in(std::string text, const std::filesystem::path& file) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.empty()) return fail(ErrorKind::Config, fmt::format("{}: the credential is empty", file.string()));
  if (has_control_character(text))
    return fail(ErrorKind::Config,
                fmt::format("{}: a credential is one line of text, without control characters", file.string()));
  return text;
}

std::string listed(const std::vector<std::filesystem::path>& folders) {
  std::string text;
  for (const auto& folder : folders) text += (text.empty() ? "" : ", ") + folder.string();
  return text.empty() ? "nowhere: neither CREDENTIALS_DIRECTORY nor HOME is set" : text;
}

}  // namespace

bool is_credential_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

std::vector<std::filesystem::path> credential_folders() {
  if (const char* given = std::getenv("CREDENTIALS_DIRECTORY"); given != nullptr && given[0] == '/') return {given};
  std::vector<std::filesystem::path> folders;
  for (const auto& file : default_files()) folders.push_back(file.parent_path() / "credentials");
  return folders;
}

Result<std::string> read_credential(std::string_view name, const std::vector<std::filesystem::path>& folders) {
  if (!is_credential_name(name))
    return fail(ErrorKind::Config,
                fmt::format("{} names no credential: use letters, digits, - and _", in_quotes(name)));
  for (const auto& folder : folders) {
    for (const auto& file : {folder / name, folder / fmt::format("bandwagon_{}", name)}) {
      auto text = read_text(file, kLargestSecret);
      if (text) return secret_in(std::move(*text), file);
      if (text.error().kind != ErrorKind::NotFound) return fail(ErrorKind::Config, std::move(text.error().message));
    }
  }
  return fail(ErrorKind::Config,
              fmt::format("there is no credential {}: looked in {}; put the secret into a file of that name in "
                          "/etc/bandwagon/credentials and restart the service",
                          name, listed(folders)));
}

}  // namespace bandwagon::config
