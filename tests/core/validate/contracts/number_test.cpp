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
    {"1,234", "fail lost", "X9"},
    {"1,234,56", "fail lost", "X9"},
    {"12,34,567", "fail lost", "X9"},
    {"0,234,567", "fail lost", "X9"},
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
}
