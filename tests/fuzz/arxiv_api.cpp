#include "daemon/parse/arxiv_api.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto answer = bandwagon::parse::parse_arxiv_api(text);
  if (!answer) return promise(!answer.error().message.empty());
  for (const auto& record : answer->records) promise(record.version >= 1);
}
