#include "daemon/parse/arxiv_rss.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto mailing = bandwagon::parse::parse_arxiv_rss(text);
  if (!mailing) return promise(!mailing.error().message.empty());
  for (const auto& one : mailing->announcements) promise(one.version >= 1 && !one.categories.empty());
}
