#include "daemon/service/upkeep.hpp"

#include "daemon/store/upkeep.hpp"

namespace bandwagon::service {

Result<std::uint64_t> back_up(const std::filesystem::path& database, const std::filesystem::path& target) {
  return store::back_up(database, target);
}

}  // namespace bandwagon::service
