#include "daemon/parse/arxiv_oai.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto page = bandwagon::parse::parse_arxiv_oai(text);
  if (page)
    for (const auto& record : page->records) promise(record.version >= 1 && !record.id.str().empty());
  else
    promise(!page.error().message.empty());
  static_cast<void>(bandwagon::parse::parse_arxiv_oai_record(text));
}
