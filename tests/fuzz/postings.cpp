#include "daemon/parse/plain_text.hpp"
#include "daemon/parse/posting.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto list = bandwagon::parse::parse_postings(text);
  if (!list) promise(!list.error().message.empty());
  if (list)
    for (const auto& one : list->postings) promise(!one.key.empty() && !one.title.empty() && one.text.size() <= 2000);
  promise(bandwagon::parse::plain_text(text, 100).size() <= 100);
  static_cast<void>(bandwagon::parse::canonical_link(text));
  static_cast<void>(bandwagon::parse::named_papers(text));
}
