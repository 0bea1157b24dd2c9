#pragma once
// What each kind of webhook wants to be sent, and what its answers mean. Pure; thread safe.
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "config/channel.hpp"
#include "daemon/deliver/message.hpp"

namespace bandwagon::deliver {

struct WebRequest {
  std::string method, url;
  std::vector<std::string> headers;
  std::string body;
};

// What a channel's settings name, resolved.
struct Secrets {
  std::string url;    // of the webhook or server
  std::string token;  // password, access token or signing key; empty: none
};

// The limits of the services; what is longer is cut between characters and ends with "…".
inline constexpr std::size_t kSlackSection = 3000;    // characters of a section (docs.slack.dev, block kit)
inline constexpr std::size_t kSlackHeader = 150;      // characters of a header
inline constexpr std::size_t kSlackTotal = 12000;     // of all blocks: about 13,200 are refused as msg_blocks_too_long
inline constexpr std::size_t kDiscordContent = 2000;  // characters (discord-api-docs, webhook.mdx)
inline constexpr std::size_t kNtfyMessage = 4096;     // bytes; more becomes an attachment (ntfy, publish.md)
inline constexpr std::size_t kMatrixBody = 15000;     // bytes of each of the two bodies; an event has 65,536

// slack    blocks of plain text only, so that nothing in a title is read as markup; a fallback text
// discord  content in escaped Markdown; allowed_mentions empty: "@everyone" in a title calls nobody
// ntfy     JSON to the server's root, with the topic in it
// matrix   PUT with a transaction id made of the stamp: a repetition is the same event
// webhook  the whole digest; headers Idempotency-Key and X-Bandwagon-Signature-256: sha256=HEX, the HMAC of the body
// `channel` is of one of these kinds.
WebRequest web_request(const config::Channel& channel, const Secrets& secrets, const Message& message,
                       const Stamp& stamp);

// HMAC (RFC 2104) with SHA-256, as lower-case hexadecimal digits.
std::string hmac_sha256(const std::string& key, const std::string& text);

// The beginning of `text` that has at most `most` bytes, or characters as counted in UTF-16, with "…" where it was cut.
std::string cut_bytes(const std::string& text, std::size_t most);
std::string cut_characters(const std::string& text, std::size_t most);

}  // namespace bandwagon::deliver
