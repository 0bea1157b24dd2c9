#include "daemon/parse/authors.hpp"
#include "daemon/parse/tex_accents.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  for (const auto& name : bandwagon::parse::split_author_line(text)) {
    promise(!name.empty());
    static_cast<void>(bandwagon::parse::decode_tex_accents(name));
  }
  promise(bandwagon::parse::decode_tex_accents(text).size() <= 4 * text.size() + 4);
}
