#include "daemon/parse/tex_accents.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace bandwagon::parse {
namespace {

// An accent command, the letters that have a precomposed form, those forms, and the combining mark for all other
// letters.
struct Accent {
  char command;
  std::string_view letters;
  std::u32string_view composed;
  char32_t mark;
};

constexpr std::array kAccents{
    Accent{'\'', "AaEeIiOoUuYyCcLlNnRrSsZz", U"ÁáÉéÍíÓóÚúÝýĆćĹĺŃńŔŕŚśŹź", U'\u0301'},
    Accent{'`', "AaEeIiOoUuNn", U"ÀàÈèÌìÒòÙùǸǹ", U'\u0300'},
    Accent{'^', "AaEeIiOoUuCcGgHhJjSsWwYy", U"ÂâÊêÎîÔôÛûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ", U'\u0302'},
    Accent{'"', "AaEeIiOoUuYy", U"ÄäËëÏïÖöÜüŸÿ", U'\u0308'},
    Accent{'~', "AaNnOoIiUuEe", U"ÃãÑñÕõĨĩŨũẼẽ", U'\u0303'},
    Accent{'=', "AaEeIiOoUu", U"ĀāĒēĪīŌōŪū", U'\u0304'},
    Accent{'.', "CcEeGgIZz", U"ĊċĖėĠġİŻż", U'\u0307'},
    Accent{'u', "AaEeGgIiOoUu", U"ĂăĔĕĞğĬĭŎŏŬŭ", U'\u0306'},
    Accent{'v', "CcDdEeNnRrSsTtZzLlAaIiOoUuGg", U"ČčĎďĚěŇňŘřŠšŤťŽžĽľǍǎǏǐǑǒǓǔǦǧ", U'\u030C'},
    Accent{'H', "OoUu", U"ŐőŰű", U'\u030B'},
    Accent{'c', "CcSsTtGgKkLlNnRrEe", U"ÇçŞşŢţĢģĶķĻļŅņŖŗȨȩ", U'\u0327'},
    Accent{'k', "AaEeIiUuOo", U"ĄąĘęĮįŲųǪǫ", U'\u0328'},
    Accent{'r', "AaUu", U"ÅåŮů", U'\u030A'},
    Accent{'d', "AaEeIiOoUuHhSsTt", U"ẠạẸẹỊịỌọỤụḤḥṢṣṬṭ", U'\u0323'},
};

struct Letter {
  std::string_view command;
  std::string_view utf8;
};

constexpr std::array kLetters{
    Letter{"ss", "ß"}, Letter{"ae", "æ"}, Letter{"AE", "Æ"}, Letter{"oe", "œ"}, Letter{"OE", "Œ"}, Letter{"aa", "å"},
    Letter{"AA", "Å"}, Letter{"o", "ø"},  Letter{"O", "Ø"},  Letter{"l", "ł"},  Letter{"L", "Ł"},  Letter{"i", "ı"},
    Letter{"j", "ȷ"},  Letter{"dh", "ð"}, Letter{"DH", "Ð"}, Letter{"th", "þ"}, Letter{"TH", "Þ"}, Letter{"dj", "đ"},
    Letter{"DJ", "Đ"}, Letter{"ng", "ŋ"}, Letter{"NG", "Ŋ"},
};

bool is_letter(char byte) {
  return std::isalpha(static_cast<unsigned char>(byte)) != 0;
}

void append_utf8(std::string& out, char32_t code) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

void append_accented(std::string& out, const Accent& accent, char letter) {
  const auto place = accent.letters.find(letter);
  if (place != std::string_view::npos) {
    append_utf8(out, accent.composed[place]);
  } else {
    out += letter;
    append_utf8(out, accent.mark);
  }
}

class Decoder {
 public:
  explicit Decoder(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char byte = text_[at_];
    if (byte == '\\' && at_ + 1 < text_.size()) {
      if (!take_accent() && !take_letter()) keep_command();
    } else if (byte == '{' || byte == '}') {
      ++at_;
    } else {
      out_ += byte == '~' ? ' ' : byte;  // a tie
      ++at_;
    }
  }

  // "\'e", "\' e", "\'{e}", "\'\i", "\v{c}", "\v c"; a letter as the command needs something between it and its
  // argument.
  bool take_accent() {
    const char command = text_[at_ + 1];
    const auto accent =
        std::find_if(kAccents.begin(), kAccents.end(), [&](const Accent& a) { return a.command == command; });
    if (accent == kAccents.end()) return false;
    std::size_t next = at_ + 2;
    if (is_letter(command) && next < text_.size() && is_letter(text_[next])) return false;
    next = skip_spaces(next);
    const bool braced = next < text_.size() && text_[next] == '{';
    if (braced) next = skip_spaces(next + 1);
    const auto letter = argument(next);
    if (!letter) return false;
    if (braced) {
      next = skip_spaces(next);
      if (next >= text_.size() || text_[next] != '}') return false;
      ++next;
    }
    append_accented(out_, *accent, *letter);
    at_ = next;
    return true;
  }

  // The letter at `next`, which moves behind it: "e", or "\i" and "\j", whose dots the accent replaces.
  std::optional<char> argument(std::size_t& next) const {
    if (next < text_.size() && is_letter(text_[next])) return text_[next++];
    if (next + 1 < text_.size() && text_[next] == '\\' && (text_[next + 1] == 'i' || text_[next + 1] == 'j') &&
        (next + 2 == text_.size() || !is_letter(text_[next + 2]))) {
      next += 2;
      return text_[next - 1];
    }
    return std::nullopt;
  }

  // "\ss", "\o{}", "\L ukasz": a letter by its name, which swallows the blanks behind it.
  bool take_letter() {
    const std::string_view name = command_name();
    const auto letter =
        std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& l) { return l.command == name; });
    if (letter == kLetters.end()) return false;
    out_ += letter->utf8;
    at_ = skip_spaces(at_ + 1 + name.size());
    if (text_.substr(at_).starts_with("{}")) at_ += 2;
    return true;
  }

  void keep_command() {
    const std::string_view name = command_name();
    if (name.empty() && std::string_view("&%#_${}").find(text_[at_ + 1]) != std::string_view::npos) {
      out_ += text_[at_ + 1];  // an escaped sign
    } else {
      out_ += text_.substr(at_, std::max<std::size_t>(1 + name.size(), 2));
    }
    at_ += std::max<std::size_t>(1 + name.size(), 2);
  }

  std::string_view command_name() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    return text_.substr(at_ + 1, end - at_ - 1);
  }

  std::size_t skip_spaces(std::size_t from) const {
    while (from < text_.size() && text_[from] == ' ') ++from;
    return from;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string decode_tex_accents(std::string_view text) {
  return Decoder(text).run();
}

}  // namespace bandwagon::parse
