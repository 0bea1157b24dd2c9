#include "daemon/parse/idea.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto idea = bandwagon::parse::idea_from(text, "idea");
  promise(idea ? !(idea->title + idea->abstract).empty() : !idea.error().message.empty());
}
