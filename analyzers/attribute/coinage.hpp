#pragma once

namespace bandwagon::attribute {

// How many papers used a phrase before a day and from it on, of how many.
struct PhraseUses {
  double before = 0, after = 0;
  double papers_before = 0, papers_after = 0;
};

// The chance that no more used it before, had it been as usual then as later: of n = before + after uses,
//     P(X ≤ before),   X ~ Bin(n, papers_before / (papers_before + papers_after))
// the conditional test of two Poisson rates (Przyborowski & Wilenski, Biometrika 31, 1940, pp. 313-323). 1 where
// nothing was used or nothing came before. O(before).
double chance_of_so_few_before(const PhraseUses& uses);

}  // namespace bandwagon::attribute
