// The tables of metrics and of agreement: every row complete, ids unique over both.
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
  for (const nines::AgreementInfo& row : nines::agreement_table()) {
    CAPTURE(row.id);
    CHECK(ids.insert(row.id).second);
    CHECK(nines::find_agreement(row.id) == &row);
    CHECK_FALSE(std::string(row.label).empty());
    CHECK_FALSE(std::string(row.formula).empty());
    CHECK_FALSE(std::string(row.source).empty());
  }
}
