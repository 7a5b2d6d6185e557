// Renamed keys (C3), near words of an enum (C5), schemas given back (C13), placeholders (C14): named, repaired only
// where one name fits, and never where the text meets its contract.
#include "core/validate/verdict_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const char* const kPassenger = R"({"type": "object", "additionalProperties": false, "required": ["first_name", "age"],
  "properties": {"first_name": {"type": "string"}, "age": {"type": "integer"}, "seat": {"enum": ["aisle", "window"]},
                 "address1": {"type": "string"}, "address2": {"type": "string"},
                 "trip": {"type": "object", "required": ["from"], "properties": {"from": {"type": "string"}}}}})";

const VerdictRow kClosed[] = {
    {R"({"firstName": "Zoe", "age": 3})", "fail repaired", "C3", R"({"first_name": "Zoe", "age": 3})"},
    {R"({"First-Name": "Zoe", "age": 3})", "fail repaired", "C3", R"({"first_name": "Zoe", "age": 3})"},
    {R"({"first_nmae": "Zoe", "age": 3})", "fail repaired", "C3", R"({"first_name": "Zoe", "age": 3})"},
    {R"({"first_name": "Zoe", "ages": 3})", "fail repaired", "C3", R"({"first_name": "Zoe", "age": 3})"},
    {R"({"first_name": "Zoe", "age": 3, "Seat": "aisle"})", "fail repaired", "C3",
     R"({"first_name": "Zoe", "age": 3, "seat": "aisle"})"},
    {R"({"name": "Zoe", "age": 3})", "fail lost", "C3"},             // part of the name: proposed
    {R"({"first_name": "Zoe", "years": 3})", "fail lost", "C1 C2"},  // another word
    {R"({"first_name": "Zoe", "age": 3, "address3": "x"})", "fail repaired", "C2",
     R"({"first_name": "Zoe", "age": 3})"},                                           // numbered names are names
    {R"({"firstName": "Zoe", "FirstName": "Ann", "age": 3})", "fail lost", "C1 C2"},  // two could be meant
    {R"({"firstName": 4, "age": "3"})", "fail repaired", "C3 C4", R"({"first_name": "4", "age": 3})"},
    {R"({"first_name": "Zoe", "age": 3, "Trip": {"form": "Oslo"}})", "fail repaired", "C3",
     R"({"first_name": "Zoe", "age": 3, "trip": {"from": "Oslo"}})"},
    {R"({"first_name": "Zoe", "age": 3, "trip": {"form": "Oslo"}})", "fail repaired", "C3",
     R"({"first_name": "Zoe", "age": 3, "trip": {"from": "Oslo"}})"},
    {R"({"first_name": "Zoe", "age": 3, "seat": "Aisle"})", "fail lost", "C5"},
    {R"({"first_name": "Zoe", "age": 3, "seat": "isle"})", "fail lost", "C5"},
    {R"({"first_name": "Zoe", "age": "<age>"})", "fail lost", "C14"},
    {R"({"first_name": "Zoe", "age": 3, "seat": "..."})", "fail lost", "C14"},
    {R"({"first_name": "string", "age": 3})", "pass strict", "", R"({"first_name": "string", "age": 3})"},
    {R"({"type": "object", "properties": {"first_name": {"type": "string"}}})", "fail lost", "C13"},
    {R"({"type": "object", "properties": {"first_name": "Zoe", "age": 3}})", "fail lost", "C1 C1 C2 C2"},
};

const VerdictRow kOpen[] = {
    {R"({"userId": 7})", "fail repaired", "C3", R"({"user_id": 7})"},
    {R"({"user_id": 7, "Note": 1})", "pass strict", "", R"({"user_id": 7, "Note": 1})"},
    {R"({"id": 7})", "fail lost", "C3"},
    {R"({"name": "x"})", "fail lost", "C1"},
};

std::string unique_causes(const char* words) {
  std::string out;
  std::string all(words);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find(' ', at), all.size());
    const std::string code = all.substr(at, end - at);
    if ((' ' + out + ' ').find(' ' + code + ' ') == std::string::npos) out += (out.empty() ? "" : " ") + code;
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("named values: in an object that allows no other keys") {
  for (const VerdictRow& row : kClosed) {
    const std::string causes = unique_causes(row.causes);
    check(compiled(schema_contract(kPassenger)), {row.text, row.verdict, causes.c_str(), row.repaired});
  }
}

TEST_CASE("named values: where other keys are allowed only what is missing can have another name") {
  const CompiledContract contract =
      compiled(schema_contract(R"({"required": ["user_id"], "properties": {"note": {"type": "string"}}})"));
  for (const VerdictRow& row : kOpen) check(contract, row);
}

TEST_CASE("named values: proposals on request") {
  const CompiledContract contract = compiled(schema_contract(kPassenger));
  check(contract, {R"({"name": "Zoe", "age": 3})", "fail lost", "C3", R"({"first_name": "Zoe", "age": 3})"},
        RepairLevel::c);
  check(contract,
        {R"({"first_name": "Zoe", "age": 3, "seat": "Aisle"})", "fail lost", "C5",
         R"({"first_name": "Zoe", "age": 3, "seat": "aisle"})"},
        RepairLevel::c);
}

TEST_CASE("named values: two keys that could be meant are both offered, and neither is deleted") {
  const Verdict verdict = validate_text(compiled(schema_contract(kPassenger)),
                                        R"({"firstName": "Zoe", "FirstName": "Ann", "age": 3})", {RepairLevel::b});
  CHECK_FALSE(verdict.has_repaired);
  std::size_t offered = 0;
  for (const Finding& finding : verdict.findings) offered += finding.alternatives.size();
  CHECK(offered == 2);
}

TEST_CASE("named values: what stands under a renamed key is judged, at the pointer it has in the text") {
  const Verdict verdict = validate_text(compiled(schema_contract(kPassenger)),
                                        R"({"first_name": "Zoe", "age": 3, "Trip": {"from": 5}})", {RepairLevel::b});
  CHECK(cause_words(verdict) == "C3 C4");
  REQUIRE(verdict.findings.size() == 2);
  CHECK(verdict.findings[1].pointer == "/Trip/from");
  CHECK(verdict.repaired == R"({"first_name": "Zoe", "age": 3, "trip": {"from": "5"}})");
}

TEST_CASE("named values: a schema is a value where schemas are asked for") {
  const char* schema =
      R"({"required": ["type", "properties", "title"], "properties": {"properties": {"type": "object"}}})";
  check(compiled(schema_contract(schema)), {R"({"type": "object", "properties": {"a": {}}})", "fail lost", "C1"});
  check(compiled(schema_contract(R"({"enum": ["a", "b"]})")), {R"({"enum": ["a", "b"]})", "fail lost", "C13"});
}

TEST_CASE("closers: an earlier one may be the one too many; the contract chooses or both are told") {
  const char* text = R"({"a": {"x": 1}, "b": 2}})";
  check(compiled(schema_contract("{}")), {text, "fail lost", "S6"});
  check(compiled(schema_contract(R"({"required": ["b"]})")),
        {text, "fail repaired", "S6", R"({"a": {"x": 1}, "b": 2})"});
  const char* inside = R"({"properties": {"a": {"required": ["b"]}}})";
  check(compiled(schema_contract(inside)), {text, "fail repaired", "S6", R"({"a": {"x": 1, "b": 2}})"});
  const Verdict verdict = validate_text(compiled(schema_contract(inside)), text, {RepairLevel::b});
  CHECK(verdict.findings.front().span.from == 13);
  check(compiled(schema_contract(R"({"properties": {"a": {"required": ["c"]}}})")),
        {R"({"a": {"b": [1]], "c": 2}})", "fail repaired", "S6", R"({"a": {"b": [1], "c": 2}})"});
  check(compiled(schema_contract(R"({"required": ["c"]})")),
        {R"({"a": {"b": [1}, "c": {"d": 2}})", "fail repaired", "S5", R"({"a": {"b": [1]}, "c": {"d": 2}})"});
  check(compiled(schema_contract("{}")), {R"({"a": {"b": [1]], "c": 2}})", "fail lost", "S6"});
  check(compiled(schema_contract(R"({"items": {"type": "array"}})")),
        {R"([[{"a": 1}]], [{"b": 2}]])", "fail lost", "unknown"});
}
