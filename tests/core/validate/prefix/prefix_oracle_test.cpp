// Generated schemas over the exact keywords against generated texts, every byte checked by the reference: false alarms
// are impossible for accepted texts, and what is called a valid prefix must come with a suffix that the reference
// accepts.
#include "prefix_rig.h"

#include <functional>

using namespace nines;
using namespace nines::test;

namespace {

// Draws below a bound from a counter, so that every run is the same.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint32_t below(std::uint32_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>((state_ >> 33U) % bound);
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <std::size_t N>
  const char* pick(const char* const (&list)[N]) {
    return list[below(N)];
  }

 private:
  std::uint64_t state_;
};

constexpr const char* kValues[] = {"1",     "0",      "-5",    "1.5",          "1e2",      "\"a\"",  "\"ab\"", "\"\"",
                                   "\"é\"", "null",   "true",  "false",        "[]",       "[1]",    "{}",     "{}",
                                   "15",    "\"abc\"", "\"b\\n\"", "\"\\ud83d\\ude00\"", "[1,\"a\"]", "100", "\"\\u0061\""};
constexpr const char* kNames[] = {"\"a\"", "\"b\"", "\"ab\"", "\"abc\"", "\"é\""};
constexpr const char* kTypes[] = {"\"string\"", "\"number\"", "\"integer\"", "\"object\"", "\"array\"", "\"null\"",
                                  "\"boolean\"", "[\"string\",\"null\"]", "[\"object\",\"array\"]"};

std::string small_number(Dice& dice) { return std::to_string(dice.below(4)); }

std::string schema_text(Dice& dice, int depth);

std::string list_of(Dice& dice, std::uint32_t most, const std::function<std::string()>& one) {
  std::string out = "[";
  const std::uint32_t count = 1 + dice.below(most);
  for (std::uint32_t i = 0; i < count; ++i) out += (i > 0 ? "," : "") + one();
  return out + "]";
}

std::string keyword_text(Dice& dice, int depth) {
  switch (dice.below(depth > 0 ? 20U : 12U)) {
    case 0:
    case 1: return std::string("\"type\":") + dice.pick(kTypes);
    case 2: return "\"enum\":" + list_of(dice, 4, [&] { return std::string(dice.pick(kValues)); });
    case 3: return std::string("\"const\":") + dice.pick(kValues);
    case 4: return "\"minimum\":" + small_number(dice);
    case 5: return "\"maximum\":" + small_number(dice) + ".5";
    case 6: return "\"maxLength\":" + small_number(dice);
    case 7: return "\"minLength\":" + small_number(dice);
    case 8: return "\"maxItems\":" + small_number(dice);
    case 9: return "\"minItems\":" + small_number(dice);
    case 10: return "\"maxProperties\":" + small_number(dice);
    case 11: return "\"minProperties\":" + small_number(dice);
    case 12: return "\"required\":" + list_of(dice, 2, [&] { return std::string(dice.pick(kNames)); });
    case 13: return "\"additionalProperties\":" + schema_text(dice, 0);
    case 14: return "\"items\":" + schema_text(dice, depth - 1);
    case 15: return "\"prefixItems\":" + list_of(dice, 2, [&] { return schema_text(dice, depth - 1); });
    case 16: return "\"allOf\":" + list_of(dice, 2, [&] { return schema_text(dice, depth - 1); });
    case 17: return "\"$ref\":\"#/$defs/d\"";
    default: {
      std::string out = "\"properties\":{";
      out += dice.pick(kNames) + (":" + schema_text(dice, depth - 1));
      if (dice.one_in(2)) out += ",\"c\":" + schema_text(dice, depth - 1);
      return out + "}";
    }
  }
}

// Keywords of one object may come twice: the first is kept, as a schema may hold each once.
std::string schema_text(Dice& dice, int depth) {
  if (dice.one_in(12)) return dice.one_in(2) ? "true" : "false";
  std::string out = "{";
  std::vector<std::string> names;
  const std::uint32_t count = 1 + dice.below(4);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string keyword = keyword_text(dice, depth);
    const std::string name = keyword.substr(0, keyword.find(':'));
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(name);
    out += (out.size() > 1 ? "," : "") + keyword;
  }
  return out + "}";
}

std::string instance_text(Dice& dice, int depth) {
  const std::uint32_t what = dice.below(depth > 0 ? 10U : 5U);
  if (what < 5) return dice.pick(kValues);
  const bool object = what < 8;
  std::string out = object ? "{" : "[";
  const std::uint32_t count = dice.below(4);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i > 0) out += dice.one_in(3) ? ", " : ",";
    if (object) out += std::string(dice.one_in(5) ? "\"c\"" : dice.pick(kNames)) + ":";
    out += instance_text(dice, depth - 1);
  }
  return out + (object ? "}" : "]");
}

void damage(Dice& dice, std::string& text) {
  if (text.empty()) return;
  const std::size_t at = dice.below(static_cast<std::uint32_t>(text.size()));
  constexpr const char* kBytes[] = {"\"", ",", "]", "}", "1", "\\", "{", "\xC3", " ", "e", "u"};
  if (dice.one_in(2))
    text.erase(at, 1);
  else
    text.insert(at, dice.pick(kBytes));
}

}  // namespace

TEST_CASE("prefix: generated schemas and texts against the reference, byte by byte") {
  PrefixTally tally;
  std::size_t accepted = 0;
  for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
    Dice dice(seed);
    std::string schema = schema_text(dice, 2);
    if (schema[0] == '{') {
      schema.pop_back();
      schema += std::string(schema.size() > 1 ? "," : "") + "\"$defs\":{\"d\":" + schema_text(dice, 1) + "}}";
      // A definition that refers to itself alone would never end.
      const std::size_t defs = schema.rfind("\"$defs\"");
      if (schema.find("$ref", defs) != std::string::npos) continue;
    }
    CAPTURE(schema);
    const auto rules = prefix_rules(schema);
    if (rules->late) continue;  // several arrays or objects in one enum: the complete check decides
    const ReferenceCheck reference(schema);
    for (int i = 0; i < 30; ++i) {
      std::string text = instance_text(dice, 3);
      if (i % 3 == 2) damage(dice, text);
      CAPTURE(text);
      accepted += reference.accepts(text) ? 1U : 0U;
      check_text(rules, reference, text, tally);
    }
    // The engine's own shortest answers are texts worth running too.
    if (const auto suffix = validate::PrefixMachine(rules).suffix()) {
      CAPTURE(*suffix);
      check_text(rules, reference, *suffix, tally);
    }
  }
  MESSAGE(tally.prefixes << " prefixes: " << tally.failed << " failed, " << tally.proved << " proved extendable, "
                         << tally.unproved << " without a proof; " << accepted << " texts accepted");
  CHECK(accepted > 1'000);
  CHECK(tally.proved > 10'000);
  CHECK(tally.unproved == 0);
}
