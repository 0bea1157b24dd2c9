#include "daemon/deliver/message.hpp"

#include <nlohmann/json.hpp>

namespace bandwagon::deliver {

using Json = nlohmann::ordered_json;

std::string pack(const Message& message) {
  Json headlines = Json::array();
  for (const auto& line : message.headlines)
    headlines.push_back({{"title", line.title}, {"words", line.words}, {"link", line.link}});
  const Json packed{{"key", message.key},   {"subject", message.subject},   {"summary", message.summary},
                    {"link", message.link}, {"headlines", headlines},       {"text", message.text},
                    {"html", message.html}, {"document", message.document}, {"file", message.file},
                    {"owed", message.owed}};
  return packed.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Message> unpack(const std::string& packed) {
  const Json json = Json::parse(packed, nullptr, false);
  if (!json.is_object()) return fail(ErrorKind::Parse, "the delivery kept in the outbox cannot be read");
  const auto text = [](const Json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  Message message;
  message.key = text(json, "key"), message.subject = text(json, "subject"), message.summary = text(json, "summary");
  message.link = text(json, "link"), message.text = text(json, "text"), message.html = text(json, "html");
  message.document = text(json, "document"), message.file = text(json, "file");
  if (const auto lines = json.find("headlines"); lines != json.end() && lines->is_array())
    for (const auto& line : *lines)
      if (line.is_object())
        message.headlines.push_back(
            {.title = text(line, "title"), .words = text(line, "words"), .link = text(line, "link")});
  if (const auto owed = json.find("owed"); owed != json.end() && owed->is_array())
    for (const auto& address : *owed)
      if (address.is_string()) message.owed.push_back(address.get<std::string>());
  return message;
}

}  // namespace bandwagon::deliver
