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
  contract.min_labels = -1;
  CHECK(compile_contract(contract).error().where.pointer == "/min");
}
