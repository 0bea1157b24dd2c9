#pragma once
// Private to daemon/answer: the parts of an outlook, each read from the database.
#include <vector>

#include "analyzers/idea/outlook.hpp"
#include "analyzers/text/terms.hpp"
#include "daemon/answer/neighbours.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::answer {

// Fills an outlook, one part after the other, from what lies near the idea; crowding() comes before waves().
class Survey {
 public:
  // `near`: most similar first. What is referred to must outlive the survey.
  Survey(store::ReadOnly& database, const idea::Idea& idea, const idea::Comparison& comparison,
         std::vector<idea::NearPaper> near);

  void papers(idea::Outlook& outlook) const;
  Result<void> crowding(idea::Outlook& outlook);
  Result<void> topics(idea::Outlook& outlook) const;
  Result<void> waves(idea::Outlook& outlook) const;

 private:
  Result<void> pace(idea::Outlook& outlook) const;
  Result<void> causes(idea::Outlook& outlook) const;
  Result<void> pioneers(idea::Outlook& outlook) const;
  void count_papers(idea::NearWave& wave, const std::vector<model::PaperKey>& members) const;

  store::ReadOnly& database_;
  const idea::Comparison& comparison_;
  text::TermCounts idea_;
  std::vector<idea::NearPaper> all_, near_;  // most similar first; near_: above the threshold
  idea::OutlookParams params_;
  model::Day now_;
  std::vector<idea::WeekTally> volume_;  // of all closed weeks, oldest first
};

}  // namespace bandwagon::answer
