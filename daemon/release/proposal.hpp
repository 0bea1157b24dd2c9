#pragma once
// What `analyzers/candidate` proposes, as a release: whether it is one that is known, what a new one is, and why.
// All calls are pure and may run on any thread.
#include <set>
#include <span>
#include <string>
#include <vector>

#include "analyzers/candidate/discovery.hpp"
#include "analyzers/model/paper.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::release {

inline constexpr int kSameNameDays = 120;  // two releases of one name are no further apart

// "2401.00001, 2402.00002"
std::string listed(std::span<const model::PaperId> papers);

// What a release of a lab may be called, as names are compared, with the lab's name ("openaio1") and without.
std::set<std::string> keys_of(const std::vector<std::string>& names, const std::string& lab);
std::vector<std::string> names_of(const model::Release& release);  // its name first
bool share_a_key(const std::set<std::string>& some, const std::set<std::string>& others);

// Whether the service found it itself: neither a catalogue nor a person told of it.
bool is_found(const model::Release& release);
// Whether papers merely speak of the release: none is its own.
bool is_spoken_of(const model::Release& release);

// Whether the proposal is this release: by its paper, or by its name at about the same time, or of its lab any time
// later.
bool is_same(const candidate::Proposal& proposal, const model::Release& release);

// A new release of which papers speak, by its name alone; without an id and its days.
model::Release release_spoken_of(const candidate::Proposal& proposal);
// … and one that is a paper; `paper` tells whose.
model::Release release_that_is(const candidate::Proposal& proposal, const model::Paper& paper);

// Why it is proposed, in words, each once.
std::vector<std::string> evidence_of(const candidate::Proposal& proposal);

}  // namespace bandwagon::release
