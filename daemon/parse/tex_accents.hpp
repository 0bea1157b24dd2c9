#pragma once
#include <string>
#include <string_view>

namespace bandwagon::parse {

// Turns TeX accents and letters of names into UTF-8: "J\'er\^ome", "Erd{\H o}s", "{\L}ukasz", "\c{C}a\u{g}lar". Braces
// and ties around names go; every other command stays as it is written. Meant for names, not for mathematics. Pure;
// linear in the text.
std::string decode_tex_accents(std::string_view text);

}  // namespace bandwagon::parse
