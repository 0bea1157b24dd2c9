#include "daemon/parse/tex_accents.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace bandwagon::parse {
namespace {

struct Name {
  const char* tex;
  const char* utf8;
};

void PrintTo(const Name& name, std::ostream* out) {
  *out << name.tex;
}

struct TexAccents : ::testing::TestWithParam<Name> {};

TEST_P(TexAccents, BecomeUtf8) {
  EXPECT_EQ(decode_tex_accents(GetParam().tex), GetParam().utf8);
}

INSTANTIATE_TEST_SUITE_P(Names, TexAccents,
                         ::testing::Values(Name{R"(J\'er\^ome)", "Jérôme"}, Name{R"(K\"onig)", "König"},
                                           Name{R"(Schr\"{o}dinger)", "Schrödinger"}, Name{R"({\"U}n)", "Ün"},
                                           Name{R"(Erd{\H o}s)", "Erdős"}, Name{R"(Erd\H{o}s)", "Erdős"},
                                           Name{R"(\c{C}a\u{g}lar)", "Çağlar"}, Name{R"(Ho\v{r}ava)", "Hořava"},
                                           Name{R"(Mar\'\i)", "Marí"}, Name{R"(Garc\'\ia)", R"(Garc\'\ia)"},
                                           Name{R"(Garc\'{\i}a)", "García"}, Name{R"({\L}ukasz)", "Łukasz"},
                                           Name{R"(\L ukasz)", "Łukasz"}, Name{R"(S{\o}ren \O{}rsted)", "Søren Ørsted"},
                                           Name{R"(Stra\ss e)", "Straße"}, Name{R"(\AA{}ngstr\"om)", "Ångström"},
                                           Name{R"(Nguy\~{\^e}n)", R"(Nguy\~ên)"}, Name{R"(Pha\d{m})", "Pham\xCC\xA3"},
                                           Name{R"(D.~Knuth)", "D. Knuth"}, Name{R"(AT\&T)", "AT&T"}));

TEST(TexAccents, LeaveOtherTextAlone) {
  for (const char* text : {"", "Jérôme", "中国", "O'Neil", "\\", "\\'", "\\v", "\\unknown", "\\cite", "\\'1"}) {
    EXPECT_EQ(decode_tex_accents(text), text);
  }
}

TEST(TexAccents, SurviveAnyBytesAndNeverGrowBeyondTwice) {
  std::string hostile;
  for (int byte = 0; byte < 256; ++byte)
    hostile += std::string("\\") + static_cast<char>(byte) + "{\\'" + static_cast<char>(byte);
  EXPECT_LE(decode_tex_accents(hostile).size(), 2 * hostile.size());
}

}  // namespace
}  // namespace bandwagon::parse
