// Coefficients of agreement against the reference values of the shared data folder: Krippendorff, Gwet's package,
// Fleiss, Cohen, Shrout & Fleiss. Where the folder is absent the test says what it skipped.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "core/disagree/corpus_maker.h"
#include "nines/agreement.h"

namespace {

using namespace nines;
using base::JsonTree;
using base::kNoNode;

using Table = std::vector<std::vector<std::string>>;  // [rater][item], "" = missing

std::vector<std::uint32_t> children(const JsonTree& tree, std::uint32_t node) {
  std::vector<std::uint32_t> out;
  if (node == kNoNode) return out;
  for (std::uint32_t child = tree.node(node).first_child; child != kNoNode; child = tree.node(child).next_sibling)
    out.push_back(child);
  return out;
}

std::string name_of(const JsonTree& tree, std::uint32_t entry) {
  const std::uint32_t name = tree.member(entry, "name");
  return name == kNoNode ? "" : tree.string_value(name);
}

double number(const JsonTree& tree, std::uint32_t object, std::string_view key) {
  const std::uint32_t member = tree.member(object, key);
  return member == kNoNode ? -1e300 : tree.number_value(member).value_or(-1e300);
}

Table cells(const JsonTree& tree, std::uint32_t rows) {
  Table out;
  for (const std::uint32_t row : children(tree, rows)) {
    out.emplace_back();
    for (const std::uint32_t cell : children(tree, row)) {
      const std::string source(tree.source(cell));
      out.back().push_back(source == "null" ? "" : source);
    }
  }
  return out;
}

Table transposed(const Table& rows) {
  Table out(rows.empty() ? 0 : rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out[i].push_back(row[i]);
  }
  return out;
}

AgreementReport measured(const Table& raters, std::vector<std::string> ids, std::vector<std::string> domain = {}) {
  RatingOptions how;
  how.domain = std::move(domain);
  AgreementOptions options;
  options.ids = std::move(ids);
  options.bootstrap = 0;
  options.is_ordered = true;
  RunContext run;
  return measure_agreement(make_ratings(test::labelled(raters), how), options, run).value();
}

const AgreementRow& row_of(const AgreementReport& report, std::string_view id) {
  for (const AgreementRow& row : report.rows) {
    if (row.id == id) return row;
  }
  FAIL("no row ", std::string(id));
  return report.rows.front();
}

double value_of(const AgreementReport& report, std::string_view id) {
  return row_of(report, id).estimate.value.value_or(-1e300);
}

void check_alphas(const JsonTree& tree, std::uint32_t entry) {
  CAPTURE(name_of(tree, entry));
  const AgreementReport report =
      measured(cells(tree, tree.member(entry, "data")),
               {"krippendorff_nominal", "krippendorff_ordinal", "krippendorff_interval", "krippendorff_ratio"});
  for (const char* scale : {"nominal", "ordinal", "interval", "ratio"}) {
    CAPTURE(scale);
    const double want = number(tree, tree.member(entry, "ref"), scale);
    CHECK(std::fabs(value_of(report, std::string("krippendorff_") + scale) - want) <= 1e-12);
  }
}

struct PeerName {
  const char* peer;
  const char* ours;
};
constexpr PeerName kFamilies[] = {
    {"gwet", "gwet"}, {"fleiss", "fleiss"}, {"krippendorff", "krippendorff"}, {"bp", "brennan_prediger"}};
constexpr PeerName kScales[] = {{"identity", ""},          {"linear", "_linear"},   {"quadratic", "_quadratic"},
                                {"ordinal", "_ordinal"},   {"radical", "_radical"}, {"ratio", "_ratio"},
                                {"circular", "_circular"}, {"bipolar", "_bipolar"}};

std::string our_id(const PeerName& family, const PeerName& scale) {
  const std::string peer_scale = scale.peer;
  if (std::string(family.peer) == "gwet")
    return peer_scale == "identity" ? "gwet_ac1" : "gwet_ac2" + std::string(scale.ours);
  if (std::string(family.peer) == "krippendorff") {
    if (peer_scale == "identity") return "krippendorff_nominal";
    if (peer_scale == "quadratic") return "krippendorff_interval";
    if (peer_scale == "ordinal") return "krippendorff_ordinal_weights";
  }
  return std::string(family.ours) + scale.ours;
}

// Printed to twelve digits by the peer.
bool is_printed(double ours, double peer) { return std::fabs(ours - peer) <= 6e-13; }

int check_gwet_package(const JsonTree& tree, std::uint32_t entry) {
  CAPTURE(name_of(tree, entry));
  const Table raters = transposed(cells(tree, tree.member(entry, "data")));
  int checked = 0;
  for (const PeerName& family : kFamilies) {
    for (const PeerName& scale : kScales) {
      const std::uint32_t peer = tree.member(tree.member(entry, "peer"), std::string(family.peer) + "." + scale.peer);
      if (peer == kNoNode || tree.member(peer, "coefficient_value") == kNoNode) continue;
      const std::string id = our_id(family, scale);
      CAPTURE(id);
      const AgreementReport report = measured(raters, {id});
      const AgreementRow& row = report.rows.front();
      REQUIRE(row.estimate.value);
      CHECK(is_printed(*row.estimate.value, number(tree, peer, "coefficient_value")));
      REQUIRE(row.standard_error);
      CHECK(is_printed(*row.standard_error, number(tree, peer, "se")));
      const std::vector<std::uint32_t> ends = children(tree, tree.member(peer, "confidence_interval"));
      REQUIRE(row.analytic);
      CHECK(std::fabs(row.analytic->low - *tree.number_value(ends[0])) <= 5e-12);  // made of printed figures
      CHECK(std::fabs(row.analytic->high - *tree.number_value(ends[1])) <= 5e-12);
      if (std::string(family.peer) != "krippendorff") {  // the peer adds a small-sample term to alpha's parts
        CHECK(is_printed(*row.observed, number(tree, peer, "pa")));
        CHECK(is_printed(*row.expected, number(tree, peer, "pe")));
      }
      ++checked;
    }
  }
  return checked;
}

void check_fleiss(const JsonTree& tree, std::uint32_t entry) {
  CAPTURE(name_of(tree, entry));
  if (name_of(tree, entry) == "randolph_calc") return;  // fractional counts: not ratings
  Table raters;
  const Table rows = cells(tree, tree.member(entry, "data"));
  if (name_of(tree, entry) == "fleiss1971_diagnoses") {
    raters = transposed(rows);
  } else {  // counts of categories
    Table items;
    for (const auto& counts : rows) {
      items.emplace_back();
      for (std::size_t category = 0; category < counts.size(); ++category)
        items.back().insert(items.back().end(), std::stoul(counts[category]), std::to_string(category));
    }
    raters = transposed(items);
  }
  const AgreementReport report = measured(raters, {"fleiss"});
  const std::vector<std::uint32_t> ref = children(tree, tree.member(entry, "ref"));
  if (ref.empty()) return;
  CHECK(std::fabs(value_of(report, "fleiss") - *tree.number_value(ref[0])) <= 1e-12);
  CHECK(std::fabs(*row_of(report, "fleiss").observed - *tree.number_value(ref[1])) <= 1e-12);
  CHECK(std::fabs(*row_of(report, "fleiss").expected - *tree.number_value(ref[2])) <= 1e-12);
}

Table raters_of_table(const Table& table) {
  Table raters(2);
  for (std::size_t a = 0; a < table.size(); ++a) {
    for (std::size_t b = 0; b < table[a].size(); ++b) {
      for (unsigned long n = std::stoul(table[a][b]); n > 0; --n) {
        raters[0].push_back(std::to_string(a));
        raters[1].push_back(std::to_string(b));
      }
    }
  }
  return raters;
}

TEST_CASE("golden: agreement coefficients of the shared folder") {
  const std::optional<std::string> text = test::data_file("disagreement/golden.json");
  if (!text) {
    MESSAGE("skipped: 7 groups of disagreement/golden.json (no test data)");
    return;
  }
  const base::JsonReadResult read = base::read_json(*text);
  REQUIRE(read.ok);
  const JsonTree& tree = read.tree;
  for (const std::uint32_t entry : children(tree, tree.member(0, "krippendorff"))) check_alphas(tree, entry);
  int checked = 0;
  for (const std::uint32_t entry : children(tree, tree.member(0, "irrCAC"))) checked += check_gwet_package(tree, entry);
  CHECK(checked >= 70);
  for (const std::uint32_t entry : children(tree, tree.member(0, "fleiss"))) check_fleiss(tree, entry);

  const std::vector<std::uint32_t> cohen = children(tree, tree.member(0, "cohen"));
  const AgreementReport sas =
      measured(raters_of_table(cells(tree, tree.member(cohen[0], "table"))), {"cohen", "cohen_linear"});
  const std::uint32_t peer = tree.member(cohen[0], "peer");
  CHECK(std::fabs(value_of(sas, "cohen") - number(tree, peer, "kappa")) <= 1e-12);
  CHECK(std::fabs(*row_of(sas, "cohen").standard_error - number(tree, peer, "std")) <= 1e-12);
  CHECK(std::fabs(row_of(sas, "cohen").analytic->low - number(tree, peer, "lo")) <= 1e-4);
  CHECK(std::fabs(value_of(sas, "cohen_linear") - number(tree, peer, "weighted")) <= 1e-12);
  CHECK(std::fabs(*row_of(sas, "cohen_linear").standard_error - number(tree, peer, "std_w")) <= 1e-12);

  const Table anxiety = transposed(cells(tree, tree.member(cohen[1], "data")));
  const std::uint32_t ref = tree.member(cohen[1], "ref");
  // The observed levels by their ranks (text), and the declared domain 1 to 6.
  Table ranked = anxiety;
  for (auto& rater : ranked) {
    for (std::string& cell : rater) cell = cell == "6" ? "5" : cell;
  }
  const AgreementReport observed = measured(ranked, {"cohen", "cohen_linear", "cohen_quadratic"});
  CHECK(std::fabs(value_of(observed, "cohen") - number(tree, ref, "unweighted")) <= 1e-12);
  CHECK(std::fabs(value_of(observed, "cohen_linear") - number(tree, ref, "linear_observed_domain")) <= 1e-12);
  CHECK(std::fabs(value_of(observed, "cohen_quadratic") - number(tree, ref, "squared_observed_domain")) <= 1e-12);
  const AgreementReport declared =
      measured(anxiety, {"cohen_linear", "cohen_quadratic"}, {"1", "2", "3", "4", "5", "6"});
  CHECK(std::fabs(value_of(declared, "cohen_linear") - number(tree, ref, "linear_domain_1_6")) <= 1e-12);
  CHECK(std::fabs(value_of(declared, "cohen_quadratic") - number(tree, ref, "squared_domain_1_6")) <= 1e-12);

  const std::uint32_t shrout = tree.member(0, "icc_shrout_fleiss_1979");
  const AgreementReport icc = measured(transposed(cells(tree, tree.member(shrout, "data"))),
                                       {"icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"});
  for (const auto& row : {std::pair{"icc1", "ICC1"},
                                {"icc2", "ICC2"},
                                {"icc3", "ICC3"},
                                {"icc1k", "ICC1k"},
                                {"icc2k", "ICC2k"},
                                {"icc3k", "ICC3k"}}) {
    CAPTURE(row.first);
    CHECK(std::fabs(value_of(icc, row.first) - number(tree, tree.member(shrout, "ref"), row.second)) <= 1e-12);
  }

  const std::uint32_t paradox = tree.member(0, "kappa_paradox");
  const AgreementReport skewed = measured(raters_of_table(cells(tree, tree.member(paradox, "table"))),
                                          {"cohen", "gwet_ac1", "krippendorff_nominal", "observed"});
  CHECK(std::fabs(value_of(skewed, "cohen") - number(tree, paradox, "cohen")) <= 1e-12);
  CHECK(std::fabs(value_of(skewed, "gwet_ac1") - number(tree, paradox, "AC1")) <= 1e-12);
  CHECK(std::fabs(value_of(skewed, "krippendorff_nominal") - number(tree, paradox, "alpha_nominal")) <= 1e-12);
  CHECK(std::fabs(value_of(skewed, "observed") - number(tree, paradox, "percent")) <= 1e-12);
}

// Shrout & Fleiss 1979, table 4 and McGraw & Wong 1996, table 7 give these bounds for the same six targets.
TEST_CASE("F intervals of intraclass correlations") {
  const Table items = {{"9", "2", "5", "8"}, {"6", "1", "3", "2"},  {"8", "4", "6", "8"},
                       {"7", "1", "2", "6"}, {"10", "5", "6", "9"}, {"6", "2", "4", "7"}};
  const AgreementReport icc = measured(transposed(items), {"icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"});
  struct Row {
    const char* id;
    double low;
    double high;
  };
  for (const Row& row : {Row{"icc1", -.133, .723},
                         {"icc2", .019, .761},
                         {"icc3", .342, .946},
                         {"icc1k", -.884, .912},
                         {"icc2k", .071, .927},
                         {"icc3k", .676, .986}}) {
    CAPTURE(row.id);
    const AgreementRow& ours = row_of(icc, row.id);
    REQUIRE(ours.analytic);
    CHECK(std::fabs(ours.analytic->low - row.low) <= 6e-4);
    CHECK(std::fabs(ours.analytic->high - row.high) <= 6e-4);
  }
}

}  // namespace
