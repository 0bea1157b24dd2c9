#pragma once
// The public Kaggle snapshot of arXiv's metadata, arxiv-metadata-oai-snapshot.json: despite its name JSON Lines, one paper a line.
#include <string_view>

#include "analyzers/model/paper.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

struct KaggleRecord {
  model::Paper paper;      // `announced` is left for the caller, who knows the mailing calendar
  model::Day record_day;   // update_date: the day of arXiv's last change to the record
};

// Reads one line. Pure. `today` (UTC): a record from the future is refused.
// Errors, ErrorKind::Parse: what is wrong with the line, without saying which line it is. Authors may be missing (unknown), all else
// that a paper needs may not.
Result<KaggleRecord> kaggle_record(std::string_view line, model::Day today);

}  // namespace bandwagon::parse
