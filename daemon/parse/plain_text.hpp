#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/model/paper_id.hpp"

namespace bandwagon::parse {

// The words of a piece of HTML on one line: tags, scripts and comments are left out, the common entities resolved. At
// most `most_bytes`, cut between characters.
std::string plain_text(std::string_view html, std::size_t most_bytes);

// An address that says the same when it is written otherwise: host in small letters, no fragment, no "utm_" parameters,
// no slash at the end.
std::string canonical_link(std::string_view link);

// The arXiv identifiers that a text names as "arxiv.org/abs/2501.12948", "arXiv:2501.12948" or
// "huggingface.co/papers/…", each once; the first of them, where there are more than so many.
inline constexpr std::size_t kMostNamedPapers = 50;
std::vector<model::PaperId> named_papers(std::string_view text);

// The beginning of hostile text, printable, for an error message.
std::string shown_beginning(std::string_view text);

}  // namespace bandwagon::parse
