#pragma once
// What is known around an idea, for a reader who asks: is this a race that I would lose? Pure; thread safe.
#include <string>
#include <vector>

#include "analyzers/idea/outlook.hpp"
#include "daemon/render/rows.hpp"

namespace bandwagon::render {

std::string outlook_text(const idea::Outlook& outlook);  // 80 columns, ends with a line feed

// The record: verdict, answer and numbers; the sections: nearest, topics, waves, pioneers, earliest, doubts. What is
// not known is NULL.
Page outlook_page(const idea::Outlook& outlook);

// The answer in a sentence or two: "A race: 5.2 papers a week …".
std::string answer_words(const idea::Outlook& outlook);
// What would make the outlook wrong, in sentences made from its own numbers.
std::vector<std::string> doubts(const idea::Outlook& outlook);

}  // namespace bandwagon::render
