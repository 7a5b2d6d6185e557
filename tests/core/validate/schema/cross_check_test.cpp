// The two evaluators against each other on schemas and values made up at random, some of which cannot be decided.
#include "core/validate/verdict_rows.h"
#include "validate/schema/compile.h"
#include "validate/schema/evaluate.h"

namespace {

using namespace nines;
using validate::Truth;

struct Dice {
  std::uint64_t state;
  std::uint32_t roll(std::uint32_t sides) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state >> 33U) % sides;
  }
};

std::string random_value(Dice& dice, int depth) {
  const std::uint32_t kind = dice.roll(depth > 0 ? 8 : 5);
  if (kind < 2) return std::to_string(dice.roll(4));
  if (kind == 2) return "null";
  if (kind < 5) return dice.roll(2) == 0 ? "\"a\"" : "\"bb\"";
  std::string out;
  const std::uint32_t count = dice.roll(4);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string key = kind == 5 ? "" : std::string("\"") + "abcd"[i] + "\": ";
    out += (out.empty() ? "" : ", ") + key + random_value(dice, depth - 1);
  }
  return kind == 5 ? '[' + out + ']' : '{' + out + '}';
}

std::string random_schema(Dice& dice, int depth);

std::string random_list(Dice& dice, int depth) {
  std::string out = random_schema(dice, depth);
  for (std::uint32_t more = dice.roll(3); more > 0; --more) out += ", " + random_schema(dice, depth);
  return '[' + out + ']';
}

std::string random_map(Dice& dice, int depth) {
  std::string out;
  for (const char key : {'a', 'b', 'c'}) {
    if (dice.roll(2) == 0) continue;
    out += (out.empty() ? "\"" : ", \"") + std::string(1, key) + "\": " + random_schema(dice, depth);
  }
  return '{' + out + '}';
}

// The pattern in the fourth row is one that no engine here decides.
std::string random_keyword(Dice& dice, int depth) {
  const auto one = [&] { return random_schema(dice, depth - 1); };
  const auto list = [&] { return random_list(dice, depth - 1); };
  const std::uint32_t leaves = 9;
  switch (dice.roll(depth > 0 ? leaves + 20 : leaves)) {
    case 0: return R"("type": "string")";
    case 1: return R"("type": ["object", "integer"])";
    case 2: return R"("type": ["array", "null"])";
    case 3: return R"("pattern": "^(?:ab|c){2000000000}$")";
    case 4: return R"("pattern": "^a")";
    case 5: return "\"enum\": [1, \"a\", null, [], " + random_value(dice, 1) + ']';
    case 6: return "\"minimum\": " + std::to_string(dice.roll(3));
    case 7: return "\"maxProperties\": 2, \"maxItems\": 2";
    case 8: return dice.roll(2) == 0 ? R"("required": ["a"])" : R"("dependentRequired": {"a": ["b"]})";
    case 9: return "\"allOf\": " + list();
    case 10: return "\"anyOf\": " + list();
    case 11: return "\"oneOf\": " + list();
    case 12: return "\"not\": " + one();
    case 13: return "\"if\": " + one() + ", \"then\": " + one() + ", \"else\": " + one();
    case 14: return "\"properties\": " + random_map(dice, depth - 1);
    case 15: return "\"patternProperties\": {\"^[ab]\": " + one() + '}';
    case 16: return "\"patternProperties\": {\"^(?:ab|c){2000000000}$\": " + one() + '}';
    case 17: return "\"additionalProperties\": " + one();
    case 18: return "\"propertyNames\": " + one();
    case 19: return "\"unevaluatedProperties\": " + one();
    case 20: return "\"unevaluatedItems\": " + one();
    case 21: return "\"prefixItems\": " + list();
    case 22: return "\"items\": " + one();
    case 23: return "\"contains\": " + one();
    case 24: return "\"contains\": " + one() + ", \"minContains\": 0, \"maxContains\": 1";
    case 25: return "\"dependentSchemas\": " + random_map(dice, depth - 1);
    case 26: return "\"uniqueItems\": true";
    case 27: return "\"$ref\": \"#/$defs/a\"";
    default: return "\"$ref\": \"#/$defs/b\"";
  }
}

std::string random_schema(Dice& dice, int depth) {
  const std::uint32_t kind = dice.roll(12);
  if (kind < 2) return kind == 0 ? "true" : "false";
  std::string out;
  for (std::uint32_t count = 1 + dice.roll(3); count > 0; --count) {
    out += (out.empty() ? "" : ", ") + random_keyword(dice, depth);
  }
  return '{' + out + '}';
}

struct Tally {
  int compiled = 0;
  int by_truth[3] = {0, 0, 0};
};

void check_one(Dice& dice, Tally& tally) {
  const std::string schema = "{\"allOf\": [" + random_schema(dice, 3) +
                             "], \"$defs\": {\"a\": " + random_schema(dice, 2) + ", \"b\": " + random_schema(dice, 1) +
                             "}}";
  const auto program = validate::compile_schema(schema);
  if (!program) {
    // Random references may run in circles.
    CHECK(program.error().message.find("never be decided") != std::string::npos);
    return;
  }
  ++tally.compiled;
  for (int i = 0; i < 30; ++i) {
    const std::string value = random_value(dice, 3);
    const base::JsonReadResult instance = base::read_json(value);
    const Truth quick = validate::holds(**program, instance.tree);
    const validate::SchemaCheck full = validate::check_schema(**program, instance.tree);
    ++tally.by_truth[static_cast<std::size_t>(quick)];
    if (quick == full.verdict && full.misses.empty() == (quick == Truth::yes)) continue;
    CAPTURE(schema);
    CAPTURE(value);
    CHECK(quick == full.verdict);
    CHECK(full.misses.empty() == (quick == Truth::yes));
  }
}

}  // namespace

TEST_CASE("schema: both evaluators agree on schemas made up at random") {
  Dice dice{20'260};
  Tally tally;
  for (int i = 0; i < 500; ++i) check_one(dice, tally);
  CHECK(tally.compiled > 250);
  for (const int count : tally.by_truth) CHECK(count > 100);
}
