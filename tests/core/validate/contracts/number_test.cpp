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

namespace {

// What stands beside the digits changes what they are worth: never passed as the bare digits.
const VerdictRow kChanged[] = {
    {"1 000", "fail lost", "C4"},
    {"1\xC2\xA0"
     "000",
     "fail repaired", "C4", "1000"},
    {"1 000 000", "fail repaired", "C4", "1000000"},
    {"1'000", "fail repaired", "C4", "1000"},
    {"- 5", "fail lost", "C4"},
    {"minus 5", "fail repaired", "C4", "-5"},
    {"negative 42", "fail repaired", "C4", "-42"},
    {"\xE2\x88\x92"
     "5",
     "fail repaired", "C4", "-5"},
    {"3 1/2", "fail lost", "C4"},
    {"3\xC2\xBD", "fail lost", "C4"},
    {"5 and a half", "fail lost", "C4"},
    {"5 x 10^3", "fail repaired", "C4", "5e3"},
    {"5 \xC3\x97 10\xC2\xB3", "fail repaired", "C4", "5e3"},
    {"2*10^-3", "fail repaired", "C4", "2e-3"},
    {"10\xC2\xB3", "fail lost", "C4"},
    {"10**3", "fail lost", "X9"},
    {"1.5 million", "fail lost", "C4"},
    {"2 hundred thousand", "fail lost", "C4"},
    {"3 dozen", "fail lost", "C4"},
    {"42 k", "fail lost", "C4"},
    {"-1.8 billion", "fail lost", "C4"},
    {"10 percent", "fail lost", "X9"},
    {"42 \xE2\x80\xB0", "fail lost", "X9"},
    {"10+John's age", "fail lost", "X9"},
    {"3 + 4", "fail lost", "X9"},
    {"x = 5 times 3", "fail lost", "X9"},
    {"sqrt(16)", "fail lost", "X9"},
    {"It is 1.5 million, or 3", "fail lost", "W8"},
    {"6*7=42", "pass extracted", "W3", "42"},
    {"50 - 8 = 42", "pass extracted", "W3", "42"},
    {"Answer - 42", "pass extracted", "W3", "42"},
    {"5 times a week", "pass extracted", "W4", "5"},
    {"The answer is **42**", "pass extracted", "W7 W3", "42"},
};

const VerdictRow kCompound[] = {
    {"100 kg/m", "fail lost", "C1 W4"},
    {"100 kg per day", "fail lost", "C1 W4"},
    {"100 kg\xC2\xB2", "fail lost", "C1 W4"},
    {"1.5 million kg", "fail lost", "C4"},
    {"minus 5 kg", "fail repaired", "C4", "-5 kg"},
    {"100 kg.", "pass extracted", "W4", "100 kg"},
};

}  // namespace

TEST_CASE("number: neighbours that change what a number is worth") {
  for (const VerdictRow& row : kChanged) check(compiled(number_contract(std::nullopt)), row);
  for (const VerdictRow& row : kCompound) check(compiled(number_contract(std::nullopt, "kg")), row);
  check(compiled(number_contract(1000)), {"1 thousand", "fail repaired", "C4", "1e3"});
  check(compiled(number_contract(std::nullopt, "$")), {"$5/hour", "fail lost", "C1 W3 W4"});
}
