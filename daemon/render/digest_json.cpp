#include <nlohmann/json.hpp>

#include "daemon/render/digest.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::render {
namespace {

using Json = nlohmann::ordered_json;

// Puts a value under a key unless it is absent or empty.
void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}
void put(Json& object, const char* key, const std::optional<model::Day>& day) {
  if (day) object[key] = day->iso();
}
template <class T>
void put(Json& object, const char* key, const std::optional<T>& value) {
  if (value) object[key] = *value;
}
void put(Json& object, const char* key, Json list) {
  if (!list.empty()) object[key] = std::move(list);
}

Json papers(const std::vector<digest::CitedPaper>& cited) {
  Json list = Json::array();
  for (const auto& paper : cited) {
    Json entry{{"arxiv_id", paper.id.str()}};
    put(entry, "title", paper.title);
    put(entry, "announced", paper.announced);
    put(entry, "named", paper.named);
    put(entry, "lag_days", paper.lag_days);
    put(entry, "similarity", paper.similarity);
    if (!paper.phrase.empty()) put(entry, "phrase", paper.phrase);
    put(entry, "phrase_before", paper.phrase_before);
    put(entry, "named_by", paper.named_by);
    list.push_back(std::move(entry));
  }
  return list;
}

Json releases(const std::vector<digest::ReleaseCase>& cases) {
  Json list = Json::array();
  for (const auto& release : cases) {
    Json entry{{"id", release.id}};
    put(entry, "name", release.name);
    put(entry, "lab", release.lab);
    put(entry, "released", release.released);
    put(entry, "posterior", release.posterior);
    put(entry, "placebo_p", release.placebo_p);
    put(entry, "verdict", release.verdict);
    put(entry, "status", release.status);
    put(entry, "named_share", release.named_share);
    put(entry, "coined", release.coined);
    put(entry, "background_share", release.background_share);
    put(entry, "shared_terms", Json(release.shared_terms));
    put(entry, "excess", release.excess);
    put(entry, "excess_low", release.excess_low);
    put(entry, "excess_high", release.excess_high);
    Json log_odds = Json::object();
    for (const auto& [term, value] : release.log_odds) log_odds[term] = value;
    put(entry, "log_odds", std::move(log_odds));
    list.push_back(std::move(entry));
  }
  return list;
}

void put_evidence(Json& object, const digest::Evidence& evidence) {
  put(object, "kind", evidence.kind);
  put(object, "phrases", Json(evidence.phrases));
  put(object, "week", evidence.week);
  put(object, "observed", evidence.observed);
  put(object, "expected", evidence.expected);
  put(object, "ratio", evidence.ratio);
  put(object, "ratio_low", evidence.ratio_low);
  put(object, "ratio_high", evidence.ratio_high);
  put(object, "q_value", evidence.q_value);
  put(object, "onset", evidence.onset);
  put(object, "onset_low", evidence.onset_low);
  put(object, "onset_high", evidence.onset_high);
  put(object, "author_groups", evidence.author_groups);
  put(object, "window_days", evidence.window_days);
  Json categories = Json::object();
  for (const auto& count : evidence.categories) categories[count.category] = count.papers;
  put(object, "categories", std::move(categories));
  put(object, "releases", releases(evidence.releases));
  put(object, "none_posterior", evidence.none_posterior);
  put(object, "first_followers", papers(evidence.first_followers));
  put(object, "pioneers", papers(evidence.pioneers));
  put(object, "newest", papers(evidence.newest));
  Json weekly = Json::array();
  for (const auto& week : evidence.weekly) {
    Json entry{{"week", week.week.iso()}};
    put(entry, "observed", week.observed);
    put(entry, "expected", week.expected);
    weekly.push_back(std::move(entry));
  }
  put(object, "weekly", std::move(weekly));
  put(object, "caveats", Json(evidence.caveats));
}

// What stands beside the alert, as of the digest's last day.
void put_surroundings(Json& object, const digest::Wave& wave) {
  if (wave.told) {
    Json told{{"on", wave.told->on.iso()}};
    put(told, "observed", wave.told->observed);
    put(told, "release_id", wave.told->release);
    object["told_before"] = std::move(told);
  }
  put(object, "follower_lag_weeks", Json(wave.lags));
  Json twins = Json::array();
  for (const auto& pair : wave.twins)
    twins.push_back({{"a", pair.first.id.str()},
                     {"a_title", pair.first.title},
                     {"b", pair.second.id.str()},
                     {"b_title", pair.second.title},
                     {"cosine", pair.cosine},
                     {"days_apart", pair.days_apart}});
  put(object, "twins", std::move(twins));
  if (wave.remaining) {
    Json remaining{{"weeks_old", wave.remaining->weeks_old}, {"waves", wave.remaining->waves}};
    put(remaining, "median_weeks", wave.remaining->median);
    put(remaining, "low_weeks", wave.remaining->low);
    put(remaining, "high_weeks", wave.remaining->high);
    object["remaining"] = std::move(remaining);
  }
  put(object, "papers", wave.papers);
}

Json waves(const std::vector<digest::Wave>& list) {
  Json array = Json::array();
  for (const auto& wave : list) {
    Json reasons = Json::array();
    for (const auto reason : wave.reasons) reasons.push_back(reason_word(reason));
    Json entry{{"alert_id", wave.latest.id}, {"burst_id", wave.latest.burst}};
    entry["release_id"] = wave.latest.release ? Json(*wave.latest.release) : Json();
    entry["reasons"] = std::move(reasons);
    entry["raised_on"] = wave.latest.raised.iso();
    entry["headline"] = wave.latest.headline;
    entry["label"] = wave.title();
    entry["explain"] = explain_command(wave);
    put_evidence(entry, wave.latest.evidence);
    put_surroundings(entry, wave);
    array.push_back(std::move(entry));
  }
  return array;
}

Json landscape(const digest::Landscape& around) {
  Json current = Json::array(), born = current, left = current, candidates = current, herding = current;
  for (const auto& wave : around.current) {
    current.push_back({{"burst_id", wave.burst}, {"label", wave.label}, {"papers", wave.papers}});
    current.back()["weeks_old"] = wave.weeks_old;
    put(current.back(), "release", wave.release);
  }
  for (const auto& topic : around.born)
    born.push_back({{"topic_id", topic.topic}, {"label", topic.label}, {"papers", topic.papers}});
  for (const auto& topic : around.left)
    left.push_back({{"topic_id", topic.topic},
                    {"label", topic.label},
                    {"wave", topic.wave},
                    {"observed", topic.observed},
                    {"expected", topic.expected},
                    {"movers", topic.movers},
                    {"publishing", topic.publishing}});
  for (const auto& release : around.candidates)
    candidates.push_back({{"release_id", release.id},
                          {"name", release.name},
                          {"lab", release.lab},
                          {"released", release.released.iso()}});
  for (const auto& month : around.herding) {
    herding.push_back({{"month", month.month.iso().substr(0, 7)}, {"follow_share", month.share}});
    put(herding.back(), "low", month.low);
    put(herding.back(), "high", month.high);
  }
  Json object = Json::object();
  put(object, "current", std::move(current));
  put(object, "born_alone", std::move(born));
  put(object, "left", std::move(left));
  put(object, "candidates", std::move(candidates));
  put(object, "herding", std::move(herding));
  return object;
}

}  // namespace

std::string digest_json(const digest::Digest& digest) {
  Json unlisted = Json::array();
  for (const auto& wave : digest.unlisted) unlisted.push_back({{"alert_id", wave.latest.id}, {"label", wave.title()}});
  Json footing = Json::object();
  put(footing, "newest_announcement", digest.footing.newest_announcement);
  put(footing, "last_closed_week", digest.footing.last_closed_week);
  put(footing, "failing_sources", Json(digest.footing.failing_sources));
  Json whole;
  whole["since"] = digest.since.iso();
  whole["until"] = digest.until.iso();
  whole["summary"] = digest.summary;
  whole["waves"] = waves(digest.waves);
  whole["ended"] = waves(digest.ended);
  whole["unlisted"] = std::move(unlisted);
  Json watched = Json::array();
  for (const auto& seen : digest.watched)
    watched.push_back({{"watch", seen.watch},
                       {"burst_id", seen.burst},
                       {"raised_on", seen.raised.iso()},
                       {"headline", seen.headline},
                       {"arxiv_ids", seen.papers}});
  put(whole, "watched", std::move(watched));
  put(footing, "failing_channels", Json(digest.footing.failing_channels));
  put(whole, "landscape", landscape(digest.landscape));
  whole["footing"] = std::move(footing);
  return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace bandwagon::render
