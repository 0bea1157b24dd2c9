#include "tests/support/simulated_texts.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "daemon/util/new_york.hpp"

namespace bandwagon::support {
namespace {

using model::Day;

constexpr int kSecondsPerDay = 86400;

std::string xml(const std::string& text) {
  std::string escaped;
  for (const char byte : text) {
    if (byte == '<')
      escaped += "&lt;";
    else if (byte == '&')
      escaped += "&amp;";
    else
      escaped += byte;
  }
  return escaped;
}

std::string http_date(std::int64_t unix_seconds) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(unix_seconds));
}

std::string iso_date(std::int64_t unix_seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(unix_seconds));
}

// New York's midnight after the mailing, as the feed writes it.
std::string midnight_after(FeedFormat format, Day mailed) {
  const std::int64_t midnight = util::unix_seconds({.day = mailed + 1, .second_of_day = 0});
  const int east = static_cast<int>(std::int64_t{(mailed + 1).value} * kSecondsPerDay - midnight);
  const std::tm day = fmt::gmtime(std::int64_t{(mailed + 1).value} * kSecondsPerDay);
  const char sign = east < 0 ? '-' : '+';
  const int hours = std::abs(east) / 3600;
  return format == FeedFormat::Rss ? fmt::format("{:%a, %d %b %Y} 00:00:00 {}{:02}00", day, sign, hours)
                                   : fmt::format("{:%Y-%m-%d}T00:00:00{}{:02}:00", day, sign, hours);
}

// When a version was submitted; of later ones only the mailing is known.
std::int64_t submission_of(const SimulatedPaper& paper, int version) {
  if (version == 1) return paper.paper.submitted_at;
  constexpr int kMorning = 9 * 3600;
  return util::unix_seconds({.day = paper.mailed[static_cast<std::size_t>(version - 1)], .second_of_day = kMorning});
}

std::string comment_on(const SimulatedPaper& paper, int version) {
  const bool withdrawn = paper.withdrawn_at_last && version == static_cast<int>(paper.mailed.size());
  return withdrawn ? "This paper has been withdrawn by the author" : "";
}

}  // namespace

int SimulatedPaper::version_on(model::Day day) const {
  return static_cast<int>(std::upper_bound(mailed.begin(), mailed.end(), day) - mailed.begin());
}

std::string entry(FeedFormat format, const SimulatedPaper& paper, int version, const std::vector<std::string>& watched,
                  Day mailed) {
  const model::Paper& text = paper.paper;
  const bool primary = std::find(watched.begin(), watched.end(), text.primary_category) != watched.end();
  const char* type = version == 1 ? (primary ? "new" : "cross") : (primary ? "replace" : "replace-cross");
  const bool rss = format == FeedFormat::Rss;
  std::string categories;
  for (const auto& category : text.categories)
    categories += rss ? "<category>" + category + "</category>" : "<category term=\"" + category + "\"/>";
  constexpr const char* kItem =
      "<item><title>{0}</title><link>https://arxiv.org/abs/{1}</link><description>arXiv:{1}v{2} Announce Type: {3} "
      "\nAbstract: {4}</description><guid isPermaLink=\"false\">oai:arXiv.org:{1}v{2}</guid>{5}<pubDate>{6}</pubDate>"
      "<arxiv:announce_type>{3}</arxiv:announce_type><dc:creator>{7}</dc:creator></item>\n";
  constexpr const char* kEntry =
      "<entry><id>oai:arXiv.org:{1}v{2}</id><title>{0}</title><updated>2026-09-25T04:00:11.600680+00:00</updated>"
      "<link href=\"https://arxiv.org/abs/{1}\" rel=\"alternate\" type=\"text/html\"/><summary>arXiv:{1}v{2} Announce "
      "Type: {3} \nAbstract: {4}</summary>{5}<published>{6}</published><arxiv:announce_type>{3}</arxiv:announce_type>"
      "<dc:creator>{7}</dc:creator></entry>\n";
  return fmt::format(fmt::runtime(rss ? kItem : kEntry), xml(text.title), text.id.str(), version, type,
                     xml(text.abstract), categories, midnight_after(format, mailed),
                     xml(fmt::format("{}", fmt::join(text.authors, ", "))));
}

std::string feed_of(FeedFormat format, const std::string& entries, Day mailed) {
  if (format == FeedFormat::Atom)
    return fmt::format(
        "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns=\"http://www.w3.org/2005/Atom\"><title>updates on "
        "arXiv.org</title><updated>{}</updated>{}</feed>",
        midnight_after(format, mailed), entries);
  return fmt::format(
      "<?xml version='1.0' encoding='UTF-8'?>\n<rss xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"2.0\"><channel><title>updates on arXiv.org</title>"
      "<pubDate>{}</pubDate><skipDays><day>Sunday</day><day>Saturday</day></skipDays>{}</channel></rss>",
      midnight_after(format, mailed), entries);
}

// The UTC day on which arXiv's record of this mailing was changed.
Day record_day(Day mailed) {
  return {static_cast<std::int32_t>(util::unix_seconds({.day = mailed, .second_of_day = kRecordsPublished}) /
                                    kSecondsPerDay)};
}

std::string record_of(const SimulatedPaper& paper, int version) {
  const model::Paper& text = paper.paper;
  std::string versions;
  for (int number = 1; number <= version; ++number)
    versions += fmt::format("<version version=\"v{}\"><date>{}</date><size>9kb</size></version>", number,
                            http_date(submission_of(paper, number)));
  const std::string comment = comment_on(paper, version);
  return fmt::format(
      "<record><header><identifier>oai:arXiv.org:{0}</identifier><datestamp>{1}</datestamp><setSpec>cs</setSpec></"
      "header>"
      "<metadata><arXivRaw "
      "xmlns=\"http://arxiv.org/OAI/arXivRaw/\"><id>{0}</id>{2}<title>{3}</title><authors>{4}</authors>"
      "<categories>{5}</categories>{6}<abstract>{7}</abstract></arXivRaw></metadata></record>\n",
      text.id.str(), record_day(paper.mailed[static_cast<std::size_t>(version - 1)]).iso(), versions, xml(text.title),
      xml(fmt::format("{}", fmt::join(text.authors, ", "))), fmt::join(text.categories, " "),
      comment.empty() ? "" : "<comments>" + comment + "</comments>", xml(text.abstract));
}

std::string api_entry(const SimulatedPaper& paper, int version) {
  const model::Paper& text = paper.paper;
  std::string authors, categories;
  for (const auto& name : text.authors) authors += "<author><name>" + xml(name) + "</name></author>";
  for (const auto& category : text.categories) categories += "<category term=\"" + category + "\"/>";
  const std::string comment = comment_on(paper, version);
  return fmt::format(
      "<entry><id>http://arxiv.org/abs/{0}v{1}</id><title>{2}</title><updated>{3}</updated><summary>{4}</summary>{5}"
      "<published>{6}</published>{7}<arxiv:primary_category term=\"{8}\"/>{9}</entry>\n",
      text.id.str(), version, xml(text.title), iso_date(submission_of(paper, version)), xml(text.abstract), categories,
      iso_date(text.submitted_at), comment.empty() ? "" : "<arxiv:comment>" + comment + "</arxiv:comment>",
      text.primary_category, authors);
}

std::string api_answer(const std::string& entries, std::size_t total) {
  return fmt::format(
      "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" "
      "xmlns:arxiv=\"http://arxiv.org/schemas/atom\" xmlns=\"http://www.w3.org/2005/Atom\"><title>arXiv Query</title>"
      "<opensearch:totalResults>{}</opensearch:totalResults>{}</feed>",
      total, entries);
}

std::string oai(util::Moment now, const std::string& inside) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
      "<responseDate>{}</responseDate>{}</OAI-PMH>",
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now))), inside);
}

std::map<std::string, std::string> fields_of(const std::string& token) {
  std::map<std::string, std::string> fields;
  for (std::size_t from = 0; from < token.size();) {
    const auto to = std::min(token.find('&', from), token.size());
    const auto equals = token.find('=', from);
    if (equals < to) fields[token.substr(from, equals - from)] = token.substr(equals + 1, to - equals - 1);
    from = to + 1;
  }
  return fields;
}

std::string percent_encoded(std::string token) {
  for (const auto& [plain, coded] : {std::pair<std::string, std::string>{"=", "%3D"}, {"&", "%26"}})
    for (auto at = token.find(plain); at != std::string::npos; at = token.find(plain, at + coded.size()))
      token.replace(at, plain.size(), coded);
  return token;
}

}  // namespace bandwagon::support
