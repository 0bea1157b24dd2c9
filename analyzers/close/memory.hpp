#pragma once
#include <functional>
#include <string>

#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

// A wave's memory as JSON, and back. Numbers survive exactly; the papers are found again from the window.
std::string to_json(const wave::Wave& wave);
wave::Wave wave_from_json(const std::string& body);

// The identifier of a paper that findings name; null: of background, which decides nothing.
using ArxivIdOf = std::function<const std::string*(model::PaperKey)>;

// Hash over the previous hash and everything a week's findings decide. Papers enter by arXiv identifier, not by row, so
// the order of import does not matter; background papers of waves do not enter, nor do state records (what they
// remember shows in what is decided).
std::string hash_of(const std::string& previous, const model::WeekFindings& findings, const ArxivIdOf& arxiv_id);

}  // namespace bandwagon::close
