// Inference: rules one by one, and on real tool calls: half of the examples make the schema, the other half and its
// mutants are judged by it.
#include "nines/infer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "../../test_files.h"
#include "base/json_reader.h"
#include "nines/validate.h"

using namespace nines;
using namespace nines::test;

namespace {

using Texts = std::vector<std::string>;

Contract inferred(const Texts& examples) {
  RunContext run;
  const auto out = infer_contract({examples.begin(), examples.end()}, run);
  REQUIRE(out);
  return out->contract;
}

bool accepts(const CompiledContract& contract, const std::string& text) {
  return validate_text(contract, text, {RepairLevel::none}).verdict == VerdictKind::pass;
}

CompiledContract compiled(const Contract& contract) {
  auto out = compile_contract(contract);
  if (!out) FAIL(contract.schema << ": " << out.error().message);
  return std::move(out).value();
}

Texts repeated(const Texts& texts, int times) {
  Texts out;
  for (int i = 0; i < times; ++i) out.insert(out.end(), texts.begin(), texts.end());
  return out;
}

// Every way to damage one value of an example at the level of its contract.
Texts mutants_of(const std::string& text) {
  Texts out;
  const base::JsonReadResult read = base::read_json(text);
  const base::JsonTree& tree = read.tree;
  const auto replace = [&](std::size_t from, std::size_t to, const std::string& by) {
    out.push_back(text.substr(0, from) + by + text.substr(to));
  };
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const base::JsonNode& node = tree.node(i);
    if (node.has_key) {
      replace(node.key_begin, node.key_end, base::json_quote(tree.key(i) + "_x"));  // renamed
      const bool last = node.next_sibling == base::kNoNode;
      const std::size_t end = last ? node.end : tree.node(node.next_sibling).key_begin;
      std::size_t from = node.key_begin;
      while (last && from > 0 && (text[from - 1] == ',' || text[from - 1] == ' ')) --from;
      replace(from, end, "");  // missing
    }
    if (i > 0) replace(node.begin, node.end, "null");
    if (node.kind == base::JsonKind::number) {
      replace(node.begin, node.end, '"' + std::string(tree.source(i)) + '"');  // type
      replace(node.begin, node.end, std::string(tree.source(i)) + "000000");   // range
    }
    if (node.kind == base::JsonKind::string) replace(node.begin, node.end, "7");  // type
    if (node.kind == base::JsonKind::object) {
      const std::string extra = node.child_count > 0 ? ",\"extra_key\":1}" : "\"extra_key\":1}";
      replace(node.end - 1, node.end, extra);
    }
  }
  return out;
}

struct Halves {
  std::size_t seen = 0, accepted = 0, mutants = 0, rejected = 0;
};

void judge(const Texts& examples, Halves& tally) {
  Texts train;
  Texts held;
  for (std::size_t i = 0; i < examples.size(); ++i) (i % 2 == 0 ? train : held).push_back(examples[i]);
  const CompiledContract contract = compiled(inferred(train));
  for (const std::string& text : train) REQUIRE(accepts(contract, text));
  for (const std::string& text : held) {
    ++tally.seen;
    const bool accepted = accepts(contract, text);
    if (!accepted && tally.seen - tally.accepted == 1)
      MESSAGE("first not accepted: " << validate_text(contract, text, {RepairLevel::none}).findings[0].message);
    tally.accepted += accepted ? 1U : 0U;
    for (const std::string& mutant : mutants_of(text)) {
      ++tally.mutants;
      tally.rejected += accepts(contract, mutant) ? 0U : 1U;
    }
  }
}

void check_goal(const char* name, const Halves& tally) {
  MESSAGE(std::string(name) << ": " << tally.accepted << " of " << tally.seen << " held out accepted, "
                            << tally.rejected << " of " << tally.mutants << " mutants rejected");
  CHECK(tally.accepted * 100 >= tally.seen * 95);
  CHECK(tally.rejected * 100 >= tally.mutants * 80);
}

}  // namespace

TEST_CASE("infer: what the evidence allows, and no more") {
  struct Row {
    Texts examples;
    const char* expected;  // the schema behind its remark
  };
  for (const Row& row : {
           Row{{"1"}, R"("type":"integer"})"},
           Row{{"1", "2.5", "null"}, R"("type":["number","null"]})"},
           Row{repeated({"3", "40"}, 5), R"("type":"integer","minimum":0,"maximum":100})"},
           Row{repeated({"-3", "4"}, 5), R"("type":"integer","minimum":-10,"maximum":10})"},
           Row{repeated({"\"red\"", "\"green\""}, 10), R"("enum":["green","red"]})"},
           Row{repeated({"\"2024-05-20\""}, 5), R"("type":"string","format":"date"})"},
           Row{{"[1,2]", "[\"a\"]"}, R"("type":"array","items":{"type":["string","integer"]}})"},
           Row{{"{\"a\":1}", "{\"a\":2,\"b\":null}", "{\"a\":3}"},
               R"("type":"object","properties":{"a":{"type":"integer"},"b":{"type":"null"}},"required":["a"]})"},
           Row{repeated({"{\"a\":true}"}, 5), R"("type":"object","properties":{"a":{"type":"boolean"}},)"
                                              R"("required":["a"],"additionalProperties":false})"},
       }) {
    const std::string schema = inferred(row.examples).schema;
    CAPTURE(schema);
    CHECK(schema.ends_with(std::string(" examples\",") + row.expected));
  }
}

TEST_CASE("infer: keys that hardly ever repeat are those of a map") {
  Texts examples;
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    examples.push_back("{\"user_" + n + "\":{\"age\":" + n + "},\"user_x" + n + "\":{\"age\":1}}");
  }
  const std::string schema = inferred(examples).schema;
  CAPTURE(schema);
  CHECK(schema.find("user_") == std::string::npos);
  CHECK(schema.find("\"additionalProperties\":{\"type\":\"object\"") != std::string::npos);
}

TEST_CASE("infer: what is not JSON is told; nothing at all is an error") {
  RunContext run;
  const auto some = infer_contract({"{}", "{"}, run);
  REQUIRE(some);
  CHECK(some->examples == 1);
  CHECK(some->skipped == 1);
  CHECK(some->issues.size() == 1);
  CHECK_FALSE(infer_contract({"{"}, run));
}

TEST_CASE("infer: a rare kind at the root is a broken output, unless kinds are mixed") {
  RunContext run;
  Texts examples = repeated({"{\"a\":1}"}, 19);
  examples.emplace_back("\"I cannot help\"");
  const auto rare = infer_contract({examples.begin(), examples.end()}, run);
  REQUIRE(rare);
  CHECK(rare->examples == 19);
  CHECK(rare->skipped == 1);
  REQUIRE(rare->causes.size() == 1);
  CHECK(rare->causes[0].code == "stray");
  CHECK(rare->contract.schema.find("string") == std::string::npos);
  examples.emplace_back("\"I cannot help\"");
  const auto mixed = infer_contract({examples.begin(), examples.end()}, run);  // 2 of 21 are more than a twentieth
  REQUIRE(mixed);
  CHECK(mixed->examples == 21);
  CHECK(mixed->contract.schema.find("\"type\":[\"object\",\"string\"]") != std::string::npos);
}

TEST_CASE("infer: outputs that break the contract are counted, named and never widen the schema") {
  RunContext run;
  Contract usable;
  usable.schema = R"({"type":"object","properties":{"a":{"type":"number"}}})";
  const Texts outputs{"{\"a\":1}", "{\"a\":\"1\"}", "```json\n{\"a\":2}\n```", "{\"a\":3,}", "{\"a\":4}"};
  const auto out = infer_from_usable(compiled(usable), {outputs.begin(), outputs.end()}, run);
  REQUIRE(out);
  CHECK(out->examples == 3);
  CHECK(out->skipped == 2);
  REQUIRE(out->issues.size() == 2);
  CHECK(out->issues[0].message.starts_with("output 2 is no example: C4: "));
  CHECK(out->issues[1].message.starts_with("output 4 is no example: S1: "));
  CHECK(out->contract.schema.ends_with(R"("type":"object","properties":{"a":{"type":"integer"}},"required":["a"]})"));
  CHECK(infer_from_usable(compiled(usable), {"{\"a\":\"1\"}"}, run).error().code == ErrorCode::no_records);
}

TEST_CASE("infer: synthetic families, half against half") {
  Halves tally;
  Texts orders;
  for (int i = 0; i < 200; ++i) {
    const std::string n = std::to_string(i * 37 % 101);
    orders.push_back("{\"id\":" + n + ",\"state\":\"" +
                     (i % 3 == 0   ? "open"
                      : i % 3 == 1 ? "paid"
                                   : "sent") +
                     "\",\"total\":" + n + ".5,\"at\":\"2024-01-" + std::to_string(10 + i % 20) +
                     "\",\"note\":" + (i % 4 == 0 ? "null" : "\"n" + n + "\"") + ",\"items\":[{\"sku\":\"A" + n +
                     "\",\"count\":" + std::to_string(1 + i % 9) + "}]}");
  }
  judge(orders, tally);
  check_goal("orders", tally);
}

TEST_CASE("infer: arguments of real tool calls, half against half") {
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    MESSAGE("skipped: no shared data; set NINES_TEST_DATA");
    return;
  }
  const std::string rows = file_text(data / "disagreement" / "taubench_airline_gpt4o" / "rows.jsonl");
  std::map<std::string, Texts> by_function;
  for (std::size_t at = 0; at < rows.size();) {
    const std::size_t end = std::min(rows.find('\n', at), rows.size());
    const base::JsonReadResult read = base::read_json(std::string_view(rows).substr(at, end - at));
    at = end + 1;
    if (!read.ok) continue;
    for (const std::uint32_t action : base::select_nodes(read.tree, "/output/actions/*")) {
      const std::string name = read.tree.string_value(read.tree.member(action, "name"));
      by_function[name].emplace_back(read.tree.source(read.tree.member(action, "arguments")));
    }
  }
  REQUIRE(by_function.size() > 5);
  Halves all;
  for (const auto& [name, examples] : by_function) {
    if (examples.size() < 10) continue;
    Halves tally;
    judge(examples, tally);
    MESSAGE(name << " (" << examples.size() << "): " << tally.accepted << "/" << tally.seen << ", mutants "
                 << tally.rejected << "/" << tally.mutants);
    all.seen += tally.seen;
    all.accepted += tally.accepted;
    all.mutants += tally.mutants;
    all.rejected += tally.rejected;
  }
  check_goal("tool calls", all);
}
