#include "daemon/app/upkeep.hpp"

#include "daemon/store/upkeep.hpp"

namespace bandwagon::app {

Result<std::uint64_t> back_up(const std::filesystem::path& database, const std::filesystem::path& target) {
  return store::back_up(database, target);
}

}  // namespace bandwagon::app
