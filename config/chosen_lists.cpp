#include "config/chosen_lists.hpp"

#include "config/catalogue.hpp"
#include "config/labs.hpp"

namespace bandwagon::config {

Result<void> check_chosen_lists(const Config& config) {
  std::string problems;
  const auto note = [&](const Error& error) { problems += (problems.empty() ? "" : "\n") + error.message; };
  if (const auto catalogue = configured_catalogue(config); !catalogue) note(catalogue.error());
  if (const auto labs = configured_labs(config); !labs) note(labs.error());
  if (problems.empty()) return {};
  return fail(ErrorKind::Config, problems);
}

}  // namespace bandwagon::config
