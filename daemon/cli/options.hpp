#pragma once
// Options that several commands share.
#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "analyzers/model/day.hpp"
#include "daemon/answer/output.hpp"
#include "daemon/answer/reading.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::cli {

void add_day(CLI::App& command, const std::string& name, std::optional<model::Day>& day, const std::string& help);
void add_format(CLI::App& command, render::Format& format);                   // --format, default table
void add_span(CLI::App& command, answer::Span& span, const std::string& of);  // --since, --until, --limit
Result<void> check_span(const answer::Span& span);                            // Usage: it ends before it begins
CLI::Validator whole_number();  // to transform with: decimal digits as people write them, so that 017 is seventeen
CLI::Validator not_nan();       // which lies in every range of CLI11
CLI::Validator not_empty();     // a file or folder must have a name
void add_example(CLI::App& command, const std::string& example);  // the last line of --help

// Standard output as a reader sees it: its width when it is a terminal, colour unless NO_COLOR is set.
answer::Output standard_output(render::Format format);

}  // namespace bandwagon::cli
