#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/parse/arxiv_record.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

// One answer of export.arxiv.org/api/query. It is trusted for single identifiers only: it drops unknown ones without a
// word, and an empty answer does not tell "nothing" from "not now".
struct ApiAnswer {
  std::string asked;                 // the feed's title: the query as arXiv understood it
  int total = 0;                     // what arXiv says it has; may be more than is on this page
  std::vector<ArxivRecord> records;  // in the feed's order; no record day, the version of the entry
  std::vector<std::string> faults;   // an entry that cannot be used: which one and why
};

// Errors, kind Parse: no XML, no Atom, or arXiv's own error entry (whatever its HTTP status) in its words. Pure.
Result<ApiAnswer> parse_arxiv_api(std::string_view body);

// The identifiers that were asked for and are not in the answer, in the order of `asked`.
std::vector<model::PaperId> dropped(std::span<const model::PaperId> asked, const ApiAnswer& answer);

}  // namespace bandwagon::parse
