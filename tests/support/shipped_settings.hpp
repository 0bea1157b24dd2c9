#pragma once
#include "config/config.hpp"

namespace bandwagon::support {

// One list watched, and releases looked for by the shipped labs alone.
inline config::Config with_shipped_labs() {
  config::Config settings;
  settings.arxiv.categories = {"cs.CL"};
  settings.releases.catalogue = "";
  settings.releases.labs = BANDWAGON_SOURCE_DIR "/config/labs.toml";
  return settings;
}

}  // namespace bandwagon::support
