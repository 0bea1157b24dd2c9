#include "config/catalogue.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  using namespace bandwagon::config;
  const auto catalogue = parse_catalogue(text, "c");
  if (!catalogue) return promise(!catalogue.error().message.empty());
  for (const auto& release : *catalogue) promise(parse_catalogue(to_toml(release), "again").has_value());
}
