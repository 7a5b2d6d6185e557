// The whole report: pass@k and pass^k, flips, consistency, items, issues, edge cases, invariance,
// size.
#include "nines/disagree.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/disagree/corpus_maker.h"
#include "disagree/item_reports.h"

namespace {

using namespace nines;
using test::agreement;
using test::has_issue;
using test::report_of;
using test::scored;

// tau-bench airline, gpt-4o: 50 tasks x 4 trials, items by right answers 0..4 (Yao et al. 2024;
// sierra-research/tau-bench).
std::vector<ItemCount> airline_counts() {
  std::vector<ItemCount> items;
  const int tasks[] = {14, 12, 10, 4, 10};
  for (int c = 0; c <= 4; ++c) items.insert(items.end(), static_cast<std::size_t>(tasks[c]), ItemCount{c, 4});
  return items;
}

void check_values(const char* name, const std::vector<PassEstimate>& got, const std::vector<double>& want,
                  double tolerance) {
  CAPTURE(name);
  REQUIRE(got.size() == want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    CAPTURE(i);
    CHECK(got[i].k == static_cast<std::int64_t>(i + 1));
    REQUIRE(got[i].estimate.value);
    CHECK(std::fabs(*got[i].estimate.value - want[i]) <= tolerance);
    CHECK(got[i].estimate.status == EstimateStatus::ok);
    REQUIRE(got[i].estimate.ci);
    CHECK(got[i].estimate.ci->low < *got[i].estimate.value);
    CHECK(got[i].estimate.ci->high > *got[i].estimate.value);
  }
}

struct EntropyRow {
  std::vector<std::int64_t> counts;
  double want;
};

const EntropyRow kEntropies[] = {
    {{10}, 0},
    {{5, 5}, 0.6931471805599453},
    {{7, 2, 1}, 0.8018185525433372},
    {{4, 3, 2, 1}, 1.2798542258336674},
    {{9, 1}, 0.3250829733914482},
    {{50, 30, 20}, 1.0296530140645734},
    {{}, 0},
    {{0, 3}, 0},
};

}  // namespace

TEST_CASE("disagree: the airline tasks") {
  const DisagreeReport report = report_of(scored(airline_counts()));
  CHECK(report.items == 50);
  CHECK(report.records == 200);
  CHECK(report.models == 1);
  CHECK(report.trials_min == 4);
  CHECK(report.trials_max == 4);
  CHECK(report.compared_by == CompareBy::correctness);
  check_values("pass@k", report.pass_at_k, {0.42, 0.5666666666666668, 0.66, 0.72}, 1e-12);
  check_values("pass^k", report.pass_hat_k, {0.42, 0.2733333333333334, 0.22, 0.2}, 1e-12);
  REQUIRE(report.pass_hat_k_conventions.size() == 3);
  CHECK(report.pass_hat_k_conventions[0].id == "C(c,k)/C(n,k)");
  CHECK(report.pass_hat_k_conventions[1].id == "(c/n)^k");
  CHECK(report.pass_hat_k_conventions[2].id == "pooled p^k");
  CHECK(*report.pass_hat_k_conventions[0].values[1].estimate.value == doctest::Approx(0.2733333));
  CHECK(*report.pass_hat_k_conventions[1].values[1].estimate.value == doctest::Approx(0.31));
  CHECK(*report.pass_hat_k_conventions[2].values[1].estimate.value == doctest::Approx(0.1764));
  CHECK(report.flaky_items == 26);
  CHECK(report.always_items == 10);
  CHECK(report.never_items == 14);
  CHECK(std::fabs(*report.flip_rate.value - 0.29333333333333333) <= 1e-12);
  CHECK(std::fabs(*report.outcome_consistency.value - 0.41333333333333333) <= 1e-12);
  CHECK(report.outcome_consistency.ci->low == 1 - 2 * report.flip_rate.ci->high);
  const Estimate alpha = agreement(report, "krippendorff_nominal");
  CHECK(std::fabs(*alpha.value - 0.40093048713738366) <= 1e-12);
  REQUIRE(alpha.ci);
  CHECK(alpha.ci->low == doctest::Approx(0.24).epsilon(0.08));
  CHECK(alpha.ci->high == doctest::Approx(0.57).epsilon(0.05));
  CHECK(has_issue(report.issues, "few_trials"));
  CHECK_FALSE(has_issue(report.issues, "models_pooled"));
}

TEST_CASE("disagree: an unbiased consistency scores a coin flip 0") {
  // All 2^K outcomes of K fair coin flips, each once: the mean is the expectation. The plug-in
  // (2c/n - 1)^2 would give 1/K.
  for (const int trials : {2, 3, 5, 10}) {
    CAPTURE(trials);
    std::vector<ItemCount> items;
    for (int outcome = 0; outcome < 1 << trials; ++outcome) {
      int right = 0;
      for (int bit = 0; bit < trials; ++bit) right += outcome >> bit & 1;
      items.push_back({right, trials});
    }
    const DisagreeReport report = report_of(scored(items));
    CHECK(std::fabs(*report.outcome_consistency.value) <= 1e-12);
    CHECK(std::fabs(*report.flip_rate.value - 0.5) <= 1e-12);
  }
}

TEST_CASE("disagree: items with fewer than k trials are left out of k, and counted") {
  std::vector<ItemCount> items(12, ItemCount{1, 2});
  items.insert(items.end(), 11, ItemCount{3, 3});
  items.push_back({1, 1});
  const DisagreeReport report = report_of(scored(items));
  REQUIRE(report.pass_hat_k.size() == 3);
  const std::int64_t used[] = {24, 23, 11};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(report.pass_hat_k[i].estimate.n_items == used[i]);
    CHECK(report.pass_hat_k[i].estimate.dropped == 24 - used[i]);
  }
  CHECK(*report.pass_hat_k[2].estimate.value == 1);
  CHECK(*report.pass_hat_k[1].estimate.value == doctest::Approx(11.0 / 23));
  CHECK(report.flip_rate.n_items == 23);
  CHECK(report.flip_rate.dropped == 1);
}

TEST_CASE("disagree: k goes up to the limit, one trial past it adds none") {
  for (const std::int64_t trials :
       {std::int64_t{kMaxPassK} - 1, std::int64_t{kMaxPassK}, std::int64_t{kMaxPassK} + 1}) {
    const DisagreeReport report = report_of(scored({{3, trials}, {40, trials}}));
    CHECK(report.pass_at_k.size() == std::min(kMaxPassK, static_cast<std::size_t>(trials)));
    CHECK(report.pass_hat_k.size() == report.pass_at_k.size());
  }
}

TEST_CASE("disagree: statuses of outcome measures") {
  const auto status = [](const std::vector<ItemCount>& items) { return report_of(scored(items)).flip_rate.status; };
  CHECK(status({{1, 2}}) == EstimateStatus::too_few_items);
  CHECK(status(std::vector<ItemCount>(kFewItems - 1, ItemCount{1, 2})) == EstimateStatus::too_few_items);
  CHECK(status(std::vector<ItemCount>(kFewItems, ItemCount{1, 1})) == EstimateStatus::no_pairable);
  CHECK(status(std::vector<ItemCount>(kFewItems, ItemCount{2, 4})) == EstimateStatus::degenerate_ci);
  std::vector<ItemCount> mixed(kFewItems - 1, ItemCount{2, 4});
  mixed.push_back({0, 4});
  CHECK(status(mixed) == EstimateStatus::ok);

  // All right everywhere: the rate is 1, and how low it may still be follows from the number of
  // items alone.
  const DisagreeReport perfect = report_of(scored(std::vector<ItemCount>(20, ItemCount{4, 4})));
  const Estimate& pass = perfect.pass_hat_k[0].estimate;
  CHECK(pass.status == EstimateStatus::ok);
  REQUIRE(pass.ci);
  CHECK(pass.ci->high == 1);
  CHECK(pass.ci->low == doctest::Approx(0.8315665));
  CHECK(agreement(perfect, "krippendorff_nominal").status == EstimateStatus::no_variation);

  const DisagreeReport unknown =
      report_of(read_records("{\"item\":\"a\",\"output\":1}\n{\"item\":\"b\",\"output\":1}", "f"));
  REQUIRE(unknown.pass_at_k.size() == 1);
  CHECK(unknown.pass_at_k[0].estimate.status == EstimateStatus::no_data);
  CHECK_FALSE(unknown.pass_at_k[0].estimate.value);
  CHECK_FALSE(unknown.pass_at_k[0].estimate.reason.empty());
}

TEST_CASE("disagree: no records, cancel") {
  RunContext run;
  const Result<DisagreeReport> none = disagree_corpus({}, {}, run);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::no_records);
  run.cancelled_hook = [](void*) { return true; };
  const Result<DisagreeReport> stopped = disagree_corpus(scored(airline_counts()), {}, run);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::cancelled);
}

TEST_CASE("disagree: items") {
  DisagreeOptions options;
  options.items = true;
  const DisagreeReport report =
      report_of(read_records("{\"item\":\"b\",\"model\":\"x\",\"trial\":1,\"output\":\"Paris\"}\n"
                             "{\"item\":\"b\",\"model\":\"y\",\"trial\":1,\"output\":\" Paris \"}\n"
                             "{\"item\":\"b\",\"model\":\"x\",\"trial\":2,\"output\":\"Lyon\"}\n"
                             "{\"item\":\"a\",\"model\":\"x\",\"trial\":1,\"output\":{\"n\":1,\"m\":2.0}}\n"
                             "{\"item\":\"a\",\"model\":\"y\",\"trial\":1,\"output\":[]}\n"
                             "{\"item\":\"c\",\"model\":\"y\",\"trial\":1}\n",
                             "f"),
                options);
  REQUIRE(report.item_reports.size() == 3);
  const ItemReport& tied = report.item_reports[0];
  CHECK(tied.item == "a");
  CHECK(tied.consensus.empty());
  CHECK(tied.ties == std::vector<std::string>{"[]", "{\"m\":2,\"n\":1}"});
  CHECK(tied.outliers.empty());
  const ItemReport& paris = report.item_reports[1];
  CHECK(paris.consensus == "Paris");
  CHECK(paris.ties.empty());
  CHECK(paris.item_class == ItemClass::unknown);
  REQUIRE(paris.clusters.size() == 2);
  CHECK(paris.clusters[0].count == 2);
  CHECK(paris.clusters[0].models == std::vector<std::string>{"x", "y"});
  CHECK(paris.outliers == std::vector<std::string>{"x/2"});
  CHECK(paris.entropy == doctest::Approx(0.6365141682948128));
  CHECK(report.item_reports[2].clusters.empty());
  CHECK(has_issue(report.issues, "missing_values"));
  CHECK(has_issue(report.issues, "models_pooled"));
}

TEST_CASE("disagree: entropy") {
  for (const EntropyRow& row : kEntropies) {
    CHECK(std::fabs(disagree::plug_in_entropy(row.counts) - row.want) <= 1e-12);
    std::vector<std::int64_t> reversed(row.counts.rbegin(), row.counts.rend());
    CHECK(disagree::plug_in_entropy(reversed) == disagree::plug_in_entropy(row.counts));
  }
}

TEST_CASE("disagree: identical repeats look cached") {
  const std::string cached =
      "{\"item\":\"a\",\"trial\":1,\"output\":\"x\"}\n{\"item\":\"a\",\"trial\":2,\"output\":\"x\"}"
      "\n";
  CHECK(has_issue(report_of(read_records(cached, "f")).issues, "identical_repeats"));
  CHECK_FALSE(has_issue(report_of(read_records(cached + "{\"item\":\"a\",\"trial\":3,\"output\":\"x \"}", "f")).issues,
                        "identical_repeats"));
  CHECK_FALSE(has_issue(report_of(read_records("{\"item\":\"a\",\"trial\":1,\"output\":\"x\"}", "f")).issues,
                        "identical_repeats"));
  const std::string models =
      "{\"item\":\"a\",\"model\":\"p\",\"trial\":1,\"output\":\"x\"}\n{\"item\":\"a\",\"model\":"
      "\"q\",\"trial\":1,\"output\":\"x\"}";
  CHECK_FALSE(has_issue(report_of(read_records(models, "f")).issues, "identical_repeats"));
  CHECK_FALSE(has_issue(report_of(scored({{2, 2}})).issues, "identical_repeats"));
}

TEST_CASE("disagree: permuting rows changes no estimate") {
  Corpus corpus = scored(airline_counts());
  const DisagreeReport want = report_of(corpus);
  std::reverse(corpus.records.begin(), corpus.records.end());
  std::rotate(corpus.records.begin(), corpus.records.begin() + 71, corpus.records.end());
  const DisagreeReport got = report_of(corpus);
  for (std::size_t i = 0; i < want.pass_hat_k.size(); ++i) {
    CHECK(got.pass_hat_k[i].estimate.value == want.pass_hat_k[i].estimate.value);
    CHECK(got.pass_hat_k[i].estimate.ci->low == want.pass_hat_k[i].estimate.ci->low);
    CHECK(got.pass_at_k[i].estimate.ci->high == want.pass_at_k[i].estimate.ci->high);
  }
  CHECK(got.flip_rate.value == want.flip_rate.value);
  CHECK(got.flip_rate.ci->high == want.flip_rate.ci->high);
}

TEST_CASE("disagree: 400,000 records, one item and many") {
  DisagreeOptions options;
  options.bootstrap = 200;
  std::vector<ItemCount> many;
  for (int i = 0; i < 100'000; ++i) many.push_back({i % 5, 4});
  const DisagreeReport wide = report_of(scored(many), options);
  CHECK(*wide.pass_hat_k[0].estimate.value == doctest::Approx(0.5));
  CHECK(wide.pass_hat_k[0].estimate.ci->high - wide.pass_hat_k[0].estimate.ci->low < 0.01);
  const DisagreeReport deep = report_of(scored({{200'000, 400'000}}), options);
  CHECK(*deep.pass_hat_k[0].estimate.value == 0.5);
  CHECK(deep.pass_hat_k[0].estimate.status == EstimateStatus::too_few_items);
}
