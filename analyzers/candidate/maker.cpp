#include "analyzers/candidate/maker.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "analyzers/candidate/runs.hpp"
#include "analyzers/text/latex.hpp"

namespace bandwagon::candidate {
namespace {

constexpr std::size_t kMostBetween = 7;  // words between a maker and the name, or a name and its maker
constexpr std::array<std::string_view, 14> kMakes{"released",  "introduced", "launched",   "unveiled",  "announced",
                                                  "developed", "created",    "proposed",   "presented", "releases",
                                                  "launches",  "unveils",    "introduces", "published"};
constexpr std::array<std::string_view, 15> kMade{"developed", "released",  "created",   "introduced", "launched",
                                                 "built",     "made",      "proposed",  "unveiled",   "trained",
                                                 "announced", "presented", "published", "owned",      "designed"};
constexpr std::array<std::string_view, 8> kReleaseOf{"release", "launch",    "introduction", "announcement",
                                                     "debut",   "unveiling", "publication",  "version"};
// What a made thing is: no name itself, and a comma may follow it.
constexpr std::array<std::string_view, 24> kKinds{
    "model",  "models", "chatbot", "chatbots", "system",    "systems", "assistant", "agent",
    "agents", "tool",   "tools",   "protocol", "framework", "series",  "family",    "benchmark",
    "suite",  "api",    "apis",    "product",  "platform",  "service", "algorithm", "release"};
constexpr std::array<std::string_view, 14> kKindsInCapitals{"api",  "apis", "llm",  "llms",  "lmm", "lmms", "vlm",
                                                            "vlms", "lvlm", "mllm", "mllms", "lrm", "lrms", "ai"};
// What runs a model is old when papers name it.
constexpr std::array<std::string_view, 9> kEquipment{"gpu",  "gpus", "tpu",   "tpus",   "cpu",
                                                     "cpus", "chip", "chips", "cluster"};
constexpr std::array<std::string_view, 32> kParting{"to",   "in",   "on",   "for",   "with", "and",  "or",   "by",
                                                    "from", "as",   "that", "which", "at",   "is",   "are",  "was",
                                                    "has",  "have", "had",  "than",  "via",  "into", "not",  "can",
                                                    "s",    "we",   "show", "shows", "uses", "our",  "both", "while"};
constexpr std::array<std::string_view, 4> kBeforeOne{"a", "an", "the", "one"};
constexpr std::array<std::string_view, 3> kBe{"is", "was", "are"};

bool is_kind(const Word& word) {
  return word.is_word && (word.is_name_like ? is_one_of(word.text, kKindsInCapitals) : is_one_of(word.text, kKinds));
}
bool is_plain(const Word& word) {
  return word.is_word && !word.is_name_like;
}
bool is_version(std::string_view word) {
  return is_digit(word.front());
}
bool is_mark(const Words& words, std::size_t at, std::string_view mark) {
  return at < words.size() && words[at].text == mark;
}

}  // namespace

// One text.
class MakerReader {
 public:
  MakerReader(const Makers& makers, const Words& words, bool is_title, std::vector<MadeName>& found)
      : makers_(makers), words_(words), is_title_(is_title), found_(found) {}

  void read() {
    for (std::size_t at = 0; at < words_.size();) {
      const auto* maker = maker_at(at);
      if (!maker) {
        ++at;
        continue;
      }
      lab_ = maker->lab;
      const std::size_t end = at + maker->words.size();
      if (is_mark(words_, end, "'") && is_mark(words_, end + 1, "s"))
        forward(between(end + 2), false);
      else if (!is_mark(words_, end, "'"))
        after(end);
      before(at, end);
      at = end;
    }
  }

 private:
  const Makers::Phrase* maker_at(std::size_t at) const {
    for (const auto& phrase : makers_.phrases_) {
      if (at + phrase.words.size() > words_.size()) continue;
      if (std::equal(phrase.words.begin(), phrase.words.end(), words_.begin() + static_cast<std::ptrdiff_t>(at),
                     [](const std::string& listed, const Word& word) { return listed == word.text; }))
        return &phrase;
    }
    return nullptr;
  }

  // Where the name begins behind "OpenAI's": past "recently released", "latest vision-language model (LVLM),", "release
  // of".
  std::optional<std::size_t> between(std::size_t at) const {
    for (std::size_t passed = 0; passed <= kMostBetween && at < words_.size(); ++passed, ++at) {
      const Word& word = words_[at];
      const Word& last = words_[at - 1];
      if (is_mark(words_, at, "(") && at + 2 < words_.size() && words_[at + 2].text == ")" && passed > 0)
        at += 2;
      else if (word.text == ",") {
        if (!is_kind(last) && last.text != ")") return std::nullopt;
      } else if (word.text == "of") {
        if (!is_one_of(last.text, kReleaseOf)) return std::nullopt;
      } else if (!word.is_word || word.opens_sentence || (is_plain(word) && is_one_of(word.text, kParting)))
        return std::nullopt;
      else if (word.is_name_like && !is_kind(word))
        return at;
    }
    return std::nullopt;
  }

  // "OpenAI o1", "OpenAI recently released ChatGPT".
  void after(std::size_t at) {
    if (at >= words_.size() || !words_[at].is_word || words_[at].opens_sentence) return;
    // in "DeepSeek-R1" the maker is a part of the name
    if (words_[at].is_name_like) return is_joined(at) ? void() : forward(at, true);
    for (std::size_t passed = 0; passed < 3 && at < words_.size() && is_plain(words_[at]); ++passed, ++at)
      if (is_one_of(words_[at].text, kMakes)) return forward(between(at + 1), false);
  }

  // Whether a hyphen joins the word to the one before.
  bool is_joined(std::size_t at) const {
    const std::string_view last = words_[at - 1].text;
    return last.data()[last.size()] == '-' && last.data() + last.size() + 1 == words_[at].text.data();
  }

  // The name that begins here, and what it begins with.
  void forward(std::optional<std::size_t> first, bool only_distinctive) {
    if (!first) return;
    Run run{*first, 0};
    while (run.second < kLongestName && run.first + run.second < words_.size()) {
      const Word& word = words_[run.first + run.second];
      if (!word.is_word || !word.is_name_like || is_kind(word) || is_size(word.text) ||
          (run.second > 0 && word.opens_sentence))
        break;
      ++run.second;
    }
    if (run.second == 0) return;
    const std::size_t end = run.first + run.second;
    for (std::size_t w = run.first; w < std::min(end + 2, words_.size()); ++w)
      if (is_one_of(words_[w].text, kEquipment)) return;
    const bool in_brackets = is_mark(words_, end, "(") && is_mark(words_, end + 2, ")");
    NameId longer = 0;
    for (Run part = run; part.second > 0; --part.second) {
      const std::size_t next = part.first + part.second;
      if (part.second < run.second && is_version(words_[next].text)) continue;
      const NameId id = take(part, longer, only_distinctive,
                             part == run && in_brackets ? std::string_view(words_[end + 1].text) : std::string_view());
      if (longer == 0) longer = id;
    }
  }

  // The name that stands before its maker: "ChatGPT, a chatbot developed by OpenAI", "GPT-4o (OpenAI, 2024)".
  void before(std::size_t maker, std::size_t end) {
    if (maker < 2) return;
    std::size_t at = maker - 1;  // behind the name
    if (words_[at].text == "(") {
      if (!is_mark(words_, end, ")") && !is_mark(words_, end, ",")) return;
      return backward(at);
    }
    if (words_[at].text == "from") return backward(at);
    if (words_[at].text != "by") return;
    const bool made = is_one_of(words_[at - 1].text, kMade);
    if (made) --at;
    if (made && at > 0 && is_plain(words_[at - 1]) && words_[at - 1].text.ends_with("ly")) --at;
    if (const auto name_end = past_description(at)) return backward(*name_end);
    if (made && at > 0 && (words_[at - 1].text == "," || words_[at - 1].text == "(")) --at;
    backward(at);
  }

  // The end of the name in "NAME, a recently released LMM" and "NAME is a model", given the end of that.
  std::optional<std::size_t> past_description(std::size_t end) const {
    std::size_t at = end;
    for (std::size_t passed = 0; passed <= kMostBetween && at >= 2; ++passed) {
      const Word& word = words_[--at];
      if (is_one_of(word.text, kBeforeOne)) {
        const bool joined = words_[at - 1].text == "," || is_one_of(words_[at - 1].text, kBe);
        return joined && passed > 0 ? std::optional(at - 1) : std::nullopt;
      }
      if (!word.is_word || (word.is_name_like && !is_kind(word)) || (is_plain(word) && is_one_of(word.text, kParting)))
        return std::nullopt;
    }
    return std::nullopt;
  }

  // The name that ends here, past "model" and brackets, and what it ends with.
  void backward(std::size_t end) {
    if (end > 0 && is_kind(words_[end - 1])) --end;
    std::string_view in_brackets;
    if (end >= 4 && words_[end - 1].text == ")" && words_[end - 3].text == "(") {
      in_brackets = words_[end - 2].text;
      end -= 3;
    }
    std::size_t first = end;
    while (first > 0 && end - first < kLongestName) {
      const Word& word = words_[first - 1];
      if (!word.is_word || !word.is_name_like || is_kind(word) || (first < end && words_[first].opens_sentence)) break;
      --first;
    }
    NameId longer = 0;
    for (const std::size_t start = first; first < end; ++first) {
      if (first > start && is_version(words_[first].text)) continue;
      const NameId id = take({first, end - first}, longer, false, first == start ? in_brackets : std::string_view());
      if (longer == 0) longer = id;
    }
  }

  NameId take(Run run, NameId longer, bool only_distinctive, std::string_view in_brackets) {
    const Word& first = words_[run.first];
    const bool telling = is_distinctive(words_, run);
    if ((only_distinctive || is_title_) && !telling) return 0;
    if (is_number(first.text) || is_size(first.text) || maker_at(run.first)) return 0;
    if (run.second == 1 && (first.text.size() < 2 || (first.opens_sentence && !telling))) return 0;
    MadeName made{.spelling = spelling(run), .id = id_of(words_, run), .lab = lab_, .longer = longer};
    if (stands_for(in_brackets, run)) made.acronym = in_brackets;
    const auto same = std::find_if(found_.begin(), found_.end(),
                                   [&](const MadeName& other) { return other.id == made.id && other.lab == made.lab; });
    if (same == found_.end()) {
      found_.push_back(std::move(made));
      return found_.back().id;
    }
    if (same->acronym.empty()) same->acronym = made.acronym;
    if (longer == 0) same->longer = 0;  // it stands alone elsewhere
    return same->id;
  }

  // With what a hyphen joins to it: "o4-mini".
  std::string spelling(Run run) const {
    const std::size_t next = run.first + run.second;
    if (next < words_.size() && is_plain(words_[next]) && is_joined(next)) ++run.second;
    return written(words_, run);
  }

  bool stands_for(std::string_view acronym, Run run) const {
    if (acronym.size() < 2 || acronym.size() != run.second) return false;
    for (std::size_t w = 0; w < run.second; ++w)
      if (acronym[w] != words_[run.first + w].text.front()) return false;
    return true;
  }

  const Makers& makers_;
  const Words& words_;
  const bool is_title_;
  std::vector<MadeName>& found_;
  std::size_t lab_ = 0;
};

Makers::Makers(std::span<const Lab> labs) {
  for (std::size_t l = 0; l < labs.size(); ++l) {
    const auto add = [&](const std::string& name) {
      Phrase phrase{.lab = l};
      for (const Word& word : words_of(name)) phrase.words.emplace_back(word.text);
      if (!phrase.words.empty()) phrases_.push_back(std::move(phrase));
    };
    add(labs[l].name);
    for (const auto& name : labs[l].makers) add(name);
  }
  std::stable_sort(phrases_.begin(), phrases_.end(),
                   [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
  for (const Phrase& phrase : phrases_) {
    const std::string& word = phrase.words.front();
    const auto end = std::find_if_not(word.begin(), word.end(), is_letter);
    if (end != word.begin()) by_letter_[static_cast<unsigned char>(word.front())].emplace_back(word.begin(), end);
  }
}

// Whether a word of the text, TeX and all, is the first of a maker's.
bool Makers::may_name_one(std::string_view submitted) const {
  for (std::size_t at = 0; at < submitted.size();) {
    if (!is_letter(submitted[at])) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < submitted.size() && is_letter(submitted[end])) ++end;
    const auto word = submitted.substr(at, end - at);
    for (const auto& first : by_letter_[static_cast<unsigned char>(word.front())])
      if (first == word) return true;
    at = end;
  }
  return false;
}

std::vector<MadeName> Makers::names_in(std::string_view title, std::string_view abstract) const {
  std::vector<MadeName> found;
  const auto read = [&](std::string_view submitted, bool is_title) {
    if (!may_name_one(submitted)) return;
    const std::string plain = text::plain_text(submitted);
    const Words words = words_of(plain);
    MakerReader(*this, words, is_title, found).read();
  };
  read(title, true);
  read(abstract, false);
  return found;
}

}  // namespace bandwagon::candidate
