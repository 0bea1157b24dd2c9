#include "analyzers/text/terms.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto half = text.size() / 2;
  const auto terms = bandwagon::text::terms_of(text.substr(0, half), text.substr(half));
  for (std::size_t i = 1; i < terms.size(); ++i) promise(terms[i - 1].term < terms[i].term);
}
