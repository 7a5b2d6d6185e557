// The tables of metrics and of agreement: every row complete, ids unique over both.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "core/disagree/corpus_maker.h"
#include "nines/catalog.h"
#include "nines/checker.h"
#include "nines/entropy.h"
#include "nines/selective.h"

namespace {

using namespace nines;

bool is_listed(const std::string& id) {
  for (const MetricInfo& row : metric_table()) {
    if (id == row.id) return true;
  }
  return false;
}

void check_listed(const std::vector<std::pair<std::string, Estimate>>& estimates) {
  CHECK_FALSE(estimates.empty());
  for (const auto& named : estimates) {
    CAPTURE(named.first);
    CHECK(is_listed(named.first));
    CHECK_FALSE(named.second.method.empty());
  }
}

}  // namespace

TEST_CASE("metric table: every estimate that reports name by id stands in it") {
  RunContext run;
  check_listed(entropy_of_counts({})->estimates);
  check_listed(selective_answers({}, {}, run)->estimates);
  check_listed(checker_gap({}, {}, run)->estimates);
}

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
