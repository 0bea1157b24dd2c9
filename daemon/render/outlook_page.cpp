#include "daemon/render/outlook.hpp"

namespace bandwagon::render {
namespace {

using std::monostate;

template <class T>
Cell cell(const std::optional<T>& value) {
  if (!value) return monostate{};
  return *value;
}
Cell cell(const std::optional<model::Day>& day) {
  if (!day) return monostate{};
  return day->iso();
}
Cell flag(bool value) {
  return std::int64_t{value ? 1 : 0};
}

const char* name_of(idea::Verdict verdict) {
  switch (verdict) {
    case idea::Verdict::Race:
      return "race";
    case idea::Verdict::Rising:
      return "rising";
    case idea::Verdict::Busy:
      return "busy";
    case idea::Verdict::SomeCompany:
      return "some company";
    case idea::Verdict::Quiet:
      return "quiet";
    case idea::Verdict::OpenGround:
      break;
  }
  return "open ground";
}

Table papers(const std::vector<idea::NearPaper>& list) {
  Table table{.columns = {"arxiv_id", "submitted_on", "announced_on", "similarity", "watched", "title"}, .rows = {}};
  for (const auto& paper : list)
    table.rows.push_back({paper.id.str(), paper.submitted.iso(), paper.announced.iso(), paper.similarity,
                          flag(paper.watched), paper.title});
  return table;
}

Table topics(const std::vector<idea::NearTopic>& list) {
  Table table{
      .columns = {"topic_id", "kind", "label", "share", "uses_phrase", "papers", "per_week", "expected_per_week"},
      .rows = {}};
  for (const auto& topic : list)
    table.rows.push_back({topic.id, topic.kind, topic.label, topic.share, flag(topic.uses_phrase), topic.papers,
                          topic.per_week, cell(topic.expected_per_week)});
  return table;
}

Table waves(const std::vector<idea::NearWave>& list) {
  Table table{.columns = {"burst_id",      "label",       "kind",         "state",        "onset_on",   "ended_on",
                          "release_id",    "release",     "lab",          "released_on",  "verdict",    "posterior",
                          "papers",        "observed",    "expected",     "near",         "near_since", "uses_phrase",
                          "typical_weeks", "typical_low", "typical_high", "typical_waves"},
              .rows = {}};
  for (const auto& wave : list) {
    Row row{wave.id, wave.label, wave.kind, wave.state, wave.onset.iso(), cell(wave.ended)};
    if (wave.cause)
      row.insert(row.end(), {wave.cause->id, wave.cause->name, wave.cause->lab, wave.cause->released.iso(),
                             wave.cause->verdict, wave.cause->posterior});
    else
      row.insert(row.end(), 6, Cell{});
    row.insert(row.end(), {wave.papers, wave.observed, wave.expected, wave.near, wave.near_since,
                           flag(wave.uses_phrase), cell(wave.typical.median), cell(wave.typical.low),
                           cell(wave.typical.high), std::int64_t{wave.typical.all}});
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table pioneers(const std::vector<idea::Pioneer>& list) {
  Table table{.columns = {"arxiv_id", "submitted_on", "burst_id", "release", "lag_days", "title"}, .rows = {}};
  for (const auto& pioneer : list)
    table.rows.push_back({pioneer.paper.id.str(), pioneer.paper.submitted.iso(), pioneer.burst, pioneer.release,
                          std::int64_t{pioneer.lag_days}, pioneer.paper.title});
  return table;
}

Table sentences(const std::vector<std::string>& list) {
  Table table{.columns = {"doubt"}, .rows = {}};
  for (const auto& sentence : list) table.rows.push_back({sentence});
  return table;
}

}  // namespace

Page outlook_page(const idea::Outlook& outlook) {
  const auto& trend = outlook.trend;
  const auto& past = outlook.past_waves;
  Table record{.columns = {"title", "verdict", "answer", "last_closed_week", "words", "near_papers", "recent_weeks",
                           "recent_papers", "past_weeks", "past_papers", "ratio", "ratio_low", "ratio_high",
                           "median_wave_weeks", "median_low", "median_high", "past_waves"},
               .rows = {}};
  record.rows.push_back({outlook.title, name_of(idea::verdict(outlook)), answer_words(outlook), cell(outlook.closed),
                         static_cast<std::int64_t>(outlook.words), outlook.near, std::int64_t{trend.recent_weeks},
                         trend.recent, std::int64_t{trend.past_weeks}, trend.past, cell(trend.ratio), cell(trend.low),
                         cell(trend.high), cell(past.median), cell(past.low), cell(past.high), std::int64_t{past.all}});
  Page page{.record = std::move(record), .sections = {}};
  page.sections.push_back({"nearest", "Nearest papers", papers(outlook.nearest)});
  page.sections.push_back({"topics", "Topics", topics(outlook.topics)});
  page.sections.push_back({"waves", "Waves here", waves(outlook.waves)});
  page.sections.push_back({"pioneers", "There before the wave", pioneers(outlook.pioneers)});
  page.sections.push_back({"earliest", "Earliest near papers", papers(outlook.earliest)});
  page.sections.push_back({"doubts", "What would make this wrong", sentences(doubts(outlook))});
  return page;
}

}  // namespace bandwagon::render
