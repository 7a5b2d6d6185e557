// Verdict, level, causes and repair of short answers: labels, numbers, patterns.
#include "core/validate/verdict_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const VerdictRow kLabels[] = {
    {"Positive", "pass strict", "", "Positive"},
    {" Positive \n", "pass strict", "", " Positive \n"},
    {"The sentiment is Positive.", "pass extracted", "W3 W4", "Positive"},
    {"**Positive**", "pass extracted", "W7", "Positive"},
    {"“Positive”", "pass extracted", "W3 W4", "Positive"},
    {"```\nPositive\n```", "pass extracted", "W1", "Positive"},
    {"`Positive`", "pass extracted", "W1", "Positive"},
    {"Positive, as in Positive", "pass extracted", "W3 W8", "Positive"},
    {"Very Positive!", "pass extracted", "W4", "Very Positive"},
    {"Not Negative but Positive", "pass extracted", "W3", "Positive"},
    {"positive", "fail repaired", "C12", "Positive"},
    {"[POSITIVE]", "fail repaired", "C12 W3 W4", "Positive"},
    {"Positive or Negative", "fail lost", "W8"},
    {"not Positive", "fail lost", "C12"},
    {"I don't think it is Positive", "fail lost", "X9"},
    {"Positively", "fail lost", "C12"},
    {"Neutral", "fail lost", "C12"},
    {"I would rather not judge this text.", "fail lost", "X9"},
    {"", "fail lost", "X8"},
};

const VerdictRow kNumbers[] = {
    {"42", "pass strict", "", "42"},
    {" 42.0\n", "pass strict", "", " 42.0\n"},
    {"+4.2e1", "pass strict", "", "+4.2e1"},
    {"The answer is 42.", "pass extracted", "W3 W4", "42"},
    {"Answer:42", "pass extracted", "W3", "42"},
    {"$42", "pass extracted", "W3", "42"},
    {"`42`", "pass extracted", "W1", "42"},
    {"```\n42\n```", "pass extracted", "W1", "42"},
    {"6 * 7 = 42", "pass extracted", "W3", "42"},
    {"42, that is 42.0", "pass extracted", "W3 W8", "42.0"},
    {"43", "fail lost", "C11"},
    {"The answer is 43", "fail lost", "C11 W3"},
    {"A: -42", "fail lost", "C11 W3"},
    {"It is not 42", "fail lost", "X9"},
    {"1e999", "fail lost", "C6"},
    {"forty-two", "fail lost", "X9"},
    {"", "fail lost", "X8"},
    // Passed over, never guessed at: dates, ranges, percentages, separators, versions, minus signs.
    {"2024-05-42", "fail lost", "X9"},
    {"40-42", "fail lost", "X9"},
    {"40\xE2\x80\x93"
     "42",
     "fail lost", "X9"},
    {"42%", "fail lost", "X9"},
    {"42,000", "fail lost", "C4"},
    {"v42.1.0", "fail lost", "X9"},
    {"42nd", "fail lost", "X9"},
    {"042", "fail lost", "X9"},
    {"\xE2\x88\x92"
     "42",
     "fail lost", "C4 C11"},
    {"-$42", "fail lost", "X9"},
    {"x42", "fail lost", "X9"},
    {"42^2", "fail lost", "X9"},
};

const VerdictRow kMasses[] = {
    {"42 kg", "pass strict", "", "42 kg"},
    {"42kg", "pass strict", "", "42kg"},
    {"It weighs 42 kg, not 40 kg.", "pass extracted", "W3 W4", "42 kg"},
    {"42", "fail lost", "C1"},
    {"42 lb", "fail lost", "C1 W4"},
    {"42 kgs", "fail lost", "C1 W4"},
};

const VerdictRow kPatterns[] = {
    {"AB-1234", "pass strict", "", "AB-1234"},
    {"AB-1234\r\n", "pass strict", "", "AB-1234\r\n"},
    {"```\nAB-1234\n```", "pass extracted", "W1", "AB-1234"},
    {"The code is AB-1234", "fail lost", "C7"},
    {"AB-12345", "fail lost", "C7"},
    {" AB-1234", "fail lost", "C7"},
    {"AB\xFF-1234", "fail lost", "T1 C7"},
    {"\xEF\xBB\xBF"
     "AB-1234",
     "fail repaired", "T2", "AB-1234"},
    {"", "fail lost", "X8"},
};

}  // namespace

TEST_CASE("validate: labels") {
  const CompiledContract contract = compiled(label_contract({"Positive", "Negative", " Very Positive "}));
  for (const VerdictRow& row : kLabels) check(contract, row);
}

TEST_CASE("validate: single letters are answers, not articles or pronouns") {
  const CompiledContract contract = compiled(label_contract({"A", "B", "I"}));
  check(contract, {"(A) Very optimistic", "pass extracted", "W3 W4", "A"});
  check(contract, {"A. Major reason", "pass extracted", "W4", "A"});
  check(contract, {"The answer is A because it fits", "pass extracted", "W3 W4", "A"});
  check(contract, {"A person may choose B", "pass extracted", "W3", "B"});
  check(contract, {"I think B", "pass extracted", "W3", "B"});
  check(contract, {"A or B", "fail lost", "W8"});
  check(contract, {"This is a subjective question for a person", "fail lost", "X9"});
  check(contract, {"b", "fail repaired", "C12", "B"});
}

TEST_CASE("validate: labels whose case does not matter") {
  Contract contract = label_contract({"Yes", "No"});
  contract.ignore_case = true;
  check(compiled(contract), {"YES", "pass strict", "", "YES"});
  check(compiled(contract), {"Well, yes.", "pass extracted", "W3 W4", "yes"});
  check(compiled(contract), {"yes! Yes!", "pass extracted", "W3 W4 W8", "Yes"});
  check(compiled(contract), {"maybe", "fail lost", "C12"});
}

TEST_CASE("validate: labels that differ by case alone leave no single repair") {
  const CompiledContract contract = compiled(label_contract({"US", "us"}));
  check(contract, {"Us", "fail lost", "C12"});
  check(contract, {"us", "pass strict", "", "us"});
}

TEST_CASE("validate: numbers near a target") {
  for (const VerdictRow& row : kNumbers) check(compiled(number_contract(42)), row);
}

TEST_CASE("validate: numbers with a unit") {
  for (const VerdictRow& row : kMasses) check(compiled(number_contract(42, "kg")), row);
}

TEST_CASE("validate: any number, when there is one") {
  const CompiledContract contract = compiled(number_contract(std::nullopt));
  check(contract, {"It is 6.", "pass extracted", "W3 W4", "6"});
  check(contract, {"It is 6 or 7.", "fail lost", "W8"});
  check(contract, {"0", "pass strict", "", "0"});
}

TEST_CASE("validate: the tolerance is max(abs, rel * the larger of both)") {
  struct Row {
    double abs_tol, rel_tol;
    const char* text;
    bool holds;
  };
  const Row rows[] = {
      {0, 0, "100", true},    {0, 0, "100.0000001", false}, {0.5, 0, "100.5", true}, {0.5, 0, "100.51", false},
      {0, 0.01, "101", true}, {0, 0.01, "101.02", false},   {0, 0.01, "99", true},   {0, 0.01, "98.9", false},
      {2, 0.01, "98", true},  {0, 1, "1e308", true},        {0, 1, "-1", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Contract contract = number_contract(100);
    contract.abs_tol = row.abs_tol;
    contract.rel_tol = row.rel_tol;
    const Verdict verdict = validate_text(compiled(contract), row.text, {});
    CHECK(verdict_words(verdict) == (row.holds ? "pass strict" : "fail lost"));
  }
}

TEST_CASE("validate: patterns match from end to end") {
  const CompiledContract contract = compiled(regex_contract(R"([A-Z]{2}-\d{4})"));
  for (const VerdictRow& row : kPatterns) check(contract, row);
}

TEST_CASE("validate: a pattern looks through what stands around an answer") {
  const CompiledContract contract = compiled(regex_contract(R"([A-Z]{2}-\d+)"));
  check(contract, {"<think>x</think>AB-12", "pass extracted", "W5", "AB-12"});
  check(contract, {"<think>x</think>\nAB-12", "pass extracted", "W5", "AB-12"});
  check(contract, {"**AB-12**", "pass extracted", "W7", "AB-12"});
  check(contract, {"`AB-12`", "pass extracted", "W1", "AB-12"});
  check(contract, {"<answer>AB-12</answer>", "pass extracted", "W6", "AB-12"});
  check(contract, {"\"AB-12\"", "pass extracted", "W3 W4", "AB-12"});
  check(contract, {"Answer: AB-12", "pass extracted", "W3", "AB-12"});
  check(contract, {"**Answer:** AB-12", "pass extracted", "W3", "AB-12"});
  check(contract, {"<answer>AB-12</answer> or <answer>AB-13</answer>", "fail lost", "C7"});
  check(contract, {"AB-12.", "fail lost", "C7"});
}

TEST_CASE("validate: JSON that is broken, cut or outside a fence is a rival") {
  const CompiledContract contract =
      compiled(schema_contract(R"({"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]})"));
  check(contract, {"First: {\"a\":1}\nFinal: {\"a\":2,}", "fail lost", "W8"});
  check(contract, {"```json\n{\"a\":1,}\n```\nExample: {\"a\":2}", "fail lost", "W8"});
  check(contract, {"```json\n{\"a\":1}\n```\nor\n{\"a\":2}", "fail lost", "W8"});
  check(contract, {"```json\n{\"a\":1}\n```\nCorrection:\n```json\n{\"a\":2", "fail lost", "W8"});
  check(contract, {"{\"a\":1} and {\"a\":", "fail lost", "W8"});
  check(contract, {"```json\n{\"a\":1}\n```\n{\"a\":1}", "pass extracted", "W3 W8", "{\"a\":1}"});
  check(contract, {"{\"b\":1} then {\"a\":1}", "pass extracted", "W3 W8", "{\"a\":1}"});
  check(contract, {"see {name} and {\"a\":1}", "pass extracted", "W3", "{\"a\":1}"});
}
