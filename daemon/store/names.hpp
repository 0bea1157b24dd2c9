#pragma once
// Private to daemon/store: the words that stand for enumerations in the database, as the public views show them.
#include <string>

#include "analyzers/model/findings.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::store {

const char* name_of(model::TopicKind);
const char* name_of(model::BurstKind);
const char* name_of(model::Verdict);
const char* name_of(model::RoleKind);
const char* name_of(model::AlertReason);
const char* name_of(model::LineageEvent);
const char* name_of(model::ReleaseOrigin);
const char* name_of(model::ReleaseStatus);

// The enumerator of a word read from the database. Throws Damaged for an unknown word.
template <class Enum>
Enum from_name(const std::string& name);

}  // namespace bandwagon::store
