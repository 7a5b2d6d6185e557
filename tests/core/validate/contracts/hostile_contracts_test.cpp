// Every kind of contract over texts made to hurt: long lines, deep nesting, bytes of every value. Each
// gets a sound verdict; what is offered as repaired passes.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

constexpr std::size_t kLongLine = 1'000'000;

std::vector<CompiledContract> every_kind() {
  Contract several = label_contract({"a", "yes", "not sure"});
  several.min_labels = 0;
  several.max_labels = 3;
  CsvColumn id = column("a", ColumnType::integer);
  id.unique = true;
  return {compiled(several),
          compiled(number_contract(std::nullopt, "$")),
          compiled(jsonl_contract(schema_contract(R"({"type": "object"})"))),
          compiled(csv_contract({id, note_column()})),
          compiled(fenced_contract("json", {schema_contract("true")})),
          compiled(tool_contract({{"a", R"({"type": "object"})"}})),
          compiled(workflow_contract(kSmallRegistry)),
          compiled(all_contract({schema_contract("true"), regex_contract(".*")})),
          compiled(any_contract({label_contract({"yes"}), schema_contract(R"({"required": ["a"]})")}))};
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

void check_all(const std::string& text) {
  for (const CompiledContract& contract : every_kind()) {
    const Verdict verdict = validate_text(contract, text, {RepairLevel::c});
    check_sound(text, verdict);
    check_repaired(contract, verdict);
  }
}

const char* const kFamilies[] = {"a,",
                                 "\"",
                                 "\"\"",
                                 "a,note\n",
                                 "1,cold\n",
                                 "[",
                                 "{\"a\":",
                                 "a and ",
                                 "- a\n",
                                 "<tool_call>",
                                 "```json\n",
                                 "{\"a\": 1}\n",
                                 "{\"a\": 1}",
                                 "1,234,",
                                 "a(b=",
                                 "a;note\n",
                                 "\\",
                                 "\xFF",
                                 "$1 ",
                                 "\r",
                                 "\"a\"b,",
                                 "</tool_call>",
                                 "{\"class_type\":",
                                 "{\"name\":\"a\",\"arguments\":\"",
                                 "'",
                                 "|",
                                 "no "};

}  // namespace

TEST_CASE("hostile contracts: families of 50 KB") {
  for (const char* family : kFamilies) {
    CAPTURE(std::string(family));
    check_all(repeated(family, 50'000));
  }
}

TEST_CASE("hostile contracts: lines of 1 MB") {
  check_all(repeated("a, ", kLongLine));
  check_all("a,note\n" + repeated("1,", kLongLine));
  check_all("{\"name\": \"a\", \"arguments\": \"" + repeated("\\\"x", kLongLine) + "\"}");
}

TEST_CASE("hostile contracts: every byte, and deep nesting") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  check_all(bytes);
  check_all(repeated(bytes, 20'000));
  check_all(repeated("[", kMaxJsonDepth + 2));
  check_all(repeated("{\"tool_calls\":", 20'000) + "1");
}
