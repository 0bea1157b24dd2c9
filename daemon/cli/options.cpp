#include "daemon/cli/options.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace bandwagon::cli {

void add_day(CLI::App& command, const std::string& name, std::optional<model::Day>& day, const std::string& help) {
  command
      .add_option_function<std::string>(
          name,
          [name, &day](const std::string& text) {
            day = model::Day::parse(text);
            if (!day) throw CLI::ValidationError(name, "\"" + text + "\" is no day; write it like 2025-01-20");
          },
          help)
      ->type_name("DAY");
}

void add_format(CLI::App& command, render::Format& format) {
  command
      .add_option_function<std::string>(
          "--format",
          [&format](const std::string& text) {
            const auto named = render::format_named(text);
            if (!named)
              throw CLI::ValidationError("--format", "\"" + text + "\" is none of table, csv, tsv, json, jsonl");
            format = *named;
          },
          "table (default), csv, tsv, json or jsonl")
      ->type_name("F");
}

void add_span(CLI::App& command, answer::Span& span, const std::string& of) {
  add_day(command, "--since", span.since, of + " on this day or later");
  add_day(command, "--until", span.until, of + " on this day or earlier");
  command.add_option("--limit", span.limit, "at most so many rows")->transform(whole_number())->type_name("N");
}

Result<void> check_span(const answer::Span& span) {
  if (!span.since || !span.until || *span.since <= *span.until) return {};
  return fail(ErrorKind::Usage, "--until " + span.until->iso() + " lies before --since " + span.since->iso());
}

CLI::Validator whole_number() {
  const auto as_decimal = [](std::string& text) -> std::string {
    if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos)
      return "\"" + text + "\" is no whole number such as 20";
    text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));  // CLI11 would read octal digits
    return {};
  };
  return {as_decimal, ""};
}

CLI::Validator not_nan() {
  return {[](std::string& text) { return text.find_first_of("nN") == std::string::npos ? "" : text + " is no number"; },
          ""};
}

CLI::Validator not_empty() {
  return {[](std::string& text) { return std::string(text.empty() ? "the name is empty" : ""); }, ""};
}

void add_example(CLI::App& command, const std::string& example) {
  command.footer("Example: " + example);
}

answer::Output standard_output(render::Format format) {
  answer::Output output{.stream = std::cout, .format = format};
  if (::isatty(STDOUT_FILENO) == 0) return output;
  winsize size{};
  constexpr std::size_t kUsualColumns = 80;
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  output.screen.columns = known ? std::size_t{size.ws_col} : kUsualColumns;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool plain = (no_color != nullptr && *no_color != '\0') || (term != nullptr && std::string(term) == "dumb");
  output.screen.colour = plain ? render::Colour::Never : render::Colour::Always;
  return output;
}

}  // namespace bandwagon::cli
