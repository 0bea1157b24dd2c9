#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

// What a mailing says of a paper, relative to the lists that were asked for.
enum class AnnounceType { New, Cross, Replace, ReplaceCross };

// One line of a mailing. RSS does not say when the paper was submitted.
struct Announcement {
  model::PaperId id;
  int version = 1;
  AnnounceType type = AnnounceType::New;
  model::Day mailed;                    // day of the mailing, New York: the evening before the feed's midnight
  std::string title, abstract;          // one line each, TeX kept
  std::vector<std::string> authors;     // without affiliations, accents in UTF-8; empty = not given
  std::vector<std::string> categories;  // primary first
};

struct Mailing {
  std::optional<model::Day> day;            // by the channel's date, else the first entry's; absent: not told
  std::vector<Announcement> announcements;  // in the feed's order
  std::vector<std::string> faults;          // an entry that cannot be used: which one and why
};

// Reads RSS 2.0 or Atom of rss.arxiv.org. A feed without entries is a mailing without announcements (weekend, holiday).
// An error, kind Parse, says what came instead: no XML, or XML cut off at which byte, no feed, or arXiv's own
// error feed with its title. Pure.
Result<Mailing> parse_arxiv_rss(std::string_view body);

}  // namespace bandwagon::parse
