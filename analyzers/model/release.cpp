#include "analyzers/model/release.hpp"

#include <algorithm>

namespace bandwagon::model {

bool Release::is_own_paper(const PaperId& paper) const {
  return std::find(arxiv_ids.begin(), arxiv_ids.end(), paper) != arxiv_ids.end();
}

}  // namespace bandwagon::model
