#include <memory>

#include "daemon/store/questions.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const std::string quoted = bandwagon::store::quoted_words(text);
  std::size_t quotes = 0;
  for (const char c : quoted) quotes += c == '"';
  promise(quotes % 2 == 0);  // nothing of it is read as an operator of FTS5
}
