#pragma once
// From entries of a source to candidate releases.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "daemon/parse/posting.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/feeds.hpp"

namespace bandwagon::release {

enum class Contact { First, Later };

struct NewPostings {
  std::span<const parse::Posting> postings;
  parse::PostingFormat format = parse::PostingFormat::Rss;
  std::string lab;
  model::Day today;  // New York's
  Contact contact = Contact::Later;
};

struct JudgedPostings {
  std::vector<store::ReleaseSignal> signals;
  std::vector<store::FoundRelease> found;
  std::int64_t candidates = 0;  // releases that were not known
};

// Judges each and finds the release it tells of: one with its paper, or with its name from the same lab at about the
// same time. At the first contact nothing new is found. A candidate is known since `today`, released on the day of its
// posting where that is not long ago. Reads the database, writes nothing.
Result<JudgedPostings> judge_postings(const store::Connection& database, const NewPostings& fresh);

}  // namespace bandwagon::release
