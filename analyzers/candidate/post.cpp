#include "analyzers/candidate/post.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "analyzers/candidate/release_name.hpp"
#include "analyzers/candidate/words.hpp"

namespace bandwagon::candidate {
namespace {

// Words of a title in small letters, between spaces, that decide before any name is looked for. The first rule that
// fits.
struct Rule {
  Verdict verdict;
  std::string_view words;
};
constexpr std::array kRules{Rule{Verdict::Outage, " errors "},
                            Rule{Verdict::Outage, " elevated errors"},
                            Rule{Verdict::Outage, " degraded "},
                            Rule{Verdict::Outage, " disruption "},
                            Rule{Verdict::Outage, " is down "},
                            Rule{Verdict::Outage, " error while "},
                            Rule{Verdict::Company, " raises "},
                            Rule{Verdict::Company, " series "},
                            Rule{Verdict::Company, " funding "},
                            Rule{Verdict::Company, " acquires "},
                            Rule{Verdict::Company, " joins "},
                            Rule{Verdict::Company, " to join "},
                            Rule{Verdict::Company, " appoint"},
                            Rule{Verdict::Company, " office"},
                            Rule{Verdict::Company, " partner"},
                            Rule{Verdict::Company, " collaborat"},
                            Rule{Verdict::Company, " mou "},
                            Rule{Verdict::Company, " memorandum "},
                            Rule{Verdict::Company, " invest"},
                            Rule{Verdict::Company, " donat"},
                            Rule{Verdict::Company, " commits "},
                            Rule{Verdict::Company, " board "},
                            Rule{Verdict::Company, " brand ambassador "},
                            Rule{Verdict::Company, " program "},
                            Rule{Verdict::Company, " programme "},
                            Rule{Verdict::Company, " council "},
                            Rule{Verdict::Company, " institute "},
                            Rule{Verdict::Company, " fund "},
                            Rule{Verdict::Company, " initiative "},
                            Rule{Verdict::Company, " accelerator "},
                            Rule{Verdict::Company, " conference "},
                            Rule{Verdict::Company, " hackathon "},
                            Rule{Verdict::Company, " winners "},
                            Rule{Verdict::Company, " certification"},
                            Rule{Verdict::Company, " compute deal "},
                            Rule{Verdict::Company, " trust "},
                            Rule{Verdict::Company, " teams up "},
                            Rule{Verdict::Company, " team up "},
                            Rule{Verdict::Company, " team up "},
                            Rule{Verdict::Company, " recognized "},
                            Rule{Verdict::Company, " announced at "},
                            Rule{Verdict::Company, " signs "},
                            Rule{Verdict::Company, " corps "},
                            Rule{Verdict::Company, " interview "},
                            Rule{Verdict::Company, " economic "},
                            Rule{Verdict::Policy, " policy "},
                            Rule{Verdict::Policy, " policies "},
                            Rule{Verdict::Policy, " safeguard"},
                            Rule{Verdict::Policy, " statement "},
                            Rule{Verdict::Policy, " regulation "},
                            Rule{Verdict::Policy, " government"},
                            Rule{Verdict::Policy, " election"},
                            Rule{Verdict::Policy, " transparency "},
                            Rule{Verdict::Policy, " constitution "},
                            Rule{Verdict::Policy, " national security "},
                            Rule{Verdict::Policy, " bug bounty "},
                            Rule{Verdict::Policy, " threats "},
                            Rule{Verdict::Policy, " terms "},
                            Rule{Verdict::Policy, " privacy policy "},
                            Rule{Verdict::Policy, " our approach "},
                            Rule{Verdict::Policy, " our framework "},
                            Rule{Verdict::Policy, " compliance "},
                            Rule{Verdict::Policy, " protecting "},
                            Rule{Verdict::Policy, " mitigations "},
                            Rule{Verdict::Policy, " data retention "},
                            Rule{Verdict::Policy, " pledge "},
                            Rule{Verdict::Story, " how we "},
                            Rule{Verdict::Story, " why "},
                            Rule{Verdict::Story, " story "},
                            Rule{Verdict::Story, " using "},
                            Rule{Verdict::Story, " built with "},
                            Rule{Verdict::Story, " customer"},
                            Rule{Verdict::Story, " helps "},
                            Rule{Verdict::Story, " help "},
                            Rule{Verdict::Story, " helped "},
                            Rule{Verdict::Story, " is helping "},
                            Rule{Verdict::Story, " chooses "},
                            Rule{Verdict::Story, " integrates "},
                            Rule{Verdict::Story, " deploying "},
                            Rule{Verdict::Story, " uses "},
                            Rule{Verdict::Story, " applies "},
                            Rule{Verdict::Story, " achieves "},
                            Rule{Verdict::Story, " derives "},
                            Rule{Verdict::Story, " lowers "},
                            Rule{Verdict::Story, " impact "},
                            Rule{Verdict::Story, " transforms how "},
                            Rule{Verdict::Story, " insights from "},
                            Rule{Verdict::Story, " years of "},
                            Rule{Verdict::Story, " results "},
                            Rule{Verdict::Story, " follow-up "},
                            Rule{Verdict::Story, " vs "},
                            Rule{Verdict::Story, " vs. "},
                            Rule{Verdict::Story, " year in review "},
                            Rule{Verdict::Story, " best practices "},
                            Rule{Verdict::Story, " postmortem "},
                            Rule{Verdict::Story, " project pilot"},
                            Rule{Verdict::Edition, " quantized "},
                            Rule{Verdict::Edition, " now available in "},
                            Rule{Verdict::Edition, " generally available "},
                            Rule{Verdict::Edition, " available to "},
                            Rule{Verdict::Edition, " expanding "},
                            Rule{Verdict::Edition, " expands "},
                            Rule{Verdict::Edition, " on vertex "},
                            Rule{Verdict::Edition, " on github "},
                            Rule{Verdict::Edition, " in amazon "},
                            Rule{Verdict::Edition, " on amazon "},
                            Rule{Verdict::Edition, " business "},
                            Rule{Verdict::Edition, " for education "},
                            Rule{Verdict::Edition, " to canada "},
                            Rule{Verdict::Edition, " for teachers "},
                            Rule{Verdict::Edition, " for nonprofits "},
                            Rule{Verdict::Edition, " windows preview "},
                            Rule{Verdict::Edition, " computer use in "},
                            Rule{Verdict::Edition, " production use "},
                            Rule{Verdict::Edition, " locally "},
                            Rule{Verdict::Edition, " uncensored "},
                            Rule{Verdict::Edition, " faster "},
                            Rule{Verdict::Edition, " context windows "},
                            Rule{Verdict::Edition, " connectors "},
                            Rule{Verdict::Edition, " compatibility "},
                            Rule{Verdict::Edition, " performance "},
                            Rule{Verdict::Edition, " quality mode "},
                            Rule{Verdict::Edition, " with ollama "},
                            Rule{Verdict::Edition, " update: "},
                            Rule{Verdict::Edition, " services track "},
                            Rule{Verdict::Edition, " on the claude developer "}};

constexpr std::array<std::string_view, 13> kIntroducing{
    "introducing", "announcing",    "releasing",  "launching",    "unveiling",  "hello",   "meet",
    "launches",    "open-sourcing", "launching:", "introducing:", "presenting", "announce"};
constexpr std::array<std::string_view, 7> kCompanion{"start building with ",
                                                     "build with ",
                                                     "a new era of intelligence with ",
                                                     "open release of ",
                                                     "the next generation of ",
                                                     "we’re launching ",
                                                     "we're launching "};
constexpr std::array<std::string_view, 10> kEndings{
    " is here", " is now available", " system card", " beta release", " release",
    " preview", " technical report", " benchmark",   " model card",   " herd"};
constexpr std::string_view kEdges = " .:-,";  // of words in titles

// Single words that head titles and name nothing.
constexpr std::array<std::string_view, 47> kPlain{
    "agents",   "thinking",     "alignment",  "interpretability", "update",    "skills",   "learning",
    "web",      "tool",         "structured", "streaming",        "embedding", "vision",   "new",
    "cloud",    "building",     "ai",         "google's",         "secure",    "legal",    "societal",
    "frontier", "generative",   "api",        "infrastructure",   "from",      "requests", "inside",
    "behind",   "#exploration", "desktop",    "ollama",           "minions",   "openclaw", "labs",
    "how",      "why",          "an",         "economic",         "connect",   "use",      "build",
    "thoughts", "more",         "python",     "democratic",       "harness"};

bool is_name_word(std::string_view word) {
  if (word.starts_with("gpt")) return true;
  return is_capital(word.front()) || is_digit(word.front()) || word == "o1" ||
         std::any_of(word.begin(), word.end(), is_digit) || std::any_of(word.begin() + 1, word.end(), is_capital);
}

bool has_mark(std::string_view word) {  // a digit, or a capital behind the first letter
  return std::any_of(word.begin(), word.end(), is_digit) || std::any_of(word.begin() + 1, word.end(), is_capital);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool is_marked(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return has_mark(word); });
}

// The leading run of name words, up to four; empty: none.
std::string leading_name(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  std::string name;
  std::size_t count = 0;
  for (auto& word : split(text)) {
    const auto bare = trimmed(word, kEdges);
    if (bare.empty() || !is_name_word(bare) || count == kLongest) break;
    name += (name.empty() ? "" : " ") + std::string(bare);
    ++count;
    if (bare.size() + (word.front() == bare.front() ? 0 : 1) < word.size()) break;  // a comma or colon ends it
  }
  return name;
}

// "v0.28.0rc1", "2.1.238", "python - v2.9.3 - 2026-08-13", "Release 2026.8.18": the name is elsewhere, if anywhere.
bool is_bare_version(std::string_view title) {
  std::size_t digits = 0, letters = 0;
  for (const char c : title.substr(0, title.find(": "))) {
    digits += is_digit(c);
    letters += is_capital(c) || is_small(c);
  }
  const std::string lower = small(title);
  for (const std::string_view word : {"release", "python", "typescript", "rc", "v", "beta", "alpha"})
    if (lower.find(word) != std::string::npos && letters >= word.size()) letters -= word.size();
  return digits >= 2 && letters <= 1;
}

std::string_view without_article(std::string_view text) {
  for (const std::string_view article : {"the ", "The ", "our ", "a new ", "new ", "Google ", "OpenAI "})
    if (text.starts_with(article)) return text.substr(article.size());
  return text;
}

bool is_joint(std::string_view word) {
  return word == "and" || word == "&" || word == "to";
}

// The part of a title that names: before a colon or a dash.
std::string_view head_of(std::string_view title) {
  return title.substr(0, std::min({title.find(": "), title.find(" — "), title.find(" – ")}));
}

// The name that a head is: nothing but name words and what joins them; one more word ("herd", "mini") where the name is
// marked. Without a mark it must be short, or have a subtitle that explains it.
std::string name_of_head(std::string_view title) {
  constexpr std::array<std::string_view, 6> kTails{"herd", "mini", "models", "model", "family", "series"};
  constexpr std::size_t kLongestMarked = 8, kLongestPlain = 3, kLongestExplained = 3;
  const auto head = without_article(head_of(title));
  const auto words = split(head);
  if (words.empty() || !is_name_word(words.front())) return {};
  const bool explained = head_of(title).size() < title.size();
  const bool marked = is_marked(words);
  const auto others = std::count_if(words.begin(), words.end(),
                                    [](const std::string& word) { return !is_name_word(word) && !is_joint(word); });
  const auto joints = std::count_if(words.begin(), words.end(), [](const std::string& word) { return is_joint(word); });
  const std::string first = small(trimmed(words.front(), kEdges));
  if (is_in(first, kPlain) || (first.ends_with("ing") && first.find('-') == std::string::npos) ||
      first.ends_with("'s") || first.ends_with("’s"))
    return {};
  if (others > (marked && is_in(words.back(), kTails) ? 1 : 0) || (!marked && joints > 0)) return {};
  if (head.find_first_of(",(?") != std::string_view::npos) return {};
  if (words.size() > (marked ? kLongestMarked : explained ? kLongestExplained : kLongestPlain)) return {};
  return leading_name(head);
}

// The first name of a list ("computer use, a new Claude 3.5 Sonnet, and ..."): its head, or an item with a marked name.
std::string first_name(std::string_view list) {
  if (auto name = leading_name(list); !name.empty()) return name;
  for (auto comma = list.find(", "); comma != std::string_view::npos; comma = list.find(", ", comma + 1)) {
    auto item = list.substr(comma + 2);
    if (item.starts_with("and ")) item.remove_prefix(4);
    if (auto name = leading_name(without_article(item)); is_marked(split(name))) return name;
  }
  return {};
}

// What an opening word announces ("Introducing …", "Hello …"); empty: it opens none.
std::string introduced_by(std::string_view title) {
  constexpr std::size_t kLatestOpening = 4, kLongestSmall = 4;
  const auto words = split(title);
  for (std::size_t w = 0; w < std::min(words.size(), kLatestOpening); ++w) {
    if (!is_in(small(words[w]), kIntroducing)) continue;
    auto rest = without_article(trimmed(title.substr(title.find(words[w]) + words[w].size()), kEdges));
    if (rest.starts_with("next generation of ")) rest.remove_prefix(std::string_view("next generation of ").size());
    const auto name = first_name(rest);
    const auto first = small(name.substr(0, name.find(' ')));
    if (first == "ai" || first == "labs" || first.ends_with("'s") || first.ends_with("’s")) return {};
    return name.empty() && w == 0 && words.size() < kLongestSmall ? std::string(rest) : name;
  }
  return {};
}

// … by the title or by its subtitle.
std::string introduced(std::string_view title) {
  auto name = introduced_by(title);
  const auto colon = title.find(": ");
  if (name.empty() && colon != std::string_view::npos) name = introduced_by(title.substr(colon + 2));
  return name;
}

// What a title calls new behind "with": "Upgrading agentic coding with the new Devstral models".
std::string new_with(std::string_view title) {
  for (const std::string_view with : {" with the new ", " with our new "})
    if (const auto at = title.find(with); at != std::string_view::npos)
      return leading_name(title.substr(at + with.size()));
  return {};
}

// The name of what a title releases; empty: it releases nothing.
std::string released(std::string_view title) {
  constexpr std::array<std::string_view, 4> kActs{" brings ", " transcribes ", " goes ", " is here"};
  const std::string lower = small(title);
  for (const auto opening : kCompanion)
    if (lower.starts_with(opening)) return leading_name(title.substr(opening.size()));
  if (auto name = introduced(title); !name.empty()) return name;
  for (const auto ending : kEndings)
    if (lower.ends_with(ending)) return leading_name(title);
  for (const auto act : kActs)
    if (const auto at = lower.find(act); at != std::string::npos && has_mark(title.substr(0, at)))
      return name_of_head(title.substr(0, at));
  if (auto name = name_of_head(title); !name.empty()) return name;
  return new_with(title);
}

Judgement judge_model(const Post& post) {
  const ReleaseName name = release_name(post.title);
  const auto slash = post.title.find('/');
  const std::string organisation = small(post.title.substr(0, slash));
  bool tuned = false;
  for (const auto& tag : post.tags) {
    if (!tag.starts_with("base_model:")) continue;
    if (tag.starts_with("base_model:quantized:")) return {Verdict::Copy, name.spelling};
    const auto base = small(tag.substr(tag.rfind(':') + 1));
    tuned = tuned || !base.starts_with(organisation + "/");
  }
  if (name.is_copy || tuned) return {Verdict::Copy, name.spelling};
  if (name.key.empty()) return {Verdict::Research, {}};
  return {Verdict::Release, name.spelling};
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 9> kNames{"release", "edition", "copy",     "software", "story",
                                                   "company", "policy",  "research", "outage"};
  return kNames[static_cast<std::size_t>(verdict)];
}

Judgement judge(const Post& post) {
  if (post.kind == PostKind::Paper) return {Verdict::Research, {}};
  if (post.kind == PostKind::Model) return judge_model(post);
  if (is_bare_version(post.title)) return {Verdict::Software, {}};
  if (post.kind == PostKind::Repository) {
    const auto name = leading_name(post.title);
    const bool is_named = !name.empty() && !is_bare_version(name) && has_mark(name) && split(name).size() <= 3;
    return is_named ? Judgement{Verdict::Release, release_name(name).spelling} : Judgement{Verdict::Software, {}};
  }
  // What a subtitle says of a named thing ("… AI for business") does not make it company news.
  const std::string padded = " " + small(post.title) + " ";
  const bool has_name = !introduced(post.title).empty() || !name_of_head(post.title).empty();
  const std::string headed = has_name ? " " + small(head_of(post.title)) + " " : padded;
  for (const auto& rule : kRules)
    if ((rule.verdict == Verdict::Story ? padded : headed).find(rule.words) != std::string::npos)
      return {rule.verdict, {}};
  const auto subtitle = padded.find(": how ");
  if (padded.starts_with(" how ") || padded.starts_with(" why ") || subtitle != std::string::npos) {
    const bool is_measure = subtitle != std::string::npos && padded.find(" measur") != std::string::npos;
    if (!is_measure) return {Verdict::Story, {}};
  }
  const auto name = released(post.title);
  if (name.empty()) return {Verdict::Research, {}};
  return {Verdict::Release, release_name(name).spelling};
}

}  // namespace bandwagon::candidate
