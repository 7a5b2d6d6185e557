// The fused validator against the tree engine: wherever it is sure the two must agree. On the official suites, and on
// random schemas with random instances, whole and with bytes changed.
#include "validate/fast/fused.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <random>

#include "core/validate/schema/suite.h"
#include "validate/schema/evaluate.h"

namespace {

using namespace nines;
using namespace nines::validate;
using nines::test::children;

struct Tally {
  std::array<std::size_t, 4> by_verdict{};
  std::size_t wrong = 0;
  [[nodiscard]] std::size_t of(FusedVerdict verdict) const { return by_verdict[static_cast<std::size_t>(verdict)]; }
};

// Whether the tree engine says the same of the text.
bool agrees(const SchemaProgram& program, std::string_view text, FusedVerdict verdict) {
  if (verdict == FusedVerdict::unsure) return true;
  const base::JsonReadResult read = base::read_json(text);
  if (verdict == FusedVerdict::not_json) return !read.ok;
  if (!read.ok) return false;
  const Truth truth = holds(program, read.tree);
  if (verdict == FusedVerdict::misses) return truth == Truth::no;
  return truth == Truth::yes && read.tree.duplicate_keys.empty();
}

void check(const SchemaProgram& program, const FastPlan& plan, std::string_view text, FusedValidator& fused,
           Tally& tally) {
  const FusedVerdict verdict = fused.read(plan, text, FusedAsk::verdict);
  ++tally.by_verdict[static_cast<std::size_t>(verdict)];
  const bool quick = fused.read(plan, text, FusedAsk::holds) == FusedVerdict::holds;
  const bool right = agrees(program, text, verdict) && quick == (verdict == FusedVerdict::holds);
  if (right) return;
  if (++tally.wrong <= 5) MESSAGE("wrong on " << std::string(text.substr(0, 300)));
}

std::shared_ptr<const SchemaProgram> program_of(std::string_view schema, const SchemaOptions& options = {}) {
  Result<std::shared_ptr<const SchemaProgram>> program = compile_schema(schema, options);
  REQUIRE_MESSAGE(bool(program), std::string(schema));
  return program.value();
}

FusedVerdict verdict_of(std::string_view schema, std::string_view text) {
  const std::shared_ptr<const SchemaProgram> program = program_of(schema);
  FusedValidator fused;
  Tally tally;
  const std::shared_ptr<const FastPlan> plan = make_fast_plan(*program);
  check(*program, *plan, text, fused, tally);
  CHECK(tally.wrong == 0);
  return fused.read(*plan, text, FusedAsk::verdict);
}

// ---------------------------------------------------------------- random schemas and instances

using Random = std::mt19937;

template <class... Words>
std::string one_of(Random& random, Words... words) {
  const std::array<std::string, sizeof...(words)> list = {words...};
  return list[random() % list.size()];
}

std::string random_key(Random& random) {
  return one_of(random, "a", "b", "name", "a rather long key of this object", "k\\u00e9y", "\xC3\xA9", "exactly8",
                "x-1");
}

std::string random_value(Random& random, int depth) {
  switch (random() % (depth > 0 ? 9U : 7U)) {
    case 0: return one_of(random, "0", "1", "-3", "2.5", "10", "1e2", "1.0", "-0.125", "123456789012345678901", "0.10");
    case 1: return one_of(random, "\"\"", "\"a\"", "\"abc\"", "\"\\u0061\"", "\"a longer text, with \\\"quotes\\\"\"");
    case 2:
      return one_of(random, "\"\xC3\xA9t\xC3\xA9\"", "\"\xF0\x9F\x98\x80\"", "\"\\ud83d\\ude00\"", "\"2024-01-31\"");
    case 3: return one_of(random, "true", "false", "null");
    case 7: {
      std::string out = "[";
      for (std::size_t count = random() % 4; count > 0; --count) {
        out += random_value(random, depth - 1) + (count > 1 ? one_of(random, ",", " , ", ",\n  ") : "");
      }
      return out + "]";
    }
    default: {
      std::string out = "{";
      for (std::size_t count = depth > 0 ? random() % 5 : 0; count > 0; --count) {
        out += "\"" + random_key(random) + one_of(random, "\":", "\" : ") + random_value(random, depth - 1);
        if (count > 1) out += one_of(random, ",", ", ");
      }
      return out + "}";
    }
  }
}

std::string random_schema(Random& random, int depth);

std::string object_keyword(Random& random, int depth) {
  const auto sub = [&] { return random_schema(random, depth - 1); };
  switch (random() % 8) {
    case 0: return "\"required\":[\"" + random_key(random) + "\"]";
    case 1: return "\"additionalProperties\":" + sub();
    case 2: return "\"patternProperties\":{\"^x\":" + sub() + ",\"a\":" + sub() + "}";
    case 3: return "\"propertyNames\":" + one_of(random, "{\"maxLength\":4}", "{\"pattern\":\"^[a-z]\"}", "true");
    case 4: return one_of(random, "\"minProperties\":1", "\"maxProperties\":2");
    case 5: return "\"dependentRequired\":{\"a\":[\"b\"]}";
    case 6: return "\"unevaluatedProperties\":" + sub();
    default:
      return "\"properties\":{\"a\":" + sub() + ",\"name\":" + sub() + ",\"" + random_key(random) + "\":" + sub() + "}";
  }
}

std::string array_keyword(Random& random, int depth) {
  const auto sub = [&] { return random_schema(random, depth - 1); };
  switch (random() % 5) {
    case 0: return "\"items\":" + sub();
    case 1: return "\"prefixItems\":[" + sub() + "," + sub() + "]";
    case 2: return "\"contains\":" + sub() + one_of(random, "", ",\"minContains\":0", ",\"maxContains\":1");
    case 3: return "\"uniqueItems\":true";
    default: return one_of(random, "\"minItems\":1", "\"maxItems\":2");
  }
}

std::string step_keyword(Random& random, int depth) {
  const auto sub = [&] { return random_schema(random, depth - 1); };
  switch (random() % 6) {
    case 0: return "\"allOf\":[" + sub() + "," + sub() + "]";
    case 1: return "\"anyOf\":[" + sub() + "," + sub() + "," + sub() + "]";
    case 2: return "\"oneOf\":[" + sub() + "," + sub() + "]";
    case 3: return "\"not\":" + sub();
    case 4: return "\"if\":" + sub() + ",\"then\":" + sub() + ",\"else\":" + sub();
    default: return "\"$ref\":\"#/$defs/node\"";
  }
}

std::string scalar_keyword(Random& random) {
  switch (random() % 8) {
    case 0: return "\"enum\":[1,\"a\",null,2.50,\"\xC3\xA9t\xC3\xA9\"]";
    case 1: return one_of(random, "\"const\":\"abc\"", "\"const\":1", "\"const\":{\"a\":1}", "\"const\":100");
    case 2:
      return one_of(random, "\"minimum\":1", "\"maximum\":2.5", "\"exclusiveMinimum\":0", "\"exclusiveMaximum\":10");
    case 3: return one_of(random, "\"multipleOf\":0.5", "\"multipleOf\":2", "\"multipleOf\":0.01");
    case 4: return one_of(random, "\"minLength\":1", "\"maxLength\":3", "\"minLength\":4");
    case 5: return one_of(random, "\"pattern\":\"^a\"", "\"pattern\":\"\\\\d{4}\"", "\"pattern\":\"[^a-z]$\"");
    default:
      return one_of(random, "\"type\":\"string\"", "\"type\":\"object\"", "\"type\":\"integer\"",
                    "\"type\":[\"number\",\"null\"]", "\"type\":[\"array\",\"object\",\"string\"]");
  }
}

std::string random_schema(Random& random, int depth) {
  if (depth <= 0 || random() % 6 == 0)
    return one_of(random, "true", "{}", "{\"type\":\"string\"}", "{\"type\":\"number\"}", "true");
  std::string out = "{";
  std::array<bool, 4> used{};
  for (std::size_t count = 1 + random() % 3; count > 0; --count) {
    const std::size_t kind = random() % 4;
    if (used[kind]) continue;  // a keyword twice would be a duplicate key
    used[kind] = true;
    if (out.size() > 1) out += ',';
    out += kind == 0   ? scalar_keyword(random)
           : kind == 1 ? object_keyword(random, depth)
           : kind == 2 ? array_keyword(random, depth)
                       : step_keyword(random, depth);
  }
  return out + "}";
}

std::string changed(Random& random, std::string text) {
  if (text.empty()) return text;
  const std::size_t at = random() % text.size();
  constexpr std::string_view kBytes = "{}[]:,\"\\ 01.e-tfn\na\x80\xC3\x01";
  switch (random() % 4) {
    case 0: text[at] = kBytes[random() % kBytes.size()]; break;
    case 1: text.insert(at, 1, kBytes[random() % kBytes.size()]); break;
    case 2: text.erase(at, 1 + random() % 3); break;
    default: text.resize(at);
  }
  return text;
}

}  // namespace

TEST_CASE("fused and tree agree on random schemas, instances and changes of bytes") {
  Random random(4);
  FusedValidator fused;
  Tally tally;
  for (int i = 0; i < 4'000; ++i) {
    const std::string body = random_schema(random, 3);
    const bool is_object = body.size() > 2 && body[0] == '{';
    const std::string defs =
        "\"$defs\":{\"node\":{\"type\":[\"object\",\"string\",\"null\"],\"properties\":{\"a\":{\"$ref\":"
        "\"#/$defs/node\"}}}}";
    const std::string schema = is_object ? body.substr(0, body.size() - 1) + "," + defs + "}" : body;
    const std::shared_ptr<const SchemaProgram> program = program_of(schema);
    const std::shared_ptr<const FastPlan> plan = make_fast_plan(*program);
    for (int k = 0; k < 10; ++k) {
      const std::string text = random_value(random, 4);
      check(*program, *plan, text, fused, tally);
      for (int m = 0; m < 2; ++m) check(*program, *plan, changed(random, text), fused, tally);
    }
    if (tally.wrong > 0) {
      MESSAGE("schema " << schema);
      break;
    }
  }
  CHECK(tally.wrong == 0);
  CHECK(tally.of(FusedVerdict::holds) > 10'000);
  CHECK(tally.of(FusedVerdict::misses) > 10'000);
  CHECK(tally.of(FusedVerdict::not_json) > 20'000);
  CHECK(tally.of(FusedVerdict::unsure) < 30'000);
}

TEST_CASE("fused and tree agree on the official suite of JSON Schema") {
  if (!std::filesystem::is_directory(nines::test::suite_folder())) {
    std::printf("skipped: fused on the JSON Schema suite, no folder %s\n",
                nines::test::suite_folder().string().c_str());
    return;
  }
  const std::vector<SchemaResource> remotes = nines::test::suite_remotes();
  FusedValidator fused;
  Tally tally;
  for (const bool is_draft7 : {false, true}) {
    const std::filesystem::path folder =
        nines::test::suite_folder() / "tests" / (is_draft7 ? "draft7" : "draft2020-12");
    std::vector<std::filesystem::path> files = nines::test::json_files(folder);
    for (const auto& file : nines::test::json_files(folder / "optional")) files.push_back(file);
    for (const auto& file : nines::test::json_files(folder / "optional" / "format")) files.push_back(file);
    for (const auto& file : files) {
      const std::string bytes = nines::test::file_bytes(file);
      const base::JsonReadResult read = base::read_json(bytes);
      for (const std::uint32_t group : children(read.tree, 0)) {
        SchemaOptions options{FormatPolicy::assert_all, remotes, is_draft7 ? Draft::draft7 : Draft::draft2020_12};
        const std::shared_ptr<const SchemaProgram> program =
            program_of(read.tree.source(read.tree.member(group, "schema")), options);
        const std::shared_ptr<const FastPlan> plan = make_fast_plan(*program);
        for (const std::uint32_t one : children(read.tree, read.tree.member(group, "tests"))) {
          check(*program, *plan, read.tree.source(read.tree.member(one, "data")), fused, tally);
        }
      }
    }
  }
  std::printf("fused on the JSON Schema suite: %zu hold, %zu miss, %zu left to the tree engine\n",
              tally.of(FusedVerdict::holds), tally.of(FusedVerdict::misses), tally.of(FusedVerdict::unsure));
  CHECK(tally.wrong == 0);
  CHECK(tally.of(FusedVerdict::not_json) == 0);
}

TEST_CASE("fused accepts what the reader accepts: JSONTestSuite") {
  const std::filesystem::path folder = nines::test::suite_folder().parent_path() / "JSONTestSuite" / "test_parsing";
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: fused on JSONTestSuite, no folder %s\n", folder.string().c_str());
    return;
  }
  const std::shared_ptr<const SchemaProgram> program = program_of("true");
  const std::shared_ptr<const FastPlan> plan = make_fast_plan(*program);
  FusedValidator fused;
  Tally tally;
  for (const auto& file : nines::test::json_files(folder))
    check(*program, *plan, nines::test::file_bytes(file), fused, tally);
  CHECK(tally.wrong == 0);
  CHECK(tally.of(FusedVerdict::unsure) < 10);
}

TEST_CASE("keys that stand twice are left to the tree engine") {
  const char* schema = R"({"properties": {"a": {}, "\u00e9": {}}, "patternProperties": {"^x": {}}})";
  CHECK(verdict_of(schema, R"({"a": 1, "b": 2, "x": 3})") == FusedVerdict::holds);
  for (const char* text : {R"({"a": 1, "a": 1})", R"({"a": 1, "\u0061": 2})", R"({"b": 1, "c": 2, "b": 3})",
                           "{\"\\u00e9\": 1, \"\xC3\xA9\": 2}", R"([{"k": {"q": 1, "q": 1}}])"}) {
    CHECK_MESSAGE(verdict_of(schema, text) == FusedVerdict::unsure, text);
  }
  std::string many = "{";
  for (int i = 0; i < 5'000; ++i) many += "\"a key of many " + std::to_string(i) + "\": " + std::to_string(i) + ", ";
  CHECK(verdict_of("true", many + "\"last\": 0}") == FusedVerdict::holds);
  CHECK(verdict_of("true", many + "\"a key of many 77\": 0}") == FusedVerdict::unsure);
}

TEST_CASE("depth: the limit of the reader, and no stack below it") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + "1" + std::string(depth, ']'); };
  const char* schema =
      R"({"$ref": "#/$defs/n", "$defs": {"n": {"anyOf": [{"type": "number"}, {"items": {"$ref": "#/$defs/n"}}]}}})";
  for (const char* one : {"true", schema}) {
    CHECK(verdict_of(one, nested(1'000)) == FusedVerdict::holds);
    CHECK(verdict_of(one, nested(1'001)) == FusedVerdict::unsure);
    CHECK(verdict_of(one, nested(100'000)) == FusedVerdict::unsure);
    CHECK(verdict_of(one, std::string(100'000, '[')) != FusedVerdict::holds);
  }
}

TEST_CASE("unions of unions: more work than is worth it is left to the tree engine") {
  std::string text = "1";
  for (int i = 0; i < 60; ++i) text = "[" + text + "]";
  const char* schema =
      R"({"$ref": "#/$defs/n", "$defs": {"n": {"allOf": [{"items": {"$ref": "#/$defs/n"}}, {"items": {"$ref":
      "#/$defs/n"}}]}}})";
  CHECK(verdict_of(schema, text) == FusedVerdict::unsure);
}

TEST_CASE("more rows than a word has bits") {
  std::string schema = R"({"additionalProperties": false, "required": ["k0", "k70"], "properties": {)";
  std::string text = "{";
  for (int i = 0; i < 150; ++i) {
    const std::string key = "\"k" + std::to_string(i) + "\"";
    schema += (i > 0 ? ", " : "") + key + ": {\"type\": \"integer\"}";
    text += (i > 0 ? ", " : "") + key + ": " + std::to_string(i * 1'001);
  }
  schema += "}}";
  CHECK(verdict_of(schema, text + "}") == FusedVerdict::holds);
  CHECK(verdict_of(schema, text + ", \"k150\": 1}") == FusedVerdict::misses);
  CHECK(verdict_of(schema, R"({"k0": 1})") == FusedVerdict::misses);
  CHECK(verdict_of(schema, R"({"k70": 1, "k0": 2})") == FusedVerdict::holds);
}

TEST_CASE("bounds are exact beside their nearest doubles") {
  const char* schema = R"({"minimum": 0.1, "exclusiveMaximum": 9007199254740993})";
  CHECK(verdict_of(schema, "0.1") == FusedVerdict::holds);
  CHECK(verdict_of(schema, "0.10000000000000001") == FusedVerdict::holds);
  CHECK(verdict_of(schema, "0.09999999999999999") == FusedVerdict::misses);
  CHECK(verdict_of(schema, "9007199254740992") == FusedVerdict::holds);
  CHECK(verdict_of(schema, "9007199254740993") == FusedVerdict::misses);
  CHECK(verdict_of(schema, "900719925474099299e-2") == FusedVerdict::holds);
  CHECK(verdict_of(R"({"enum": [1e2, 0.5]})", "100") == FusedVerdict::holds);
  CHECK(verdict_of(R"({"const": 1.0})", "1") == FusedVerdict::holds);
  CHECK(verdict_of(R"({"type": "integer"})", "1.0") == FusedVerdict::holds);
  CHECK(verdict_of(R"({"type": "integer"})", "15e-1") == FusedVerdict::misses);
}
