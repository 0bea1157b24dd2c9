#include "analyzers/close/topic_book.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::string_view kTopicRoom = "topic";

}  // namespace

TopicBook::Entry& TopicBook::add(model::TopicKind kind, std::string label, model::Day week) {
  const model::TopicId id = next_id();
  Entry& entry = topics_[id];
  entry.topic = {.id = id, .kind = kind, .label = label, .first_label = label, .born = week};
  changed_.push_back(id);
  return entry;
}

model::TopicId TopicBook::next_id() const {
  return topics_.empty() ? 1 : topics_.rbegin()->first + 1;
}

void TopicBook::read_week(const corpus::Window& window, model::WeekFindings& findings) {
  const corpus::RisingVectors vectors(window, params_.rises);
  const auto events = clusters_.read_week(window, vectors, next_id());
  findings.background_topics = place_background(window, vectors);
  const model::Day week = window.monday(window.latest());
  for (const auto& founded : events.founded) enter(founded, week, findings);
  std::map<model::PaperKey, model::TopicPaper> papers;  // the last topic of each
  for (const auto& joined : events.joined) {
    const auto key = wave::reading(window, joined.place).source.key;
    papers[key] = {joined.topic, key, joined.cosine};
  }
  for (const auto& joined : events.joined) {  // in the order of the papers, not of the store's rows
    const auto key = wave::reading(window, joined.place).source.key;
    const auto last = papers.find(key);
    if (last == papers.end()) continue;
    findings.topic_papers.push_back(last->second);
    ++topics_.at(last->second.topic).topic.paper_count;
    changed_.push_back(last->second.topic);
    if (joined.from) {  // of the first entry: where it stood before this close
      --topics_.at(*joined.from).topic.paper_count;
      changed_.push_back(*joined.from);
    }
    papers.erase(last);
  }
  for (const auto& [from, to] : events.merged) {
    Entry& entry = topics_.at(from);
    entry.topic.parent = to;
    entry.topic.state = "merged";
    topics_.at(to).topic.paper_count += std::exchange(entry.topic.paper_count, 0);
    changed_.insert(changed_.end(), {from, to});
    findings.lineage.push_back({week, model::LineageEvent::Merged, from, to});
  }
  for (const auto topic : events.retired) {
    topics_.at(topic).topic.state = "retired";
    changed_.push_back(topic);
    findings.lineage.push_back({week, model::LineageEvent::Retired, topic, std::nullopt});
  }
  name_topics(window);
  count_week(window, findings);
}

// A topic that was founded in this close, or revived: what the lineage says of it.
void TopicBook::enter(const ClusterTopics::Founded& founded, model::Day week, model::WeekFindings& findings) {
  if (founded.revived) {
    topics_.at(founded.topic).topic.state = "live";
    findings.lineage.push_back({week, model::LineageEvent::Revived, std::nullopt, founded.topic});
  } else {
    add(model::TopicKind::Cluster, "", week);
    findings.lineage.push_back({week, model::LineageEvent::Born, std::nullopt, founded.topic});
  }
  changed_.push_back(founded.topic);
  if (founded.split_from)
    findings.lineage.push_back({week, model::LineageEvent::Split, founded.split_from, founded.topic});
}

// Of the live cluster topics; a week without a paper is a week, too.
void TopicBook::count_week(const corpus::Window& window, model::WeekFindings& findings) const {
  const int now = window.latest();
  std::map<model::TopicId, double> observed;
  for (const auto topic : clusters_.live()) observed[topic] = 0;
  for (std::size_t p = 0; p < window.papers(now).size(); ++p)
    if (const auto topic = cluster_of(now, p)) ++observed[*topic];
  for (const auto& [topic, count] : observed)
    findings.topic_weeks.push_back({topic, window.monday(now), count, std::nullopt});
}

// New topics get a label; others another one when it tells them from their siblings better for some closes in a row.
void TopicBook::name_topics(const corpus::Window& window) {
  const auto live = clusters_.live();
  std::vector<represent::SparseVector> centroids;
  for (const auto topic : live) centroids.push_back(clusters_.centroid(topic));
  const Siblings siblings(centroids);
  std::vector<char> changed(live.size(), 0);
  parallel::each(live.size(), 1, [&](std::size_t t) {
    changed[t] = name_topic(window, topics_.at(live[t]), siblings.contrast(std::move(centroids[t])));
  });
  for (std::size_t t = 0; t < live.size(); ++t)
    if (changed[t]) changed_.push_back(live[t]);
}

// Whether anything changed that must be remembered.
bool TopicBook::name_topic(const corpus::Window& window, Entry& entry,
                           const represent::SparseVector& contrasted) const {
  const auto& params = params_.topics;
  const double own = params.label_lead * strength(contrasted, entry.label_terms);
  bool changed = false;
  if (!entry.topic.label.empty()) {
    const bool outdone = best_strength(contrasted, params.label_phrases) > own;
    changed = outdone || entry.outdone != 0;
    entry.outdone = outdone ? entry.outdone + 1 : 0;
    if (entry.outdone < params.label_closes) return changed;
    entry.outdone = 0;
  }
  const auto places = clusters_.places(window, entry.topic.id, 0);
  const auto label = label_of_topic(window, places, contrasted, params.label_phrases, own, entry.wordings);
  if (label.empty()) return changed;
  entry.topic.label = joined(label);
  if (entry.topic.first_label.empty()) entry.topic.first_label = entry.topic.label;
  entry.label_terms.clear();
  for (const auto& phrase : label) entry.label_terms.push_back(phrase.term);
  return true;
}

std::vector<model::TopicPaper> TopicBook::place_background(const corpus::Window& window,
                                                           const corpus::RisingVectors& vectors) const {
  const auto& papers = window.background(window.latest());
  std::vector<std::optional<cluster::Centroids::Near>> near(papers.size());
  parallel::each(papers.size(), parallel::kAtOnce,
                 [&](std::size_t p) { near[p] = clusters_.nearest(vectors.of(papers[p])); });
  std::vector<model::TopicPaper> placed;
  for (std::size_t p = 0; p < papers.size(); ++p)
    if (near[p]) placed.push_back({near[p]->id, papers[p].source.key, near[p]->cosine});
  return placed;
}

model::TopicId TopicBook::heir(model::TopicId cluster) const {
  while (topics_.at(cluster).topic.state == "merged") cluster = *topics_.at(cluster).topic.parent;
  return cluster;
}

model::TopicId TopicBook::term_topic(const corpus::Window& window, const wave::CoreTerm& term,
                                     std::optional<model::TopicId> parent, const std::vector<wave::Place>& papers,
                                     model::WeekFindings& findings) {
  if (const auto known = topic_of_term_.find(term.term); known != topic_of_term_.end()) {
    if (!followed_.contains(known->second)) revive(window, topics_.at(known->second), papers, findings);
    return known->second;
  }
  const model::Day week = window.monday(window.latest());
  Entry& entry = add(model::TopicKind::Term, label_of_term(window, papers, term), week);
  entry.term = term.term;
  entry.defined = week;
  followed_.insert(entry.topic.id);
  topic_of_term_[term.term] = entry.topic.id;
  findings.lineage.push_back({week, model::LineageEvent::Born, std::nullopt, entry.topic.id});
  if (parent) {
    entry.topic.parent = parent;
    entry.topic.state = "merged";
    findings.lineage.push_back({week, model::LineageEvent::Merged, entry.topic.id, *parent});
  }
  take_in(window, entry, papers, findings);
  return entry.topic.id;
}

// Papers of the window into a term topic.
void TopicBook::take_in(const corpus::Window& window, Entry& entry, const std::vector<wave::Place>& papers,
                        model::WeekFindings& findings) {
  for (const auto& place : papers)
    findings.topic_papers.push_back({entry.topic.id, wave::reading(window, place).source.key, 1});
  entry.topic.paper_count += static_cast<std::int64_t>(papers.size());
}

void TopicBook::merge(model::TopicId from, model::TopicId to, model::WeekFindings& findings) {
  Entry& entry = topics_.at(from);
  if (from == to || entry.topic.parent || entry.topic.kind == model::TopicKind::Cluster) return;
  entry.topic.parent = to;
  entry.topic.state = "merged";
  changed_.push_back(from);
  findings.lineage.push_back({findings.week, model::LineageEvent::Merged, from, to});
}

bool TopicBook::follows(text::TermId term) const {
  const auto topic = topic_of_term_.find(term);
  return topic != topic_of_term_.end() && followed_.contains(topic->second);
}

// A retired term topic, with the papers of the window that came while nobody followed it.
void TopicBook::revive(const corpus::Window& window, Entry& entry, std::vector<wave::Place> papers,
                       model::WeekFindings& findings) {
  const model::Day last_counted = entry.defined + params_.topics.term_idle_days;
  std::erase_if(papers, [&](const wave::Place& place) { return place.monday <= last_counted; });
  take_in(window, entry, papers, findings);
  entry.topic.state = entry.topic.parent ? "merged" : "live";
  entry.defined = window.monday(window.latest());
  followed_.insert(entry.topic.id);
  changed_.push_back(entry.topic.id);
  findings.lineage.push_back({entry.defined, model::LineageEvent::Revived, std::nullopt, entry.topic.id});
}

void TopicBook::grow_term_topics(const corpus::Window& window, const std::set<text::TermId>& defining,
                                 model::WeekFindings& findings) {
  std::set<model::TopicId> entered;  // in this close, with its papers: a look may have born others of this week
  for (const auto& event : findings.lineage)
    if (event.event == model::LineageEvent::Born || event.event == model::LineageEvent::Revived)
      entered.insert(*event.to);
  const auto& papers = window.papers(window.latest());
  std::vector<model::TopicId> retired;
  for (const auto id : followed_) {
    Entry& entry = topics_.at(id);
    if (defining.contains(entry.term)) {
      entry.defined = findings.week;
      changed_.push_back(id);
    } else if (findings.week - entry.defined > params_.topics.term_idle_days) {
      retired.push_back(id);
      continue;
    }
    const auto users = window.terms(window.latest()).papers(entry.term);
    findings.topic_weeks.push_back({id, findings.week, static_cast<double>(users.size()), std::nullopt});
    if (users.empty() || entered.contains(id)) continue;
    for (const auto position : users) findings.topic_papers.push_back({id, papers[position].source.key, 1});
    entry.topic.paper_count += static_cast<std::int64_t>(users.size());
    changed_.push_back(id);
  }
  for (const auto id : retired) {
    topics_.at(id).topic.state = "retired";
    followed_.erase(id);
    changed_.push_back(id);
    findings.lineage.push_back({findings.week, model::LineageEvent::Retired, id, std::nullopt});
  }
}

std::optional<text::TermId> TopicBook::term_of(model::TopicId topic) const {
  const Entry& entry = topics_.at(topic);
  if (entry.topic.kind != model::TopicKind::Term) return std::nullopt;
  return entry.term;
}

std::optional<model::TopicId> TopicBook::cluster_of(int week, std::size_t position) const {
  return clusters_.of(week, position);
}

std::vector<model::TopicId> TopicBook::clusters_born(model::Day from, model::Day until) const {
  std::vector<model::TopicId> born;
  for (const auto& [id, entry] : topics_)
    if (entry.topic.kind == model::TopicKind::Cluster && entry.topic.born >= from && entry.topic.born < until)
      born.push_back(id);
  return born;
}

std::vector<burst::WeekCounts> TopicBook::counts(const corpus::Window& window) const {
  return clusters_.counts(window);
}

std::vector<wave::Place> TopicBook::places(const corpus::Window& window, model::TopicId cluster, int first) const {
  return clusters_.places(window, heir(cluster), first);
}

void TopicBook::save_topics(model::WeekFindings& findings) {
  std::sort(changed_.begin(), changed_.end());
  changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
  for (const auto id : changed_) {
    const Entry& entry = topics_.at(id);
    findings.topics.push_back(entry.topic);
    const nlohmann::json body{{"kind", static_cast<int>(entry.topic.kind)},
                              {"label", entry.topic.label},
                              {"first", entry.topic.first_label},
                              {"born", entry.topic.born.value},
                              {"state", entry.topic.state},
                              {"papers", entry.topic.paper_count},
                              {"parent", entry.topic.parent.value_or(0)},
                              {"term", entry.term},
                              {"defined", entry.defined.value},
                              {"label_terms", entry.label_terms},
                              {"outdone", entry.outdone}};
    findings.state.push_back(
        {std::string(kTopicRoom), id, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
  }
  changed_.clear();
}

void TopicBook::save(const corpus::Window& window, model::WeekFindings& findings) {
  save_topics(findings);
  clusters_.save(window, findings);
}

void TopicBook::restore(const std::vector<model::StateRecord>& records) {
  clusters_.restore(records);
  for (const auto& record : records) {
    if (record.room == kTopicRoom) {
      const auto body = nlohmann::json::parse(record.body);
      Entry& entry = topics_[record.key];
      entry.topic = {.id = record.key,
                     .kind = static_cast<model::TopicKind>(body["kind"].get<int>()),
                     .label = body["label"],
                     .first_label = body["first"],
                     .born = {body["born"].get<std::int32_t>()},
                     .state = body["state"],
                     .paper_count = body["papers"]};
      if (body["parent"] != 0) entry.topic.parent = body["parent"].get<model::TopicId>();
      entry.term = body["term"];
      entry.label_terms = body["label_terms"].get<std::vector<text::TermId>>();
      entry.outdone = body["outdone"];
      if (entry.topic.kind != model::TopicKind::Term) continue;
      entry.defined = {body["defined"].get<std::int32_t>()};
      topic_of_term_[entry.term] = record.key;
      if (entry.topic.state != "retired") followed_.insert(record.key);
    }
  }
}

}  // namespace bandwagon::close
