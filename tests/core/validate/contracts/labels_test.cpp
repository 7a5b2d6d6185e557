// Several labels, or none, in the ways people and models list them.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const VerdictRow kRows[] = {
    {"bug", "pass strict", "", "bug"},
    {"bug, docs", "pass strict", "", "bug, docs"},
    {"bug,docs", "pass strict", "", "bug,docs"},
    {"bug; docs", "pass strict", "", "bug; docs"},
    {"bug and docs", "pass strict", "", "bug and docs"},
    {"bug, docs, and good first issue", "pass strict", "", "bug, docs, and good first issue"},
    {"bug\ndocs\n", "pass strict", "", "bug\ndocs\n"},
    {"- bug\n- docs", "pass strict", "", "- bug\n- docs"},
    {"1. bug\n2. docs", "pass strict", "", "1. bug\n2. docs"},
    {"\xE2\x80\xA2 bug\n\xE2\x80\xA2 docs", "pass strict", "", "\xE2\x80\xA2 bug\n\xE2\x80\xA2 docs"},
    {R"(["bug", "docs"])", "pass strict", "", R"(["bug", "docs"])"},
    {"research and development", "pass strict", "", "research and development"},
    {"bug and research and development", "pass strict", "", "bug and research and development"},
    {"none", "pass strict", "", "none"},
    {"No labels", "pass strict", "", "No labels"},
    {"[]", "pass strict", "", "[]"},
    {"Bug, docs", "fail repaired", "C12", "bug, docs"},
    {R"(["Bug", "docs"])", "fail repaired", "C12", R"(["bug", "docs"])"},
    {"bug, good-first-issue", "fail repaired", "C12", "bug, good first issue"},
    {"bug, crash", "fail lost", "C12"},
    {R"(["bug", "crash"])", "fail lost", "C12"},
    {R"(["bug", 3])", "fail lost", "C12"},
    {"bug, not docs", "fail lost", "C12"},
    {"bug, docs, wontfix, good first issue", "fail lost", "C10"},
    {"bug, bug", "pass strict", "C12", "bug, bug"},
    {"The labels are: bug, docs", "pass extracted", "W3", "bug, docs"},
    {"Labels: Bug, docs.", "fail repaired", "C12 W3 W4", "bug, docs"},
    {"Labels: bug. Also docs.", "fail lost", "W8"},
    {"```\nbug\ndocs\n```", "pass extracted", "W1", "bug\ndocs"},
    {"debugging, docstrings", "fail lost", "C12"},
    {"", "fail lost", "X8"},
};

}  // namespace

TEST_CASE("labels: several of them, or none") {
  Contract contract = label_contract({"bug", "docs", "wontfix", "good first issue", "research and development"});
  contract.min_labels = 0;
  contract.max_labels = 3;
  for (const VerdictRow& row : kRows) check(compiled(contract), row);
}

TEST_CASE("labels: none is no answer where one is asked for") {
  Contract contract = label_contract({"bug", "docs"});
  contract.max_labels = 2;
  check(compiled(contract), {"none", "fail lost", "C10"});
  check(compiled(contract), {"[]", "fail lost", "C10"});
}

TEST_CASE("labels: what denies a label never counts as it") {
  const CompiledContract contract = compiled(label_contract({"positive", "support"}));
  check(contract, {"non-positive", "fail lost", "C12"});
  check(contract, {"It is hardly positive", "fail lost", "X9"});
  check(contract, {"There is no positive word in the text", "fail lost", "X9"});
  check(contract, {"This is unsupported by the text", "fail lost", "X9"});
  check(contract, {"anything other than positive", "fail lost", "X9"});
}

TEST_CASE("labels: only case, spaces and punctuation differ") {
  const CompiledContract contract = compiled(label_contract({"Very Positive", "N/A", "in progress"}));
  check(contract, {"very-positive", "fail repaired", "C12", "Very Positive"});
  check(contract, {"In_Progress", "fail repaired", "C12", "in progress"});
  check(contract, {"in  progress", "fail repaired", "C12", "in progress"});
  check(contract, {"NA", "fail repaired", "C12", "N/A"});
}

TEST_CASE("labels: counts that make no sense are refused") {
  Contract contract = label_contract({"a"});
  contract.min_labels = 2;
  CHECK(compile_contract(contract).error().where.pointer == "/max");
  contract.max_labels = 3;
  CHECK(compile_contract(contract).error().where.pointer == "/min");
  contract.min_labels = -1;
  CHECK(compile_contract(contract).error().where.pointer == "/min");
}

namespace {

// A lost row ends on "": nothing is offered. The words beside the label are of many kinds on purpose.
const VerdictRow kYesNo[] = {
    {"Yes, there is no problem with that.", "fail repaired", "C12 W4", "yes"},
    {"YES. There is no doubt.", "fail repaired", "C12 W4", "yes"},
    {"No, yes would be wrong", "fail repaired", "C12 W4", "no"},
    {"Yes and no", "fail lost", "W8"},
    {"Yes/No", "fail lost", "W8"},
    {"Yes or no?", "fail lost", "W8"},
    {"Is it yes?", "fail lost", "C12"},
    {"yes. no.", "fail lost", "W8"},
    {"Yes. Wait, no.", "fail lost", "W8"},
    {"I would say yes, actually no", "fail lost", "W8"},
    {"It is not the case that the answer is yes", "fail lost", "X9"},
    {"It is false that yes", "fail lost", "X9"},
    {"Yes is wrong", "fail lost", "C12"},
    {"yes isn't what I would say here", "fail lost", "X9"},
    {"There is no answer", "fail lost", "X9"},
    {"no answer", "fail lost", "C12"},
    {"no because it fails", "pass extracted", "W4", "no"},
    {"The answer is no because there is a problem.", "pass extracted", "W3 W4", "no"},
    {"Answer: yes, there is no reason to doubt it", "pass extracted", "W3 W4", "yes"},
    {"There is no sign of fraud. Answer: Yes", "fail repaired", "C12 W3", "yes"},
    {"**No**, the text never says yes to it", "fail repaired", "C12 W7 W4", "no"},
    {"Is it yes? No.", "fail repaired", "C12 W3 W4", "no"},
};

const VerdictRow kDigits[] = {
    {"1.0", "fail lost", "C12"},
    {"1.5", "fail lost", "C12"},
    {"10.0", "fail lost", "C12"},
    {"-1", "fail lost", "C12"},
    {"+1", "fail lost", "C12"},
    {"\xE2\x88\x92"
     "1",
     "fail lost", "C12"},
    {"1,000", "fail lost", "C12"},
    {"$1", "fail lost", "C12"},
    {"1%", "fail lost", "C12"},
    {"1/2", "fail lost", "C12"},
    {"1-2", "fail lost", "C12"},
    {"1.", "pass extracted", "W4", "1"},
    {"(1)", "pass extracted", "W3 W4", "1"},
    {"2 - because it fits", "pass extracted", "W4", "2"},
    {"The answer is 10.", "pass extracted", "W3 W4", "10"},
};

const VerdictRow kGrades[] = {
    {"A-", "fail lost", "C12"},
    {"A+", "fail lost", "C12"},
    {"B+", "fail lost", "C12"},
    {"C++", "fail lost", "C12"},
    {"C#", "fail lost", "C12"},
    {"A.I.", "fail lost", "C12"},
    {"A's fault", "fail lost", "C12"},
    {"Vitamin B-12", "fail lost", "C12"},
    {"The A.I. says B", "pass extracted", "W3", "B"},
    {"B. Option A is too expensive", "pass extracted", "W4", "B"},
    {"A, B are right", "fail lost", "W8"},
};

const VerdictRow kFeelings[] = {
    {"Positive: the negative parts are minor", "fail repaired", "C12 W4", "positive"},
    {"Positive. Negative", "fail lost", "W8"},
    {"positive, Negative", "fail lost", "W8"},
    {"semi-positive", "fail lost", "C12"},
    {"positive-ish", "fail lost", "C12"},
    {"far from positive", "fail lost", "C12"},
    {"positive would not fit", "fail lost", "X9"},
    {"Is the review positive or negative? Positive.", "fail repaired", "C12 W3 W4", "positive"},
    {"I do not see any flaw but it is positive", "pass extracted", "W3", "positive"},
    {"It is positive, no doubt.", "pass extracted", "W3 W4", "positive"},
};

}  // namespace

TEST_CASE("labels: one of another case is as good an answer, and the answer's form decides") {
  for (const VerdictRow& row : kYesNo) check(compiled(label_contract({"yes", "no"})), row);
  for (const VerdictRow& row : kFeelings) check(compiled(label_contract({"positive", "negative"})), row);
}

TEST_CASE("labels: short ones are no part of a number, a grade or an abbreviation") {
  for (const VerdictRow& row : kDigits) check(compiled(label_contract({"1", "2", "3", "10"})), row);
  for (const VerdictRow& row : kGrades) check(compiled(label_contract({"A", "B", "C"})), row);
}
