#pragma once
#include <optional>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/close/course.hpp"
#include "analyzers/close/labels.hpp"
#include "analyzers/close/named_papers.hpp"
#include "analyzers/close/prior_work.hpp"

namespace bandwagon::close {

// What explains a wave this week: scores, its papers since the onset, and what follows for roles and alerts.
struct Explanation {
  std::vector<wave::Place> papers;                  // since the onset
  represent::SparseVector own_words;                // what they say more than others
  std::vector<Phrase> label;                        // of a wave in a cluster topic: what they share
  std::vector<Phrase> phrases;                      // that the wave is about, used by most of them
  std::vector<std::optional<text::TermId>> coined;  // by each release: see wave::Followed
  attribute::Scored scored;
  std::vector<model::Attribution> attributions;
  Course course;
  const attribute::Rival* leader = nullptr;  // the attributed one, if any
};

// Which releases the papers of waves name, resemble or owe a phrase: docs/METHODS.md, attribution. Const members may be
// called concurrently. What it refers to must outlive it.
class Explainer {
 public:
  Explainer(const corpus::Window& window, const NamedPapers& named, const Params& params, const PriorWork& prior_work)
      : window_(window), named_(named), params_(params), prior_work_(prior_work) {}

  // O((papers of the wave + papers that name each release) · log).
  Explanation explain(const Today& today, const wave::Wave& wave) const;

  // Whether the release's name may found a wave: see attribute::Voucher. O(terms of the papers that name it).
  bool may_lead(const Today& today, std::size_t release) const;

 private:
  std::vector<Phrase> own_phrases(const wave::Wave& wave, const Explanation& why) const;
  std::optional<text::TermId> coined_term(const Today& today, const wave::Wave& wave, const Explanation& why,
                                          std::size_t release) const;
  bool is_coined(const Today& today, const wave::Wave& wave, std::size_t release, const Phrase& phrase) const;
  std::vector<attribute::Evidence> evidence_for(const Today& today, const wave::Wave& wave,
                                                const Explanation& why) const;
  model::Attribution attribution_of(const Today& today, const wave::Wave& wave, const attribute::Rival& rival,
                                    const Course& course) const;

  const corpus::Window& window_;
  const NamedPapers& named_;
  const Params& params_;
  const PriorWork& prior_work_;
};

}  // namespace bandwagon::close
