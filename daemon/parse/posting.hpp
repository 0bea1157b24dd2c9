#pragma once
// What labs publish outside arXiv: posts of their feeds, releases of repositories, models and papers of the Hub.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/paper_id.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::parse {

enum class PostingFormat { Rss, Atom, GithubReleases, HubModels, HubPapers };

// One entry of a source. Text is UTF-8 on one line, without markup.
struct Posting {
  std::string key;    // the source's own identity: guid, id or _id; else the link; else the title
  std::string link;   // canonical: no fragment, no tracking parameters, no slash at the end; may be empty
  std::string title;  // never empty; of a Hub model: "organisation/name"
  std::string text;   // beginning of the entry's own words, at most 2000 bytes; may be empty
  std::optional<std::int64_t> published_at;  // Unix seconds UTC; absent where the source gives no readable moment
  std::vector<model::PaperId> arxiv_ids;     // that link, text or tags name, in order of appearance
  std::vector<std::string> tags;             // categories of the feed, tags of the Hub
};

// A feed may hold all that its author ever wrote; what stands behind so many entries is left out.
inline constexpr std::size_t kMostPostings = 2000;

struct PostingList {
  PostingFormat format = PostingFormat::Rss;
  std::string title;  // of the source; empty: it has none
  std::vector<Posting> postings;
  std::vector<std::string> faults;  // entries that could not be used
};

// Reads any of the formats, told apart by content, never by address. An unusable entry is a fault, not an error. Error:
// Parse, when the document is none of them (a page in HTML, a body cut off). O(bytes); external entities are not read.
Result<PostingList> parse_postings(std::string_view body);

}  // namespace bandwagon::parse
