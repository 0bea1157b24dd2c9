#include "analyzers/model/paper_id.hpp"

#include <gtest/gtest.h>

namespace bandwagon::model {

TEST(PaperId, KnowsBothStylesAndDropsPrefixAndVersion) {
  EXPECT_EQ(PaperId::parse("0704.0001")->str(), "0704.0001");
  EXPECT_EQ(PaperId::parse("2501.12948v2")->str(), "2501.12948");
  EXPECT_EQ(PaperId::parse("arXiv:2501.12948v12")->str(), "2501.12948");
  EXPECT_EQ(PaperId::parse("hep-th/9711200")->str(), "hep-th/9711200");
  EXPECT_EQ(PaperId::parse("math.GT/0309136v1")->str(), "math.GT/0309136");
}

TEST(PaperId, RefusesWhatArxivNeverIssued) {
  for (const char* text : {"", "abc", "2513.00001", "2501.123", "2501.1234567", "/9711200", "hep-th/97112000",
                           "hep-th/9713200", "2501.12948v", "2501_12948"})
    EXPECT_FALSE(PaperId::parse(text)) << text;
}

TEST(PaperId, NamesItsMonth) {
  EXPECT_EQ(PaperId::parse("2501.12948")->month().iso(), "2025-01-01");
  EXPECT_EQ(PaperId::parse("0704.0001")->month().iso(), "2007-04-01");
  EXPECT_EQ(PaperId::parse("hep-th/9108001")->month().iso(), "1991-08-01");
  EXPECT_EQ(PaperId::parse("math.GT/0012136v1")->month().iso(), "2000-12-01");
}

}  // namespace bandwagon::model
