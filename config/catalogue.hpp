#pragma once
// The catalogue of releases: files of [[release]] in TOML, or a JSON array of objects. Thread safe: no state is kept.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/release.hpp"
#include "config/config.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::config {

// The releases of one file in its order, with origin Catalogue. TOML and JSON are told apart by content, not by name.
//   id, name, lab, kind, date               needed
//   openness, about                         one line each
//   arxiv_id = "…" or arxiv_ids = […]       its own papers, the main one first
//   aliases = […]                           a repeated one counts once
//   known_since                             default: date
//   status                                  confirmed (default), candidate, rejected
// An unknown key is an error in TOML, which people write, and passed over in JSON, which programs write.
// Errors: NotFound, Failed (cannot be read), Parse with every problem as "FILE:LINE:COLUMN: message".
Result<std::vector<model::Release>> read_catalogue(const std::filesystem::path& file);

// The same for text already in memory; `file` is only its name in messages.
Result<std::vector<model::Release>> parse_catalogue(std::string_view text, const std::filesystem::path& file);

// The catalogue that the settings choose; without any: no release. Errors: Config.
Result<std::vector<model::Release>> configured_catalogue(const Config& config);

// One release as a [[release]] of a catalogue, ready to be appended to one. Everything but the origin comes back by
// reading it.
std::string to_toml(const model::Release& release);

}  // namespace bandwagon::config
