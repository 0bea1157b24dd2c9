#pragma once
// Private to the room: the lists that the settings choose.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "config/problems.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::config {

// What `read(file)` makes of the chosen file; without a choice of the shipped one, and of an empty choice nothing.
// `key` and `place`: the setting, and where it is written, for errors (Config).
template <class Read, class List = typename std::invoke_result_t<Read, std::filesystem::path>::value_type>
Result<List> read_chosen(const std::optional<std::filesystem::path>& choice, std::string_view key,
                         const std::string& place, Result<std::filesystem::path> (*shipped)(), const Read& read) {
  if (choice && choice->empty()) return List{};
  const auto file = choice ? Result<std::filesystem::path>(*choice) : shipped();
  if (!file) return tl::unexpected(file.error());
  auto list = read(*file);
  if (!list) return tl::unexpected(as_chosen(place, key, std::move(list.error())));
  return list;
}

}  // namespace bandwagon::config
