#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/model/day.hpp"

namespace bandwagon::model {

// An arXiv identifier without its version: "2501.12948" (since 2007-04, four or five digits) or "hep-th/9711200"
// (before). Can only be made by parse(), so a PaperId in hand is well formed.
class PaperId {
 public:
  // Accepts an identifier with or without "arXiv:" in front and a version "v3" behind.
  static std::optional<PaperId> parse(std::string_view text);

  const std::string& str() const { return text_; }
  Day month() const;  // the first day of the month in which arXiv gave it, by its first four digits
  friend auto operator<=>(const PaperId&, const PaperId&) = default;

 private:
  explicit PaperId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace bandwagon::model
