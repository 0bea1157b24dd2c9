#include "analyzers/attribute/own_phrases.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace bandwagon::attribute {
namespace {

bool is_plain(std::string_view normal) {
  return std::none_of(normal.begin(), normal.end(),
                      [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

std::vector<OwnPhrase> own_phrases(std::string_view title, std::string_view text, std::span<const text::TermId> hidden,
                                   std::span<const corpus::Reading* const> followers, const RoleParams& params) {
  const auto least = std::max(params.phrase_users, params.phrase_share * static_cast<double>(followers.size()));
  std::map<text::TermId, std::size_t> users;
  for (const auto& entry : text::without(text::terms_of(title, text), hidden)) {
    if (entry.length < 2) continue;
    const auto count = std::count_if(followers.begin(), followers.end(),
                                     [&](const corpus::Reading* paper) { return paper->uses(entry.term); });
    if (static_cast<double>(count) >= least) users.emplace(text::TermId{entry.term}, static_cast<std::size_t>(count));
  }
  std::vector<text::TermId> used;
  for (const auto& [term, count] : users) used.push_back(term);
  std::map<std::string, OwnPhrase> by_normal;
  for (auto& spelling : text::spellings_of(title, text, used))
    if (is_plain(spelling.normal) && spelling.whole == spelling.written)
      by_normal.try_emplace(spelling.normal,
                            OwnPhrase{spelling.term, std::move(spelling.written), users[spelling.term]});
  std::vector<OwnPhrase> phrases;
  for (const auto& [normal, phrase] : by_normal) {
    const bool cut =
        std::any_of(by_normal.begin(), by_normal.end(), [&, &normal = normal, &phrase = phrase](const auto& other) {
          return text::is_part(normal, other.first) &&
                 static_cast<double>(other.second.users) >= params.phrase_nested * static_cast<double>(phrase.users);
        });
    if (!cut) phrases.push_back(phrase);
  }
  std::stable_sort(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.users > b.users; });
  return phrases;
}

std::vector<model::StoredPaper> first_to_write(const OwnPhrase& phrase, std::size_t followers, const Before& before,
                                               const RoleParams& params) {
  std::vector<model::StoredPaper> users;
  for (const auto& stored : before.prior)
    if (text::uses(text::terms_of(stored.paper.title, stored.paper.abstract), phrase.term)) users.push_back(stored);
  const double share = static_cast<double>(phrase.users) / static_cast<double>(followers);
  const bool few = users.size() <= params.few_before;
  const bool their_subject =
      share >= params.subject_share &&
      static_cast<double>(users.size()) <= params.before_per_user * static_cast<double>(phrase.users);
  if (!few && !(their_subject && is_spreading(users, before.until, params.phrase_spread))) return {};
  const bool risen = static_cast<double>(users.size()) * params.phrase_rise <= share * before.watched;
  return risen ? users : std::vector<model::StoredPaper>();
}

bool is_spreading(std::span<const model::StoredPaper> papers, model::Day until, double z) {
  if (papers.size() < 2) return false;
  const model::Day first = papers.front().paper.announced;
  const double days = until - first, later = static_cast<double>(papers.size() - 1);
  double sum = 0;
  for (const auto& stored : papers.subspan(1)) sum += stored.paper.announced - first;
  return days > 0 && sum / later - days / 2 >= z * days * std::sqrt(1 / (12 * later));
}

}  // namespace bandwagon::attribute
