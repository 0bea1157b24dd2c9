#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "analyzers/idea/outlook.hpp"
#include "daemon/answer/output.hpp"
#include "daemon/parse/idea.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::answer {

// Reads an idea: from a file, or from standard input for "-". Errors: NotFound, Usage (see parse::idea_from; larger
// than 1 MB), Failed.
Result<idea::Idea> read_idea(const std::string& path);

// What is known around the idea as of the last closed week; `categories` are the watched lists. Reads only. Errors:
// NotFound (no database, no week closed yet), Usage (too short a text), Busy, Failed. About 100 ms on 115,000 papers.
Result<idea::Outlook> outlook_of(const std::filesystem::path& database, const idea::Idea& idea,
                                 const std::vector<std::string>& categories);

// table: text for people; json, jsonl: one object with an array for each part; csv, tsv: its numbers.
void print_outlook(const idea::Outlook& outlook, const Output& output);

}  // namespace bandwagon::answer
