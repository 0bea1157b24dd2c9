#pragma once
// Private to daemon/parse: the three formats in which OAI-PMH gives a paper.
#include <pugixml.hpp>

#include "daemon/parse/arxiv_record.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

// Reads <metadata>, whichever format it holds, into `record`, whose id and record day the header gave. Error (Parse):
// what is missing or wrong.
Result<ArxivRecord> read_oai_metadata(ArxivRecord record, const pugi::xml_node& metadata);

}  // namespace bandwagon::parse
