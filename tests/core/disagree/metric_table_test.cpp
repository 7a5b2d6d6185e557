// The metric table: every row complete, ids unique, every agreement of a report stands in it.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "core/disagree/corpus_maker.h"
#include "nines/catalog.h"

TEST_CASE("metric table: complete and unique") {
  std::set<std::string> ids;
  for (const nines::MetricInfo& row : nines::metric_table()) {
    CAPTURE(row.id);
    CHECK(ids.insert(row.id).second);
    CHECK_FALSE(std::string(row.label).empty());
    CHECK_FALSE(std::string(row.formula).empty());
    CHECK_FALSE(std::string(row.reference).empty());
  }
  for (const auto& [id, estimate] : nines::test::report_of(nines::test::scored({{1, 2}})).agreement)
    CHECK(ids.count(id) == 1);
}
