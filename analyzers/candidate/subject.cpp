#include "analyzers/candidate/subject.hpp"

#include <algorithm>
#include <array>

#include "analyzers/candidate/words.hpp"

namespace bandwagon::candidate {
namespace {

constexpr std::size_t kStem = 7, kShortest = 5;

// Stems that every tenth abstract of the field uses: they tell no subject.
constexpr std::array<std::string_view, 150> kCommon{
    "ability", "accurac", "achieve", "across",  "additio", "address", "advance", "algorit", "analysi", "applica",
    "approac", "archite", "attenti", "automat", "availab", "based",   "baselin", "benchma", "better",  "between",
    "capabil", "challen", "classif", "compare", "complex", "compreh", "computa", "consist", "context", "critica",
    "current", "dataset", "demonst", "design",  "designe", "detecti", "develop", "differe", "distrib", "diverse",
    "domain",  "during",  "dynamic", "effecti", "efficie", "enhance", "evaluat", "existin", "experim", "explore",
    "extensi", "extract", "feature", "finding", "first",   "framewo", "further", "general", "generat", "github",
    "highlig", "however", "https",   "human",   "identif", "image",   "importa", "improve", "includi", "increas",
    "informa", "integra", "introdu", "investi", "knowled", "languag", "large",   "learnin", "level",   "leverag",
    "limitat", "limited", "machine", "mechani", "method",  "methods", "model",   "models",  "multi",   "multipl",
    "natural", "network", "neural",  "novel",   "often",   "optimiz", "other",   "outperf", "paper",   "paramet",
    "particu", "perform", "potenti", "practic", "predict", "present", "previou", "problem", "process", "propose",
    "provide", "quality", "questio", "reasoni", "recent",  "represe", "require", "researc", "results", "scale",
    "scenari", "semanti", "setting", "signifi", "specifi", "state",   "strateg", "structu", "study",   "system",
    "systems", "tasks",   "techniq", "their",   "these",   "three",   "through", "trained", "trainin", "transfo",
    "tuning",  "underst", "using",   "various", "where",   "which",   "while",   "within",  "without", "world"};

// The letters of a stem as one number; numbers are ordered as the stems are.
constexpr std::uint64_t packed(std::string_view stem) {
  std::uint64_t number = 0;
  for (std::size_t c = 0; c <= kStem; ++c)
    number = number << 8 | (c < stem.size() ? static_cast<unsigned char>(stem[c]) : 0U);
  return number;
}

// The common stems by a hash, each in the first free place from its own on.
constexpr std::size_t kPlaces = 512;
constexpr std::size_t place_of(std::uint64_t stem) {
  return static_cast<std::size_t>((stem * 0x9E3779B97F4A7C15U) >> 55);  // Knuth, TAOCP 3, section 6.4
}
constexpr auto kCommonPlaces = [] {
  std::array<std::uint64_t, kPlaces> places{};
  for (const auto stem : kCommon) {
    std::size_t at = place_of(packed(stem));
    while (places[at] != 0) at = (at + 1) % kPlaces;
    places[at] = packed(stem);
  }
  return places;
}();

bool is_common(std::uint64_t stem) {
  for (std::size_t at = place_of(stem); kCommonPlaces[at] != 0; at = (at + 1) % kPlaces)
    if (kCommonPlaces[at] == stem) return true;
  return false;
}

void add_stems(std::string_view text, std::vector<std::uint64_t>& stems) {
  std::uint64_t stem = 0;   // packed, but for the letters that it lacks
  std::size_t letters = 0;  // of the word, those behind its stem too
  const auto take = [&] {
    if (letters >= kShortest) {
      const std::uint64_t whole = stem << 8 * (kStem + 1 - std::min(letters, kStem));
      if (!is_common(whole)) stems.push_back(whole);
    }
    stem = letters = 0;
  };
  for (const char c : text) {
    if (!is_capital(c) && !is_small(c)) {
      take();
    } else {
      if (letters < kStem) stem = stem << 8 | static_cast<unsigned char>(is_capital(c) ? c - 'A' + 'a' : c);
      ++letters;
    }
  }
  take();
}

}  // namespace

Subject subject_of(const model::Paper& paper) {
  Subject stems;
  add_stems(paper.title, stems);
  add_stems(paper.abstract, stems);
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

int shared_words(const Subject& a, const Subject& b) {
  int shared = 0;
  for (auto one = a.begin(), other = b.begin(); one != a.end() && other != b.end();) {
    if (*one == *other)
      ++shared, ++one, ++other;
    else if (*one < *other)
      ++one;
    else
      ++other;
  }
  return shared;
}

}  // namespace bandwagon::candidate
