#include "daemon/store/questions.hpp"

namespace bandwagon::store {
namespace {

std::vector<Cell> bound(const std::optional<std::string>& field, const std::optional<model::Day>& since) {
  std::vector<Cell> cells(2);
  if (field) cells[0] = *field;
  if (since) cells[1] = std::int64_t{since->value};
  return cells;
}

}  // namespace

Query herding_figures(const std::optional<std::string>& field, const std::optional<model::Day>& since) {
  return {R"(SELECT field, strftime('%Y-%m', month_day * 86400, 'unixepoch') AS month, metric, value, low, high
             FROM herding_month WHERE (?1 IS NULL OR field = ?1) AND (?2 IS NULL OR month_day >= ?2)
             ORDER BY field, month_day, metric)",
          bound(field, since)};
}

Query herding_months(const std::optional<std::string>& field, const std::optional<model::Day>& since) {
  // shares in per cent; "21 (17-25)": value and 95 % interval
  return {R"(WITH said AS (
               SELECT field, month_day, metric,
                      CASE WHEN metric IN ('follow_share', 'wave_share', 'entry_concentration', 'births_without_release')
                           THEN 100.0 ELSE 1.0 END AS scale, value, low, high
               FROM herding_month WHERE (?1 IS NULL OR field = ?1) AND (?2 IS NULL OR month_day >= ?2)),
             shown AS (
               SELECT field, month_day, metric, printf('%.0f', scale * value) || CASE
                        WHEN low IS NULL THEN '' WHEN high IS NULL THEN printf(' (%.0f-)', scale * low)
                        ELSE printf(' (%.0f-%.0f)', scale * low, scale * high) END AS text
               FROM said)
             SELECT strftime('%Y-%m', month_day * 86400, 'unixepoch') AS month, field,
                    max(text) FILTER (WHERE metric = 'papers') AS papers,
                    max(text) FILTER (WHERE metric = 'follow_share') AS "following %",
                    max(text) FILTER (WHERE metric = 'topics_n1') AS "topics N1",
                    max(text) FILTER (WHERE metric = 'topics_n2') AS "topics N2",
                    max(text) FILTER (WHERE metric = 'entry_concentration') AS "entries to 5 waves %",
                    max(text) FILTER (WHERE metric = 'lag_median') AS "lag days",
                    max(text) FILTER (WHERE metric = 'births_without_release') AS "leaderless births %",
                    max(text) FILTER (WHERE metric = 'abandoned_topics') AS abandoned,
                    max(text) FILTER (WHERE metric = 'wave_half_life') AS "half-life weeks"
             FROM shown GROUP BY field, month_day ORDER BY field, month_day)",
          bound(field, since)};
}

}  // namespace bandwagon::store
