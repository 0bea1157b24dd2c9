#include "daemon/release/posted_releases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyzers/candidate/discovery.hpp"
#include "analyzers/candidate/post.hpp"
#include "analyzers/candidate/release_name.hpp"
#include "daemon/release/proposal.hpp"
#include "daemon/release/release_slug.hpp"
#include "daemon/store/releases.hpp"

namespace bandwagon::release {
namespace {

constexpr int kBelievedDays = 14;  // a posting that was dated earlier was republished, and tells nothing new

candidate::PostKind kind_of(parse::PostingFormat format) {
  switch (format) {
    case parse::PostingFormat::GithubReleases:
      return candidate::PostKind::Repository;
    case parse::PostingFormat::HubModels:
      return candidate::PostKind::Model;
    case parse::PostingFormat::HubPapers:
      return candidate::PostKind::Paper;
    default:
      return candidate::PostKind::Post;
  }
}

const char* evidence_of(candidate::PostKind kind) {
  switch (kind) {
    case candidate::PostKind::Post:
      return "posted by the lab";
    case candidate::PostKind::Repository:
      return "released in the lab's repository";
    case candidate::PostKind::Model:
      return "put on the Hub by the lab";
    case candidate::PostKind::Paper:
      return "picked by readers of the Hub";
  }
  return "";
}

class Judge {
 public:
  Judge(std::vector<model::Release> known, const NewPostings& fresh) : fresh_(fresh) {
    for (auto& release : known) add(std::move(release));
  }

  JudgedPostings judged;

  void take(const parse::Posting& posting) {
    const auto kind = kind_of(fresh_.format);
    const auto judgement =
        candidate::judge({.kind = kind, .title = posting.title, .text = posting.text, .tags = posting.tags});
    store::ReleaseSignal signal{.key = posting.key, .link = posting.link, .title = posting.title, .text = posting.text};
    signal.lab = fresh_.lab;
    signal.published_at = posting.published_at;
    signal.verdict = candidate::name_of(judgement.verdict);
    signal.name = judgement.name;
    signal.arxiv_ids = posting.arxiv_ids;
    const bool is_release = judgement.verdict == candidate::Verdict::Release && !judgement.name.empty();
    const model::Day released = day_of(posting);
    if (const model::Release* same = find_same(judgement.name, is_release, released, posting.arxiv_ids)) {
      signal.release_id = same->id;
      add_evidence(*same, kind);
    } else if (is_release && fresh_.contact == Contact::Later && !fresh_.lab.empty() && !is_old(posting)) {
      signal.release_id = add_candidate(judgement.name, posting, kind, released);
    }
    judged.signals.push_back(std::move(signal));
  }

 private:
  bool is_old(const parse::Posting& posting) const {
    return posting.published_at && fresh_.today - model::Day::at(*posting.published_at) > kBelievedDays;
  }

  model::Day day_of(const parse::Posting& posting) const {
    if (!posting.published_at) return fresh_.today;
    const auto published = model::Day::at(*posting.published_at);
    return published <= fresh_.today && !is_old(posting) ? published : fresh_.today;
  }

  // Of its own releases a lab may leave its name out: "o1" is what papers called "OpenAI o1".
  bool is_ours(const model::Release& release) const { return !fresh_.lab.empty() && release.lab == fresh_.lab; }

  static std::set<std::string> key_of(const std::string& name) { return keys_of({name}, {}); }

  void add(model::Release release) {
    auto keys = is_ours(release) ? keys_of(names_of(release), fresh_.lab) : key_of(release.name);
    known_.push_back({std::move(release), std::move(keys)});
  }

  const model::Release* find_same(const std::string& name, bool by_name, model::Day day,
                                  const std::vector<model::PaperId>& papers) {
    const auto in_full = key_of(name), by_lab = keys_of({name}, fresh_.lab);
    for (const auto& [release, own_keys] : known_) {
      const auto& said = is_ours(release) ? by_lab : in_full;
      const bool paper = std::any_of(papers.begin(), papers.end(), [&](const model::PaperId& id) {
        return !release.arxiv_ids.empty() && release.arxiv_ids.front() == id;
      });
      const bool named = by_name && std::abs(release.released - day) <= kSameNameDays && share_a_key(said, own_keys);
      if (paper || named) return &release;
    }
    return nullptr;
  }

  // Corroboration counts for found releases; what a person entered needs none.
  void add_evidence(const model::Release& release, candidate::PostKind kind) {
    if (!is_found(release) || fresh_.contact == Contact::First) return;
    const bool confirms = release.status == model::ReleaseStatus::Confirmed || kind != candidate::PostKind::Paper;
    store::ReleaseEvent event{.release_id = release.id, .day = fresh_.today};
    event.status = confirms ? model::ReleaseStatus::Confirmed : model::ReleaseStatus::Candidate;
    event.weight = confirms ? candidate::kConfirmingWeight : candidate::kUsedWeight;
    event.evidence = {evidence_of(kind)};
    judged.found.push_back({.release = release, .event = std::move(event)});
  }

  std::string add_candidate(const std::string& name, const parse::Posting& posting, candidate::PostKind kind,
                            model::Day released) {
    model::Release release;
    release.id = free_id(name, released);
    release.name = name;
    release.lab = fresh_.lab;
    release.kind = kind == candidate::PostKind::Post ? "product" : "model";
    release.about =
        kind == candidate::PostKind::Model ? std::string() : posting.text.substr(0, posting.text.find(". "));
    release.released = released;
    release.known_since = fresh_.today;
    release.arxiv_ids = posting.arxiv_ids.size() == 1 ? posting.arxiv_ids : std::vector<model::PaperId>{};
    release.origin = kind == candidate::PostKind::Model ? model::ReleaseOrigin::Hub : model::ReleaseOrigin::Feed;
    release.status = model::ReleaseStatus::Candidate;
    store::ReleaseEvent event{.release_id = release.id, .day = fresh_.today};
    event.weight = candidate::kUsedWeight;
    event.evidence = {evidence_of(kind)};
    add(release);
    judged.found.push_back({.release = std::move(release), .event = std::move(event)});
    ++judged.candidates;
    return known_.back().release.id;
  }

  std::string free_id(const std::string& name, model::Day released) const {
    const std::string wanted = release_slug(name);
    const bool taken =
        std::any_of(known_.begin(), known_.end(), [&](const auto& one) { return one.release.id == wanted; });
    if (!wanted.empty() && !taken) return wanted;
    return fmt::format("{}-{}", wanted.empty() ? "release" : wanted, released.iso());
  }

  struct Known {
    model::Release release;
    std::set<std::string> keys;  // of its names
  };
  std::vector<Known> known_;
  const NewPostings& fresh_;
};

}  // namespace

Result<JudgedPostings> judge_postings(const store::Connection& database, const NewPostings& fresh) {
  auto known = store::releases(database);
  if (!known) return tl::unexpected(known.error());
  Judge judge(std::move(*known), fresh);
  for (const auto& posting : fresh.postings) judge.take(posting);
  return std::move(judge.judged);
}

}  // namespace bandwagon::release
