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

// Of the papers since the day a name was coined, how many from before it seem to use it, too: their texts were revised,
// or the name got about. The median of 35 names of the catalogue; tests/eval/strays.py measures it.
inline constexpr double kStrayShare = 0.016;

// The chance of at least so many strays before, for so many uses since:
//     P(X ≥ before),   X ~ Poisson(kStrayShare · after)
// O(before).
double chance_of_so_many_strays(double before, double after);

}  // namespace bandwagon::attribute
