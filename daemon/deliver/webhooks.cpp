#include "daemon/deliver/webhooks.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "daemon/deliver/plain.hpp"

namespace bandwagon::deliver {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string percent_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.' || c == '_' || c == '~';
    out += safe ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string html(const std::string& text) {
  const std::string safe = replaced(replaced(replaced(one_line(text), "&", "&amp;"), "<", "&lt;"), ">", "&gt;");
  return replaced(safe, "\"", "&quot;");
}

std::string and_more(std::size_t left) {
  return fmt::format("and {} more", left);
}

// --- slack ---

Json slack_text(const std::string& text, std::size_t most) {
  return {{"type", "plain_text"}, {"text", cut_characters(one_line(text), most)}, {"emoji", false}};
}

std::string slack_body(const Message& message) {
  Json blocks = Json::array();
  const std::string heading = one_line(message.subject).empty() ? "Bandwagon" : message.subject;
  blocks.push_back({{"type", "header"}, {"text", slack_text(heading, kSlackHeader)}});
  constexpr std::size_t kMostBlocks = 48, kRoomForMore = 24;
  std::size_t used = kSlackHeader + kRoomForMore;
  const auto add = [&](const std::string& words) {
    if (words.empty()) return;
    used += words.size();
    Json text{{"type", "plain_text"}, {"text", words}, {"emoji", false}};
    blocks.push_back({{"type", "section"}, {"text", std::move(text)}});
  };
  add(cut_characters(one_line(message.summary), kSlackSection));
  std::size_t left = message.headlines.size();
  for (const auto& headline : message.headlines) {
    const auto words = cut_characters(one_line(headline.title) + "\n" + one_line(headline.words), kSlackSection);
    const std::size_t blocks_for_more = left > 1 ? 1 : 0;
    if (blocks.size() + blocks_for_more >= kMostBlocks || used + words.size() > kSlackTotal) break;
    add(words);
    --left;
  }
  if (left > 0) add(and_more(left));
  if (!message.link.empty()) {  // the link is ours, not the data's
    const std::string link = "<" + message.link + "|Read the digest>";
    blocks.push_back({{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", link}}}});
  }
  const std::string safe = html(message.subject + ". " + message.summary);
  return dump({{"text", cut_characters(safe, kSlackSection)}, {"blocks", std::move(blocks)}, {"unfurl_links", false}});
}

// --- discord ---

std::string discord_escaped(const std::string& text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (std::string_view("\\*_~|`>#[]()<@:-+.").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string discord_body(const Message& message) {
  constexpr std::size_t kRoomForMore = 24;
  const std::string tail = message.link.empty() ? std::string() : "\n<" + message.link + ">";
  const std::size_t room = kDiscordContent - kRoomForMore - tail.size();
  std::string content =
      cut_characters("**" + discord_escaped(message.subject) + "**\n" + discord_escaped(message.summary), room);
  std::size_t told = 0;
  for (const auto& line : message.headlines) {
    const std::string more = "\n\n**" + discord_escaped(line.title) + "**\n" + discord_escaped(line.words);
    if (characters(content) + characters(more) > room) break;
    content += more;
    ++told;
  }
  if (told < message.headlines.size()) content += "\n\n" + and_more(message.headlines.size() - told);
  constexpr int kNoEmbeds = 4;
  return dump({{"content", content + tail}, {"allowed_mentions", {{"parse", Json::array()}}}, {"flags", kNoEmbeds}});
}

// --- ntfy ---

std::string ntfy_body(const config::Channel& channel, const Message& message) {
  constexpr std::size_t kRoomForMore = 24;
  std::string text = cut_bytes(one_line(message.summary), kNtfyMessage - kRoomForMore);
  std::size_t left = message.headlines.size();
  for (const auto& headline : message.headlines) {
    const std::string words = "\n\n" + one_line(headline.title) + "\n" + one_line(headline.words);
    if (text.size() + words.size() > kNtfyMessage - kRoomForMore) break;
    text += words;
    --left;
  }
  if (left > 0) text += "\n\n" + and_more(left);
  constexpr std::size_t kTitle = 250;
  Json body{{"topic", channel.topic},
            {"title", cut_bytes(one_line(message.subject), kTitle)},
            {"message", text},
            {"priority", 3},
            {"tags", {"ocean"}}};
  if (!message.link.empty()) body["click"] = message.link;
  return dump(body);
}

// --- matrix ---

std::string matrix_body(const Message& message) {
  std::string plain = one_line(message.subject) + "\n" + one_line(message.summary);
  std::string rich = "<strong>" + html(message.subject) + "</strong><br>" + html(message.summary);
  std::size_t left = message.headlines.size();
  for (const auto& line : message.headlines) {
    const std::string title = "<strong>" + html(line.title) + "</strong>";
    const std::string more = "<br><br>" +
                             (line.link.empty() ? title : "<a href=\"" + html(line.link) + "\">" + title + "</a>") +
                             "<br>" + html(line.words);
    const std::string words = "\n\n" + one_line(line.title) + "\n" + one_line(line.words);
    if (rich.size() + more.size() > kMatrixBody || plain.size() + words.size() > kMatrixBody) break;
    rich += more, plain += words;
    --left;
  }
  if (left > 0) rich += "<br><br>" + and_more(left), plain += "\n\n" + and_more(left);
  if (!message.link.empty()) plain += "\n\n" + message.link;
  return dump(
      {{"msgtype", "m.notice"}, {"body", plain}, {"format", "org.matrix.custom.html"}, {"formatted_body", rich}});
}

// --- generic ---

std::string generic_body(const Message& message, const std::string& id) {
  Json body{{"delivery_id", id},
            {"key", message.key},
            {"subject", message.subject},
            {"summary", message.summary},
            {"link", message.link}};
  const Json digest = Json::parse(message.document, nullptr, false);
  body["digest"] = digest.is_discarded() ? Json() : digest;
  return dump(body);
}

// Stays the same for each attempt at one delivery and is that of no other, also after the database was made anew.
std::string delivery_id(const Message& message, const Stamp& stamp) {
  return fmt::format("bandwagon-{}-{}-{}", replaced(message.key, "/", "-"), stamp.created_at, stamp.delivery);
}

}  // namespace

std::string hmac_sha256(const std::string& key, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const std::basic_string<unsigned char> bytes(text.begin(), text.end());
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes.data(), bytes.size(), digest.data(), &size);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

WebRequest web_request(const config::Channel& channel, const Secrets& secrets, const Message& message,
                       const Stamp& stamp) {
  WebRequest request{.method = "POST", .url = secrets.url, .headers = {"Content-Type: application/json"}, .body = {}};
  const auto authorize = [&] {
    if (!secrets.token.empty()) request.headers.push_back("Authorization: Bearer " + secrets.token);
  };
  switch (channel.kind) {
    case config::ChannelKind::Slack:
      request.body = slack_body(message);
      break;
    case config::ChannelKind::Discord:  // wait: an error is told instead of kept
      request.url += secrets.url.find('?') == std::string::npos ? "?wait=true" : "&wait=true";
      request.body = discord_body(message);
      break;
    case config::ChannelKind::Ntfy:
      request.url = without_slash(secrets.url) + "/";
      request.body = ntfy_body(channel, message);
      authorize();
      break;
    case config::ChannelKind::Matrix:
      request.method = "PUT";
      request.url = fmt::format("{}/_matrix/client/v3/rooms/{}/send/m.room.message/{}", without_slash(secrets.url),
                                percent_encoded(channel.room), percent_encoded(delivery_id(message, stamp)));
      request.body = matrix_body(message);
      authorize();
      break;
    default: {
      const std::string id = delivery_id(message, stamp);
      request.body = generic_body(message, id);
      request.headers.push_back("Idempotency-Key: " + id);
      request.headers.push_back("X-Bandwagon-Signature-256: sha256=" + hmac_sha256(secrets.token, request.body));
    }
  }
  return request;
}

}  // namespace bandwagon::deliver
