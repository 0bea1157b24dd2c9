#include "analyzers/text/tokenize.hpp"

#include <algorithm>
#include <array>

namespace bandwagon::text {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

enum ByteClass : std::uint8_t { kOutside = 0, kSmall = 1, kOther = 2 };  // of a word: lower case or above ASCII, else

constexpr auto kByteClasses = [] {
  std::array<std::uint8_t, 256> bytes{};
  for (std::size_t byte = 0x80; byte < bytes.size(); ++byte) bytes[byte] = kSmall;
  for (std::size_t byte = 'a'; byte <= 'z'; ++byte) bytes[byte] = kSmall;
  for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) bytes[byte] = kOther;
  for (std::size_t byte = '0'; byte <= '9'; ++byte) bytes[byte] = kOther;
  return bytes;
}();

std::uint8_t class_of(char c) {
  return kByteClasses[static_cast<unsigned char>(c)];
}
bool is_word_byte(char c) {
  return class_of(c) != kOutside;
}
bool ends_sentence(char c) {
  return std::string_view(".?!:;,()\"[]/").find(c) != std::string_view::npos;
}

// Inside a run: a hyphen between word bytes, a point between digits.
bool joins(std::string_view plain, std::size_t at) {
  if (at + 1 >= plain.size() || at == 0 || !is_word_byte(plain[at + 1])) return false;
  if (plain[at] == '-') return is_word_byte(plain[at - 1]);
  return plain[at] == '.' && is_digit(plain[at - 1]) && is_digit(plain[at + 1]);
}

constexpr std::size_t kLongestWord = 40;  // bytes beside a token that may belong to its word; more is no word

enum class Shape { Lower, Capitalised, Name, Number };

Shape shape_of(std::string_view segment) {
  std::size_t upper = 0, digits = 0, others = 0;
  for (const char c : segment) {
    upper += is_upper(c);
    digits += is_digit(c) || c == '.';
    others += !is_upper(c) && !is_digit(c) && c != '.';
  }
  if (digits == segment.size()) return Shape::Number;
  if (digits > 0 || upper > 1 || (upper == 1 && !is_upper(segment[0]))) return Shape::Name;
  if (upper == 1 && others == 0) return Shape::Name;  // a single capital letter
  return upper == 1 ? Shape::Capitalised : Shape::Lower;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c + (is_upper(c) ? 'a' - 'A' : 0));
  return result;
}

std::string fold_name(std::string_view name) {  // LLMs -> LLM, R1s -> R1
  if (name.size() > 2 && name.back() == 's') {
    const char before = name[name.size() - 2];
    if (is_upper(before) || is_digit(before)) name.remove_suffix(1);
  }
  return std::string(name);
}

struct Segment {
  std::uint32_t begin, end;
  Shape shape;
};

// Splits one hyphened run into its segments; "3.5" keeps its point, a final point ends the run before.
void split(std::string_view plain, std::uint32_t begin, std::uint32_t end, std::vector<Segment>& segments) {
  segments.clear();
  std::uint32_t from = begin;
  for (std::uint32_t i = begin; i <= end; ++i) {
    if (i < end && plain[i] != '-') continue;
    if (i > from) segments.push_back({from, i, shape_of(plain.substr(from, i - from))});
    from = i + 1;
  }
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view plain) : plain_(plain) { tokens_.reserve(plain.size() / kBytesPerToken); }

  std::vector<Token> run() {
    std::uint32_t i = 0;
    const auto size = static_cast<std::uint32_t>(plain_.size());
    while (i < size) {
      const char c = plain_[i];
      if (!is_word_byte(c)) {
        sentence_ends_ |= ends_sentence(c) || (c == '-' && i > 0 && plain_[i - 1] == ' ');
        ++i;
        continue;
      }
      std::uint32_t end = i;
      std::uint8_t classes = 0;
      for (std::uint8_t next = 0; end < size; ++end, classes |= next) {
        next = class_of(plain_[end]);
        if (next == kOutside && joins(plain_, end)) next = kOther;
        if (next == kOutside) break;
      }
      if (classes == kSmall)
        add_word(std::string(plain_.substr(i, end - i)), {i, end, Shape::Lower}, Standing::Alone);
      else
        add_run(i, end);
      i = behind_ending(end);
      if (i + 1 < size && plain_[i] == '\'' && plain_[i + 1] == 's') i += 2;
    }
    return std::move(tokens_);
  }

 private:
  // Behind "(ision)" of "GPT-4V(ision)", "(ue)" of "dialog(ue)", if that is what stands here.
  std::uint32_t behind_ending(std::uint32_t at) const {
    if (at >= plain_.size() || plain_[at] != '(') return at;
    const auto close = std::find_if_not(plain_.begin() + at + 1, plain_.end(), is_lower);
    return close != plain_.end() && *close == ')' ? static_cast<std::uint32_t>(close - plain_.begin()) + 1 : at;
  }

  // "A Survey", "I argue": one capital letter alone that is an English word, not a name.
  bool is_article(std::uint32_t begin, std::uint32_t end) const {
    return end - begin == 1 && (plain_[begin] == 'A' || plain_[begin] == 'I');
  }

  void add_run(std::uint32_t begin, std::uint32_t end) {
    split(plain_, begin, end, segments_);
    const auto& segments = segments_;
    for (std::size_t s = 0; s < segments.size();) {
      // A name takes its neighbours along: DeepSeek-R1-Zero, GPT-3.5, SemEval-2024; also Capitalised-Name (Qwen-VL).
      std::size_t stop = s;
      const bool starts_name = segments[s].shape == Shape::Name ||
                               (segments[s].shape == Shape::Capitalised && s + 1 < segments.size() &&
                                (segments[s + 1].shape == Shape::Name || segments[s + 1].shape == Shape::Number));
      if (starts_name && !is_article(begin, end)) {
        while (stop + 1 < segments.size() && segments[stop + 1].shape != Shape::Lower) ++stop;
        add(TokenKind::Name, fold_name(plain_.substr(segments[s].begin, segments[stop].end - segments[s].begin)),
            segments[s].begin, segments[stop].end, true);
      } else {
        add_segment(segments[s], s == 0 && segments.size() > 1 ? Standing::OpensCompound : Standing::Alone);
      }
      s = stop + 1;
    }
  }

  enum class Standing { Alone, OpensCompound };  // the latter: "few" of "few-shot", "code" of "code-switching"

  void add_segment(const Segment& segment, Standing standing) {
    const auto raw = plain_.substr(segment.begin, segment.end - segment.begin);
    if (segment.shape == Shape::Number) {
      if (previous_capitalised_ && !sentence_ends_ && raw.size() <= 4)
        add(TokenKind::Number, std::string(raw), segment.begin, segment.end, false);
      else
        sentence_ends_ = true, previous_capitalised_ = false;
      return;
    }
    add_word(lower(raw), segment, standing);
  }

  void add_word(std::string word, const Segment& segment, Standing standing) {
    const bool function = word.size() < 2 || is_function_word(word);
    const TokenKind kind = function ? kind_of_function_word(word, standing) : TokenKind::Word;
    const bool folded = kind == TokenKind::Word || kind == TokenKind::Light;
    add(kind, folded ? fold_plural(std::move(word)) : std::move(word), segment.begin, segment.end,
        segment.shape == Shape::Capitalised);
  }

  static TokenKind kind_of_function_word(std::string_view word, Standing standing) {
    if (standing == Standing::OpensCompound || is_light(word)) return TokenKind::Light;
    return is_joint(word) ? TokenKind::Joint : TokenKind::Function;
  }

  void add(TokenKind kind, std::string text, std::uint32_t begin, std::uint32_t end, bool capitalised) {
    tokens_.push_back({std::move(text), begin, end, kind, sentence_ends_ || tokens_.empty()});
    sentence_ends_ = false;
    previous_capitalised_ = capitalised;
  }

  static constexpr std::size_t kBytesPerToken = 6;  // about

  std::string_view plain_;
  std::vector<Token> tokens_;
  std::vector<Segment> segments_;  // of the run that is being read
  bool sentence_ends_ = false, previous_capitalised_ = false;
};

}  // namespace

Extent whole_words(std::string_view plain, const Token& first, const Token& last) {
  const auto in_word = [&](std::size_t at) { return is_word_byte(plain[at]) || joins(plain, at); };
  std::size_t begin = first.begin, end = last.end;
  while (begin > 0 && first.begin - begin <= kLongestWord && in_word(begin - 1)) --begin;
  while (end < plain.size() && end - last.end <= kLongestWord && in_word(end)) ++end;
  const bool opens_word = first.kind != TokenKind::Name && first.begin - begin <= kLongestWord;
  const bool closes_word = last.kind != TokenKind::Name && end - last.end <= kLongestWord;
  return {opens_word ? begin : first.begin, closes_word ? end : last.end};
}

std::string fold_plural(std::string word) {
  const auto ends = [&](std::string_view suffix) { return word.ends_with(suffix); };
  if (word.size() <= 3 || word.back() != 's' || !std::all_of(word.begin(), word.end(), is_lower)) return word;
  if (ends("ies") && !ends("eies") && !ends("aies")) {
    word.replace(word.size() - 3, 3, "y");
  } else if (ends("es") && !ends("aes") && !ends("ees") && !ends("oes")) {
    word.pop_back();
  } else if (ends("s") && !ends("us") && !ends("ss") && !ends("is")) {
    word.pop_back();
  }
  return word;
}

std::vector<Token> tokenize(std::string_view plain) {
  return Tokenizer(plain).run();
}

}  // namespace bandwagon::text
