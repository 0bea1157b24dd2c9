#include "daemon/parse/moment.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto moment = bandwagon::parse::parse_moment(text);
  promise(!moment || (*moment >= 631152000 && *moment < 4102444800));
}
