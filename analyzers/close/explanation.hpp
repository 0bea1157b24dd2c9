#pragma once
#include <optional>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/close/course.hpp"
#include "analyzers/close/labels.hpp"
#include "analyzers/close/named_papers.hpp"
#include "analyzers/close/prior_work.hpp"

namespace bandwagon::close {

class TopicBook;

// What explains a wave this week: scores, its papers since the onset, and what follows for roles and alerts.
struct Explanation {
  std::vector<wave::Place> papers;  // since the onset
  attribute::Scored scored;
  std::vector<model::Attribution> attributions;
  Course course;
  const attribute::Rival* leader = nullptr;  // the attributed one, if any
};

// Which releases the papers of waves name, resemble or owe a phrase: docs/METHODS.md, attribution. Const members may be
// called concurrently. What it refers to must outlive it.
class Explainer {
 public:
  Explainer(const corpus::Window& window, const TopicBook& topics, const NamedPapers& named, const Params& params,
            const PriorWork& prior_work)
      : window_(window), topics_(topics), named_(named), params_(params), prior_work_(prior_work) {}

  // O((papers of the wave + papers that name each release) · log).
  Explanation explain(const Today& today, const wave::Wave& wave) const;

  // What a wave is about, in its own words: the term that founded it, or of the label of its cluster topic the phrases
  // that most of its papers use; a plain word may mean anything ("Internet").
  std::vector<Phrase> own_phrases(const wave::Wave& wave) const;

  // The first of the wave's phrases that the release's paper brought up.
  std::optional<text::TermId> coined_term(const Today& today, const wave::Wave& wave,
                                          const std::vector<Phrase>& phrases, std::size_t release) const;

  // Whether the release's name may found a wave: see attribute::Voucher. O(terms of the papers that name it).
  bool may_lead(const Today& today, std::size_t release) const;

 private:
  bool is_coined(const Today& today, const wave::Wave& wave, std::size_t release, const Phrase& phrase) const;
  std::vector<attribute::Evidence> evidence_for(const Today& today, const wave::Wave& wave,
                                                const std::vector<wave::Place>& papers) const;
  model::Attribution attribution_of(const Today& today, const wave::Wave& wave, const attribute::Rival& rival,
                                    const Course& course) const;

  const corpus::Window& window_;
  const TopicBook& topics_;
  const NamedPapers& named_;
  const Params& params_;
  const PriorWork& prior_work_;
};

}  // namespace bandwagon::close
