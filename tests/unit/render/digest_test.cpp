#include "daemon/render/digest.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "daemon/render/escape.hpp"

namespace bandwagon::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const char* const kHostile = "<script>x</script> **b** [l](http://evil.example) \x1b[2J\u202e \"q\" 'r' & | `c`";

digest::Digest hostile_digest() {
  digest::Wave wave;
  wave.latest = {.id = 7,
                 .burst = 3,
                 .release = "r",
                 .reason = model::AlertReason::New,
                 .raised = {20131},
                 .headline = kHostile,
                 .evidence = {}};
  wave.reasons = {model::AlertReason::New};
  auto& evidence = wave.latest.evidence;
  evidence.label = std::string("label ") + kHostile;
  evidence.phrases = {kHostile};
  evidence.categories = {{kHostile, 3}};
  evidence.caveats = {kHostile};
  digest::ReleaseCase release;
  release.id = "r", release.name = kHostile, release.lab = kHostile, release.released = model::Day{20108},
  release.verdict = kHostile;
  release.shared_terms = {kHostile};
  evidence.releases = {release, release};
  evidence.weekly = {{{20108}, 1, 1}, {{20115}, 2, 1}};
  const digest::CitedPaper paper{.id = *model::PaperId::parse("hep-th/9711200"),
                                 .title = kHostile,
                                 .announced = {},
                                 .named = {},
                                 .lag_days = {},
                                 .similarity = {},
                                 .phrase = kHostile};
  evidence.first_followers = evidence.pioneers = evidence.newest = {paper};
  digest::Digest made;
  made.since = {20125}, made.until = {20131}, made.summary = kHostile;
  made.waves = {wave};
  made.ended = made.unlisted = {wave};
  made.footing.failing_sources = {kHostile};
  made.watched = {{.watch = kHostile, .burst = 3, .raised = {20131}, .headline = kHostile, .papers = {"2402.03300"}}};
  return made;
}

TEST(DigestText, HasNoControlCharactersAndAtMostEightyColumns) {
  for (const std::string& text : {digest_text(hostile_digest()), explanation_text(hostile_digest().waves[0])}) {
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, Not(HasSubstr("\u202e")));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80U) << line;
  }
}

TEST(DigestText, KeepsToItsColumnsWithManyRivals) {
  auto digest = hostile_digest();
  auto& releases = digest.waves[0].latest.evidence.releases;
  for (int i = 0; i < 5; ++i) {
    digest::ReleaseCase rival;
    rival.id = "a-release-with-a-long-id-" + std::to_string(i);
    rival.posterior = 0.02;
    releases.push_back(rival);
  }
  std::istringstream lines(digest_text(digest));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST(DigestHtml, LetsNoMarkupOfTheDataThrough) {
  const std::string page = digest_html(hostile_digest());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, Not(HasSubstr("\u202e")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;x&lt;/script&gt;"));
}

TEST(DigestHtml, LoadsNothingAndRunsNothing) {
  const std::string page = digest_html(hostile_digest());
  for (const char* remote : {"<img", "<link", "<iframe", "@import", "url(", "src=", " onload", "javascript:"})
    EXPECT_THAT(page, Not(HasSubstr(remote))) << remote;
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(DigestHtml, LinksEachPaperToArxiv) {
  EXPECT_THAT(digest_html(hostile_digest()),
              HasSubstr("<a href=\"https://arxiv.org/abs/hep-th/9711200\">arXiv:hep-th/9711200</a>"));
}

TEST(DigestMarkdown, LetsNoMarkupOfTheDataThrough) {
  const std::string page = digest_markdown(hostile_digest());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("](http://evil")));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, HasSubstr("[arXiv:hep-th/9711200](https://arxiv.org/abs/hep-th/9711200)"));
}

TEST(DigestJson, KeepsAbsentKeysAbsentAndUnknownReleaseNull) {
  auto digest = hostile_digest();
  digest.waves[0].latest.release.reset();
  const auto json = nlohmann::json::parse(digest_json(digest));
  EXPECT_TRUE(json["waves"][0]["release_id"].is_null());
  EXPECT_FALSE(json["waves"][0].contains("observed"));
  EXPECT_EQ(json["waves"][0]["label"], std::string("label ") + kHostile);
  EXPECT_EQ(json["unlisted"][0]["alert_id"], 7);
}

TEST(DigestAtom, NamesEntriesSoThatTheirNamesNeverChange) {
  const AtomPlace place{
      .authority = "example.org", .site = "https://example.org/b/", .self = "https://example.org/b/atom.xml"};
  const std::string feed = digest_atom(hostile_digest(), place);
  EXPECT_THAT(feed, HasSubstr("<id>tag:example.org,2025-02-12:bandwagon/alert/7</id>"));
  EXPECT_THAT(feed, HasSubstr("href=\"https://example.org/b/wave/3.html\""));
  EXPECT_THAT(feed,
              HasSubstr("<link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/b/atom.xml\"/>"));
  EXPECT_THAT(feed, Not(HasSubstr("<script")));
  EXPECT_THAT(feed, Not(HasSubstr("<svg")));
}

TEST(EveryFace, ShowsTheExplainCommand) {
  for (const Face face : {Face::Text, Face::Markdown, Face::Html, Face::Atom, Face::Json})
    EXPECT_THAT(digest_as(face, hostile_digest()), HasSubstr("bandwagon explain 7"));
}

TEST(EveryFace, TellsWhatWatchesSawEvenWhereNoWaveIsTold) {
  digest::Digest made;
  made.watched = {{.watch = "mine", .burst = 97, .raised = {20131}, .headline = "You were there first.", .papers = {}}};
  for (const Face face : {Face::Text, Face::Markdown, Face::Html, Face::Json})
    EXPECT_THAT(digest_as(face, made), AllOf(HasSubstr("mine"), HasSubstr("You were there first"), HasSubstr("97")));
  for (const Face face : {Face::Text, Face::Markdown, Face::Html}) {
    EXPECT_THAT(digest_as(face, made), HasSubstr("Your watches"));
    EXPECT_THAT(digest_as(face, digest::Digest{}), Not(HasSubstr("Your watches")));
  }
}

digest::Digest with_landscape() {
  digest::Digest made;
  made.landscape.born = {{.topic = 41, .label = "born alone", .papers = 13}};
  made.landscape.left = {{.topic = 42,
                          .label = "old ground",
                          .wave = "GRPO",
                          .observed = 3,
                          .expected = 21.5,
                          .movers = 9,
                          .publishing = 41}};
  made.landscape.candidates = {{.id = "x-1", .name = "X 1", .lab = "X Lab", .released = {20131}}};
  made.landscape.herding = {{{20089}, 0.18, 0.16, 0.19}, {{20120}, 0.21, 0.2, 0.22}};
  return made;
}

TEST(EveryFace, TellsOfQuietGroundCandidatesAndHerding) {
  for (const Face face : {Face::Text, Face::Markdown, Face::Html, Face::Json})
    EXPECT_THAT(digest_as(face, with_landscape()), AllOf(HasSubstr("born alone"), HasSubstr("old ground"),
                                                         HasSubstr("GRPO"), HasSubstr("X 1"), HasSubstr("X Lab")))
        << digest_as(face, with_landscape());
  EXPECT_THAT(digest_text(with_landscape()),
              HasSubstr("21 % of the papers of Feb 2025 follow a release (95 % interval 20–22 %)"));
  EXPECT_THAT(digest_text(with_landscape()), HasSubstr("bandwagon releases confirm x-1"));
}

TEST(EveryFace, TellsOfAKnownWaveWhatChanged) {
  auto digest = hostile_digest();
  digest.waves[0].told = digest::Told{.on = {20100}, .observed = 14, .release = "r"};
  digest.waves[0].remaining = digest::Remaining{.weeks_old = 6, .waves = 41, .median = 9, .low = 5, .high = 14};
  digest.waves[0].lags = {1, 3};
  for (const Face face : {Face::Text, Face::Markdown, Face::Html}) {
    EXPECT_THAT(digest_as(face, digest), HasSubstr("Told on 12 Jan 2025 with 14 papers"));
    EXPECT_THAT(digest_as(face, digest), HasSubstr("half went on for 9 weeks more"));
    EXPECT_THAT(digest_as(face, digest), HasSubstr("4 followers"));
  }
  EXPECT_THAT(digest_text(digest), Not(HasSubstr("Rivals")));
  digest.waves[0].told->release = "another";
  EXPECT_THAT(digest_text(digest), HasSubstr("with 14 papers, then tied to another release"));
  digest.waves[0].told->release_name = "Let's Verify";
  EXPECT_THAT(digest_text(digest), HasSubstr("with 14 papers, then tied to Let's Verify"));
  EXPECT_THAT(digest_text(digest), HasSubstr("Rivals"));
}

TEST(EveryFace, SaysOfTooFewWavesOnlyThatTheyAre) {
  auto digest = hostile_digest();
  digest.waves[0].remaining = digest::Remaining{.weeks_old = 6, .waves = 4, .median = 9, .low = 5};
  EXPECT_THAT(digest_text(digest), HasSubstr("6 weeks old. Too few waves came this far to say how long"));
  digest.waves[0].remaining->waves = 5;
  EXPECT_THAT(digest_text(digest), HasSubstr("Of 5 waves that came this far, half went on for 9"));
}

TEST(EveryFace, SaysInOneSentenceThatNothingHappened) {
  digest::Digest quiet;
  quiet.since = {20125}, quiet.until = {20131}, quiet.summary = "No wave began, grew or ended.";
  EXPECT_EQ(digest_text(quiet), "6–12 February 2025: No wave began, grew or ended.\n");
  EXPECT_EQ(digest_markdown(quiet), "6–12 February 2025: No wave began, grew or ended.\n");
  EXPECT_THAT(digest_html(quiet), HasSubstr("No wave began, grew or ended."));
  EXPECT_TRUE(nlohmann::json::parse(digest_json(quiet))["waves"].empty());
  quiet.footing.failing_sources = {"arxiv-rss"};
  for (const Face face : {Face::Text, Face::Markdown, Face::Html, Face::Json})
    EXPECT_THAT(digest_as(face, quiet), HasSubstr("arxiv-rss")) << "though nothing happened";
}

TEST(FaceNamed, KnowsItsFiveFacesAndNoOther) {
  for (const char* name : {"text", "md", "html", "atom", "json"}) EXPECT_TRUE(face_named(name)) << name;
  EXPECT_FALSE(face_named("pdf"));
}

}  // namespace
}  // namespace bandwagon::render
