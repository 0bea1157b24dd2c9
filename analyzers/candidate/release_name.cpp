#include "analyzers/candidate/release_name.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "analyzers/candidate/words.hpp"

namespace bandwagon::candidate {
namespace {

constexpr std::array<std::string_view, 19> kAnnouncing{
    "introducing", "announcing", "presenting", "meet", "releasing", "launching", "the", "hello", "unveiling", "new",
    "our",         "open",       "release",    "of",   "welcome",   "say",       "to",  "we're", "openai's"};
constexpr std::array<std::string_view, 27> kFormats{"gguf", "ggml", "fp8",  "fp4",  "nvfp4",  "mxfp4",     "fp16",
                                                    "bf16", "int4", "int8", "awq",  "gptq",   "exl2",      "exl3",
                                                    "mlx",  "onnx", "4bit", "8bit", "bnb",    "quantized", "w4a16",
                                                    "w8a8", "qat",  "q4",   "q8",   "coreml", "openvino"};
constexpr std::array<std::string_view, 12> kStages{"instruct",   "chat", "base",   "it",   "preview", "hf",
                                                   "pretrained", "sft",  "latest", "beta", "alpha",   "pt"};
constexpr std::array<std::string_view, 4> kCards{"technical", "report", "system", "card"};

std::string without_underscores(std::string_view text) {
  std::string out = small(text);
  std::erase(out, '_');
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

// "0528", "2507", "20250120": a day or month of a snapshot.
bool is_date(std::string_view word) {
  if (!all_digits(word)) return false;
  if (word.size() == 8 || word.size() == 6) return word.starts_with("20") || word.starts_with("2");
  if (word.size() != 4) return false;
  const int high = (word[0] - '0') * 10 + (word[1] - '0'), low = (word[2] - '0') * 10 + (word[3] - '0');
  const bool month_day = high >= 1 && high <= 12 && low >= 1 && low <= 31;
  const bool year_month = high >= 20 && high <= 35 && low >= 1 && low <= 12;
  return month_day || year_month;
}

std::string_view without_organisation(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

// Up to the first colon, bracket or sentence end: what follows describes.
std::string_view head(std::string_view name) {
  const auto end = name.find_first_of(":;(,!?|");
  const auto cut = name.substr(0, end == 0 ? std::string_view::npos : end);
  const auto stop = cut.find(". ");
  return cut.substr(0, stop);
}

}  // namespace

ReleaseName release_name(std::string_view written) {
  const auto colon = written.find(": ");
  if (colon != std::string_view::npos && without_underscores(written.substr(0, colon)) == "introducing")
    written = written.substr(colon + 2);
  std::string spaced(head(without_organisation(written)));
  std::replace(spaced.begin(), spaced.end(), '_', '-');
  const auto words = words_of(spaced);
  ReleaseName name;
  const Word *first = nullptr, *last = nullptr;
  std::size_t kept = 0;
  for (const Word& word : words) {
    const std::string text = without_underscores(word.text);
    if (!word.is_word) continue;
    if (kept == 0 && is_in(text, kAnnouncing)) continue;
    if (kept > 0 && is_in(text, kFormats)) {
      name.is_copy = true;
      continue;
    }
    if (kept > 0 && (is_size(text) || is_in(text, kStages) || is_in(text, kCards) || is_date(text))) continue;
    const bool is_version = text.size() > 1 && text.front() == 'v' && is_digit(text[1]);
    name.key += is_version ? text.substr(1) : text;
    if (!first) first = &word;
    last = &word;
    ++kept;
  }
  if (first) {
    const auto from = static_cast<std::size_t>(first->text.data() - spaced.data());
    const auto to = static_cast<std::size_t>(last->text.data() - spaced.data()) + last->text.size();
    name.spelling = spaced.substr(from, to - from);
  }
  return name;
}

}  // namespace bandwagon::candidate
