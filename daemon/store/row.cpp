#include "daemon/store/row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/store/errors.hpp"

namespace bandwagon::store {

using nlohmann::json;

namespace {

// Whether JSON writes the text as it is. What is not ASCII may be damaged, and is left to the library.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; });
}

// A list of plain texts as json_list() writes it; absent: anything else.
std::optional<std::vector<std::string>> plain_list(std::string_view json) {
  std::vector<std::string> texts;
  if (json.size() < 2 || json.front() != '[' || json.back() != ']') return std::nullopt;
  json = json.substr(1, json.size() - 2);
  texts.reserve(static_cast<std::size_t>(std::count(json.begin(), json.end(), '"')) / 2);
  while (!json.empty()) {
    const auto end = json.find('"', 1);
    if (json.front() != '"' || end == std::string_view::npos || !is_plain(json.substr(1, end - 1))) return std::nullopt;
    texts.emplace_back(json.substr(1, end - 1));
    json.remove_prefix(end + 1);
    if (json.empty()) break;
    if (json.size() < 3 || json.front() != ',') return std::nullopt;
    json.remove_prefix(1);
  }
  return texts;
}

}  // namespace

std::string json_list(const std::vector<std::string>& texts) {
  if (!std::all_of(texts.begin(), texts.end(), is_plain))
    return json(texts).dump(-1, ' ', false, json::error_handler_t::replace);
  std::string list = "[";
  for (const auto& text : texts) ((list += list.size() == 1 ? "\"" : ",\"") += text) += '"';
  return list += ']';
}

std::string json_list(std::span<const std::int64_t> keys) {
  return fmt::format("[{}]", fmt::join(keys, ","));
}

std::vector<std::string> parse_json_list(std::string_view text) {
  if (auto plain = plain_list(text)) return *std::move(plain);
  const json list = json::parse(text, nullptr, false);
  std::vector<std::string> texts;
  if (!list.is_array()) throw Damaged(fmt::format("it holds a list that is none: {}", text.substr(0, 80)));
  texts.reserve(list.size());
  for (const auto& entry : list) {
    if (!entry.is_string())
      throw Damaged(fmt::format("it holds a list of other things than texts: {}", text.substr(0, 80)));
    texts.push_back(entry.get<std::string>());
  }
  return texts;
}

model::PaperId parse_stored_id(const std::string& text) {
  auto id = model::PaperId::parse(text);
  if (!id) throw Damaged("it holds '" + text + "' as an arXiv identifier");
  return *std::move(id);
}

}  // namespace bandwagon::store
