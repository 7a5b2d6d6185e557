// What many verdicts come to: figures worked out by hand.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "base/stats.h"
#include "nines/validate.h"
#include "validate/summary/parts.h"

namespace {

using nines::Contract;
using nines::ContractKind;
using nines::TextFacts;
using nines::ValidationSummary;
using nines::Verdict;

struct Row {
  const char* text;
  TextFacts facts;
};

Contract schema(const char* text) {
  Contract out;
  out.schema = text;
  return out;
}

struct Judged {
  nines::CompiledContract contract;
  std::vector<std::string_view> texts;
  std::vector<TextFacts> facts;
  std::vector<Verdict> verdicts;
};

Judged judge(const Contract& contract, const std::vector<Row>& rows) {
  Judged out{*nines::compile_contract(contract), {}, {}, {}};
  for (const Row& row : rows) {
    out.texts.emplace_back(row.text);
    out.facts.push_back(row.facts);
    out.verdicts.push_back(nines::validate_text(out.contract, row.text, {}));
    out.verdicts.back().index = out.verdicts.size() - 1;
  }
  return out;
}

ValidationSummary check(const Judged& judged, const nines::SummaryOptions& options = {}) {
  return nines::summarize(judged.contract, judged.verdicts, judged.texts, judged.facts, options);
}

TextFacts expecting(const char* expected) {
  TextFacts out;
  out.expected = expected;
  return out;
}

const char* const kNumber = R"({"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]})";

TEST_CASE("levels and causes are counted with Wilson's interval where each text is an item") {
  const Judged judged = judge(schema(kNumber), {{R"({"a": 1})", {}},
                                                {R"({"a": 2})", {}},
                                                {"```json\n{\"a\": 3}\n```", {}},
                                                {R"({"a": 1,})", {}},
                                                {R"({"b": 1})", {}}});
  const ValidationSummary summary = check(judged);
  CHECK(summary.levels[0].count == 2);
  CHECK(summary.levels[1].count == 1);
  CHECK(summary.levels[2].count == 1);
  CHECK(summary.levels[3].count == 1);
  const nines::Interval wilson = nines::base::wilson_interval(2, 5);
  CHECK(summary.levels[0].share.ci->low == wilson.low);
  CHECK(summary.levels[0].share.ci->high == wilson.high);
  REQUIRE(summary.causes.size() == 3);
  CHECK(summary.causes[0].count == 1);
  REQUIRE(summary.roots.size() == 2);  // the fence passes
  CHECK(summary.effort.lazy[0].id == "missing");
  CHECK(summary.effort.lazy[0].count == 1);
}

TEST_CASE("texts of one item are one cluster") {
  // Ten items of two texts that always agree say as much as ten texts: deff = 2 * 10 / 9.
  nines::validate::Items items;
  nines::validate::Flags flags;
  for (std::uint32_t item = 0; item < 10; ++item) {
    for (int repeat = 0; repeat < 2; ++repeat) {
      items.of_text.push_back(item);
      flags.in.push_back(1);
      flags.hit.push_back(item < 4 ? 1 : 0);
    }
  }
  items.count = 10;
  const nines::Estimate share = nines::validate::clustered_share(flags, items, 0.95, "");
  CHECK(*share.value == 0.4);
  const nines::Interval nine = nines::base::wilson_share(0.4, 9);
  CHECK(share.ci->low == doctest::Approx(nine.low).epsilon(1e-12));
  CHECK(share.ci->high == doctest::Approx(nine.high).epsilon(1e-12));
  // Agreement below chance never narrows the interval below independence.
  for (std::size_t i = 0; i < flags.hit.size(); ++i) flags.hit[i] = i % 2 == 0 ? 1 : 0;
  const nines::Estimate split = nines::validate::clustered_share(flags, items, 0.95, "");
  CHECK(split.ci->low == doctest::Approx(nines::base::wilson_share(0.5, 20).low).epsilon(1e-12));
  items.count = 1;
  items.of_text.assign(items.of_text.size(), 0);
  const nines::Estimate few = nines::validate::clustered_share(flags, items, 0.95, "");
  CHECK(few.status == nines::EstimateStatus::too_few_items);
  CHECK_FALSE(few.ci.has_value());
}

TEST_CASE("format and content are told apart by the expected answer") {
  const Judged judged = judge(schema(kNumber), {{R"({"a": 1})", expecting(R"({"a": 1.0})")},
                                                {R"({"a": 2})", expecting(R"({"a": 1})")},
                                                {R"({"a": 1,})", expecting(R"({"a": 1})")},
                                                {R"({"a": 2,})", expecting(R"({"a": 1})")},
                                                {"no idea", expecting(R"({"a": 1})")},
                                                {R"({"a": 7})", {}}});
  const auto content = check(judged).content;
  REQUIRE(content.has_value());
  CHECK(content->judged == 5);
  CHECK(content->usable_right == 1);
  CHECK(content->usable_wrong == 1);
  CHECK(content->repaired_right == 1);
  CHECK(content->repaired_wrong == 1);
  CHECK(content->lost == 1);
  CHECK(*content->format_share.value == 0.25);
  CHECK(*content->content_share.value == 0.25);
}

TEST_CASE("labels are compared with expected answers by what they say") {
  Contract contract;
  contract.kind = ContractKind::labels;
  contract.labels = {"positive", "negative"};
  const Judged judged =
      judge(contract, {{"positive", expecting("\"positive\"")}, {"negative", expecting("\"positive\"")}});
  const auto content = check(judged).content;
  CHECK(content->usable_right == 1);
  CHECK(content->usable_wrong == 1);
}

TEST_CASE("a rising share of failures along positions is a trend") {
  std::vector<Row> rows;
  for (std::int64_t position = 0; position < 4; ++position) {
    for (std::int64_t i = 0; i < 10; ++i) {
      TextFacts facts;
      facts.position = position;
      rows.push_back({i < 2 * position ? R"({"b": 1})" : R"({"a": 1})", facts});
    }
  }
  const ValidationSummary summary = check(judge(schema(kNumber), rows));
  REQUIRE(summary.by_position.rows.size() == 4);
  CHECK(summary.by_position.rows[3].failed == 6);
  CHECK(summary.by_position.rows[3].top_cause == "C1");
  REQUIRE(summary.by_position.trend.has_value());
  // sum (x - 1.5)(y - .3) = 20 * (0 * -1.5 + .2 * -.5 + .4 * .5 + .6 * 1.5) / 2 = 10
  double squares = 0;
  for (int position = 0; position < 4; ++position) {
    const double x = position - 1.5;
    squares += x * x * (2 * position * 0.49 + (10 - 2 * position) * 0.09);
  }
  CHECK(summary.by_position.trend->z == doctest::Approx(10 / std::sqrt(squares)).epsilon(1e-12));
  CHECK(summary.by_length.rows.size() == 1);  // all texts are equally long
}

TEST_CASE("fields are told with array indices as stars") {
  const Judged judged = judge(schema(R"({"properties": {"a": {"items": {"properties": {"n": {"type": "integer"}}}}}})"),
                              {{R"({"a": [{"n": 1}, {"n": "x"}, {"n": "y"}]})", {}}, {R"({"a": [{"n": null}]})", {}}});
  const ValidationSummary summary = check(judged);
  REQUIRE(summary.fields.size() == 1);
  CHECK(summary.fields[0].pointer == "/a/*/n");
  CHECK(summary.fields[0].texts == 2);
}

TEST_CASE("edits outside the allowed pointers are too eager") {
  TextFacts facts;
  facts.before = R"({"a": 1, "b": {"c": [1, 2]}})";
  nines::SummaryOptions options;
  options.allowed = {"/b/*"};
  const auto eager = [&](const char* after) {
    const ValidationSummary summary = check(judge(schema(kNumber), {{after, facts}}), options);
    return summary.effort.eager.back();
  };
  CHECK(eager(R"({"b": {"c": [1, 3]}, "a": 1})").count == 0);
  CHECK(eager(R"({"b": {"c": [1, 3]}, "a": 2})").count == 1);
  CHECK(eager(R"({"b": {"c": [1, 2], "d": 0}, "a": 1})").count == 0);
  CHECK(eager(R"({"b": [], "a": 1})").count == 1);
  CHECK(eager("nothing").of == 0);
  CHECK(*nines::validate::changed_pointers(R"({"a": [1, 2]})", R"({"a": [1], "b": 0})") ==
        std::vector<std::string>{"/a/1", "/b"});
}

TEST_CASE("turns until accepted are counted over items that were accepted") {
  std::vector<Row> rows;
  const auto add = [&](const char* item, std::int64_t turn, const char* text) {
    TextFacts facts;
    facts.item = item;
    facts.turn = turn;
    rows.push_back({text, facts});
  };
  add("x", 1, "{}");
  add("x", 2, R"({"a": 1})");
  add("x", 3, R"({"a": 1})");
  add("y", 1, "{}");
  add("y", 2, "{}");
  add("z", 1, R"({"a": 1})");
  const nines::Effort effort = check(judge(schema(kNumber), rows)).effort;
  CHECK(effort.items_retried == 2);
  CHECK(effort.items_accepted == 1);
  CHECK(*effort.turns_until_accepted.value == 2);
  CHECK(effort.turns_until_accepted.status == nines::EstimateStatus::too_few_items);
}

TEST_CASE("a forecast takes the interval along") {
  std::vector<Row> rows(100, Row{R"({"a": 1})", {}});
  for (std::size_t i = 0; i < 5; ++i) rows[i].text = "{}";
  nines::SummaryOptions options;
  options.calls = 10;
  options.volume = 2'000;
  const auto forecast = check(judge(schema(kNumber), rows), options).forecast;
  REQUIRE(forecast.has_value());
  CHECK(*forecast->any_unusable.value == doctest::Approx(1 - std::pow(0.95, 10)).epsilon(1e-14));
  CHECK(*forecast->unusable_a_day.value == doctest::Approx(100));
  const nines::Interval wilson = nines::base::wilson_interval(5, 100);
  CHECK(forecast->any_unusable.ci->high == doctest::Approx(1 - std::pow(1 - wilson.high, 10)).epsilon(1e-14));
  CHECK(forecast->unusable_a_day.ci->low == doctest::Approx(2'000 * wilson.low));
}

TEST_CASE("drift tells what moved and leaves alone what did not") {
  std::vector<Row> rows(200, Row{R"({"a": 1, "b": 2.5})", {}});
  const Judged before = judge(schema(kNumber), rows);
  for (std::size_t i = 0; i < 60; ++i) rows[i].text = "```json\n{\"b\": 2.5, \"a\": 1}\n```";
  const Judged after = judge(schema(kNumber), rows);
  const auto drift = nines::validation_drift({before.verdicts, before.texts, before.facts},
                                             {after.verdicts, after.texts, after.facts});
  for (const nines::DriftRow& row : drift) {
    CAPTURE(row.id);
    const bool moves = row.id == "wrapped" || row.id == "key_order" || row.id == "W1" || row.id == "length_bytes";
    CHECK(row.moved == moves);
    CHECK(row.difference->low <= row.after - row.before);
    CHECK(row.difference->high >= row.after - row.before);
    if (row.id == "wrapped") CHECK(row.after == 0.3);
    if (row.id == "key_order") CHECK(row.after == 0.7);
    if (row.id == "fractions") CHECK(row.after == 0.5);
  }
}

TEST_CASE("drift: what cannot vary has no interval, and habits need something to show them") {
  const auto drift_of = [](const Contract& contract, const std::vector<std::string>& first,
                           const std::vector<std::string>& second) {
    const auto rows = [](const std::vector<std::string>& texts) {
      std::vector<Row> out;
      for (const std::string& text : texts) out.push_back(Row{text.c_str(), {}});
      return out;
    };
    const Judged a = judge(contract, rows(first));
    const Judged b = judge(contract, rows(second));
    std::map<std::string, nines::DriftRow> out;
    for (const auto& row : nines::validation_drift({a.verdicts, a.texts, a.facts}, {b.verdicts, b.texts, b.facts}))
      out[row.id] = row;
    return out;
  };
  const auto newline = drift_of(schema(kNumber), std::vector<std::string>(7, R"({"a":1})"),
                                std::vector<std::string>(7, "{\"a\":1}\n"));
  CHECK(newline.at("pretty").after == 0);  // white space behind the value is no layout
  CHECK_FALSE(newline.at("length_bytes").p_value.has_value());
  CHECK_FALSE(newline.at("length_bytes").difference.has_value());
  CHECK(newline.at("length_bytes").reason == "no two items of a set differ in length");
  CHECK(newline.at("length_bytes").after == 8);
  CHECK(newline.at("usable").p_value == 1.0);
  CHECK(drift_of(schema(kNumber), {R"({"a":1})"}, {"{\"a\":\n1}"}).at("pretty").after == 1);
  const auto bare = drift_of(schema("true"), {"1", "2"}, {"3", "4444"});
  CHECK(bare.count("key_order") == 0);
  CHECK(bare.count("pretty") == 0);
  CHECK(bare.count("fractions") == 1);
  CHECK(bare.at("length_bytes").p_value.has_value());
}

TEST_CASE("nothing fails: nothing is foretold, and not minus nothing") {
  const ValidationSummary summary = check(judge(schema("true"), {{"1", {}}}), {0.95, 10, 0, {}});
  CHECK(*summary.forecast->any_unusable.value == 0);
  CHECK_FALSE(std::signbit(*summary.forecast->any_unusable.value));
}

TEST_CASE("nothing at all has a summary too") {
  const ValidationSummary summary = check(judge(schema("true"), {}), {0.95, 10, 5, {}});
  CHECK(summary.levels[0].share.status == nines::EstimateStatus::no_data);
  CHECK(summary.causes.empty());
  CHECK_FALSE(summary.content.has_value());
  CHECK(summary.forecast->any_unusable.status == nines::EstimateStatus::no_data);
}

}  // namespace
