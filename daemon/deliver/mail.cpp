#include "daemon/deliver/mail.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string_view>

#include "daemon/deliver/plain.hpp"
#include "daemon/deliver/webhooks.hpp"

namespace bandwagon::deliver {
namespace {

constexpr std::size_t kLine = 76;  // RFC 2045

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[i + k])) : 0U;
    };
    const unsigned group = byte(0) << 16U | byte(1) << 8U | byte(2);
    for (const unsigned shift : {18U, 12U, 6U, 0U}) out += kDigits[group >> shift & 63U];
  }
  const std::size_t missing = (3 - bytes.size() % 3) % 3;
  for (std::size_t k = 0; k < missing; ++k) out[out.size() - 1 - k] = '=';
  return out;
}

// A header's words as encoded words (RFC 2047), each at most 75 characters and whole in its characters.
std::string encoded(const std::string& text) {
  constexpr std::size_t kMostBytes = 39;  // 52 base64 digits, the frame, and "Subject: "
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + kMostBytes, text.size());
    while (end < text.size() && !begins_character(text[end])) --end;
    out += (out.empty() ? "" : "\r\n ") +
           fmt::format("=?utf-8?B?{}?=", base64(std::string_view(text).substr(at, end - at)));
    at = end;
  }
  return out;
}

// RFC 2045, section 6.7. Line breaks of the text become CRLF.
std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  const auto put = [&](const std::string& piece) {
    if (column + piece.size() > kLine - 1) out += "=\r\n", column = 0;
    out += piece;
    column += piece.size();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\r\n", column = 0;
      continue;
    }
    const bool ends_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool literal = (c > ' ' && c <= '~' && c != '=') || (c == ' ' && !ends_line);
    const bool from = column == 0 && text.substr(i).starts_with("From ");  // mailboxes would write >From
    put(literal && !from && !(c == '.' && column == 0) ? std::string(1, c)
                                                       : fmt::format("={:02X}", static_cast<unsigned char>(c)));
  }
  return out + "\r\n";
}

std::string date_of(std::int64_t unix_seconds) {
  constexpr std::array<const char*, 7> kDays{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // 1970-01-01: Thursday
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kDay = 86400;
  const model::Day day{static_cast<std::int32_t>(unix_seconds / kDay)};
  const std::string iso = day.iso();
  const std::int64_t second = unix_seconds % kDay;
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", kDays[static_cast<std::size_t>(day.value % 7)],
                     iso.substr(8), kMonths[static_cast<std::size_t>(std::stoi(iso.substr(5, 2)) - 1)],
                     iso.substr(0, 4), second / 3600, second / 60 % 60, second % 60);
}

std::string part(const std::string& boundary, std::string_view type, const std::string& body) {
  return fmt::format("--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                     boundary, type, quoted_printable(body));
}

// Letters and digits, for a name made of another.
std::string word_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    out += plain ? c : '-';
  }
  return out;
}

}  // namespace

std::string letter(const config::Channel& channel, const Message& message, const Stamp& stamp) {
  const std::string host = channel.from.substr(channel.from.find('@') + 1);
  std::string to;
  for (const auto& address : channel.to) to += (to.empty() ? "" : ",\r\n ") + address;
  const std::string identity = fmt::format("{}.{}.{}", word_of(message.key), stamp.created_at,
                                           hmac_sha256(channel.name, message.key).substr(0, 16));
  const std::string boundary = "=_bandwagon_" + hmac_sha256(identity, message.text).substr(0, 32);
  std::string out = fmt::format("From: bandwagon <{}>\r\nTo: {}\r\n", channel.from, to);
  out += "Subject: " + encoded(one_line(message.subject)) + "\r\nDate: " + date_of(stamp.created_at) + "\r\n";
  out += fmt::format("Message-ID: <{}@{}>\r\nList-Id: bandwagon <bandwagon.{}>\r\n", identity, host, host);
  if (!message.link.empty()) out += "List-Archive: <" + message.link + ">\r\n";
  out += "Auto-Submitted: auto-generated\r\nPrecedence: bulk\r\nMIME-Version: 1.0\r\n";
  out += fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", boundary);
  out += part(boundary, "text/plain", message.text) + part(boundary, "text/html", message.html);
  return out + "--" + boundary + "--\r\n";
}

}  // namespace bandwagon::deliver
