#pragma once
// One `key = value` of a configuration file, read as the type its knob needs. Every reader gives nothing and notes a
// problem with its place if the value has another type or lies outside what makes sense. Private to the room.
#include <toml++/toml.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"
#include "config/channel.hpp"
#include "config/problems.hpp"

namespace bandwagon::config {

Place place_of(const toml::source_region& region);

// Nothing, and a problem noted, if `text` is no TOML.
std::optional<toml::table> parse_toml(std::string_view text, Problems& problems);

class Setting {
 public:
  // `name` as people write it ("arxiv.min_gap"); relative paths start at `folder`.
  Setting(const toml::node& value, std::string name, const std::filesystem::path& folder, Problems& problems)
      : value_(value), name_(std::move(name)), folder_(folder), problems_(problems) {}

  std::optional<std::string> text() const;                      // no control characters
  std::optional<std::string> label() const;                     // text that is not empty
  std::optional<std::string> url() const;                       // http:// or https://, a host, no spaces
  std::optional<std::string> contact() const;                   // empty, a mail address or a URL
  std::optional<std::filesystem::path> path() const;            // empty text: empty path
  std::optional<double> number(double low, double high) const;  // closed range
  std::optional<int> whole(int low, int high) const;            // closed range
  std::optional<std::chrono::milliseconds> duration(std::chrono::milliseconds high) const;  // "3s", from 0
  std::optional<std::set<model::Day>> days() const;
  std::optional<std::vector<std::string>> categories() const;  // well formed, at least one, none twice

  std::optional<std::vector<std::string>> labels() const;     // at least one, none twice
  std::optional<std::vector<std::string>> phrases() const;    // labels that hold a letter or digit
  std::optional<std::vector<model::PaperId>> papers() const;  // arXiv identifiers, at least one

  std::optional<std::string> site() const;                    // url() with a slash at its end; may be empty
  std::optional<std::string> address() const;                 // a bare mail address
  std::optional<std::vector<std::string>> addresses() const;  // at least one
  std::optional<std::string> credential() const;              // the name of one
  std::optional<std::string> service_url() const;             // as url(), also smtp:// and smtps://
  std::optional<QuietHours> quiet_hours() const;              // "22:00-07:00"
  // One of the names, as its place among them.
  std::optional<std::size_t> choice(std::span<const std::string_view> names) const;

  void refuse(std::string_view message) const;
  std::string place() const;  // "FILE:LINE:COLUMN" of the value

 private:
  void refuse_type(std::string_view wanted) const;
  Setting element(const toml::node& value, std::size_t index) const;

  const toml::node& value_;
  std::string name_;
  const std::filesystem::path& folder_;
  Problems& problems_;
};

// "250ms", "3s", "15m", "2h", "14d": a whole number and one unit; nothing else.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// Whether `text` has the form of an arXiv category: "cs.CL", "hep-th", "cond-mat.str-el".
bool is_category_name(std::string_view text);

// A setting that is absent or wrong leaves the default.
template <class T>
void assign(T& knob, std::optional<T> value) {
  if (value) knob = std::move(*value);
}

}  // namespace bandwagon::config
