#pragma once
// What a paper says by itself of releases, whatever was read before.
#include <optional>
#include <span>
#include <vector>

#include "analyzers/candidate/given_names.hpp"
#include "analyzers/candidate/lab.hpp"
#include "analyzers/candidate/maker.hpp"
#include "analyzers/candidate/people.hpp"
#include "analyzers/candidate/signature.hpp"
#include "analyzers/candidate/subject.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::candidate {

struct Reading {
  NamesInPaper names;
  std::vector<MadeName> made;          // what it ties to a listed lab
  std::optional<Signature> signature;  // who signs it, if not people
  People people;
  Subject subject;
};

// Reads papers with the eyes of an installation: the labs it lists. Thread safe.
class PaperReader {
 public:
  explicit PaperReader(std::vector<Lab> labs) : labs_(std::move(labs)), makers_(labs_) {}

  Reading read(const model::Paper& paper) const;  // O(length · labs); O(length) where no lab is named
  const std::vector<Lab>& labs() const { return labs_; }

 private:
  std::vector<Lab> labs_;
  Makers makers_;
};

// Reads papers on all cores, in their order.
std::vector<Reading> read_all(const PaperReader& reader, std::span<const model::StoredPaper> papers);

}  // namespace bandwagon::candidate
