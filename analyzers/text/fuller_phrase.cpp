#include "analyzers/text/fuller_phrase.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "analyzers/text/latex.hpp"
#include "analyzers/text/tokenize.hpp"

namespace bandwagon::text {
namespace {

constexpr std::size_t kLeastPapers = 2;

struct ReadText {
  std::size_t paper;
  std::string plain;
  std::vector<Token> tokens;
};

struct Place {  // of the phrase: tokens first to last of a text
  std::size_t text, first, last;
};

bool is_boundary(const Token& token) {
  return token.kind == TokenKind::Function;
}

bool stands_at(const std::vector<Token>& tokens, std::size_t first, const std::vector<std::string>& words) {
  if (first + words.size() > tokens.size()) return false;
  for (std::size_t w = 0; w < words.size(); ++w)
    if (tokens[first + w].text != words[w] || (w > 0 && tokens[first + w].opens_sentence)) return false;
  return true;
}

// Where the phrase would reach with the next word on one side, joints ("of") taken along: no place where it cannot.
struct Left {
  static bool reach(const std::vector<Token>& tokens, Place& place) {
    do {
      if (place.first == 0 || tokens[place.first].opens_sentence || is_boundary(tokens[place.first - 1])) return false;
      --place.first;
    } while (tokens[place.first].kind == TokenKind::Joint);
    return true;
  }
};
struct Right {
  static bool reach(const std::vector<Token>& tokens, Place& place) {
    do {
      if (place.last + 1 == tokens.size() || tokens[place.last + 1].opens_sentence ||
          is_boundary(tokens[place.last + 1]))
        return false;
      ++place.last;
    } while (tokens[place.last].kind == TokenKind::Joint);
    return true;
  }
};

std::string normal_of(const std::vector<Token>& tokens, const Place& place) {
  std::string normal;
  for (std::size_t t = place.first; t <= place.last; ++t) normal += tokens[t].text + ' ';
  return normal;
}

class Phrase {
 public:
  Phrase(std::span<const PaperText> papers, std::string_view normal) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin <= normal.size();) {
      const std::size_t end = std::min(normal.find(' ', begin), normal.size());
      words.emplace_back(normal.substr(begin, end - begin));
      begin = end + 1;
    }
    for (std::size_t p = 0; p < papers.size(); ++p)
      for (const std::string_view submitted : {papers[p].title, papers[p].abstract}) {
        ReadText text{p, plain_text(submitted), {}};
        text.tokens = tokenize(text.plain);
        for (std::size_t first = 0; first < text.tokens.size(); ++first)
          if (stands_at(text.tokens, first, words)) places_.push_back({texts_.size(), first, first + words.size() - 1});
        texts_.push_back(std::move(text));
      }
  }

  // Takes in the neighbour that most papers have on one side, if `share` of the papers have it.
  template <class Side>
  bool grow(double share) {
    std::map<std::string, std::set<std::size_t>> papers_with;  // by what the phrase would be
    std::set<std::size_t> papers;
    for (const Place& place : places_) {
      Place wider = place;
      const auto& text = texts_[place.text];
      papers.insert(text.paper);
      if (Side::reach(text.tokens, wider) && wider.last - wider.first < kLongestFuller)
        papers_with[normal_of(text.tokens, wider)].insert(text.paper);
    }
    const auto most = std::max_element(papers_with.begin(), papers_with.end(),
                                       [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    if (most == papers_with.end() || most->second.size() < kLeastPapers ||
        static_cast<double>(most->second.size()) < share * static_cast<double>(papers.size()))
      return false;
    std::erase_if(places_, [&](Place& place) {
      const auto& tokens = texts_[place.text].tokens;
      return !Side::reach(tokens, place) || normal_of(tokens, place) != most->first;
    });
    return true;
  }

  std::string written() const {
    std::map<std::string, int> forms;
    for (const Place& place : places_) {
      const auto& text = texts_[place.text];
      const std::size_t begin = text.tokens[place.first].begin;
      ++forms[text.plain.substr(begin, text.tokens[place.last].end - begin)];
    }
    const auto most =
        std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == forms.end() ? std::string() : most->first;
  }

 private:
  std::vector<ReadText> texts_;
  std::vector<Place> places_;
};

}  // namespace

std::string fuller_phrase(std::span<const PaperText> papers, std::string_view normal, double share) {
  Phrase phrase(papers, normal);
  while (phrase.grow<Left>(share) || phrase.grow<Right>(share)) {
  }
  return phrase.written();
}

}  // namespace bandwagon::text
