#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/tokenize.hpp"

namespace bandwagon::text {

// A term is a word, a name or a phrase of two or three tokens, known by the 64-bit XXH3 hash of its normal form: the
// same in every run, whatever was read before. (At ten million terms the chance of any collision is 3e-6.)
using TermId = std::uint64_t;

#pragma pack(push, 4)  // most of the memory of a window is these; a reference to a term would not be aligned
struct TermCount {
  TermId term;
  std::uint16_t count;  // occurrences; the title counts twice
  std::uint8_t length;  // tokens, 1 to 3; 3 too where a light word begins or ends it, so that no vector has it
};
#pragma pack(pop)
static_assert(sizeof(TermCount) == 12);

// The distinct terms of one paper, ordered by id.
using TermCounts = std::vector<TermCount>;

TermId term_id(std::string_view normal_form);

// Whether a paper uses a term. O(log terms).
bool uses(const TermCounts& counts, TermId term);

// Whether a normal form stands in a longer one, token for token: "policy optimization" in "relative policy
// optimization".
bool is_part(std::string_view normal, std::string_view longer);

// Normal form of a name as a reader writes it ("Group Relative Policy Optimization" -> "group relative policy
// optimization", "o1" -> "o1"); empty when nothing of it could be a term.
std::string normal_form(std::string_view written);

// Normal forms of the longest terms of a name: the name itself, where it is one ("o1", "deep research"); what it is
// made of, where it is too long or holds what no term does ("learning to summarize" and "human feedback" of "Learning
// to Summarize from Human Feedback"). Empty for what no text can be seen to hold ("Attention Is All You Need").
std::vector<std::string> longest_terms(std::string_view name);

// Terms of title and abstract as submitted (TeX and all). O(length).
TermCounts terms_of(std::string_view title, std::string_view abstract);

// A name without what writers vary: lower case, no spaces or hyphens ("LLaMA-2", "Llama 2" -> "llama2"). Empty unless
// the written form holds a name or number to a tokenizer's eye: plain words ("Segment Anything") are terms, not
// squashed names.
std::string squashed_name(std::string_view written);

// The squashing itself, of any phrase: lower case, no spaces or hyphens.
std::string squash(std::string_view phrase);

// Hashes of all squashed names in title and abstract, compound names with their parts, ordered, each once.
std::vector<std::uint64_t> squashed_names(std::string_view title, std::string_view abstract);

// Both of the above, read at once.
struct TermsAndNames {
  TermCounts terms;
  std::vector<std::uint64_t> names;
};
TermsAndNames terms_and_names(std::string_view title, std::string_view abstract);

// Whether two words agree in their first five letters, and so are forms of one; shorter ones are the same or not.
bool same_stem(std::string_view a, std::string_view b);

// The counts without the terms of `hidden` (ordered), so that a text does not vouch for itself or give a name away.
TermCounts without(TermCounts counts, std::span<const TermId> hidden);

// How the text writes each of `wanted` (ordered ids): one entry per occurrence found. `whole` holds the whole of
// the hyphenated words that the term begins and ends in: "time scaling" is cut from "test-time scaling".
struct Spelling {
  TermId term;
  std::string normal, written, whole;
};
std::vector<Spelling> spellings_of(std::string_view title, std::string_view abstract,
                                   const std::vector<TermId>& wanted);

}  // namespace bandwagon::text
