#pragma once
// The faces of a digest. Each is a whole document, ends with a line feed, and holds nothing that is not in the digest:
// no clock, no path of this machine. Pure; thread safe.
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/digest/digest.hpp"

namespace bandwagon::render {

enum class Face { Text, Markdown, Html, Atom, Json };
std::optional<Face> face_named(std::string_view name);  // text, md, html, atom, json

std::string digest_text(const digest::Digest& digest);      // 80 columns
std::string digest_markdown(const digest::Digest& digest);  // CommonMark with GitHub's tables left out
// One file: no script, nothing remote; light and dark, print, from 360 px.
std::string digest_html(const digest::Digest& digest);
// RFC 4287: an entry for each wave that was told, listed or ended. Identifiers are tag: URIs (RFC 4151) made of the
// alert's number and day, so that they never change.
struct AtomPlace {
  std::string authority = "bandwagon.invalid";  // of the tag: URIs: a domain name of the publisher's
  std::string site;                             // where the site is published, with a slash at its end; empty: not
  std::string self;                             // where this feed is published; empty: not known
};
std::string digest_atom(const digest::Digest& digest, const AtomPlace& place);
// {"since", "until", "summary", "waves": [WAVE], "ended": [WAVE], "unlisted": [{"alert_id", "label"}], "watched":
// [{"watch", "burst_id", "raised_on", "headline", "arxiv_ids"}], "footing":
// {...}} where WAVE = {"alert_id", "burst_id", "release_id" (null: none explains it), "reasons": [...], "raised_on",
// "headline", "label", "explain", the keys of the stored evidence, "told_before", "follower_lag_weeks", "twins",
// "remaining", "papers"}, and "landscape": {"current", "born_alone", "left", "candidates", "herding"}. A key that was
// not decided is absent. docs/DIGEST.md describes each.
std::string digest_json(const digest::Digest& digest);

std::string digest_as(Face face, const digest::Digest& digest);

// All the evidence of one alert for a terminal of 80 columns: every rival with its numbers, every paper, and what would
// make it wrong.
std::string explanation_text(const digest::Wave& wave);

}  // namespace bandwagon::render
