// One defect at a time, with the code, the exact byte range (between the marks ⟦ and ⟧) and the repaired text written
// down before the reader ran. "" = nothing is repaired at level B; both readings are asked for where two are
// defensible.
#include "core/validate/verdict_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

struct DefectRow {
  std::string_view marked;
  const char* causes;
  std::string_view repaired;
  std::size_t readings = 0;  // alternatives that the finding must offer
  const char* schema = R"({"type": ["object", "array"]})";
};

const char* const kText = R"({"properties": {"a": {"type": "string"}}})";
const char* const kNumber = R"({"properties": {"a": {"type": "number"}}})";
const char* const kListOfTwo = R"({"type": "array", "minItems": 2, "maxItems": 2})";

const DefectRow kLexical[] = {
    {R"({⟦'a'⟧: 1})", "L1", R"({"a": 1})"},
    {R"({"a": ⟦'it"s'⟧})", "L1", R"({"a": "it\"s"})"},
    {R"({"a": ⟦'it's fine'⟧, "b": 1})", "L1", R"({"a": "it's fine", "b": 1})"},
    {R"({"a": ⟦'it\'s'⟧})", "L1", R"({"a": "it's"})"},
    {"{\"a\": ⟦\xE2\x80\x9Cx\xE2\x80\x9D⟧}", "L1", R"({"a": "x"})"},
    {"{⟦\xE2\x80\x98"
     "a\xE2\x80\x99⟧: 1}",
     "L1", R"({"a": 1})"},
    {R"({"a": ⟦`x`⟧})", "L1", R"({"a": "x"})"},
    {R"({"a": ⟦"""x"""⟧})", "L1", R"({"a": "x"})"},
    {R"({"a": ⟦u'x'⟧})", "L1", R"({"a": "x"})"},
    {R"({⟦a⟧: 1})", "L2", R"({"a": 1})"},
    {R"({"x": 1, ⟦$b_2⟧: 2})", "L2", R"({"x": 1, "$b_2": 2})"},
    {R"({⟦1⟧: "x"})", "L2", R"({"1": "x"})"},
    {R"({⟦content-type⟧: "x"})", "L2", R"({"content-type": "x"})"},
    {R"({"a": ⟦Zoe⟧})", "L3", R"({"a": "Zoe"})", 0, kText},
    {R"({"a": ⟦hello, world⟧, "b": 1})", "L3", R"({"a": "hello, world", "b": 1})", 0, kText},
    {R"({"a": ⟦50%⟧})", "L3", R"({"a": "50%"})", 0, kText},
    {R"({"a": ⟦2024-05-20⟧})", "L3", R"({"a": "2024-05-20"})", 0, kText},
    {R"({"a": ⟦Zoe⟧})", "L3", "", 0, kNumber},
    {R"([⟦red⟧, "green"])", "L3", R"(["red", "green"])"},
    {R"({"a": ⟦None⟧})", "L4", R"({"a": null})"},
    {R"([1, ⟦True⟧])", "L4", R"([1, true])"},
    {R"({"a": ⟦FALSE⟧})", "L4", R"({"a": false})"},
    {R"({"a": ⟦NaN⟧})", "L5", R"({"a": null})"},
    {R"({"a": ⟦-Infinity⟧, "b": 1})", "L5", R"({"a": null, "b": 1})"},
    {R"({"a": ⟦undefined⟧})", "L5", "{}", 0, kNumber},  // null where a number or nothing may stand: left out
    {R"({"a": ⟦+1⟧})", "L6", R"({"a": 1})"},
    {R"({"a": ⟦.5⟧})", "L6", R"({"a": 0.5})"},
    {R"({"a": ⟦-.5⟧})", "L6", R"({"a": -0.5})"},
    {R"([⟦5.⟧])", "L6", R"([5.0])"},
    {R"([⟦0xFF⟧, 2])", "L6", R"([255, 2])"},
    {R"({"a": ⟦1_000⟧})", "L6", R"({"a": 1000})"},
    {R"({"a": ⟦007⟧})", "L6", ""},
    {R"({"a": ⟦1,234⟧, "b": 2})", "L6", ""},
    {R"({"a": "it⟦\'⟧s"})", "L7", R"({"a": "it's"})"},
    {R"({"a": "⟦\x41⟧"})", "L7", R"({"a": "\u0041"})"},
    {R"({"a": "⟦\d⟧+"})", "L7", R"({"a": "\\d+"})"},
    {R"({"a": "⟦\u12⟧ x"})", "L7", ""},
    {R"({"a": "C:\temp⟦\U⟧sers"})", "L7", "", 2},
    {"{\"a\": \"x⟦\n⟧y\"}", "L8", R"({"a": "x\ny"})"},
    {"{\"a\": \"x⟦\t⟧y\"}", "L8", R"({"a": "x\ty"})"},
    {"{\"a\": \"x⟦\r\n⟧y\"}", "L8", R"({"a": "x\r\ny"})"},
    {"{\"a\": 1, ⟦// one⟧\n\"b\": 2}", "L9", "{\"a\": 1, \n\"b\": 2}"},
    {R"({"a": ⟦/* one */⟧ 1})", "L9", R"({"a":  1})"},
    {"{\"a\": 1 ⟦# one⟧\n}", "L9", "{\"a\": 1 \n}"},
    {R"({"a": ⟦1/6⟧})", "L10", ""},
    {R"({"a": ⟦f(1, 2)⟧, "b": 1})", "L10", ""},
    {R"({"a": "x⟦" + "⟧y"})", "L10", R"({"a": "xy"})"},
    {R"({"a": [1, 2, ⟦...⟧]})", "L11", ""},
    {"{\"a\": [1, 2 ⟦// ... rest omitted⟧\n]}", "L11", ""},
    {"{\"a\": 1, ⟦\xE2\x80\xA6⟧}", "L11", ""},
    {R"({"a": "the ⟦"big"⟧ one"})", "L12", R"({"a": "the \"big\" one"})"},
    {R"({"a": "so ⟦"x"⟧, or y", "b": 1})", "L12", R"({"a": "so \"x\", or y", "b": 1})"},
    {R"({"a": "a 5⟦"⟧ nail", "b": 1})", "L12", R"({"a": "a 5\" nail", "b": 1})"},
    {R"({"a": "x⟦⟧, "b": 1})", "L12", R"({"a": "x", "b": 1})"},
    {R"(["a, ⟦"⟧b", "c"])", "L12", "", 2},
    {R"(["a, ⟦"⟧b", "c"])", "L12", R"(["a, \"b", "c"])", 0, kListOfTwo},
    {R"({"a": "b⟦"⟧", "c": 1})", "L12", "", 2},
    {R"({"a": "⟦"b"⟧", "c": 1})", "L12", "", 2},
    {R"({"a": "he said ⟦"hi"⟧", "c": 1})", "L12", R"({"a": "he said \"hi\"", "c": 1})"},
    {R"({"a": ⟦tru⟧, "b": 1})", "L3", "", 2},
    {R"({"a": ⟦tru⟧, "b": 1})", "L3", R"({"a": "tru", "b": 1})", 0, kText},
    {R"({"a": "{⟦"x": 1, "y"⟧: 2}", "b": 1})", "L12", R"({"a": "{\"x\": 1, \"y\": 2}", "b": 1})"},
};

const DefectRow kStructure[] = {
    {R"({"a": 1⟦,⟧})", "S1", R"({"a": 1})"},
    {R"([1, 2⟦,⟧ ])", "S1", R"([1, 2 ])"},
    {R"({"a": 1⟦ ⟧"b": 2})", "S2", R"({"a": 1, "b": 2})"},
    {"[{\"a\": 1}⟦\n⟧{\"a\": 2}]", "S2", "[{\"a\": 1},\n{\"a\": 2}]"},
    {R"(["x"⟦ ⟧"y"])", "S2", R"(["x", "y"])"},
    {R"({"a": 1⟦;⟧ "b": 2})", "S2", R"({"a": 1, "b": 2})"},
    {R"([1⟦ ⟧2, 3])", "S2", R"([1, 2, 3])"},
    {R"({"a": 1,⟦,⟧ "b": 2})", "S3", ""},
    {R"([⟦,⟧1])", "S3", ""},
    {R"({"a"⟦⟧ 1})", "S4", R"({"a": 1})"},
    {R"({"a" ⟦=⟧ 1})", "S4", R"({"a" : 1})"},
    {R"({"a" ⟦=>⟧ 1})", "S4", R"({"a" : 1})"},
    {R"({"a": [1, 2⟦⟧})", "S5", R"({"a": [1, 2]})"},
    {R"({"a": [{"b": 1⟦⟧]})", "S5", R"({"a": [{"b": 1}]})"},
    // One closer inside is forgotten for sure, another is missing at the very end: as in kEnds, that is a cut.
    {R"({"a": {"b": [1, {"c": 2}⟦⟧})", "S5 X4", ""},
    {R"({"a": 1}⟦}⟧)", "S6", R"({"a": 1})"},
    {R"({"a": [1]⟦]⟧, "b": 2})", "S6", R"({"a": [1], "b": 2})"},
    {R"({"a": {"b": {}}⟦}⟧, "c": 2})", "S6", R"({"a": {"b": {}}, "c": 2})"},
    {R"([1, 2⟦}⟧)", "S7", R"([1, 2])"},
    {R"({"a": [1, 2⟦}⟧, "b": 3})", "S7", R"({"a": [1, 2], "b": 3})"},
    {R"({"a": {"b": 1⟦]⟧})", "S7", R"({"a": {"b": 1}})"},
    {R"({"a": 1, ⟦"a"⟧: 2})", "S8", R"({"a": 1, "a": 2})"},
    {R"({"a": ⟦}⟧)", "unknown", ""},
    {R"({"a": ⟦,⟧ "b": 1})", "unknown", ""},
};

// Strings of other languages are judged as their double-quoted twins, with what their language means by them.
const DefectRow kForeign[] = {
    {R"(["a", ⟦'b'⟧, true, "c"])", "L1", R"(["a", "b", true, "c"])"},
    {R"(["a", ⟦`b`⟧, null, "c"])", "L1", R"(["a", "b", null, "c"])"},
    {R"({"a": ⟦'x'⟧, "b": ["it's", "y"]})", "L1", R"({"a": "x", "b": ["it's", "y"]})"},
    {R"({"name":⟦'A⟧, 'city':"B"})", "L12 L1", R"({"name":"A", "city":"B"})"},
    {R"({"a": ⟦'x 'y', or z'⟧, "b": 1})", "L1", R"({"a": "x 'y', or z", "b": 1})"},
    {R"({"a": ⟦'so x', or y'⟧, "b": 1})", "L1", R"({"a": "so x', or y", "b": 1})"},
    {R"([⟦'so x', or y'⟧, "b"])", "L1", ""},
    {R"([⟦'a, 'b'⟧, "c"])", "L1", ""},
    {R"({"a": "x⟦" "⟧y", "b": 1})", "L12", "", 2},
    {R"({"a": "dogs", "cats"⟦⟧ and birds", "b": 1})", "S4 L12", ""},
    {R"({"a": ⟦'x' 'y'⟧, "b": 1})", "L1", "", 2},
    {R"({"a": ⟦r'\d+\b'⟧})", "L1", R"({"a": "\\d+\\b"})"},
    {R"({"a": ⟦r"\"\n"⟧})", "L1", R"({"a": "\\\"\\n"})"},
    {R"({"a": ⟦rb'\n'⟧})", "L1", ""},
    {R"({"a": ⟦b'x'⟧})", "L1", R"({"a": "x"})"},
    {R"({"a": ⟦f'{x}'⟧})", "L10", ""},
    {R"({"a": ⟦f'x'⟧})", "L1", R"({"a": "x"})"},
    {R"({⟦u'a'⟧: 1})", "L1", R"({"a": 1})"},
    {R"({"a": "⟦\U0001F600⟧"})", "L7", R"({"a": "\ud83d\ude00"})"},
    {R"({"a": "⟦\U000000e9⟧"})", "L7", R"({"a": "\u00e9"})"},
    {R"({"a": ⟦none⟧})", "L3", "", 2},
    {R"({"a": ⟦none⟧})", "L3", R"({"a": "none"})", 0, kText},
    {R"({"a": ⟦none⟧, "b": 1})", "L3", R"({"a": null, "b": 1})", 0, R"({"properties": {"a": {"type": "null"}}})"},
};

const char* const kFull = R"({"properties": {"a": true, "b": {"type": "array"}}, "additionalProperties": false})";
const char* const kPair = R"({"type": "array", "maxItems": 2})";

// The end of the text. A cut may leave any of these; only what stands behind, or a contract that has no room for more,
// shows that the writer had finished and forgot a closer.
const DefectRow kEnds[] = {
    {R"({"a": [1, 2]⟦⟧)", "X4", ""},
    {R"({"a": {"b": 1}⟦⟧)", "X4", ""},
    {R"([{"a": 1, "b": ["x"]⟦⟧)", "X4", ""},
    {R"({"a": 1, "b": [2]⟦⟧)", "S5", R"({"a": 1, "b": [2]})", 0, kFull},
    {R"({"b": [2], "a": "x"⟦⟧)", "S5", R"({"b": [2], "a": "x"})", 0, kFull},
    {R"({"b": [2], "a": 1⟦⟧)", "X4", "", 0, kFull},  // the number may go on
    {R"({"b": [2]⟦⟧)", "X4", "", 0, kFull},           // a is still to come
    {R"({"a": 1, "b": [2⟦⟧)", "X4", "", 0, kFull},
    {R"({"a": 1, "b": [[2]⟦⟧)", "X4", "", 0, kFull},
    {R"({"a": 1, "b": [2]⟦⟧)", "X4", "", 0, R"({"required": ["a", "b"]})"},
    {R"([1, "x"⟦⟧)", "S5", R"([1, "x"])", 0, kPair},
    {R"(["x"⟦⟧)", "X4", "", 0, kPair},
    {"```\n{\"a\": 1⟦⟧\n```", "S5 W1", R"({"a": 1})"},
    {"```\n[{\"a\": 1⟦⟧\n```", "S5 W1", R"([{"a": 1}])"},
    {"```\n[{\"a\": {\"b\": 1}⟦⟧", "X4", ""},  // the fence never closes, either
    {"{\"a\": 1⟦⟧\n\nLet me know!", "S5 W4", R"({"a": 1})"},
    {"{\"a\": [1]⟦⟧ Let me know!", "S5 W4", R"({"a": [1]})"},
    {"{\"a\": \"he said \"hi⟦⟧", "X1", ""},
};

const DefectRow kCut[] = {
    {R"({"a": "The pat⟦⟧)", "X1", ""},
    {R"({"a": 1, "b⟦⟧)", "X1", ""},
    {R"({"a": 1, "b"⟦⟧)", "X2", ""},
    {R"({"a": 1, "b": ⟦⟧)", "X3", ""},
    {R"({"a": [1, ⟦⟧)", "X4", ""},
    {R"({"a": [1, 2⟦⟧)", "X4", ""},
    {R"({"a": "x"⟦⟧)", "X4", ""},
    {R"([{"a": 1}, {"a": 2}⟦⟧)", "X4", ""},
    {R"({⟦⟧)", "X4", ""},
    {R"({"a": tru⟦⟧)", "X5", ""},
    {R"({"a": 1.⟦⟧)", "X5", ""},
    {R"({"a": "x\⟦⟧)", "X5", ""},
    {R"({"a": "x\u00⟦⟧)", "X5", ""},
    {"```json\n{\"a\": 1}\n⟦``⟧", "X6", R"({"a": 1})"},
    {"⟦ \n⟧", "X8", ""},
    {"⟦I cannot help with that.⟧", "X9", ""},
};

const DefectRow kAround[] = {
    {"{\"a\": \"x⟦\xE9⟧y\"}", "T1", "{\"a\": \"x\xEF\xBF\xBDy\"}"},
    {"⟦\xEF\xBB\xBF⟧{\"a\": 1}", "T2", R"({"a": 1})"},
    {{"⟦\xFF\xFE⟧{\0\"\0a\0\"\0:\0001\0}\0", 22}, "T2", R"({"a":1})"},
    {"{\"a\": ⟦\x01⟧1}", "T3", R"({"a": 1})"},
    {"{\"a\":⟦\xC2\xA0⟧1}", "T4", R"({"a":1})"},
    {"{\"a\"⟦\xEF\xBC\x9A⟧1}", "T4", R"({"a":1})"},
    {"⟦\xE2\x80\x8B⟧{\"a\": 1}", "T4", R"({"a": 1})"},
    {"⟦```json⟧\n{\"a\": 1}\n```", "W1", R"({"a": 1})"},
    {"⟦~~~⟧\n{\"a\": 1}", "W2", R"({"a": 1})"},
    {"⟦Sure:⟧ {\"a\": 1}", "W3", R"({"a": 1})"},
    {"{\"a\": 1} ⟦Done.⟧", "W4", R"({"a": 1})"},
    {"⟦<think>{\"a\": 2}?</think>⟧\n{\"a\": 1}", "W5", R"({"a": 1})"},
    {"⟦Hm, {\"a\": 2}.\n</think>⟧\n{\"a\": 1}", "W5", R"({"a": 1})"},
    {"⟦<think>x</think>⟧<think>{\"a\": 2}</think>{\"a\": 1}", "W5", R"({"a": 1})"},
    {"⟦[THINK]{\"a\": 2}[/THINK]⟧{\"a\": 1}", "W5", R"({"a": 1})"},
    {"⟦◁think▷{\"a\": 2}◁/think▷⟧{\"a\": 1}", "W5", R"({"a": 1})"},
    {"⟦<|channel|>analysis<|message|>{\"a\": 2}?<|end|><|start|>assistant<|channel|>final<|message|>⟧{\"a\": 1}", "W5",
     R"({"a": 1})"},
    {"⟦<|channel|>analysis {\"a\": 2}?<|channel|>final⟧ {\"a\": 1}", "W5", R"({"a": 1})"},
    {"⟦```json title=\"x.json\"⟧\n{\"a\": 1}\n```", "W1", R"({"a": 1})"},
    {"⟦\x1B[32m⟧{\"a\": 1}\x1B[0m", "T3", R"({"a": 1})"},
    {"⟦<answer>⟧{\"a\": 1}</answer>", "W6", R"({"a": 1})"},
    {"⟦[TOOL_CALLS]⟧ {\"a\": 1}", "W6", R"({"a": 1})"},
    {"⟦**⟧{\"a\": 1}**", "W7", R"({"a": 1})"},
    {R"({"a": "x⟦\_⟧y"})", "W7", R"({"a": "x_y"})"},
    {R"(⟦"{\"a\": 1}"⟧)", "W9", R"({"a": 1})"},
    {R"(⟦{\"a\": 1}⟧)", "W9", R"({"a": 1})"},
    {R"(⟦[{"a": 1}]⟧)", "W10", R"({"a": 1})", 0, R"({"type": "object"})"},
    {R"(⟦{"result": [1]}⟧)", "W10", R"([1])", 0, R"({"type": "array", "items": {"type": "integer"}})"},
    {R"(⟦{"a": 1}⟧)", "W10", R"([{"a": 1}])", 0, R"({"type": "array", "items": {"required": ["a"]}})"},
};

constexpr std::string_view kFrom = "⟦";
constexpr std::string_view kTo = "⟧";

void check_row(const DefectRow& row) {
  std::string text(row.marked);
  Span span;
  span.from = text.find(kFrom);
  text.erase(span.from, kFrom.size());
  span.to = text.find(kTo);
  text.erase(span.to, kTo.size());
  CAPTURE(text);
  const CompiledContract contract = compiled(schema_contract(row.schema));
  const Verdict verdict = validate_text(contract, text, {RepairLevel::b});
  CHECK(cause_words(verdict) == row.causes);
  CHECK(verdict.repaired == row.repaired);
  check_sound(text, verdict);
  check_repaired(contract, verdict);
  REQUIRE_FALSE(verdict.findings.empty());
  const Finding& finding = verdict.findings.front();
  CHECK(finding.span.from == span.from);
  CHECK(finding.span.to == span.to);
  if (row.readings > 0) CHECK(finding.alternatives.size() == row.readings);
  for (const Alternative& other : finding.alternatives) {
    const std::string read = apply_edits(text, other.edits);
    CHECK(apply_edits(read, invert_edits(text, other.edits)) == text);
  }
}

}  // namespace

TEST_CASE("one defect: tokens") {
  for (const DefectRow& row : kLexical) check_row(row);
}
TEST_CASE("one defect: commas, colons, closers") {
  for (const DefectRow& row : kStructure) check_row(row);
}
TEST_CASE("one defect: strings of other languages") {
  for (const DefectRow& row : kForeign) check_row(row);
}
TEST_CASE("one defect: forgotten closers and cuts") {
  for (const DefectRow& row : kEnds) check_row(row);
}
TEST_CASE("one defect: cut") {
  for (const DefectRow& row : kCut) check_row(row);
}
TEST_CASE("one defect: the pointer names the key, whatever its quotes") {
  const CompiledContract contract = compiled(schema_contract("true"));
  for (const char* key : {"'k'", "`k`", "\xE2\x80\x9Ck\xE2\x80\x9D", "\xE2\x80\x98k\xE2\x80\x99", "u'k'", "k"}) {
    const Verdict verdict = validate_text(contract, "{" + std::string(key) + ": {'x': NaN}}", {});
    CAPTURE(std::string(key));
    REQUIRE_FALSE(verdict.findings.empty());
    CHECK(verdict.findings.back().pointer == "/k/x");
  }
}
TEST_CASE("one defect: what is expected and what is done agree where the member goes") {
  const Verdict verdict = validate_text(compiled(schema_contract(kNumber)), R"({"a": Infinity})", {});
  REQUIRE(verdict.findings.size() == 1);
  CHECK(verdict.findings[0].expected == "null or no member");
  CHECK(verdict.repaired == "{}");
}
TEST_CASE("one defect: bytes and wrapper") {
  for (const DefectRow& row : kAround) check_row(row);
}
