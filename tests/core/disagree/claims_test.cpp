// Claims against data: p-values from exact fractions in another language, verdicts, the summary.
#include "nines/claims.h"

#include <doctest/doctest.h>

#include <cmath>

namespace {

using namespace nines;

struct TestRow {
  std::int64_t k;
  std::int64_t n;
  double claimed;
  double p;  // sum of C(n, i) p^i (1-p)^(n-i) no likelier than k, in fractions
};
constexpr TestRow kTests[] = {
    {0, 10, 0.5, 0.001953125},
    {7, 10, 0.5, 0.34375},
    {3, 20, 0.4, 0.02242703814204326},
    {18, 20, 0.9, 1.0},
    {15, 20, 0.9, 0.043174495284463384},
    {80, 100, 0.9, 0.002300248918965346},
    {51, 235, 1.0 / 6, 0.0437479701823998},
    {20, 20, 0.5, 1.9073486328125e-06},
    {5, 10, 0.5, 1.0},
    {12, 40, 0.1, 0.00038083426673634236},
    {0, 0, 0.5, 1.0},
    {10, 10, 1.0, 1.0},
    {9, 10, 1.0, 0.0},
    {0, 10, 0.0, 1.0},
    {1, 10, 0.0, 0.0},
};

}  // namespace

TEST_CASE("claims: exact binomial p") {
  for (const TestRow& row : kTests) {
    CAPTURE(row.k);
    CAPTURE(row.n);
    CHECK(std::fabs(binomial_test(row.k, row.n, row.claimed) - row.p) <= 1e-12);
  }
}

TEST_CASE("claims: a list, and what it comes to") {
  const Result<ClaimReport> report = test_claims({{"held", 0.9, 18, 20},
                                                  {"missed", 0.9, 80, 100},
                                                  {"barely missed", 0.9, 15, 20},
                                                  {"beaten", 0.1, 12, 40},
                                                  {"not run", 0.5, 0, 0},
                                                  {"run once", 0.9, 1, 1}});
  REQUIRE(report);
  const ClaimVerdict want[] = {ClaimVerdict::compatible, ClaimVerdict::below,   ClaimVerdict::below,
                               ClaimVerdict::above,      ClaimVerdict::no_data, ClaimVerdict::compatible};
  for (std::size_t i = 0; i < 6; ++i) CHECK(report->claims[i].verdict == want[i]);
  CHECK(report->tested == 5);
  CHECK(report->not_reproduced == 2);
  CHECK(report->not_reproduced_adjusted == 1);  // .0023 x 4 < .05, .043 x 3 is not
  CHECK(report->exceeded == 1);
  CHECK(report->summary == "2 of 5 claims not reproduced");
  CHECK(report->claims[4].observed.status == EstimateStatus::no_data);
  CHECK(report->claims[5].observed.status == EstimateStatus::too_few_items);
  CHECK_FALSE(report->claims[5].observed.ci);
  CHECK(test_claims({})->summary == "no claim has data");
}

TEST_CASE("claims: refusals") {
  CHECK(test_claims({{"x", 1.1, 1, 2}}).error().code == ErrorCode::out_of_range);
  CHECK(test_claims({{"x", 0.5, 3, 2}}).error().code == ErrorCode::out_of_range);
  CHECK(test_claims({{"x", 0.5, -1, 2}}).error().code == ErrorCode::out_of_range);
  CHECK(test_claims({}, 1.0).error().code == ErrorCode::out_of_range);
}
