#pragma once
// The words that stand for enumerations wherever they are shown: in the database, in evidence, in digests.
#include <optional>
#include <string_view>

#include "analyzers/model/findings.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::model {

const char* name_of(TopicKind);  // empty for a value outside its enumeration, here and below
const char* name_of(BurstKind);
const char* name_of(Verdict);
const char* name_of(RoleKind);
const char* name_of(AlertReason);
const char* name_of(LineageEvent);
const char* name_of(ReleaseOrigin);
const char* name_of(ReleaseStatus);

// The enumerator of a word; absent: the word is unknown.
template <class Enum>
std::optional<Enum> value_named(std::string_view name);
template <>
std::optional<TopicKind> value_named(std::string_view name);
template <>
std::optional<BurstKind> value_named(std::string_view name);
template <>
std::optional<Verdict> value_named(std::string_view name);
template <>
std::optional<AlertReason> value_named(std::string_view name);
template <>
std::optional<ReleaseOrigin> value_named(std::string_view name);
template <>
std::optional<ReleaseStatus> value_named(std::string_view name);

}  // namespace bandwagon::model
