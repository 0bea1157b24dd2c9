#pragma once
// What is wrong with one file a person wrote: collected, so that all of it is told at once, each with its place.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/util/result.hpp"

namespace bandwagon::config {

struct Place {
  std::uint64_t line = 1, column = 1;  // from 1; columns count characters
  friend auto operator<=>(Place, Place) = default;
};

class Problems {
 public:
  explicit Problems(const std::filesystem::path& file);

  void add(Place place, std::string message);
  bool empty() const { return found_.empty(); }
  std::string at(Place place) const;  // "FILE:LINE:COLUMN"

  // One line "FILE:LINE:COLUMN: message" per problem in the order of the file; after twenty only their number.
  Error as_error(ErrorKind kind) const;

 private:
  struct Problem {
    Place place;
    std::string message;
  };
  std::string file_;
  std::vector<Problem> found_;
};

// The error of reading a file that the settings name, as ErrorKind::Config. Where the file itself cannot be read the
// message begins with the place and the key that name it; problems inside it have their own places.
Error as_chosen(const std::string& place, std::string_view key, Error error);

// `text` with its control characters made visible ("\x1b"), safe for a terminal and a log line.
std::string escape_controls(std::string_view text);

// `text` in double quotes, control characters made visible, cut after 80 bytes.
std::string in_quotes(std::string_view text);

// Whether `text` holds a control character (C0, DEL, or C1 in UTF-8), which no name has a use for.
bool has_control_character(std::string_view text);

// " (did you mean NAME?)" with the candidate at the smallest edit distance, or "" if none is near.
std::string suggestion(std::string_view unknown, const std::vector<std::string>& candidates);

}  // namespace bandwagon::config
