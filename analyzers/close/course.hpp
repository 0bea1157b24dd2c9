#pragma once
#include <vector>

#include "analyzers/burst/expectation.hpp"
#include "analyzers/close/params.hpp"
#include "analyzers/close/today.hpp"

namespace bandwagon::close {

// What a close learned of a wave.
struct WaveNews {
  std::vector<wave::Place> new_papers;
  double q = 1;
  bool flagged = false;
  bool relearned = false;  // its kin were found anew
  bool turned = false;     // into another kind
  bool redated = false;    // it most likely began in another week than was thought
  double as_told = 0;      // papers in as many of the last weeks as its last alert counted
  bool usual = false;      // no release explains it, and it brings no more than its last months lead to expect
};

// Weeks of a wave against what its past before the onset made expected.
struct Course {
  int first = 0;                           // week of the window
  std::vector<double> observed, expected;  // papers a week up to the latest, those in quarantine left out
};

// Of the last `AlertParams::onset_weeks`, against what the time before the wave led to expect (wave.before). O(weeks ·
// strata + papers of the wave).
Course course_of(const corpus::Window& window, const Today& today, const wave::Wave& wave, const Params& params);

// Size, expectation, onset and kind as of this week. What is expected is what the time before the onset leads to, so
// that a wave does not become its own past. A wave in a cluster topic has risen no more than the one of its topic's
// phrases (`label`) that rises most: the topic's own papers of before its birth are too few (see RiseScreen::clusters).
// O(weeks · strata + papers of the wave · their terms).
void measure(const corpus::Window& window, const Today& today, wave::Wave& wave, const std::vector<text::TermId>& label,
             WaveNews& news, const Params& params);

// Whether the last weeks brought more than the time before the onset leads to expect, by the margin of the test.
bool exceeds_past(const model::Burst& burst, const Params& params);

// Candidate, confirmed, cooling, ended: by what was measured.
void step_state(const Today& today, wave::Wave& wave, const WaveNews& news, const Params& params);

}  // namespace bandwagon::close
