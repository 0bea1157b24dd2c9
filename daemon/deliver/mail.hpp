#pragma once
// A digest as a letter (RFC 5322, MIME): plain text and HTML as alternatives. Pure; thread safe.
#include <string>

#include "config/channel.hpp"
#include "daemon/deliver/message.hpp"

namespace bandwagon::deliver {

// Lines end with CRLF and have at most 76 characters; everything is ASCII. Message-ID and Date come from key, channel
// and stamp, so that a repetition is recognised as the same letter. List-Id, Auto-Submitted (RFC 3834) and Precedence
// tell that no person wrote it. No header can be made by what stands in the message.
std::string letter(const config::Channel& channel, const Message& message, const Stamp& stamp);

}  // namespace bandwagon::deliver
