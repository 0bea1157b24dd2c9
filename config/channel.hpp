#pragma once
// Where digests are sent.
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/digest/reader.hpp"

namespace bandwagon::config {

// From a time of the day up to another, in minutes after midnight; may pass midnight.
struct QuietHours {
  int from = 0, until = 0;
  friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

enum class ChannelKind { File, Mail, Slack, Discord, Ntfy, Matrix, Webhook };

struct Channel {
  std::string name;
  ChannelKind kind = ChannelKind::File;
  std::string url;             // webhook; ntfy or Matrix server; smtps://host:465 or smtp://host:587
  std::string url_credential;  // name of the credential that holds the url instead
  std::string credential;      // name of the password, token or signing key; empty: none
  std::filesystem::path path;  // file: written anew with each digest; its ending says what: html, md, txt, json, xml
  std::string from, user;      // mail; user: of the login, empty: no login
  std::vector<std::string> to;
  enum class Security { Required, Plain } security = Security::Required;  // mail: TLS
  std::filesystem::path ca_file;                                          // mail: who signed the server's certificate
  std::string room;                                                       // Matrix
  std::string topic;                                                      // ntfy
  std::optional<QuietHours> quiet;                                        // nothing is sent then, but afterwards
  std::string zone = "UTC";                                               // of the quiet hours
  digest::Taste taste;                                                    // minimum, follow, mute
  friend bool operator==(const Channel&, const Channel&) = default;
};

}  // namespace bandwagon::config
