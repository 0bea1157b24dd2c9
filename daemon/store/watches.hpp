#pragma once
// What the user's watches are held against: live waves, and which papers with certain words, identifiers or authors
// stand in them. Everything is as of `before`, the day of the close: nothing announced then or later is seen.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/model/findings.hpp"
#include "analyzers/model/paper_id.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::store {

struct LiveWave {
  model::Burst burst;
  bool is_of_a_term = false;  // its topic is a phrase, its label that phrase
  std::int64_t papers = 0;
  std::optional<model::Attribution> attribution;  // the most probable one that is not rejected
  std::string release_name, release_lab;
  std::optional<model::Day> released;
};
// Confirmed topical and mention waves that have not ended, by id.
Result<std::vector<LiveWave>> live_waves(const Connection& connection);

struct Dated {
  model::PaperKey paper;
  model::Day announced;
};
// Watched papers announced from `since` on that write one of these phrases (case and accents aside), by row.
Result<std::vector<Dated>> papers_writing(const Connection& connection, const std::vector<std::string>& phrases,
                                          const std::vector<std::string>& categories, model::Day since,
                                          model::Day before);

// Which of the papers are members of which live wave, by burst and row.
Result<std::vector<model::BurstPaper>> members_among(const Connection& connection,
                                                     const std::vector<model::PaperKey>& papers);
// Members and pioneers of live waves by these authors (whole names, case aside), or with these identifiers.
Result<std::vector<model::BurstPaper>> own_papers(const Connection& connection, const std::vector<std::string>& authors,
                                                  const std::vector<model::PaperId>& papers, model::Day before);
// Live waves whose topic holds one of these papers.
Result<std::vector<model::BurstId>> waves_on_topics_of(const Connection& connection,
                                                       const std::vector<model::PaperId>& papers, model::Day before);

struct Submission {
  model::PaperKey paper;
  model::PaperId id;
  model::Day submitted;
};
Result<std::vector<Submission>> submissions(const Connection& connection, const std::vector<model::PaperKey>& papers);
// Days on which the papers of a wave were submitted, ordered.
Result<std::vector<model::Day>> course_of(const Connection& connection, model::BurstId burst);

// Papers of the watched lists in closed weeks from this Monday on.
Result<std::int64_t> volume_since(const Connection& connection, model::Day monday);

// Which waves each watch has been told of.
Result<std::vector<std::pair<std::string, model::BurstId>>> told_watches(const Connection& connection);

}  // namespace bandwagon::store
