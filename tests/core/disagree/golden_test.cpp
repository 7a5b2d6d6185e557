// Reference values and real inputs of the shared data folder (NINES_TEST_DATA, default
// ../shared/data). Where the folder is absent the test says what it skipped; the published values
// stand as literals in the other tests of this folder.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "base/stats.h"
#include "core/disagree/corpus_maker.h"
#include "disagree/item_reports.h"
#include "nines/disagree.h"

namespace {

using namespace nines;
using base::JsonTree;
using base::kNoNode;
using test::agreement;
using test::report_of;

std::vector<std::uint32_t> children(const JsonTree& tree, std::uint32_t node) {
  std::vector<std::uint32_t> out;
  if (node == kNoNode) return out;
  for (std::uint32_t child = tree.node(node).first_child; child != kNoNode; child = tree.node(child).next_sibling)
    out.push_back(child);
  return out;
}

double number(const JsonTree& tree, std::uint32_t object, std::string_view key) {
  return tree.number_value(tree.member(object, key)).value_or(-1e300);
}

void check_krippendorff(const JsonTree& tree, std::uint32_t entry) {
  CAPTURE(tree.string_value(tree.member(entry, "name")));
  std::vector<std::vector<std::string>> raters;
  for (const std::uint32_t row : children(tree, tree.member(entry, "data"))) {
    raters.emplace_back();
    for (const std::uint32_t cell : children(tree, row)) {
      const std::string source(tree.source(cell));
      raters.back().push_back(source == "null" ? "" : source);
    }
  }
  const Estimate alpha = agreement(report_of(test::labelled(raters)), "krippendorff_nominal");
  REQUIRE(alpha.value);
  CHECK(std::fabs(*alpha.value - number(tree, tree.member(entry, "ref"), "nominal")) <= 1e-12);
}

void check_pass(const JsonTree& tree, std::uint32_t entry) {
  const auto n = static_cast<std::int64_t>(number(tree, entry, "n"));
  const auto c = static_cast<std::int64_t>(number(tree, entry, "c"));
  const auto k = static_cast<std::int64_t>(number(tree, entry, "k"));
  CAPTURE(n);
  CAPTURE(c);
  CAPTURE(k);
  CHECK(std::fabs(base::pass_at_k(n, c, k) - number(tree, entry, "pass_at_k")) <= 1e-12);
  CHECK(std::fabs(base::pass_hat_k(n, c, k) - number(tree, entry, "pass_hat_k")) <= 1e-12);
}

void check_entropy(const JsonTree& tree, std::uint32_t entry) {
  std::vector<std::int64_t> counts;
  for (const std::uint32_t count : children(tree, tree.member(entry, "counts"))) {
    counts.push_back(static_cast<std::int64_t>(tree.number_value(count).value_or(0)));
  }
  CHECK(std::fabs(disagree::plug_in_entropy(counts) - number(tree, entry, "ml")) <= 1e-12);
}

struct FileRow {
  const char* path;
  std::int64_t items;
  std::int64_t records;
  CompareBy by;
  std::int64_t flaky;
  double alpha;  // by an independent script, from the definition
  double low;    // of its interval, to the bit: the same on every platform
  double high;
  double pass_one;
};

constexpr FileRow kFiles[] = {
    {"disagreement/taubench_airline_gpt4o/rows.jsonl", 50, 200, CompareBy::correctness, 26, 0.40093048713738366,
     0.23717172996237271, 0.56644880174291945, 0.42},
    {"disagreement/crowd_bluebird/rows.jsonl", 108, 4212, CompareBy::label, 108, 0.1255005722022442,
     0.10172157254616661, 0.1499668351788922, 0.635565052231719},
    {"disagreement/gsm8k_4systems/rows.jsonl", 1319, 5276, CompareBy::label, 731, 0.2692997468118451,
     0.25230255809972713, 0.28737084981456723, 0.379264594389689},
};

// 1 when the file was there.
int check(const FileRow& row) {
  CAPTURE(row.path);
  const std::optional<std::string> bytes = test::data_file(row.path);
  if (!bytes) return 0;
  const Corpus corpus = read_records(*bytes, row.path);
  CHECK(corpus.rejected == 0);
  CHECK(corpus.issues.empty());
  const DisagreeReport report = report_of(corpus);
  CHECK(report.items == row.items);
  CHECK(report.records == row.records);
  CHECK(report.compared_by == row.by);
  CHECK(report.flaky_items == row.flaky);
  const Estimate alpha = agreement(report, "krippendorff_nominal");
  REQUIRE(alpha.value);
  CHECK(std::fabs(*alpha.value - row.alpha) <= 1e-12);
  REQUIRE(alpha.ci);
  CHECK(alpha.ci->low == row.low);
  CHECK(alpha.ci->high == row.high);
  CHECK(std::fabs(*report.pass_hat_k[0].estimate.value - row.pass_one) <= 1e-12);
  return 1;
}

}  // namespace

TEST_CASE("golden: groups of disagreement/golden.json") {
  const std::optional<std::string> bytes = test::data_file("disagreement/golden.json");
  if (!bytes) {
    MESSAGE("skipped: 4 groups of disagreement/golden.json (no test data)");
    return;
  }
  const base::JsonReadResult read = base::read_json(*bytes);
  REQUIRE(read.ok);
  const JsonTree& tree = read.tree;
  for (const std::uint32_t entry : children(tree, tree.member(0, "krippendorff"))) check_krippendorff(tree, entry);
  for (const std::uint32_t entry : children(tree, tree.member(tree.member(0, "pass_k"), "cases")))
    check_pass(tree, entry);
  for (const std::uint32_t entry : children(tree, tree.member(0, "entropy"))) check_entropy(tree, entry);
  const std::uint32_t airline = tree.member(tree.member(0, "taubench_airline_gpt4o"), "ref");
  const std::optional<std::string> rows = test::data_file("disagreement/taubench_airline_gpt4o/rows.jsonl");
  REQUIRE(rows);
  const DisagreeReport report = report_of(read_records(*rows, "rows.jsonl"));
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string k = std::to_string(i + 1);
    CHECK(std::fabs(*report.pass_hat_k[i].estimate.value - number(tree, airline, "pass^" + k)) <= 1e-12);
    CHECK(std::fabs(*report.pass_at_k[i].estimate.value - number(tree, airline, "pass@" + k)) <= 1e-12);
  }
  CHECK(std::fabs(*report.outcome_consistency.value - number(tree, airline, "outcome_consistency_unbiased")) <= 1e-12);
  CHECK(std::fabs(*report.flip_rate.value - number(tree, airline, "pairwise_flip")) <= 1e-12);
}

TEST_CASE("golden: real files") {
  int found = 0;
  for (const FileRow& row : kFiles) found += check(row);
  const int all = static_cast<int>(std::size(kFiles));
  if (found < all) MESSAGE("skipped: ", all - found, " of ", all, " real files (no test data)");
}

TEST_CASE("golden: rows that are means are refused with a reason") {
  const std::optional<std::string> bytes = test::data_file("disagreement/multiprompt_bbh/rows.jsonl");
  if (!bytes) {
    MESSAGE("skipped: 1 real file of means (no test data)");
    return;
  }
  const DisagreeReport report = report_of(read_records(*bytes, "rows.jsonl"));
  CHECK(test::has_issue(report.issues, "mean_rows"));
  CHECK(report.pass_at_k[0].estimate.status == EstimateStatus::no_data);
  CHECK(agreement(report, "krippendorff_nominal").status == EstimateStatus::no_data);
}
