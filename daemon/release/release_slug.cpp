#include "daemon/release/release_slug.hpp"

namespace bandwagon::release {

std::string release_slug(std::string_view name) {
  std::string id;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.')
      id += capital ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && (id.back() == '-' || id.back() == '.')) id.pop_back();
  constexpr std::size_t kLongest = 60;
  return id.substr(0, kLongest);
}

}  // namespace bandwagon::release
