#pragma once
// The words that stand for enumerations wherever they are shown: in the database, in evidence, in digests.
#include <optional>
#include <string_view>

#include "analyzers/model/findings.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::model {

// Both know TopicKind, BurstKind, Verdict, RoleKind, AlertReason, LineageEvent, ReleaseOrigin and ReleaseStatus.

// Empty for a value outside its enumeration.
template <class Enum>
const char* name_of(Enum value);

// The enumerator of a word; absent: the word is unknown.
template <class Enum>
std::optional<Enum> value_named(std::string_view name);

}  // namespace bandwagon::model
