// Random documents as Python and JavaScript print them come back with exactly their content by mechanical repair; cut
// at any byte, none comes back with other content than it had.
#include <cstdio>

#include "base/json_reader.h"
#include "core/validate/foreign_texts.h"
#include "core/validate/verdict_rows.h"
#include "validate/json_equal.h"

namespace {

using namespace nines;
using namespace nines::test;

bool same(std::string_view a, std::string_view b) {
  const base::JsonReadResult left = base::read_json(a);
  const base::JsonReadResult right = base::read_json(b);
  return left.ok && right.ok && validate::json_equal(left.tree, 0, right.tree, 0);
}

// All that may stand at the top, and nothing else: the widest contract under which a value can be full.
Contract closed_contract(const Document& document) {
  std::string properties;
  for (const auto& [key, value] : document.members) {
    if (document.kind == Document::Kind::object)
      properties += (properties.empty() ? "" : ", ") + spelling::string(key, Spelling::json) + ": true";
  }
  return schema_contract("{\"properties\": {" + properties + "}, \"additionalProperties\": false, \"maxItems\": " +
                         std::to_string(document.members.size()) + '}');
}

struct Cuts {
  std::size_t tried = 0;
  std::size_t closed = 0;  // came back with the content of the whole
};

void cut_everywhere(const CompiledContract& contract, const std::string& whole, const std::string& json, Cuts& cuts) {
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    const Verdict verdict = validate_text(contract, text, {RepairLevel::b});
    ++cuts.tried;
    if (!verdict.has_repaired) continue;
    CAPTURE(text);
    CAPTURE(verdict.repaired);
    CHECK(same(verdict.repaired, json));
    ++cuts.closed;
  }
}

}  // namespace

TEST_CASE("foreign texts: Python and JavaScript come back whole at level A") {
  const CompiledContract any = compiled(schema_contract("true"));
  constexpr std::size_t kRounds = 8'000;
  DocumentMaker maker(21);
  for (std::size_t round = 0; round < kRounds; ++round) {
    const Document document = maker.container(3);
    const std::string json = spelled(document, Spelling::json);
    REQUIRE(base::read_json(json).ok);
    for (const Spelling spelling : {Spelling::python, Spelling::javascript}) {
      const std::string text = spelled(document, spelling);
      const Verdict verdict = validate_text(any, text, {RepairLevel::a});
      CAPTURE(text);
      CAPTURE(verdict.repaired);
      CHECK(verdict.has_repaired);
      CHECK(same(verdict.repaired, json));
      check_sound(text, verdict);
    }
  }
}

TEST_CASE("foreign texts: a cut never comes back with other content") {
  const CompiledContract any = compiled(schema_contract(R"({"type": ["object", "array"]})"));
  constexpr std::size_t kRounds = 250;
  DocumentMaker maker(22);
  Cuts open;
  Cuts closed;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const Document document = maker.container(3);
    const std::string json = spelled(document, Spelling::json);
    const CompiledContract full = compiled(closed_contract(document));
    for (const Spelling spelling : {Spelling::json, Spelling::python, Spelling::javascript}) {
      const std::string text = spelled(document, spelling);
      cut_everywhere(any, text, json, open);
      cut_everywhere(full, text, json, closed);
      cut_everywhere(any, "```json\n" + text + "\n```", json, open);
      cut_everywhere(full, "Here it is:\n" + text + "\nAnything else?", json, closed);
    }
  }
  std::printf("cut documents: %zu, %zu closed with their whole content; under a closed contract %zu, %zu closed\n",
              open.tried, open.closed, closed.tried, closed.closed);
  CHECK(closed.closed > 0);
}
