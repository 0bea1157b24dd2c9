#include "analyzers/close/topic_book.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzers/close/packing.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kLabelPapers = 40;      // papers read for the spelling of a label
constexpr std::size_t kLabelCandidates = 24;  // strongest terms considered
constexpr std::string_view kThreadRoom = "thread", kJoinedRoom = "joined", kTopicRoom = "topic";

}  // namespace

std::vector<std::string> telling_phrases(const corpus::Window& window, const std::vector<wave::Place>& places,
                                         const represent::SparseVector& centre, std::size_t count) {
  auto ranked = centre;
  std::sort(ranked.begin(), ranked.end(),
            [](const auto& a, const auto& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; });
  if (ranked.size() > kLabelCandidates) ranked.resize(kLabelCandidates);
  std::vector<text::TermId> wanted;
  for (const auto& entry : ranked) wanted.push_back(entry.term);
  std::sort(wanted.begin(), wanted.end());
  std::map<text::TermId, std::map<std::string, int>> written;
  std::map<text::TermId, std::string> normal;
  const std::size_t from = places.size() > kLabelPapers ? places.size() - kLabelPapers : 0;
  for (std::size_t p = from; p < places.size(); ++p) {
    const auto& paper = wave::reading(window, places[p]).source.paper;
    for (const auto& spelling : text::spellings_of(paper.title, paper.abstract, wanted)) {
      ++written[spelling.term][spelling.written];
      normal[spelling.term] = spelling.normal;
    }
  }
  std::vector<std::string> phrases, normals;
  for (const auto& entry : ranked) {
    if (phrases.size() == count) break;
    const auto spelled = written.find(entry.term);
    if (spelled == written.end()) continue;
    const auto best = std::max_element(spelled->second.begin(), spelled->second.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const std::string& own = normal[entry.term];
    // a part of a phrase already chosen says nothing new; a phrase around a chosen word replaces it
    const auto around = std::find_if(normals.begin(), normals.end(), [&](const std::string& n) {
      return (" " + own + " ").find(" " + n + " ") != std::string::npos;
    });
    if (std::any_of(normals.begin(), normals.end(),
                    [&](const std::string& n) { return (" " + n + " ").find(" " + own + " ") != std::string::npos; }))
      continue;
    if (around != normals.end()) {
      phrases[static_cast<std::size_t>(around - normals.begin())] = best->first;
      *around = own;
      continue;
    }
    phrases.push_back(best->first);
    normals.push_back(own);
  }
  return phrases;
}

TopicBook::Entry& TopicBook::add(model::TopicKind kind, std::string label, model::Day week) {
  const model::TopicId id = topics_.empty() ? 1 : topics_.rbegin()->first + 1;
  Entry& entry = topics_[id];
  entry.topic = {.id = id, .kind = kind, .label = label, .first_label = label, .born = week};
  changed_.push_back(id);
  return entry;
}

void TopicBook::read_week(const corpus::Window& window, model::WeekFindings& findings) {
  const int now = window.latest();
  const auto& papers = window.papers(now);
  std::vector<cluster::ThreadId> joined(papers.size(), 0);
  for (std::size_t p = 0; p < papers.size(); ++p) {
    const auto vector = represent::paper_vector(papers[p].terms, window.frequencies(), params_.vectors);
    const auto join = threads_.join(vector, papers[p].source.paper.announced);
    if (!join) continue;
    joined[p] = join->thread;
    const auto topic = topic_of_thread_.find(join->thread);
    if (topic == topic_of_thread_.end()) continue;
    findings.topic_papers.push_back({topic->second, papers[p].source.key, join->cosine});
    ++topics_.at(topic->second).topic.paper_count;
    changed_.push_back(topic->second);
  }
  joined_.push_back(std::move(joined));
  while (static_cast<int>(joined_.size()) > window.size()) joined_.pop_front();
  give_birth(window, findings);

  std::map<model::TopicId, double> observed;
  for (std::size_t p = 0; p < papers.size(); ++p)
    if (const auto topic = cluster_of(now, p)) ++observed[*topic];
  for (const auto& [topic, count] : observed) {
    findings.topic_weeks.push_back({topic, window.monday(now), count, std::nullopt});
    Entry& entry = topics_.at(topic);
    if (entry.topic.paper_count < 2 * entry.labelled_at)
      continue;  // a label is chosen again only when a topic has doubled
    entry.labelled_at = entry.topic.paper_count;
    const auto label = label_thread(window, entry.thread, thread_places(window, entry.thread, 0));
    if (!label.empty()) entry.topic.label = label;
  }
  for (const auto thread : threads_.close(window.monday(now) + model::kDaysPerWeek)) {
    const auto topic = topic_of_thread_.find(thread);
    if (topic != topic_of_thread_.end()) {
      topics_.at(topic->second).topic.state = "retired";
      changed_.push_back(topic->second);
      findings.lineage.push_back({window.monday(now), model::LineageEvent::Retired, topic->second, std::nullopt});
      topic_of_thread_.erase(topic);
    }
    findings.state.push_back({std::string(kThreadRoom), thread, ""});
  }
}

std::vector<wave::Place> TopicBook::thread_places(const corpus::Window& window, cluster::ThreadId thread,
                                                  int first) const {
  std::vector<wave::Place> places;
  for (int week = std::max(0, first); week <= window.latest(); ++week) {
    const auto& joined = joined_[static_cast<std::size_t>(week)];
    for (std::size_t p = 0; p < joined.size(); ++p)
      if (joined[p] == thread) places.push_back({window.monday(week), p});
  }
  return places;
}

void TopicBook::give_birth(const corpus::Window& window, model::WeekFindings& findings) {
  const int first = std::max(0, window.size() - params_.topics.birth_days / model::kDaysPerWeek - 1);
  std::map<cluster::ThreadId, int> recent;
  for (int week = first; week <= window.latest(); ++week)
    for (const auto thread : joined_[static_cast<std::size_t>(week)])
      if (thread != 0 && !topic_of_thread_.contains(thread)) ++recent[thread];
  for (const auto& [thread, papers] : recent) {
    if (papers < params_.topics.birth_papers) continue;
    const auto places = thread_places(window, thread, first);
    std::vector<const corpus::Reading*> readings;
    for (const auto& place : places) readings.push_back(&wave::reading(window, place));
    if (corpus::author_groups(readings) < params_.topics.birth_groups) continue;
    const auto all = thread_places(window, thread, 0);
    std::string label = label_thread(window, thread, all);
    if (label.empty()) continue;
    Entry& entry = add(model::TopicKind::Cluster, std::move(label), window.monday(window.latest()));
    entry.thread = thread;
    entry.topic.paper_count = entry.labelled_at = static_cast<std::int64_t>(all.size());
    topic_of_thread_[thread] = entry.topic.id;
    findings.lineage.push_back({entry.topic.born, model::LineageEvent::Born, std::nullopt, entry.topic.id});
    const auto centroid = threads_.centroid(thread, params_.threads.centroid_terms);
    for (const auto& place : all) {
      const auto& paper = wave::reading(window, place);
      findings.topic_papers.push_back(
          {entry.topic.id, paper.source.key,
           represent::dot(represent::paper_vector(paper.terms, window.frequencies(), params_.vectors), centroid)});
    }
  }
}

std::string TopicBook::label_thread(const corpus::Window& window, cluster::ThreadId thread,
                                    const std::vector<wave::Place>& places) const {
  std::string label;
  for (const auto& phrase : telling_phrases(window, places, threads_.centroid(thread, params_.threads.centroid_terms),
                                            params_.topics.label_phrases))
    label += (label.empty() ? "" : ", ") + phrase;
  return label;
}

model::TopicId TopicBook::term_topic(const corpus::Window& window, const wave::CoreTerm& term,
                                     std::optional<model::TopicId> parent, const std::vector<wave::Place>& papers,
                                     model::WeekFindings& findings) {
  if (const auto known = topic_of_term_.find(term.term); known != topic_of_term_.end()) return known->second;
  const model::Day week = window.monday(window.latest());
  Entry& entry = add(model::TopicKind::Term, term.written, week);
  entry.term = term.term;
  entry.topic.paper_count = static_cast<std::int64_t>(papers.size());
  topic_of_term_[term.term] = entry.topic.id;
  findings.lineage.push_back({week, model::LineageEvent::Born, std::nullopt, entry.topic.id});
  if (parent) {
    entry.topic.parent = parent;
    entry.topic.state = "merged";
    findings.lineage.push_back({week, model::LineageEvent::Merged, entry.topic.id, *parent});
  }
  for (const auto& place : papers)
    findings.topic_papers.push_back({entry.topic.id, wave::reading(window, place).source.key, 1});
  return entry.topic.id;
}

void TopicBook::merge(model::TopicId from, model::TopicId to, model::WeekFindings& findings) {
  Entry& entry = topics_.at(from);
  if (from == to || entry.topic.parent) return;
  entry.topic.parent = to;
  entry.topic.state = "merged";
  changed_.push_back(from);
  findings.lineage.push_back({findings.week, model::LineageEvent::Merged, from, to});
}

void TopicBook::grow_term_topic(model::TopicId topic, const std::vector<model::PaperKey>& new_papers,
                                model::WeekFindings& findings) {
  Entry& entry = topics_.at(topic);
  if (entry.topic.born != findings.week) {
    for (const auto paper : new_papers) findings.topic_papers.push_back({topic, paper, 1});
    entry.topic.paper_count += static_cast<std::int64_t>(new_papers.size());
    changed_.push_back(topic);
  }
  findings.topic_weeks.push_back({topic, findings.week, static_cast<double>(new_papers.size()), std::nullopt});
}

std::optional<text::TermId> TopicBook::term_of(model::TopicId topic) const {
  const Entry& entry = topics_.at(topic);
  if (entry.topic.kind != model::TopicKind::Term) return std::nullopt;
  return entry.term;
}

std::optional<model::TopicId> TopicBook::cluster_of(int week, std::size_t position) const {
  const auto thread = joined_[static_cast<std::size_t>(week)][position];
  const auto topic = topic_of_thread_.find(thread);
  if (topic == topic_of_thread_.end()) return std::nullopt;
  return topic->second;
}

std::vector<burst::WeekCounts> TopicBook::counts(const corpus::Window& window) const {
  std::vector<burst::WeekCounts> counts(static_cast<std::size_t>(window.size()));
  for (int week = 0; week < window.size(); ++week) {
    std::map<std::pair<model::TopicId, burst::StratumIndex>, std::uint16_t> papers;
    for (std::size_t p = 0; p < window.papers(week).size(); ++p)
      if (const auto topic = cluster_of(week, p)) ++papers[{*topic, window.papers(week)[p].stratum}];
    for (const auto& [key, number] : papers)
      counts[static_cast<std::size_t>(week)].push_back({static_cast<burst::SubjectId>(key.first), key.second, number});
  }
  return counts;
}

std::vector<wave::Place> TopicBook::places(const corpus::Window& window, model::TopicId cluster, int first) const {
  return thread_places(window, topics_.at(cluster).thread, first);
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
                              {"thread", entry.thread},
                              {"term", entry.term},
                              {"labelled", entry.labelled_at}};
    findings.state.push_back(
        {std::string(kTopicRoom), id, body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
  }
  changed_.clear();
}

void TopicBook::save(const corpus::Window& window, model::WeekFindings& findings) {
  save_topics(findings);
  for (auto& [thread, body] : threads_.take_changes())
    findings.state.push_back({std::string(kThreadRoom), thread, std::move(body)});
  findings.state.push_back({std::string(kThreadRoom), 0, std::to_string(threads_.next_id())});
  findings.state.push_back({std::string(kJoinedRoom), findings.week.value, pack(joined_.back())});
  const int leaving = params_.window.weeks * model::kDaysPerWeek;
  findings.state.push_back({std::string(kJoinedRoom), (window.monday(window.latest()) - leaving).value, ""});
}

void TopicBook::restore(const std::vector<model::StateRecord>& records, const corpus::Window& window) {
  joined_.assign(static_cast<std::size_t>(window.size()), {});
  for (const auto& record : records) {
    if (record.room == kThreadRoom && record.key == 0) {
      threads_.restore_next_id(static_cast<cluster::ThreadId>(std::stoul(record.body)));
    } else if (record.room == kThreadRoom) {
      threads_.restore(static_cast<cluster::ThreadId>(record.key), record.body);
    } else if (record.room == kJoinedRoom) {
      const int week = window.index_of(model::Day{static_cast<std::int32_t>(record.key)});
      if (week >= 0 && week < window.size())
        joined_[static_cast<std::size_t>(week)] = unpack<cluster::ThreadId>(record.body);
    } else if (record.room == kTopicRoom) {
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
      entry.thread = body["thread"];
      entry.term = body["term"];
      entry.labelled_at = body["labelled"];
      if (entry.topic.kind == model::TopicKind::Cluster && entry.topic.state == "live")
        topic_of_thread_[entry.thread] = record.key;
      if (entry.topic.kind == model::TopicKind::Term) topic_of_term_[entry.term] = record.key;
    }
  }
  for (std::size_t week = 0; week < joined_.size(); ++week)
    joined_[week].resize(window.papers(static_cast<int>(week)).size(), 0);
}

}  // namespace bandwagon::close
