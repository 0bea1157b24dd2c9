#include "analyzers/text/terms.hpp"

#include <xxhash.h>

#include <algorithm>
#include <bitset>

#include "analyzers/text/latex.hpp"

namespace bandwagon::text {
namespace {

constexpr std::size_t kLongestPhrase = 3;
constexpr std::size_t kStemLetters = 5;
constexpr std::uint16_t kTitleWeight = 2;
constexpr std::size_t kUsualTerms = 384;
constexpr std::size_t kFilterPlaces = 4096;
constexpr int kMostCounted = 65535;  // what a count holds: hostile text must not turn it over to zero

bool may_begin(const Token& token) {
  return token.says_something() || token.kind == TokenKind::Light;
}
bool may_end(const Token& token) {
  return may_begin(token) || token.kind == TokenKind::Number;
}

// Whatever begins or ends with a light word counts as long: "user study" and "use cases" are in texts on any subject.
std::uint8_t length_of(const Token* first, const Token* last) {
  const bool light = first->kind == TokenKind::Light || last->kind == TokenKind::Light;
  return light ? std::uint8_t{kLongestPhrase} : static_cast<std::uint8_t>(last - first + 1);
}

// Calls use(normal form, first token, last token, length) for every term in the text. Two tokens at most end in a light
// word: "deep research", but not "multi-hop reasoning task".
template <class Use>
void each_term(const std::vector<Token>& tokens, Use use) {
  std::string phrase;
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    if (!may_begin(tokens[first])) continue;
    phrase = tokens[first].text;
    bool says = tokens[first].says_something();
    if (says) use(phrase, tokens[first], tokens[first], std::uint8_t{1});
    for (std::size_t last = first + 1; last < tokens.size() && last < first + kLongestPhrase; ++last) {
      if (tokens[last].opens_sentence || tokens[last].kind == TokenKind::Function) break;
      phrase += ' ';
      phrase += tokens[last].text;
      says = says || tokens[last].says_something();
      if (says && may_end(tokens[last]) && (last == first + 1 || tokens[last].kind != TokenKind::Light))
        use(phrase, tokens[first], tokens[last], length_of(&tokens[first], &tokens[last]));
    }
  }
  // A compound name also counts for its parts: "DeepSeek-R1-Zero" is a mention of DeepSeek, R1 and DeepSeek-R1.
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::Name) continue;
    for (std::size_t hyphen = token.text.find('-'); hyphen != std::string::npos;
         hyphen = token.text.find('-', hyphen + 1))
      use(token.text.substr(0, hyphen), token, token, std::uint8_t{1});
    for (std::size_t hyphen = token.text.find('-'); hyphen != std::string::npos;
         hyphen = token.text.find('-', hyphen + 1)) {
      const std::string tail = token.text.substr(hyphen + 1);
      const bool is_name = std::any_of(tail.begin(), tail.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (is_name) use(tail, token, token, std::uint8_t{1});
    }
  }
}

bool is_nameish(const Token& token) {
  return token.kind == TokenKind::Name || token.kind == TokenKind::Number;
}

// Calls use(normal form, first token, last token, an entry without its id) for every term of title and abstract.
template <class Use>
void each_weighted_term(std::string_view title, std::string_view abstract, Use use) {
  const auto read = [&](std::string_view submitted, std::uint16_t weight) {
    each_term(tokenize(plain_text(submitted)),
              [&](std::string_view phrase, const Token& first, const Token& last, std::uint8_t length) {
                use(phrase, first, last, TermCount{0, weight, length});
              });
  };
  read(title, kTitleWeight);
  read(abstract, 1);
}

// Ordered, with one entry for each term.
TermCounts summed(TermCounts counts) {
  std::sort(counts.begin(), counts.end(), [](const TermCount& a, const TermCount& b) { return a.term < b.term; });
  std::size_t kept = 0;
  for (const TermCount& next : counts) {
    if (kept > 0 && counts[kept - 1].term == next.term)
      counts[kept - 1].count = static_cast<std::uint16_t>(std::min(kMostCounted, counts[kept - 1].count + next.count));
    else
      counts[kept++] = next;
  }
  counts.resize(kept);
  counts.shrink_to_fit();
  return counts;
}

}  // namespace

std::string squash(std::string_view phrase) {
  std::string squashed;
  for (const char c : phrase)
    if (c != ' ' && c != '-') squashed += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return squashed;
}

bool uses(const TermCounts& counts, TermId term) {
  const auto at = std::lower_bound(counts.begin(), counts.end(), term,
                                   [](const TermCount& entry, TermId wanted) { return entry.term < wanted; });
  return at != counts.end() && at->term == term;
}

bool is_part(std::string_view normal, std::string_view longer) {
  if (normal.size() >= longer.size()) return false;
  for (auto at = longer.find(normal); at != std::string_view::npos; at = longer.find(normal, at + 1)) {
    const auto end = at + normal.size();
    if ((at == 0 || longer[at - 1] == ' ') && (end == longer.size() || longer[end] == ' ')) return true;
  }
  return false;
}

bool same_stem(std::string_view a, std::string_view b) {
  return a.substr(0, kStemLetters) == b.substr(0, kStemLetters);
}

TermCounts without(TermCounts counts, std::span<const TermId> hidden) {
  std::erase_if(counts, [&](const TermCount& entry) {
    return std::binary_search(hidden.begin(), hidden.end(), TermId{entry.term});
  });
  return counts;
}

std::string squashed_name(std::string_view written) {
  std::string phrase;
  bool nameish = false;
  for (const Token& token : tokenize(plain_text(written))) {
    phrase += token.text;
    nameish |= is_nameish(token);
  }
  return nameish ? squash(phrase) : std::string();
}

std::vector<std::uint64_t> squashed_names(std::string_view title, std::string_view abstract) {
  return terms_and_names(title, abstract).names;
}

TermId term_id(std::string_view normal_form) {
  return XXH3_64bits(normal_form.data(), normal_form.size());
}

std::string normal_form(std::string_view written) {
  std::string normal;
  for (const Token& token : tokenize(plain_text(written))) {
    if (!normal.empty()) normal += ' ';
    normal += token.text;
  }
  return normal;
}

std::vector<std::string> longest_terms(std::string_view name) {
  std::vector<std::string> terms;
  each_term(tokenize(plain_text(name)), [&](std::string_view phrase, const Token&, const Token&, std::uint8_t) {
    if (std::find(terms.begin(), terms.end(), phrase) == terms.end()) terms.emplace_back(phrase);
  });
  std::vector<std::string> longest;
  for (const auto& term : terms)
    if (std::none_of(terms.begin(), terms.end(), [&](const auto& other) { return is_part(term, other); }))
      longest.push_back(term);
  return longest;
}

TermCounts terms_of(std::string_view title, std::string_view abstract) {
  TermCounts counts;
  counts.reserve(kUsualTerms);
  each_weighted_term(title, abstract, [&](std::string_view phrase, const Token&, const Token&, TermCount entry) {
    entry.term = term_id(phrase);
    counts.push_back(entry);
  });
  return summed(std::move(counts));
}

TermsAndNames terms_and_names(std::string_view title, std::string_view abstract) {
  TermsAndNames found;
  found.terms.reserve(kUsualTerms);
  each_weighted_term(title, abstract,
                     [&](std::string_view phrase, const Token& first, const Token& last, TermCount entry) {
                       entry.term = term_id(phrase);
                       found.terms.push_back(entry);
                       if (std::any_of(&first, &last + 1, is_nameish)) found.names.push_back(term_id(squash(phrase)));
                     });
  found.terms = summed(std::move(found.terms));
  std::sort(found.names.begin(), found.names.end());
  found.names.erase(std::unique(found.names.begin(), found.names.end()), found.names.end());
  found.names.shrink_to_fit();
  return found;
}

std::vector<Spelling> spellings_of(std::string_view title, std::string_view abstract,
                                   const std::vector<TermId>& wanted) {
  std::bitset<kFilterPlaces> taken;  // most terms are told apart from the wanted ones at once
  for (const TermId id : wanted) taken.set(id % kFilterPlaces);
  std::vector<Spelling> spellings;
  for (const std::string_view submitted : {title, abstract}) {
    const std::string plain = plain_text(submitted);
    each_term(tokenize(plain), [&](std::string_view phrase, const Token& first, const Token& last, std::uint8_t) {
      const TermId id = term_id(phrase);
      if (!taken[id % kFilterPlaces] || !std::binary_search(wanted.begin(), wanted.end(), id)) return;
      std::string written = plain.substr(first.begin, last.end - first.begin);
      const Extent words = whole_words(plain, first, last);
      std::string whole = plain.substr(words.begin, words.end - words.begin);
      // part of a compound name: shown as the part, not as the whole
      if (&first == &last && phrase.size() < first.text.size()) written = whole = std::string(phrase);
      spellings.push_back({id, std::string(phrase), std::move(written), std::move(whole)});
    });
  }
  return spellings;
}

}  // namespace bandwagon::text
