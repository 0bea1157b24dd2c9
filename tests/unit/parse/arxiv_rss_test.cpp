#include "daemon/parse/arxiv_rss.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/support/shared_fixture.hpp"

namespace bandwagon::parse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(BANDWAGON_SOURCE_DIR) + "/tests/fixtures/arxiv-rss/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string feed(const std::string& items) {
  return R"(<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.CL updates on arXiv.org</title><pubDate>Mon, 21 Dec 2026 00:00:00 -0500</pubDate>)" +
         items + "</channel></rss>";
}

std::string entry(const std::string& guid, const std::string& type, const std::string& title,
                  const std::string& creator) {
  return "<item><title>" + title + "</title><description>arXiv:x Announce Type: " + type +
         " \nAbstract: One\n two.</description><guid>" + guid + "</guid><category>cs.CL</category>" +
         "<pubDate>Mon, 21 Dec 2026 00:00:00 -0500</pubDate><arxiv:announce_type>" + type +
         "</arxiv:announce_type><dc:creator>" + creator + "</dc:creator></item>";
}

TEST(ArxivRss, ReadsARecordedMailingInAtom) {
  const auto mailing = parse_arxiv_rss(fixture("atom_cs.LG_2026-09-25.xml"));
  ASSERT_TRUE(mailing) << mailing.error().message;
  EXPECT_EQ(mailing->day, model::Day::parse("2026-09-24"));
  EXPECT_THAT(mailing->faults, IsEmpty());
  ASSERT_EQ(mailing->announcements.size(), 3u);
  const Announcement& cross = mailing->announcements[1];
  EXPECT_EQ(cross.id.str(), "2402.10149");
  EXPECT_EQ(cross.version, 3);
  EXPECT_EQ(cross.type, AnnounceType::Cross);
  EXPECT_EQ(cross.mailed.iso(), "2026-09-24");
  EXPECT_TRUE(cross.abstract.starts_with("In collider experiments, the kinematic reconstruction")) << cross.abstract;
  EXPECT_THAT(cross.categories, ElementsAre("hep-ph", "cs.LG", "hep-ex"));
  EXPECT_THAT(cross.authors,
              ElementsAre("Callum Birch-Sykes", "Brian Le", "Yvonne Peters", "Ethan Simpson", "Zihan Zhang"));
}

TEST(ArxivRss, ReadsEveryRecordingBesideTheRepository) {
  if (!support::has_shared()) GTEST_SKIP() << support::kNoShared;
  struct RecordedMailing {
    const char *begins, *day, *last_id, *last_author;
    std::size_t entries;
  };
  for (const RecordedMailing& want : {RecordedMailing{"laya", "2026-09-23", "2009.13987", "Lukas Ruff", 4},
                                      RecordedMailing{"paperforge", "2026-09-24", "2401.08875", "Liping Jing", 3},
                                      RecordedMailing{"zotero", "2025-08-19", "2508.14002", "Dave Brown", 7}}) {
    const std::string body = support::shared_recording("arxiv-rss", want.begins);
    const auto mailing = parse_arxiv_rss(body);
    ASSERT_TRUE(mailing) << want.begins << ": " << mailing.error().message;
    EXPECT_EQ(mailing->day->iso(), want.day);
    EXPECT_THAT(mailing->faults, IsEmpty());
    ASSERT_EQ(mailing->announcements.size(), want.entries);
    EXPECT_EQ(mailing->announcements.back().id.str(), want.last_id);
    EXPECT_EQ(mailing->announcements.back().authors.back(), want.last_author);
  }
}

TEST(ArxivRss, ReadsARecordedMailing) {
  const auto mailing = parse_arxiv_rss(fixture("four-lists_2026-09-24.xml"));
  ASSERT_TRUE(mailing) << mailing.error().message;
  EXPECT_EQ(mailing->day, model::Day::parse("2026-09-23"));  // Wednesday 20:00, Thursday's date in the feed
  EXPECT_THAT(mailing->faults, IsEmpty());
  ASSERT_EQ(mailing->announcements.size(), 4u);

  const Announcement& first = mailing->announcements[0];
  EXPECT_EQ(first.id.str(), "2609.26811");
  EXPECT_EQ(first.version, 1);
  EXPECT_EQ(first.type, AnnounceType::New);
  EXPECT_EQ(first.mailed.iso(), "2026-09-23");
  EXPECT_EQ(first.title, "The Drift Contract: Spectral Updates for Depth-Robust Local Learning");
  EXPECT_TRUE(first.abstract.starts_with("Local learning trains each layer with its own auxiliary loss"))
      << first.abstract;
  EXPECT_THAT(first.authors, ElementsAre("Fabien Polly"));
  EXPECT_THAT(first.categories, ElementsAre("cs.LG"));

  EXPECT_THAT(mailing->announcements[1].authors,
              ElementsAre("Naser Mansour", "Sidahmed Benabderrahmane", "Ameer Rahwan"));
  EXPECT_EQ(mailing->announcements[2].type, AnnounceType::Cross);
  EXPECT_EQ(mailing->announcements[2].version, 2);
  EXPECT_THAT(mailing->announcements[2].categories, ElementsAre("stat.ME", "stat.AP", "stat.ML"));
  EXPECT_EQ(mailing->announcements[3].type, AnnounceType::Replace);
  EXPECT_EQ(mailing->announcements[3].version, 3);
}

TEST(ArxivRss, TakesMondaysFeedForSundaysMailing) {
  const auto mailing = parse_arxiv_rss(feed(entry("oai:arXiv.org:2612.00001v1", "new", "T", "A B")));
  ASSERT_TRUE(mailing) << mailing.error().message;
  EXPECT_EQ(mailing->announcements.at(0).mailed.iso(), "2026-12-20");
  EXPECT_EQ(mailing->announcements.at(0).abstract, "One two.");
}

TEST(ArxivRss, TakesAWeekendForAMailingWithoutAnnouncements) {
  const auto mailing = parse_arxiv_rss(feed(""));
  ASSERT_TRUE(mailing) << mailing.error().message;
  EXPECT_THAT(mailing->announcements, IsEmpty());
}

TEST(ArxivRss, ReadsOldIdentifiersAndEscapedMarkup) {
  const auto mailing = parse_arxiv_rss(
      feed(entry("oai:arXiv.org:hep-th/9711200v3", "replace-cross", "A &lt;b&gt; &amp; $x&lt;y$", "J. Maldacena")));
  ASSERT_TRUE(mailing) << mailing.error().message;
  EXPECT_EQ(mailing->announcements.at(0).id.str(), "hep-th/9711200");
  EXPECT_EQ(mailing->announcements.at(0).type, AnnounceType::ReplaceCross);
  EXPECT_EQ(mailing->announcements.at(0).title, "A <b> & $x<y$");
}

TEST(ArxivRss, LeavesOutWhatItCannotUseAndSaysWhich) {
  const auto mailing = parse_arxiv_rss(feed(
      entry("tag:example.org,2026:7", "new", "T", "A") + entry("oai:arXiv.org:2612.00002v1", "sideways", "T", "A") +
      entry("oai:arXiv.org:2612.00003v1", "new", "  ", "A") + entry("oai:arXiv.org:2612.00004v1", "new", "Good", "A")));
  ASSERT_TRUE(mailing) << mailing.error().message;
  ASSERT_EQ(mailing->announcements.size(), 1u);
  EXPECT_EQ(mailing->announcements[0].title, "Good");
  EXPECT_THAT(mailing->faults, ElementsAre(HasSubstr("entry 1: guid \"tag:example.org,2026:7\""),
                                           HasSubstr("entry 2: 2612.00002: unknown announce type \"sideways\""),
                                           HasSubstr("entry 3: 2612.00003: no title")));
}

struct NoFeed {
  const char* what;
  std::string body;
  const char* message;
};

void PrintTo(const NoFeed& body, std::ostream* out) {
  *out << body.what;
}

struct ArxivRssRefusal : ::testing::TestWithParam<NoFeed> {};

TEST_P(ArxivRssRefusal, SaysWhatCameInsteadOfAFeed) {
  const auto mailing = parse_arxiv_rss(GetParam().body);
  ASSERT_FALSE(mailing) << GetParam().what;
  EXPECT_EQ(mailing.error().kind, ErrorKind::Parse);
  EXPECT_THAT(mailing.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, ArxivRssRefusal,
    ::testing::Values(
        NoFeed{"throttled", "Rate exceeded.", "no XML but \"Rate exceeded.\""}, NoFeed{"empty", "", "no XML but \"\""},
        NoFeed{"binary", std::string("\x1b[31m\0\xff", 7), "no XML but \"[31m ?\""},
        NoFeed{"Latin-1", "<rss>Caf\xe9</rss>", "no RSS or Atom: the document is \"rss\""},
        NoFeed{"a page", "<html><body>Down for maintenance</body></html>", "no RSS or Atom: the document is \"html\""},
        NoFeed{"error feed", "<rss version='2.0'><channel><title>Feed error for query: cs.XX</title></channel></rss>",
               "arXiv answers \"Feed error for query: cs.XX\""}),
    [](const auto& tested) {
      std::string name = tested.param.what;
      std::replace_if(
          name.begin(), name.end(), [](char byte) { return byte == ' ' || byte == '-'; }, '_');
      return name;
    });

TEST(ArxivRss, SaysWhereAFeedWasCutOff) {
  const std::string whole = fixture("four-lists_2026-09-24.xml");
  for (const std::size_t kept : {whole.size() / 4, whole.size() / 2, whole.size() - 8}) {
    const auto mailing = parse_arxiv_rss(std::string_view(whole).substr(0, kept));
    ASSERT_FALSE(mailing) << kept;
    EXPECT_THAT(mailing.error().message, HasSubstr("cut off at byte"));
  }
}

TEST(ArxivRss, ResolvesNoExternalEntity) {
  const auto mailing = parse_arxiv_rss("<!DOCTYPE rss [<!ENTITY leak SYSTEM 'file:///etc/passwd'>]>" +
                                       feed(entry("oai:arXiv.org:2612.00001v1", "new", "&leak;", "A")).substr(39));
  ASSERT_TRUE(mailing) << mailing.error().message;
  EXPECT_EQ(mailing->announcements.at(0).title, "&leak;");
}

TEST(ArxivRss, DropsAffiliationsAndDividesAuthorsOnlyAtTheTopLevel) {
  const auto authors = [](const std::string& creators) {
    return parse_arxiv_rss(feed(entry("oai:arXiv.org:2612.00001v1", "new", "T", creators)))
        ->announcements.at(0)
        .authors;
  };
  EXPECT_THAT(authors("Ada Lovelace (Royal Society, London (UK)), {\\L}ukasz Kaiser, Erd{\\H o}s, P\\'al"),
              ElementsAre("Ada Lovelace", "Łukasz Kaiser", "Erdős", "Pál"));
  EXPECT_THAT(authors("{DeepSeek-AI, Hangzhou}, Daya Guo"), ElementsAre("DeepSeek-AI, Hangzhou", "Daya Guo"));
  EXPECT_THAT(authors(" , ,"), IsEmpty());
}

TEST(ArxivRss, TakesADateWithAnOffsetThatIsNoneForNoDate) {
  for (const char* zone : {"-@0400", "-4", "+", "", "-04000", "x4"}) {
    const auto mailing = parse_arxiv_rss(fmt::format(
        "<rss version='2.0'><channel><pubDate>Thu, 24 Sep 2026 00:00:00 {}</pubDate></channel></rss>", zone));
    ASSERT_TRUE(mailing) << zone;
    EXPECT_FALSE(mailing->day) << zone;
  }
}

}  // namespace
}  // namespace bandwagon::parse
