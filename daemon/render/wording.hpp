#pragma once
// The words of a digest, the same in all its faces: plain text, not yet escaped for any of them. What is not known is
// left out, so a function may return an empty string. Pure.
#include <optional>
#include <string>
#include <vector>

#include "analyzers/digest/digest.hpp"

namespace bandwagon::render {

std::string name_of(const digest::ReleaseCase& release);  // its identifier where it has no name

// What the headline says beyond the title ("TITLE: …"), and the same for a wave whose numbers follow anyway: nothing
// then.
std::string told_beyond_title(const digest::Wave& wave);
std::string lead_words(const digest::Wave& wave);
std::string reason_word(model::AlertReason reason);  // new, grew, ended, revised
std::string reason_words(const digest::Wave& wave);  // new · grew

// 41 papers in 28 days, 9.8 expected: 4.2 times as many (95 % interval 3.0–5.8), q = 0.003
std::string size_words(const digest::Evidence& evidence);
// 95 % interval 3.0–5.8
std::string ratio_interval(const digest::Evidence& evidence);
// 33 groups of authors; 24 of the papers since it began · cs.CL 18, cs.AI 6
std::string breadth_words(const digest::Evidence& evidence);
// week of 20 Jan 2025 (80 % interval 13 Jan 2025 – 27 Jan 2025)
std::string onset_words(const digest::Evidence& evidence);

// possibly DAPO (0.30) or Qwen3 (0.25): the releases that share a wave, none of which explains it alone
std::string possible_words(const digest::Evidence& evidence);

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
// new: 41 papers, 4.2 times the expected, tied to DeepSeek-R1
std::string glance_words(const digest::Wave& wave);
// What is said of a wave that has ended, or that finds no place: headline beyond the title, size, age.
std::string ended_words(const digest::Wave& wave);
// Papers that write MCP, Model Context Protocol. Left out are parts of the label, and phrases around another phrase.
std::string about_words(const digest::Evidence& evidence);
// Told on 26 May 2025 with 14 papers, then tied to OpenAI o1; nothing for a wave that is new to readers.
std::string told_words(const digest::Wave& wave);
// 14 followers, half of them within 3 weeks
std::string lag_words(const std::vector<int>& lags);
// 0.53 alike, 2 days apart
std::string twins_words(const digest::Twins& twins);
// 6 weeks old. Of 41 waves that came this far, half went on for 9 more weeks (95 % interval 5–14).
std::string remaining_words(const digest::Remaining& remaining);
std::string course_words(const digest::Wave& wave);             // 214 papers in all
std::string current_words(const digest::CurrentWave& wave);     // 58 papers in 4 weeks, 6 weeks old, OpenAI o3
std::string born_words(const digest::BornTopic& topic);         // 13 papers
std::string left_words(const digest::LeftTopic& topic);         // 3 papers, 21.5 expected; 9 of 41 authors went to GRPO
std::string candidate_words(const digest::Candidate& release);  // OpenAI, 5 Jun 2025
std::string candidate_command(const digest::Candidate& release);  // bandwagon releases confirm ID
// 24 % of the papers of May 2025 follow a release (95 % interval 22–26 %), a year before 12 %
std::string herding_words(const std::vector<digest::HerdingMonth>& months);
std::string footing_words(const digest::Footing& footing);
std::string explain_command(const digest::Wave& wave);  // bandwagon explain 12
// my GRPO work, 10 Feb 2025
std::string watched_title(const digest::Watched& watched);
std::string watched_command(const digest::Watched& watched);  // bandwagon burst 97
std::string nothing_happened(const digest::Digest& digest);   // the one line of an empty digest

// What would make the alert wrong, in sentences made from its own numbers; the stored caveats come first.
std::vector<std::string> doubts(const digest::Wave& wave);

}  // namespace bandwagon::render
