#include "daemon/parse/kaggle.hpp"

#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const auto today = *bandwagon::model::Day::parse("2026-11-23");
  const auto record = bandwagon::parse::kaggle_record(text, today);
  if (!record) return promise(!record.error().message.empty());
  promise(record->paper.version >= 1 && !record->paper.categories.empty() && record->record_day <= today);
}
