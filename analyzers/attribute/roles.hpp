#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::attribute {

struct RoleParams {
  double least_probability = 0.5;  // of an unnamed paper's role: more likely than not
  int words_days = 364;            // after the onset: what is said without naming the release is common speech by then
  int leads_before = 14,
      leads_after = 30;        // days around the release in which its authors' papers that name it are its own
  int concurrent_days = 21;    // nobody writes a paper in three weeks without prior work
  std::size_t pioneers = 10;   // shown per burst
  std::size_t own_words = 12;  // terms of the wave that prior work is searched by
  double phrase_users = 3, phrase_share = 0.01;  // of followers, number and share, that take up a release's phrase
  double phrase_nested = 0.8;                    // share of a phrase's users that makes it a part of a longer one
  std::size_t few_before = 12;                   // papers that wrote such a phrase before; more, and it was common …
  double subject_share = 0.5;                    // … unless this share of the followers writes it, …
  double before_per_user = 4;                    // … at most so many did before for each of these …
  double phrase_spread = 1.645;                  // … and they became more and more (Laplace's test, one-sided 5 %)
  double phrase_rise = 10;                       // and so many times rarer before than among the followers
  double first_alike = 0.05;  // share of the window's papers that may be as near to a release's followers as who
                              // wrote it first
  double first_far = 0.1;     // of a wave without a release: part of its papers that may be less near to the others
  std::size_t first_phrases = 4, first_papers = 3;  // credited: so many phrases, of each so many papers
  std::size_t facets = 6;  // cluster topics among the followers that have pioneers of their own …
  std::size_t facet_papers = 3, facet_pioneers = 3;  // … from so many followers, so many pioneers
};

// A paper of the wave, as roles are given to it.
struct Candidate {
  model::PaperKey key = 0;
  model::PaperId id;
  model::Day submitted, announced;
  bool named = false;
  bool own_report = false;      // by its title, see Names::reports
  bool by_its_authors = false;  // see OwnAuthors
  double belongs = 1;           // the chance that a paper like this, unnamed, is there because of the wave
};

// Roles of the wave's papers towards a release with this posterior. Papers submitted well before the release get no
// role here: pioneers are found by find_pioneers(). Nor do those of the release's own authors, but for what they
// publish with it. Unnamed papers get no role below `least_probability`. O(papers).
std::vector<model::Role> give_roles(const model::Release& release, model::BurstId burst,
                                    std::span<const Candidate> papers, double posterior, const RoleParams& params);

// Work on the wave's idea announced well before the release, from everything that is stored.
struct Pioneer {
  model::StoredPaper paper;
  double similarity = 0;  // cosine to what the followers share, release names left out
};
// What some followers share: their unit centroid without the release's names, and the cosine from which on a paper is
// near to it.
struct Common {
  represent::SparseVector shared;
  double least = 0;
};
// `hidden`: the release's names, ordered. A pioneer is near to the whole, and to the part where one is given; the
// nearest `most`, to the part if there is one, the nearest to the whole first, ties by id.
std::vector<Pioneer> find_pioneers(std::span<const model::StoredPaper> prior, const Common& whole, const Common* part,
                                   const represent::LiveFrequencies& frequencies, std::span<const text::TermId> hidden,
                                   std::size_t most);

}  // namespace bandwagon::attribute
