#pragma once
#include "analyzers/attribute/roles.hpp"
#include "analyzers/attribute/score.hpp"
#include "analyzers/close/named_papers.hpp"
#include "analyzers/cluster/threads.hpp"
#include "analyzers/concurrent/pairs.hpp"
#include "analyzers/herding/figures.hpp"
#include "analyzers/represent/rises.hpp"
#include "analyzers/wave/fold.hpp"
#include "analyzers/wave/kind.hpp"
#include "analyzers/wave/vocabulary.hpp"

namespace bandwagon::close {

struct TopicParams {
  double join_cosine = 0.12;    // a paper stands in the nearest topic at this cosine to its centroid, or in none
  double half_life_days = 365;  // of a paper's weight in the centroid
  std::size_t centroid_terms = 512;
  int birth_papers = 8, birth_groups = 4, birth_weeks = 17;  // so many papers by so many groups of a thread found one …
  double birth_cosine = 0.40;                                // … unless the thread's centroid is so near to a topic's
  double merge_cosine = 0.45;  // topics so near at merge_closes closes in a row become one
  int merge_closes = 4;
  int idle_days = 182;       // a topic without a paper for so long is retired
  int term_idle_days = 364;  // … a term topic when no wave was defined by its term for so long
  std::size_t label_phrases = 3;
  double label_lead = 1.2;  // a label is changed when others tell so many times better …
  int label_closes = 4;     // … at so many closes in a row
};

// Papers that belong to a wave though they use none of its terms.
struct KinParams {
  double least_probability = 0.5;  // that a paper is there because of the wave
  double least_share = 0.1;        // of all live waves' claims on the paper: it may follow several, but not any
  int standing_weeks = 8;          // a wave claims by its papers of so many weeks
  int relearn_closes = 4;          // its vocabulary is learned anew so often
};

struct AlertParams {
  double looks_per_week = 5;       // a daily look spends this part of a close's false discovery rate
  int name_days = 180;             // the names of releases are tested for themselves so long after the release
  double sure_q = 0.01;            // one close suffices below it, else it takes …
  int sure_closes = 2;             // … so many in a row
  double term_margin = 1.2;        // times the margin: language drifts, so that a phrase must outgrow a topic
  double unexplained_papers = 10;  // a burst that no release explains must be this large …
  double unexplained_q = 1e-3;     // … this sure, or as sure as `sure_q` …
  double unexplained_many = 20;    // … if it is as large as this, and flagged in two closes
  double growth = 2;               // told again when the papers of the last weeks are this many times those last told
  int cooling_closes = 8;          // closes without an excess after which a burst has ended: two whole windows of weeks
  int longest_weeks = 104;         // then it is ordinary ground
  int onset_weeks = 26;            // how far back an onset is looked for
  int onset_settles_weeks = 4;     // an onset is dated again until so many weeks after confirmation
};

struct Params {
  corpus::WindowParams window;
  burst::ExpectationParams expectation;
  burst::ScreenParams screen;
  int quarantine_weeks = 14;      // of a newly watched list
  int least_training_weeks = 12;  // before that nothing is expected, and nothing tested
  represent::RiseParams rises;    // of terms, for threads and topics
  cluster::ThreadParams threads;
  TopicParams topics;
  wave::FoldParams fold;
  wave::KindParams kinds;
  wave::VocabularyParams vocabulary;
  KinParams kin;
  CoinageParams coinage;
  attribute::ScoreParams attribution;
  attribute::RoleParams roles;
  AlertParams alerts;
  concurrent::PairParams concurrent;
  herding::Params herding;
};

inline constexpr const char* kMethod = "close/22";  // a changed formula gets a new number

}  // namespace bandwagon::close
