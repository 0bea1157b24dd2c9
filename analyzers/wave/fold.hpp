#pragma once
#include <functional>
#include <map>
#include <vector>

#include "analyzers/burst/screen.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::wave {

struct FoldParams {
  int recent_weeks = 8;          // overlap is judged on the papers of these weeks
  int least_author_groups = 3;   // ten papers of one group are not a wave
  double joining_overlap = 0.5;  // share of a term's recent papers that already belong to a wave …
  double joining_lift = 3;       // … and over the wave's share of all papers: a wave of half the field is no home
  double defining_ratio = 3;     // observed / expected from which a term can define membership …
  double synonym_overlap = 0.8;  // … if so many of its recent papers are the wave's already: another name for them
};

// A term discovered this week, with what the fold needs to know of it.
struct Discovery {
  burst::Excess excess;
  std::string normal, written;
  std::vector<Place> recent;  // its papers of the recent weeks
  int author_groups = 0;
  std::optional<std::string> names_release;  // the release this term is a name of
};

// The live wave that holds most of these recent papers (in order), if that is at least `joining_overlap` of them and
// `joining_lift` times what that wave holds of all; ties go to the older wave. O(waves x papers).
std::optional<std::size_t> home_of(const corpus::Window& window, const std::vector<Place>& recent,
                                   const std::vector<Wave>& waves, const FoldParams& params);

// Puts each discovery, the strongest first, into the wave it belongs to, or lets it found one: a release's name joins
// that release's wave (the one its name founded, or one already told as following it), or leaves for one of its own;
// a known term stays in its wave; any other joins its home_of(). So one wave is one burst and not fifty terms.
// Discoveries by too few author groups are left out. Founded waves have no ids yet. Marks in `flagged` which waves had
// a discovery. Deterministic: ties go to the older wave. O(discoveries x waves x papers).
struct Folded {
  std::vector<std::size_t> flagged;                         // indices into `waves`, ascending, each once
  std::vector<std::pair<std::size_t, std::size_t>> joined;  // (discovery, wave)
};
Folded fold(const corpus::Window& window, std::vector<Discovery>& discoveries, std::vector<Wave>& waves,
            const FoldParams& params);

// Two waves that turned out to be one: the terms of `from` go to `into`, and define it only where nearly all of `from`
// was in it already.
void absorb(Wave& into, const Wave& from, const FoldParams& params);

}  // namespace bandwagon::wave
