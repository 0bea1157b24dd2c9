#include "analyzers/candidate/given_names.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "analyzers/candidate/runs.hpp"
#include "analyzers/text/latex.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {
namespace {

constexpr std::size_t kLongestHead = 4, kTellingAcronym = 4;
constexpr std::array<std::string_view, 6> kJoints{"of", "the", "to", "and", "in", "for"};
constexpr std::array<std::string_view, 15> kNoReleases{
    "challenge", "competition", "shared",  "solution", "submission",  "track",    "workshop", "semeval",
    "wmt",       "survey",      "roadmap", "review",   "perspective", "overview", "position"};
constexpr std::array<std::string_view, 14> kVerbs{"introduce",  "introduces", "introducing", "present", "presents",
                                                  "presenting", "propose",    "proposes",    "release", "releases",
                                                  "develop",    "unveil",     "build",       "built"};
constexpr std::array<std::string_view, 7> kNamers{"called", "named", "dubbed", "termed", "namely", "call", "name"};
constexpr std::array<std::string_view, 10> kSubjects{"we",      "paper", "report", "work", "study",
                                                     "article", "also",  "and",    "to",   "by"};
constexpr std::array<std::string_view, 5> kArticles{"a", "an", "the", "our", "it"};
constexpr std::array<std::string_view, 12> kNoHeads{"from", "on",  "towards", "toward", "how", "why",
                                                    "is",   "are", "can",     "do",     "sok", "beyond"};
constexpr std::array<std::string_view, 12> kNoNames{"We", "The", "Our", "This", "In",    "It",
                                                    "A",  "An",  "LLM", "LLMs", "Large", "AI"};

bool is_joint(const Word& word) {
  return std::find(kJoints.begin(), kJoints.end(), word.text) != kJoints.end();
}

// Every run that may be a name. In a title capitals say little: there only what is distinctive or an acronym is a use.
void collect(const Words& words, std::vector<NameId>& names, std::vector<NameId>* plain) {
  for (std::size_t first = 0; first < words.size(); ++first) {
    if (!words[first].is_name_like) continue;
    for (std::size_t count = 1; count <= kLongestName && first + count <= words.size(); ++count) {
      const Word& last = words[first + count - 1];
      if (!last.is_word || (!last.is_name_like && !is_joint(last))) break;
      if (!last.is_name_like) continue;
      const Run run{first, count};
      const bool strong = is_distinctive(words, run) || (count == 1 && is_acronym(last.text));
      if (plain && !strong)
        plain->push_back(id_of(words, run));
      else if (strong || count > 1 || !words[first].opens_sentence)
        names.push_back(id_of(words, run));
    }
  }
}

void order(std::vector<NameId>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

bool can_be_name(const Words& words, Run run) {
  if (run.second == 0 || run.second > kLongestHead) return false;
  for (std::size_t w = run.first; w < run.first + run.second; ++w)
    if (!words[w].is_word || (!words[w].is_name_like && !is_joint(words[w]))) return false;
  if (is_one_of(words[run.first].text, kNoHeads)) return false;
  return words[run.first].is_name_like && words[run.first + run.second - 1].is_name_like &&
         !is_number(words[run.first].text) && words[run.first].text.size() + run.second > 2;
}

Run without_article(const Words& words, Run run) {
  if (run.second > 1 && is_one_of(words[run.first].text, kArticles)) return {run.first + 1, run.second - 1};
  return run;
}

class Giver {
 public:
  Giver(const Words& title, const Words& abstract, const std::vector<NameId>& said)
      : title_(title), abstract_(abstract), said_(said) {}

  std::vector<GivenName> names() {
    if (std::any_of(title_.begin(), title_.end(), [](const Word& word) { return is_one_of(word.text, kNoReleases); }))
      return {};
    from_report();
    from_head();
    if (title_.size() <= kLongestName && std::any_of(title_.begin(), title_.end(), [](const Word& w) {
          return std::any_of(w.text.begin(), w.text.end(), is_digit);
        }))
      give(title_, {0, title_.size()}, Naming::Short);
    from_abstract();
    from_acronyms();
    return std::move(names_);
  }

 private:
  void give(const Words& words, Run run, Naming naming) {
    run = without_article(words, run);
    if (!can_be_name(words, run)) return;
    GivenName name{.spelling = written(words, run), .id = id_of(words, run), .naming = naming};
    name.distinctive =
        is_distinctive(words, run) ||
        (run.second == 1 && words[run.first].text.size() >= kTellingAcronym && is_acronym(words[run.first].text));
    name.opens_title = opens_title(words, run);
    name.said = std::binary_search(said_.begin(), said_.end(), name.id);
    if (std::any_of(names_.begin(), names_.end(), [&](const GivenName& other) { return other.id == name.id; })) return;
    names_.push_back(std::move(name));
  }

  std::size_t colon() const {
    const auto at = std::find_if(title_.begin(), title_.end(), [](const Word& word) { return word.text == ":"; });
    return static_cast<std::size_t>(at - title_.begin());
  }

  // "NAME Technical Report …" or "NAME: Technical Report", not "A Study of This and That (Technical Report)".
  void from_report() {
    for (std::size_t w = 1; w + 1 < title_.size(); ++w) {
      const auto& second = title_[w + 1].text;
      const bool report = equals_folded(title_[w].text, "technical") && equals_folded(second, "report");
      const bool card = equals_folded(second, "card") &&
                        (equals_folded(title_[w].text, "system") || equals_folded(title_[w].text, "model"));
      if (!report && !card) continue;
      if (colon() < w && (colon() + 1 != w || w + 2 != title_.size())) return;
      return give(title_, {0, std::min(w, colon())}, Naming::Report);
    }
  }

  void from_head() {
    const std::size_t end = colon();
    if (end < title_.size()) give(title_, {0, end}, Naming::Head);
  }

  // The name behind a verb of giving: the longest run that may be one.
  void from_abstract() {
    for (std::size_t w = 0; w + 1 < abstract_.size(); ++w) {
      const bool verb = is_one_of(abstract_[w].text, kVerbs) && w > 0 &&
                        (is_one_of(abstract_[w - 1].text, kSubjects) || abstract_[w].opens_sentence);
      if (!verb && !is_one_of(abstract_[w].text, kNamers)) continue;
      std::size_t first = w + 1;
      while (first < abstract_.size() && (is_one_of(abstract_[first].text, kArticles) || !abstract_[first].is_word) &&
             first < w + 3)
        ++first;
      Run run{first, 0};
      while (run.second < kLongestName && first + run.second < abstract_.size() &&
             abstract_[first + run.second].is_name_like &&
             !(run.second > 0 && abstract_[first + run.second].opens_sentence))
        ++run.second;
      if (run.second == 0 || is_one_of(abstract_[first].text, kNoNames)) continue;
      if (is_distinctive(abstract_, run)) give(abstract_, run, Naming::Announced);
    }
  }

  // "Direct Preference Optimization: …" with "direct preference optimization (DPO)" in the abstract: DPO.
  void from_acronyms() {
    for (std::size_t open = 1; open + 2 < abstract_.size(); ++open) {
      if (abstract_[open].text != "(" || abstract_[open + 2].text != ")") continue;
      std::string letters;
      for (const char c : abstract_[open + 1].text)
        if (is_capital(c)) letters += c;
      if (letters.size() < 3 || letters.size() > open || !is_acronym(abstract_[open + 1].text)) continue;
      const std::size_t first = open - letters.size();
      bool spelled = true;
      for (std::size_t w = 0; w < letters.size(); ++w) {
        const char initial = abstract_[first + w].text.front();
        spelled = spelled && abstract_[first + w].is_word &&
                  (initial == letters[w] || (is_small(initial) && initial - 'a' + 'A' == letters[w]));
      }
      if (spelled && is_head(first, letters.size())) give(abstract_, {open + 1, 1}, Naming::Head);
    }
  }

  bool opens_title(const Words& words, Run run) const {
    const Run start = without_article(title_, {0, std::min(title_.size(), run.second + 1)});
    if (start.first + run.second > title_.size()) return false;
    return id_of(title_, {start.first, run.second}) == id_of(words, run);
  }

  // Whether these words of the abstract are the title up to its colon.
  bool is_head(std::size_t first, std::size_t count) const {
    if (colon() != count || title_.size() == count) return false;
    for (std::size_t w = 0; w < count; ++w)
      if (!equals_folded(title_[w].text, text::squash(abstract_[first + w].text))) return false;
    return true;
  }

  const Words& title_;
  const Words& abstract_;
  const std::vector<NameId>& said_;
  std::vector<GivenName> names_;
};

}  // namespace

NamesInPaper names_in(std::string_view title, std::string_view abstract) {
  const std::string plain_title = text::plain_text(title), plain_abstract = text::plain_text(abstract);
  const Words title_words = words_of(plain_title), abstract_words = words_of(plain_abstract);
  NamesInPaper found;
  collect(abstract_words, found.used, nullptr);
  order(found.used);
  const auto said = found.used;
  found.given = Giver(title_words, abstract_words, said).names();
  collect(title_words, found.used_in_title, &found.in_title);
  found.used.insert(found.used.end(), found.used_in_title.begin(), found.used_in_title.end());
  order(found.used_in_title);
  order(found.used);
  order(found.in_title);
  return found;
}

}  // namespace bandwagon::candidate
