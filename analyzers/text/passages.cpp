#include "analyzers/text/passages.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "analyzers/text/latex.hpp"

namespace bandwagon::text {
namespace {

constexpr std::size_t kLeastPapers = 4;

struct Place {  // of the phrase: tokens first to last of a text
  std::size_t text, first, last;
};

bool stands_at(const std::vector<Token>& tokens, std::size_t first, const std::vector<std::string>& words) {
  if (words.empty() || first + words.size() > tokens.size()) return false;
  for (std::size_t w = 0; w < words.size(); ++w)
    if (tokens[first + w].text != words[w] || (w > 0 && tokens[first + w].opens_sentence)) return false;
  return true;
}

enum class Side { Left, Right };

// Widens the place by the next word on one side, joints ("of") taken along; false where it cannot reach one.
bool reach(const std::vector<Token>& tokens, Place& place, Side side) {
  std::size_t& edge = side == Side::Left ? place.first : place.last;
  do {
    const std::size_t gap = side == Side::Left ? edge : edge + 1;  // the token behind it
    if (gap == 0 || gap == tokens.size() || tokens[gap].opens_sentence) return false;
    edge = side == Side::Left ? gap - 1 : gap;
    if (tokens[edge].kind == TokenKind::Function) return false;
  } while (tokens[edge].kind == TokenKind::Joint);
  return true;
}

std::string normal_of(const std::vector<Token>& tokens, const Place& place) {
  std::string normal;
  for (std::size_t t = place.first; t <= place.last; ++t) normal += tokens[t].text + ' ';
  return normal;
}

class Phrase {
 public:
  Phrase(std::span<const Passages::Text> texts, std::string_view normal) : texts_(texts) {
    std::istringstream spaced{std::string(normal)};
    const std::vector<std::string> words(std::istream_iterator<std::string>(spaced), {});
    for (std::size_t t = 0; t < texts.size(); ++t)
      for (std::size_t first = 0; first < texts[t].tokens.size(); ++first)
        if (stands_at(texts[t].tokens, first, words)) places_.push_back({t, first, first + words.size() - 1});
  }

  // Takes in the neighbour that most papers have on one side, if `share` of the papers have it.
  bool grow(double share, Side side) {
    std::map<std::string, std::set<std::size_t>> papers_with;  // by what the phrase would be
    std::set<std::size_t> papers;
    for (const Place& place : places_) {
      Place wider = place;
      const auto& text = texts_[place.text];
      papers.insert(text.paper);
      if (reach(text.tokens, wider, side) && wider.last - wider.first < kLongestFuller)
        papers_with[normal_of(text.tokens, wider)].insert(text.paper);
    }
    const auto most = std::max_element(papers_with.begin(), papers_with.end(),
                                       [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    if (most == papers_with.end() || most->second.size() < kLeastPapers ||
        static_cast<double>(most->second.size()) < share * static_cast<double>(papers.size()))
      return false;
    std::vector<Place> grown;
    for (Place place : places_) {
      const auto& tokens = texts_[place.text].tokens;
      if (reach(tokens, place, side) && normal_of(tokens, place) == most->first) grown.push_back(place);
    }
    places_ = std::move(grown);
    return true;
  }

  std::size_t papers() const {
    std::set<std::size_t> papers;
    for (const Place& place : places_) papers.insert(texts_[place.text].paper);
    return papers.size();
  }

  std::string written() const {
    std::map<std::string, int> forms;
    for (const Place& place : places_) {
      const auto& text = texts_[place.text];
      const Extent whole = whole_words(text.plain, text.tokens[place.first], text.tokens[place.last]);
      ++forms[text.plain.substr(whole.begin, whole.end - whole.begin)];
    }
    const auto most =
        std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == forms.end() ? std::string() : most->first;
  }

 private:
  std::span<const Passages::Text> texts_;
  std::vector<Place> places_;
};

}  // namespace

Passages::Passages(std::span<const PaperText> papers) {
  for (std::size_t p = 0; p < papers.size(); ++p)
    for (const std::string_view submitted : {papers[p].title, papers[p].abstract}) {
      Text text{p, plain_text(submitted), {}};
      text.tokens = tokenize(text.plain);
      texts_.push_back(std::move(text));
    }
}

std::string Passages::fuller_phrase(std::string_view normal, double share) const {
  Phrase phrase(texts_, normal);
  while (phrase.grow(share, Side::Left) || phrase.grow(share, Side::Right)) {
  }
  return phrase.written();
}

std::size_t Passages::papers_with(std::string_view normal) const {
  return Phrase(texts_, normal).papers();
}

}  // namespace bandwagon::text
