#include "daemon/store/row.hpp"

#include <nlohmann/json.hpp>

#include "daemon/store/errors.hpp"

namespace bandwagon::store {

using nlohmann::json;

std::string json_list(const std::vector<std::string>& texts) {
  return json(texts).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<std::string> parse_json_list(const std::string& text) {
  const json list = json::parse(text, nullptr, false);
  std::vector<std::string> texts;
  if (!list.is_array()) throw Damaged("it holds a list that is none: " + text.substr(0, 80));
  texts.reserve(list.size());
  for (const auto& entry : list) {
    if (!entry.is_string()) throw Damaged("it holds a list of other things than texts: " + text.substr(0, 80));
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
