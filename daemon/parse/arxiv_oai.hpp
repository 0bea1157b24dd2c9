#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/parse/arxiv_record.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

enum class OaiAnswer {
  Records,       // this many; none at all when nothing matches, which is a success
  TokenRefused,  // the resumption token is invalid or has expired: begin again, with overlap
};

// One answer of oaipmh.arxiv.org.
struct OaiPage {
  OaiAnswer answer = OaiAnswer::Records;
  std::int64_t responded_at = 0;  // by the server's clock, Unix seconds UTC
  std::vector<ArxivRecord> records{};
  std::vector<model::PaperId> deleted{};
  std::vector<std::string> faults{};  // a record that cannot be used: which one and why
  std::string resumption_token{};     // as the server wrote it, to be sent back unchanged; empty: the last page
};

// Reads an answer to ListRecords or GetRecord in the formats arXivRaw, arXiv and oai_dc. Records come in the server's
// order; a paper may come twice. Errors, kind Parse: no XML, no OAI-PMH, or an error that the protocol names, in its
// own words. Pure. Linear in the body.
Result<OaiPage> parse_arxiv_oai(std::string_view body);

// One <record> without its envelope, in any of the formats. Error (Parse): why it cannot be used.
Result<ArxivRecord> parse_arxiv_oai_record(std::string_view body);

}  // namespace bandwagon::parse
