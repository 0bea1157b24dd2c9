// Titles are hostile text: whatever the bytes, the terms are well formed and the same each time.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "analyzers/text/latex.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::text {
namespace {

// Any bytes, with the signs that mean something to the reader more often than chance has them.
rc::Gen<std::string> any_text() {
  const auto piece =
      rc::gen::oneOf(rc::gen::map(rc::gen::arbitrary<char>(), [](char c) { return std::string(1, c); }),
                     rc::gen::element<std::string>("\\", "{", "}", "$", "-", ".", "'s", " ", "http://", "\\textbf{",
                                                   "\\'", "GPT-4o", "Llama 3", "of", "\xe2\x80", "\xc2", "models", "A",
                                                   "3.5", "\\c{c}", std::string(1, '\0')));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const auto& p : pieces) text += p;
    return text;
  });
}

bool same(const TermCounts& a, const TermCounts& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TermCount& x, const TermCount& y) {
    return x.term == y.term && x.count == y.count && x.length == y.length;
  });
}

}  // namespace

TEST(AnyBytes, GiveOrderedUniqueTermsTheSameEachTime) {
  EXPECT_TRUE(rc::check("terms of any bytes", [] {
    const auto title = *any_text(), abstract = *any_text();
    const auto terms = terms_of(title, abstract);
    RC_ASSERT(same(terms, terms_of(title, abstract)));
    for (std::size_t i = 1; i < terms.size(); ++i) RC_ASSERT(TermId{terms[i - 1].term} < TermId{terms[i].term});
    for (const auto& entry : terms) RC_ASSERT(entry.count >= 1 && entry.length >= 1 && entry.length <= 3);
  }));
}

TEST(AnyBytes, GiveTokensInsideTheTextInReadingOrder) {
  EXPECT_TRUE(rc::check("tokens of any bytes", [] {
    const auto plain = plain_text(*any_text());
    std::uint32_t last = 0;
    for (const auto& token : tokenize(plain)) {
      RC_ASSERT(token.begin >= last && token.begin < token.end && token.end <= plain.size());
      RC_ASSERT(!token.text.empty());
      last = token.end;
    }
  }));
}

TEST(AnyBytes, AreSpelledOnlyByTheTermsWanted) {
  EXPECT_TRUE(rc::check("spellings of any bytes", [] {
    const auto text = *any_text();
    std::vector<TermId> wanted;
    std::size_t occurrences = 0;
    for (const auto& entry : terms_of("", text)) {
      wanted.push_back(TermId{entry.term});
      occurrences += entry.count;
    }
    const auto spellings = spellings_of("", text, wanted);
    RC_ASSERT(spellings.size() == occurrences);
    for (const auto& spelling : spellings)
      RC_ASSERT(term_id(spelling.normal) == spelling.term && !spelling.written.empty());
  }));
}

}  // namespace bandwagon::text
