// A list of labs of somebody's own: [releases] labs.
#include "config/labs.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto labs = bandwagon::config::parse_labs(text, "labs.toml", "https://hub.example");
  if (!labs) return promise(!labs.error().message.empty());
  for (const auto& source : labs->sources) promise(!source.name.empty() && source.url.find("://") != std::string::npos);
}
