// Numbers with units of every place, and separators that can be read in one way only.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

const VerdictRow kPercent[] = {
    {"42 %", "pass strict", "", "42 %"},
    {"42%", "pass strict", "", "42%"},
    {"42\xC2\xA0%", "pass strict", "", "42\xC2\xA0%"},
    {"42 percent", "fail repaired", "C1", "42%"},
    {"About 42 % of them", "pass extracted", "W3 W4", "42 %"},
    {"42", "fail lost", "C1"},
    {"43 %", "fail lost", "C11"},
};

const VerdictRow kDollars[] = {
    {"$42", "pass strict", "", "$42"},
    {"$ 42", "pass strict", "", "$ 42"},
    {"42$", "pass strict", "", "42$"},
    {"42 $", "pass strict", "", "42 $"},
    {"$42.00", "pass strict", "", "$42.00"},
    {"The total is $42.", "pass extracted", "W3 W4", "$42"},
    {"-$42", "fail lost", "C11"},
    {"42", "fail lost", "C1"},
};

const VerdictRow kLarge[] = {
    {"1234567", "pass strict", "", "1234567"},
    {"1,234,567", "fail repaired", "C4", "1234567"},
    {"The sum is 1,234,567.", "fail repaired", "C4 W3 W4", "1234567"},
    {"1,234,567.00", "fail repaired", "C4", "1234567.00"},
    {"1.234.567,00", "fail repaired", "C4", "1234567.00"},
    {"1.234.567", "fail lost", "X9"},
    {"1,234", "fail lost", "C4 C11"},
    {"1,234,56", "fail lost", "X9"},
    {"12,34,567", "fail lost", "X9"},
    {"0,234,567", "fail lost", "X9"},
};

// 1,234 is one token and has two readings: none is taken, unless the target bears out the one for thousands.
const VerdictRow kThousands[] = {
    {"1,234", "fail lost", "C4"},
    {"The total is 1,234.", "fail lost", "C4 W3 W4"},
    {"I count 1,234 of them, so 3 are left", "fail lost", "W8"},
    {"She had 1,234,567 and gave away 7", "fail lost", "W8"},
    {"At 4,000 feet, then 3,000 feet.\nA: 3", "fail lost", "W8"},
    {"That is 4,000 in all.\nA: 4000", "pass extracted", "W3 W8", "4000"},
    {"A: 4000, written 4,000", "pass extracted", "W3 W4 W8", "4000"},
    {"Between 10,000-4,000 and 12,34,56 it is 7", "pass extracted", "W3", "7"},
    {"About 4,000% more, 12 in all", "pass extracted", "W3 W4", "12"},
    {"Items 1, 234 and 5", "fail lost", "W8"},
};

const VerdictRow kThousandsTarget[] = {
    {"4,000", "fail repaired", "C4", "4000"},
    {"It rose by 4,000 feet.", "fail repaired", "C4 W3 W4", "4000"},
    {"-4,000", "fail lost", "C4 C11"},
};

}  // namespace

TEST_CASE("number: percent and currency") {
  for (const VerdictRow& row : kPercent) check(compiled(number_contract(42, "%")), row);
  for (const VerdictRow& row : kDollars) check(compiled(number_contract(42, "$")), row);
  check(compiled(number_contract(5, "EUR")), {"EUR 5", "pass strict", "", "EUR 5"});
  check(compiled(number_contract(5, "EUR")), {"It costs EUR 5 in all", "pass extracted", "W3 W4", "EUR 5"});
  check(compiled(number_contract(5, "\xE2\x82\xAC")), {"\xE2\x82\xAC"
                                                       "5",
                                                       "pass strict", "",
                                                       "\xE2\x82\xAC"
                                                       "5"});
}

TEST_CASE("number: separators that can be read in one way only") {
  for (const VerdictRow& row : kLarge) check(compiled(number_contract(1234567)), row);
  Contract any;
  any.kind = ContractKind::number;
  for (const VerdictRow& row : kThousands) check(compiled(any), row);
  for (const VerdictRow& row : kThousandsTarget) check(compiled(number_contract(4000)), row);
  check(compiled(any), {"The total is 1,234.", "fail lost", "C4 W3 W4", "1234"}, RepairLevel::c);
}
