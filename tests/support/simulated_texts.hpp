#pragma once
// What the simulated arXiv writes: the entries of its feeds, the records of its OAI-PMH and the answers of its API.
#include <map>
#include <string>
#include <vector>

#include "analyzers/model/paper.hpp"
#include "daemon/util/clock.hpp"

namespace bandwagon::support {

// A paper with everything that ever happens to it. Version n is mailed on mailed[n - 1]; the first is
// `paper.announced`.
struct SimulatedPaper {
  model::Paper paper;              // as of version 1
  std::vector<model::Day> mailed;  // ascending
  bool withdrawn_at_last = false;  // by the comment of its last version

  int version_on(model::Day day) const;  // the latest one mailed by then; 0: not announced yet
};

inline constexpr int kRecordsPublished = 22 * 3600 + 30 * 60;  // New York time of a mailing's records in OAI-PMH

// One entry of a feed, and the whole feed around entries.
enum class FeedFormat { Rss, Atom };
std::string entry(FeedFormat format, const SimulatedPaper& paper, int version, const std::vector<std::string>& watched,
                  model::Day mailed);
std::string feed_of(FeedFormat format, const std::string& entries, model::Day mailed);

// OAI-PMH: one record, the whole answer around records, and the UTC day on which the record of a mailing was changed.
std::string record_of(const SimulatedPaper& paper, int version);
std::string oai(util::Moment now, const std::string& inside);
model::Day record_day(model::Day mailed);

// The query API: one entry, and the whole answer around entries.
std::string api_entry(const SimulatedPaper& paper, int version);
std::string api_answer(const std::string& entries, std::size_t total);

// A resumption token as arXiv writes it, and the fields of one that came back.
std::string percent_encoded(std::string token);
std::map<std::string, std::string> fields_of(const std::string& token);

}  // namespace bandwagon::support
