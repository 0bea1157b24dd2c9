#pragma once
// Parts of HTML pages that the digest and the site share. Everything that comes from the data is escaped. Pure.
#include <string>
#include <string_view>

#include "analyzers/digest/digest.hpp"

namespace bandwagon::render {

// The words, escaped, between the tags; nothing for no words.
std::string element(std::string_view open, std::string_view close, const std::string& words);
std::string paper_link(const model::PaperId& id);

// A wave below its heading: numbers, pictures, release, papers, caveats.
enum class Pictures { With, Without };  // without: for readers that take no style sheet
std::string wave_body(const digest::Wave& wave, Pictures pictures = Pictures::With);

}  // namespace bandwagon::render
