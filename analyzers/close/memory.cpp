#include "analyzers/close/memory.hpp"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bandwagon::close {
namespace {

using nlohmann::json;

json day_or_null(const std::optional<model::Day>& day) {
  return day ? json(day->value) : json(nullptr);
}
std::optional<model::Day> maybe_day(const json& value) {
  if (value.is_null()) return std::nullopt;
  return model::Day{value.get<std::int32_t>()};
}
model::Day day(const json& value) {
  return {value.get<std::int32_t>()};
}

// Feeds values into one XXH3 stream, each with its length or width, so that no two different sequences are alike.
class Hasher {
 public:
  Hasher() : state_(XXH3_createState()) { XXH3_128bits_reset(state_); }
  ~Hasher() { XXH3_freeState(state_); }
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& operator<<(std::int64_t number) {
    XXH3_128bits_update(state_, &number, sizeof number);
    return *this;
  }
  Hasher& operator<<(int number) { return *this << static_cast<std::int64_t>(number); }
  Hasher& operator<<(double number) { return *this << std::bit_cast<std::int64_t>(number); }
  Hasher& operator<<(const std::string& text) {
    *this << static_cast<std::int64_t>(text.size());
    XXH3_128bits_update(state_, text.data(), text.size());
    return *this;
  }
  Hasher& operator<<(model::Day day) { return *this << static_cast<std::int64_t>(day.value); }
  template <class Value>
  Hasher& operator<<(const std::optional<Value>& value) {
    *this << (value ? 1 : 0);
    return value ? *this << *value : *this;
  }

  std::string digest() const {
    const auto hash = XXH3_128bits_digest(state_);
    char text[33];
    std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return text;
  }

 private:
  XXH3_state_t* state_;
};

}  // namespace

std::string to_json(const wave::Wave& wave) {
  json terms = json::array();
  for (const auto& core : wave.terms)
    terms.push_back({{"term", core.term},
                     {"normal", core.normal},
                     {"written", core.written},
                     {"defines", core.defines},
                     {"observed", core.observed},
                     {"expected", core.expected}});
  json pioneers = json::array();
  for (const auto& p : wave.pioneers)
    pioneers.push_back({{"key", p.key},
                        {"id", p.arxiv_id},
                        {"title", p.title},
                        {"announced", p.announced.value},
                        {"similarity", p.similarity},
                        {"phrase", p.phrase},
                        {"phrase_users", p.phrase_users},
                        {"phrase_before", p.phrase_before}});
  const auto& b = wave.burst;
  json body{
      {"id", b.id},
      {"topic", b.topic},
      {"label", b.label},
      {"kind", static_cast<int>(b.kind)},
      {"onset", b.onset.value},
      {"onset_low", b.onset_low.value},
      {"onset_high", b.onset_high.value},
      {"confirmed", day_or_null(b.confirmed)},
      {"ended", day_or_null(b.ended)},
      {"state", b.state},
      {"observed", b.observed},
      {"expected", b.expected},
      {"ratio", b.ratio},
      {"ratio_low", b.ratio_low},
      {"ratio_high", b.ratio_high},
      {"q", b.q_value},
      {"terms", terms},
      {"pioneers", pioneers},
      {"pioneers_of", wave.pioneers_of},
      {"pioneers_at", wave.pioneers_at},
      {"pioneers_kind", static_cast<int>(wave.pioneers_kind)},
      {"cluster", wave.cluster.value_or(0)},
      {"release", wave.names_release.value_or("")},
      {"flagged_closes", wave.flagged_closes},
      {"quiet_closes", wave.quiet_closes},
      {"groups", wave.author_groups},
      {"cohesion", wave.cohesion},
      {"onset_fixed", wave.onset_fixed},
      {"began", {wave.began_early.value, wave.began_late.value}},
      {"window_weeks", wave.window_weeks},
      {"widened", wave.widened},
      {"alerted", wave.alerted},
      {"alerted_release", wave.alerted_release},
      {"alerted_observed", wave.alerted_observed},
      {"alerted_weeks", wave.alerted_weeks},
      {"led_since", day_or_null(wave.led_since)},
      {"vocabulary_closes", wave.vocabulary_closes},
      {"before",
       {wave.before.stratum, wave.before.pooled, wave.before.inverse_size, wave.before.papers, wave.before.exposure}}};
  for (const auto& followed : wave.follows)
    body["follows"].push_back({followed.release, followed.posterior, followed.attributed, followed.coined.value_or(0)});
  for (const auto& word : wave.vocabulary.words) body["words"].push_back({word.term, word.weight});
  if (!wave.vocabulary.strata.empty()) body["strata"] = wave.vocabulary.strata;
  for (const auto& step : wave.vocabulary.steps) body["steps"].push_back({step.least_score, step.probability});
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

wave::Wave wave_from_json(const std::string& text) {
  const json body = json::parse(text);
  wave::Wave wave;
  auto& b = wave.burst;
  b.id = body["id"];
  b.topic = body["topic"];
  b.label = body["label"];
  b.kind = static_cast<model::BurstKind>(body["kind"].get<int>());
  b.onset = day(body["onset"]);
  b.onset_low = day(body["onset_low"]);
  b.onset_high = day(body["onset_high"]);
  b.confirmed = maybe_day(body["confirmed"]);
  b.ended = maybe_day(body["ended"]);
  b.state = body["state"];
  b.observed = body["observed"];
  b.expected = body["expected"];
  b.ratio = body["ratio"];
  b.ratio_low = body["ratio_low"];
  b.ratio_high = body["ratio_high"];
  b.q_value = body["q"];
  for (const auto& core : body["terms"])
    wave.terms.push_back({.term = core["term"],
                          .normal = core["normal"],
                          .written = core["written"],
                          .defines = core["defines"],
                          .observed = core["observed"],
                          .expected = core["expected"]});
  for (const auto& p : body["pioneers"])
    wave.pioneers.push_back({.key = p["key"],
                             .arxiv_id = p["id"],
                             .title = p["title"],
                             .announced = day(p["announced"]),
                             .similarity = p["similarity"],
                             .phrase = p["phrase"],
                             .phrase_users = p["phrase_users"],
                             .phrase_before = p["phrase_before"]});
  wave.pioneers_of = body["pioneers_of"];
  wave.pioneers_at = body["pioneers_at"];
  wave.pioneers_kind = static_cast<model::BurstKind>(body["pioneers_kind"].get<int>());
  if (body["cluster"] != 0) wave.cluster = body["cluster"].get<model::TopicId>();
  if (body["release"] != "") wave.names_release = body["release"].get<std::string>();
  wave.flagged_closes = body["flagged_closes"];
  wave.quiet_closes = body["quiet_closes"];
  wave.author_groups = body["groups"];
  wave.cohesion = body["cohesion"];
  wave.onset_fixed = body["onset_fixed"];
  wave.began_early = day(body["began"][0]);
  wave.began_late = day(body["began"][1]);
  wave.window_weeks = body.at("window_weeks").get<int>();
  wave.widened = body["widened"];
  wave.alerted = body["alerted"];
  wave.alerted_release = body["alerted_release"];
  wave.alerted_observed = body["alerted_observed"];
  wave.alerted_weeks = body["alerted_weeks"];
  wave.led_since = maybe_day(body["led_since"]);
  wave.vocabulary_closes = body["vocabulary_closes"];
  const json& before = body["before"];
  wave.before = {before[0].get<std::vector<double>>(), before[1], before[2], before[3], before[4]};
  for (const auto& f : body.value("follows", json::array()))
    wave.follows.push_back({.release = f[0],
                            .posterior = f[1],
                            .attributed = f[2],
                            .coined = f[3] != 0 ? std::optional(f[3].get<text::TermId>()) : std::nullopt});
  for (const auto& w : body.value("words", json::array())) wave.vocabulary.words.push_back({w[0], w[1]});
  wave.vocabulary.strata = body.value("strata", std::vector<burst::StratumIndex>{});
  for (const auto& s : body.value("steps", json::array())) wave.vocabulary.steps.push_back({s[0], s[1]});
  return wave;
}

std::string hash_of(const std::string& previous, const model::WeekFindings& f, const ArxivIdOf& arxiv_id) {
  Hasher hash;
  const auto paper = [&](model::PaperKey key) -> const std::string& {
    const std::string* id = arxiv_id(key);
    if (id == nullptr) throw std::logic_error("the findings of a close name a paper that it did not read");
    return *id;
  };
  hash << previous << f.week << f.closed << f.method;
  for (const auto& c : f.categories) hash << c.category << c.announced << c.stored << c.coverage;
  for (const auto& t : f.topics)
    hash << t.id << static_cast<int>(t.kind) << t.label << t.first_label << t.born << t.state << t.paper_count
         << t.parent;
  for (const auto& t : f.topic_papers) hash << t.topic << paper(t.paper) << t.similarity;
  for (const auto& t : f.topic_weeks) hash << t.topic << t.week << t.observed << t.expected;
  for (const auto& l : f.lineage) hash << l.week << static_cast<int>(l.event) << l.from << l.to;
  for (const auto& b : f.bursts)
    hash << b.id << b.topic << b.label << static_cast<int>(b.kind) << b.onset << b.onset_low << b.onset_high
         << b.confirmed << b.ended << b.state << b.observed << b.expected << b.ratio << b.ratio_low << b.ratio_high
         << b.q_value;
  const auto watched = [&](model::PaperKey key) { return arxiv_id(key) != nullptr; };
  for (const auto& b : f.burst_papers)
    if (watched(b.paper)) hash << b.burst << paper(b.paper);
  for (const auto id : f.reattributed) hash << id;
  for (const auto id : f.repopulated) hash << id;
  for (const auto& a : f.attributions)
    hash << a.burst << a.release << a.decided << a.posterior << a.placebo_p << static_cast<int>(a.verdict) << a.excess
         << a.excess_low << a.excess_high << a.evidence;
  for (const auto& r : f.roles)
    if (watched(r.paper))
      hash << r.burst << r.release << paper(r.paper) << static_cast<int>(r.role) << (r.named ? 1 : 0) << r.probability
           << r.lag_days << r.evidence;
  for (const auto& a : f.alerts)
    hash << a.id << a.burst << a.release << static_cast<int>(a.reason) << a.raised << a.headline << a.evidence;
  for (const auto& p : f.concurrent_pairs) hash << paper(p.a) << paper(p.b) << p.cosine << p.days_apart;
  for (const auto& h : f.herding) hash << h.field << h.month << h.metric << h.value << h.low << h.high;
  for (const auto& a : f.abandoned)
    hash << a.month << a.topic << a.burst << a.observed << a.expected << a.q_value << a.movers << a.publishing;
  return hash.digest();
}

}  // namespace bandwagon::close
