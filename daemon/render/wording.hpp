#pragma once
// The words of a digest, the same in all its faces: plain text, not yet escaped for any of them. What is not known is
// left out, so a function may return an empty string. Pure.
#include <optional>
#include <string>
#include <vector>

#include "analyzers/digest/digest.hpp"

namespace bandwagon::render {

// What the headline says beyond the title ("TITLE: …"), and the same for a wave whose numbers follow anyway: nothing
// then.
std::string told_beyond_title(const digest::Wave& wave);
std::string lead_words(const digest::Wave& wave);
std::string reason_words(const digest::Wave& wave);  // new · grew

// 41 papers in 28 days, 9.8 expected: 4.2 times as many (95 % interval 3.0–5.8), q = 0.003
std::string size_words(const digest::Evidence& evidence);
// 95 % interval 3.0–5.8
std::string ratio_interval(const digest::Evidence& evidence);
// 33 groups of authors · cs.CL 31, cs.AI 10
std::string breadth_words(const digest::Evidence& evidence);
// week of 20 Jan 2025 (80 % interval 13 Jan 2025 – 27 Jan 2025)
std::string onset_words(const digest::Evidence& evidence);

// How the wave lies to its release, split where the release's name stands so that a face can set the name apart.
struct Tie {
  std::string before, name, after;
};
Tie tie_words(const digest::Wave& wave);

// The numbers of one case, each a short clause: probability 0.96; placebo p = 0.005; named in 76 % of the wave's papers
// …
std::vector<std::string> case_words(const digest::ReleaseCase& release);
// OpenAI o1 0.11; Gemini 2.0, Qwen2.5, each below 0.01; 3 more; no release at all 0.02. At most `most` are named.
std::string rivals_words(const digest::Wave& wave, std::size_t most);

std::string paper_note(const digest::CitedPaper& paper);  // 22 Jan 2025, 2 days after, names it
// Papers a week, 2 Dec 2024 to 3 Feb 2025; most 14, last 12 where 2.4 expected
std::string weekly_words(const digest::Evidence& evidence);
std::string footing_words(const digest::Footing& footing);
std::string explain_command(const digest::Wave& wave);  // bandwagon explain 12
// my GRPO work, 10 Feb 2025
std::string watched_title(const digest::Watched& watched);
std::string watched_command(const digest::Watched& watched);  // bandwagon burst 97
std::string nothing_happened(const digest::Digest& digest);   // the one line of an empty digest

// What would make the alert wrong, in sentences made from its own numbers; the stored caveats come first.
std::vector<std::string> doubts(const digest::Wave& wave);

}  // namespace bandwagon::render
