#pragma once
#include "analyzers/digest/digest.hpp"
#include "config/config.hpp"
#include "daemon/deliver/message.hpp"
#include "daemon/render/digest.hpp"

namespace bandwagon::answer {

// The digest as one channel sends it: without what its reader does not want.
deliver::Message message_of(const digest::Digest& digest, const config::Channel& channel,
                            const config::Digest& settings);

// Where the feed's names come from: the host of [digest] site.
render::AtomPlace atom_place(const config::Digest& settings);

}  // namespace bandwagon::answer
