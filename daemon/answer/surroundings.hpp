#pragma once
#include "analyzers/digest/digest.hpp"
#include "daemon/store/read_only.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::answer {

// Adds to a composed digest what lies beside its alerts, as of its last day: to each wave its followers' lags, near
// twins, who names the pioneers, and how long such waves last; to the digest its landscape. A database that was last
// written by an older version adds nothing. Errors: the database's.
Result<void> add_surroundings(store::ReadOnly& database, digest::Digest& digest);

// How long waves that came as far went on: what is seen by `now`, for a wave that began with `onset`.
Result<digest::Remaining> remaining_of(store::ReadOnly& database, model::Day onset, model::Day now);

}  // namespace bandwagon::answer
