#include "analyzers/wave/kind.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace bandwagon::wave {
namespace {

constexpr int kRecentWeeks = 8;
constexpr std::size_t kSample = 300;  // papers: 45,000 pairs, enough for a mean

// Every how many papers one is taken.
std::size_t sample_step(std::size_t papers) {
  return std::max<std::size_t>(1, papers / kSample);
}

bool has_name_shape(const std::string& normal) {  // capitals or digits survive normalisation only in names
  return std::any_of(normal.begin(), normal.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

bool is_quantity(const std::string& normal) {  // 70B, 128K: the size of something, no name
  const auto digits = normal.find_first_not_of("0123456789.");
  return digits != 0 && digits != std::string::npos && digits + 1 == normal.size() &&
         std::string_view("BMKTbmkt").find(normal.back()) != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string lower_text(const corpus::Reading& paper) {
  return lower(paper.source.paper.title + " . " + paper.source.paper.abstract);
}

// "Task" is boilerplate, so "shared task" is no term: it is looked for as written.
bool speaks_of_contest(const corpus::Reading& paper, const std::string& body) {
  static const std::array<text::TermId, 4> kContest{text::term_id("competition"), text::term_id("subtask"),
                                                    text::term_id("official ranking"), text::term_id("organizer")};
  return body.find("shared task") != std::string::npos ||
         std::any_of(kContest.begin(), kContest.end(), [&](text::TermId term) { return paper.uses(term); });
}

// The paper writes the wave's name and "challenge", "workshop", "track" … right behind it: "the BabyLM Challenge".
// These words are rare and the names of a wave may be many, so the words are looked for. `body` and names in lower
// case.
bool names_a_contest(const std::string& body, const std::vector<std::string>& names) {
  static const std::array<std::string_view, 6> kBehind{"challenge", "shared task", "workshop",
                                                       "track",     "competition", "campaign"};
  return std::any_of(kBehind.begin(), kBehind.end(), [&](std::string_view word) {
    for (auto at = body.find(word); at != std::string::npos; at = body.find(word, at + 1)) {
      const std::string_view before = std::string_view(body).substr(0, at);
      if (std::any_of(names.begin(), names.end(), [&](const std::string& name) { return before.ends_with(name); }))
        return true;
    }
    return false;
  });
}

// An event with its year or number: SemEval-2024, IWSLT 2025, WMT24.
bool is_dated_event(const std::string& normal, int year) {
  const std::string full = std::to_string(year), next = std::to_string(year + 1);
  for (const auto& y : {full, next}) {
    if (normal.find(y) != std::string::npos) return true;
    const std::string two = y.substr(2);
    if (normal.size() > 4 && normal.ends_with(two) && normal[normal.size() - 3] >= 'A' &&
        normal[normal.size() - 3] <= 'Z')
      return true;
  }
  return false;
}

bool is_seasonal(const corpus::Window& window, const Wave& wave, const KindParams& params) {
  const int now = window.latest();
  double last_year = 0, this_year = 0;
  for (const Place& place : wave.papers) {
    const int age = now - window.index_of(place.monday);
    this_year += age < 4;
    last_year += age >= 52 - params.calendar_slack_weeks && age < 52 + params.calendar_slack_weeks + 1;
  }
  const double seasons = (2.0 * params.calendar_slack_weeks + 1) / 4;
  double between = 0;  // what the year between the seasons holds per four weeks
  for (const Place& place : wave.papers) {
    const int age = now - window.index_of(place.monday);
    between += age >= 8 && age < 52 - params.calendar_slack_weeks;
  }
  between *= 4.0 / (52 - params.calendar_slack_weeks - 8);
  return last_year / seasons >= params.calendar_ratio * this_year && last_year / seasons > 2 * between &&
         last_year >= 3;
}

// Share of the recent papers that carry a defining term in the title: a subject gets into titles, a turn of phrase does
// not.
double title_share(const corpus::Window& window, const Wave& wave, int recent_weeks) {
  double recent = 0, in_title = 0;
  for (const Place& place : wave.papers) {
    if (window.latest() - window.index_of(place.monday) >= recent_weeks) continue;
    ++recent;
    const auto title = text::terms_of(reading(window, place).source.paper.title, "");
    in_title += std::any_of(title.begin(), title.end(), [&](const text::TermCount& entry) {
      return std::any_of(wave.terms.begin(), wave.terms.end(),
                         [&](const CoreTerm& core) { return core.defines && core.term == entry.term; });
    });
  }
  return recent > 0 ? in_title / recent : 0;
}

}  // namespace

bool speaks_of_contest(const corpus::Reading& paper) {
  return speaks_of_contest(paper, lower_text(paper));
}

double cohesion(const corpus::Window& window, const std::vector<Place>& places,
                const std::vector<CoreTerm>& own_terms) {
  std::vector<text::TermId> own;
  for (const CoreTerm& core : own_terms) own.push_back(core.term);
  std::sort(own.begin(), own.end());
  represent::Centroid centroid;
  for (std::size_t p = 0; p < places.size(); p += sample_step(places.size())) {  // as many other terms as any paper has
    const auto terms = text::without(reading(window, places[p]).terms, own);
    centroid.add(represent::paper_vector(terms, window.frequencies(), window.vector_params()));
  }
  return centroid.mean_cosine();
}

represent::Centroid background(const corpus::Window& window, int weeks) {
  represent::Centroid centroid;
  for (const Place& place : even_sample(window, window.size() - weeks, kSample)) centroid.add(vector(window, place));
  return centroid;
}

model::BurstKind kind_of(const corpus::Window& window, const Wave& wave, const KindParams& params) {
  const int year = std::stoi(window.monday(window.latest()).iso().substr(0, 4));
  std::vector<std::string> names;
  for (const CoreTerm& core : wave.terms)
    if (core.defines) names.push_back(lower(core.written) + " ");
  const Place first{window.monday(std::max(0, window.size() - kRecentWeeks)), 0};
  const std::span recent_papers(std::lower_bound(wave.papers.begin(), wave.papers.end(), first), wave.papers.end());
  double contest = 0, recent = 0;
  for (std::size_t p = 0; p < recent_papers.size(); p += sample_step(recent_papers.size())) {
    ++recent;
    const corpus::Reading& paper = reading(window, recent_papers[p]);
    const std::string body = lower_text(paper);
    contest += speaks_of_contest(paper, body) || names_a_contest(body, names);
  }
  const bool dated = !wave.terms.empty() && is_dated_event(wave.terms.front().normal, year);
  if (dated || (recent > 0 && contest / recent >= params.contest_share) || is_seasonal(window, wave, params))
    return model::BurstKind::Calendar;
  const bool quantity = !wave.cluster && std::all_of(wave.terms.begin(), wave.terms.end(), [](const CoreTerm& core) {
    return !core.defines || is_quantity(core.normal);
  });
  if (quantity) return model::BurstKind::Style;
  const bool named = std::any_of(wave.terms.begin(), wave.terms.end(),
                                 [](const CoreTerm& core) { return core.defines && has_name_shape(core.normal); });
  const bool single_name = std::any_of(wave.terms.begin(), wave.terms.end(), [](const CoreTerm& core) {
    return core.defines && has_name_shape(core.normal) && core.normal.find(' ') == std::string::npos;
  });
  const bool named_for_sure = wave.cluster || wave.names_release || single_name;  // a phrase must show itself in titles
  if (!named_for_sure && title_share(window, wave, kRecentWeeks) < params.least_title_share)
    return model::BurstKind::Style;
  const bool was_topical = wave.burst.confirmed && wave.burst.kind == model::BurstKind::Topical;
  if (wave.cohesion >= (was_topical ? params.stays_topical : 1) * params.topical_cohesion)
    return model::BurstKind::Topical;
  return named ? model::BurstKind::Mention : model::BurstKind::Style;
}

}  // namespace bandwagon::wave
