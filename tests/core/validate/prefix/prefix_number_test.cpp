// Numbers, exhaustively: every text over a small alphabet against every completion of it.
#include <set>

#include "prefix_rig.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr std::string_view kAlphabet = "-0159.e";
constexpr std::size_t kLongest = 6;   // of completions
constexpr std::size_t kChecked = 4;   // of prefixes

// All texts over the alphabet that begin like a number.
void grow(const std::shared_ptr<const validate::PrefixProgram>& any, std::vector<std::string>& out) {
  out.emplace_back();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].size() == kLongest) continue;
    for (const char c : kAlphabet) {
      const std::string next = out[i] + c;
      if (prefix_end(any, next)[0] != 'f') out.push_back(next);
    }
  }
}

void check(const std::string& schema, const std::vector<std::string>& texts) {
  CAPTURE(schema);
  const auto rules = prefix_rules(schema);
  const ReferenceCheck reference(schema);
  std::set<std::string> extendable;
  for (const std::string& text : texts) {
    if (!reference.accepts(text)) continue;
    for (std::size_t n = 0; n <= text.size(); ++n) extendable.insert(text.substr(0, n));
  }
  std::size_t failed = 0;
  for (const std::string& text : texts) {
    if (text.size() > kChecked) continue;
    CAPTURE(text);
    validate::PrefixMachine machine(rules);
    for (const char c : text) machine.feed(static_cast<unsigned char>(c));
    failed += machine.failed() ? 1U : 0U;
    REQUIRE((machine.failed() && extendable.count(text) > 0) == false);
    if (machine.failed()) continue;
    REQUIRE(machine.is_complete() == reference.accepts(text));
    if (extendable.count(text) == 0) REQUIRE(proves_itself(machine, text, reference));
  }
  CHECK(failed < texts.size());
}

}  // namespace

TEST_CASE("prefix: every number prefix against all its completions") {
  std::vector<std::string> texts;
  grow(prefix_rules(R"({"type": "number"})"), texts);
  REQUIRE(texts.size() > 10'000);
  for (const char* schema :
       {R"({"type": "number", "maximum": 9})",
        R"({"type": "number", "maximum": 10})",
        R"({"type": "number", "minimum": 0})",
        R"({"type": "number", "exclusiveMinimum": 0})",
        R"({"type": "number", "exclusiveMaximum": 0})",
        R"({"type": "number", "maximum": 0})",
        R"({"type": "number", "minimum": 15, "maximum": 51})",
        R"({"type": "number", "exclusiveMinimum": 15, "exclusiveMaximum": 19})",
        R"({"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 5})",
        R"({"type": "number", "minimum": -1.5, "maximum": -0.15})",
        R"({"type": "number", "minimum": 0.15, "maximum": 0.19})",
        R"({"type": "number", "minimum": 5, "maximum": 1})",
        R"({"type": "integer"})",
        R"({"type": "integer", "minimum": 0, "maximum": 9})",
        R"({"type": "integer", "minimum": 9, "maximum": 15})",
        R"({"type": "integer", "exclusiveMinimum": 9, "exclusiveMaximum": 51})",
        R"({"type": "integer", "minimum": 0.5, "maximum": 1.5})",
        R"({"type": "integer", "minimum": 0.1, "maximum": 0.9})",
        R"({"type": "integer", "minimum": -51, "maximum": -5})",
        R"({"type": "integer", "minimum": -1, "maximum": 1})",
        R"({"type": "integer", "minimum": 100, "maximum": 190})",
        R"({"type": "integer", "minimum": 1e5})",
        R"({"const": 1})",
        R"({"const": 0})",
        R"({"const": -0.0})",
        R"({"const": 10})",
        R"({"const": 1.5})",
        R"({"const": -15})",
        R"({"const": 0.05})",
        R"({"const": 1e15})",
        R"({"enum": [1, 15, 150, 0.9]})",
        R"({"enum": [1, 15, 150, 0.9, "x"], "type": "integer", "maximum": 100})",
        R"({"enum": [5e300, -5e-300]})",
        R"({"allOf": [{"minimum": 1}, {"maximum": 1}], "type": "number"})",
        R"({"allOf": [{"minimum": 1}, {"exclusiveMinimum": 1}, {"maximum": 9}], "type": "integer"})"}) {
    check(schema, texts);
  }
}
