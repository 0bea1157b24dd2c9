#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "analyzers/text/tokenize.hpp"

namespace bandwagon::text {
namespace {

// clang-format off
// English function words, and words that any abstract uses whatever its subject.
constexpr auto kFunctionWords = std::to_array<std::string_view>({
    "a", "ability", "able", "about", "above", "abstract", "according", "achieve", "achieved", "achieves", "achieving", "across",
    "additional", "additionally", "address", "addressed", "addresses", "addressing", "after", "again", "against", "aim", "aimed", "aiming", "aims", "all", "allow",
    "allowing", "allows", "along", "already", "also", "although", "among", "an", "analyze", "and", "another", "any", "appear", "appears", "applied", "apply",
    "applying", "approach", "approaches", "are", "art", "article", "as", "aspect", "aspects", "at", "available", "based", "be", "became", "because",
    "become", "becomes", "been", "before", "behind", "being", "below", "best", "better", "between", "beyond", "both", "bring", "but", "by", "call",
    "called", "can", "cannot", "case", "cases", "challenge", "challenges", "challenging", "code", "com", "common", "commonly", "compare", "compared",
    "comparing", "comprehensive", "conduct", "conducted", "consider", "considered", "considering", "consist", "consisting", "consists",
    "contribution", "contributions", "could", "crucial", "current", "currently", "deal", "demonstrate", "demonstrated", "demonstrates",
    "demonstrating", "despite", "develop", "developed", "developing", "did", "different", "difficult", "do", "does", "doing", "done", "down", "due", "during", "e", "each", "easily",
    "effective", "effectively", "effectiveness", "efficient", "efficiently", "eg", "either", "emerged", "emerging", "enable", "enables", "enabling",
    "enhance", "enhanced", "enhances", "enhancing", "especially", "essential", "et", "etc", "evaluate", "evaluated", "evaluating", "even", "every", "evidence", "example",
    "examples", "exhibit", "exhibits", "existing", "experiment", "experimental", "experiments", "explore", "explored", "explores", "exploring", "extensive",
    "extensively", "fail", "far", "few", "final", "finally", "find", "finding", "findings", "finds", "first", "five", "focus", "focused", "focuses", "focusing", "following",
    "for", "found", "four", "framework", "frameworks", "from", "full", "fully", "furthermore", "further", "future", "gain", "gained", "general",
    "generally", "get", "github", "give", "given", "gives", "giving", "good", "great", "had", "has", "have", "having", "help", "helps", "hence", "here", "high",
    "higher", "highlight", "highlighting", "highlights", "highly", "how", "however", "i", "ie", "if", "impact", "important", "importantly", "improve",
    "improved", "improvement", "improvements", "improves", "improving", "in", "include", "included", "includes", "including", "increase",
    "increased", "increasing", "increasingly", "indeed", "indicate", "indicates", "insight", "insights", "instead", "interest", "into",
    "introduce", "introduced", "introduces", "introducing", "investigate", "investigated", "investigates", "investigating", "investigation", "io", "is", "issue", "issues", "it", "its", "itself",
    "just", "key", "know", "known", "lack", "large", "largely", "last", "lead", "leading", "leads", "less", "let", "leverage", "leverages",
    "leveraging", "like", "limited", "limitation", "limitations", "little", "low", "lower", "made", "main", "mainly", "major", "make", "makes",
    "making", "many", "may", "mean", "means", "method", "methods", "might", "more", "moreover", "most", "mostly", "much", "must", "namely", "need", "needed",
    "needs", "neither", "never", "nevertheless", "new", "newly", "next", "no", "non", "nor", "not", "notable", "notably", "novel", "now", "numerous", "observe",
    "observed", "obtain", "obtained", "of", "off", "offer", "offering", "offers", "often", "on", "once", "one", "ones", "only", "onto", "or", "order", "org",
    "other", "others", "our", "out", "outperform", "outperforming", "outperforms", "over", "overall", "own", "paper", "papers", "particular", "particularly", "per",
    "perform", "performance", "performed", "performing", "performs", "possible", "potential", "potentially", "present", "presented", "presents", "previous",
    "previously", "primarily", "prior", "problem", "problems", "propose", "proposed", "proposes", "proposing", "prove", "provide", "provided", "provides", "providing",
    "publicly", "purpose", "put", "quite", "range", "rather", "re", "real", "recent", "recently", "related", "relatively", "release", "released", "remain", "remaining",
    "remains", "remarkable", "report", "reported", "require", "required", "requires", "requiring", "research", "researchers", "respectively", "result", "resulting", "results",
    "reveal", "revealing", "reveals", "role", "s", "same", "second", "see", "seem", "seen", "several", "shall", "should", "show", "showed", "showing", "shown", "shows", "significant",
    "significantly", "similar", "simple", "since", "single", "small", "so", "some", "specific", "specifically", "state", "still", "strong",
    "studied", "studies", "study", "studying", "substantial", "substantially", "such", "suggest", "suggesting", "suggests", "superior", "t", "take", "taken", "takes", "task",
    "tasks", "ten", "than", "that", "the", "their", "them", "themselves", "then", "there", "thereby", "therefore", "these", "they", "third", "this", "those",
    "three", "through", "throughout", "thus", "to", "together", "too", "toward", "towards", "two", "type", "types", "typical", "typically", "under", "understand",
    "unlike", "until", "up", "upon", "us", "use", "used", "useful", "user", "uses", "using", "usually", "utilize", "utilized", "utilizes", "utilizing", "valuable",
    "various", "very", "via", "want", "was", "way", "ways", "we", "well", "were", "what", "when", "where", "whereas", "whether", "which", "while", "who",
    "whole", "whose", "why", "wide", "widely", "will", "with", "within", "without", "work", "works", "would", "www", "yet", "yield", "yields", "you", "your",
});
// clang-format on
static_assert(kFunctionWords.size() > 400);

constexpr std::size_t kLongestFunctionWord =
    std::max_element(kFunctionWords.begin(), kFunctionWords.end(), [](std::string_view a, std::string_view b) {
      return a.size() < b.size();
    })->size();

}  // namespace

bool is_light(std::string_view lower_case) {
  constexpr std::array<std::string_view, 16> kLight{"case",    "cases",    "code",   "evidence", "example", "examples",
                                                    "problem", "problems", "report", "research", "role",    "state",
                                                    "task",    "tasks",    "use",    "user"};
  return std::find(kLight.begin(), kLight.end(), lower_case) != kLight.end();
}

bool is_joint(std::string_view lower_case) {
  constexpr std::array<std::string_view, 12> kJoints{"of",   "to", "and",  "for", "in", "on",
                                                     "with", "by", "from", "as",  "at", "the"};
  return std::find(kJoints.begin(), kJoints.end(), lower_case) != kJoints.end();
}

namespace {

// Every word of every text is asked for: an open table with one probe for most of them.
class WordTable {
 public:
  WordTable() {
    for (const auto word : kFunctionWords) words_[place_of(word)] = word;
  }
  bool holds(std::string_view word) const { return !words_[place_of(word)].empty(); }

 private:
  static constexpr std::size_t kPlaces = 4096;
  static_assert(2 * kFunctionWords.size() < kPlaces);

  std::size_t place_of(std::string_view word) const {
    std::size_t place = XXH3_64bits(word.data(), word.size()) % kPlaces;
    while (!words_[place].empty() && words_[place] != word) place = (place + 1) % kPlaces;
    return place;
  }

  std::array<std::string_view, kPlaces> words_;
};

}  // namespace

bool is_function_word(std::string_view lower_case) {
  static const WordTable words;
  return lower_case.size() <= kLongestFunctionWord && words.holds(lower_case);
}

}  // namespace bandwagon::text
