#pragma once
// A digest on its way to its readers, in all the forms that channels need. Made once and kept until it is sent, so that
// every attempt sends the same. Titles in it are hostile text: each channel escapes them for itself.
#include <cstdint>
#include <string>
#include <vector>

#include "daemon/util/result.hpp"

namespace bandwagon::deliver {

// One wave in two lines.
struct Headline {
  std::string title, words;
  std::string link;  // its page; may be empty
  friend bool operator==(const Headline&, const Headline&) = default;
};

struct Message {
  std::string key;      // what is delivered: "digest/2025-02-10"; one channel gets it once
  std::string subject;  // one line
  std::string summary;  // one or two sentences
  std::string link;     // where all of it can be read; may be empty
  std::vector<Headline> headlines;
  std::string text, html, document;  // whole: plain text, HTML page, JSON
  std::string file{};                // for a file: its whole content
  std::vector<std::string> owed{};   // by mail: whom the server did not take at first; empty: all recipients
  friend bool operator==(const Message&, const Message&) = default;
};

// For the outbox. unpack() gives Parse for what pack() has not made.
std::string pack(const Message& message);
Result<Message> unpack(const std::string& packed);

// What makes an attempt recognisable as a repetition.
struct Stamp {
  std::int64_t delivery = 0;    // number in the outbox
  std::int64_t created_at = 0;  // Unix seconds: when the delivery was laid into the outbox
};

}  // namespace bandwagon::deliver
