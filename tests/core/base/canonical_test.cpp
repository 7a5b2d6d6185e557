// Canonical numbers, JSON and compared texts.
#include "base/canonical.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace nines::base;

struct Row {
  const char* in;
  const char* want;
};

// The first rows are the number samples of RFC 8785; 333333333.33333329 and 2^53 + 1 keep the
// digits that a double loses.
constexpr Row kNumbers[] = {
    {"333333333.33333329", "333333333.33333329"},
    {"1E30", "1e+30"},
    {"4.50", "4.5"},
    {"2e-3", "0.002"},
    {"0.000000000000000000000000001", "1e-27"},
    {"-0", "0"},
    {"1.0", "1"},
    {"100000000000000000000000", "1e+23"},
    {"9007199254740993", "9007199254740993"},
    {"0", "0"},
    {"-0.0e5", "0"},
    {"0.000001", "0.000001"},
    {"0.0000001", "1e-7"},
    {"123456789012345678901", "123456789012345678901"},
    {"1234567890123456789012", "1.234567890123456789012e+21"},
    {"-12.340e1", "-123.4"},
    {"12e+1", "120"},
    {"1e999999999999999999999", "1e+1000000000000"},
};

constexpr Row kJson[] = {
    {" { \"b\" : 1.0 , \"a\" : [ 1 , true , null ] } ", "{\"a\":[1,true,null],\"b\":1}"},
    {"{\"a\":1,\"a\":2}", "{\"a\":2}"},
    {"\"\\u0041\\/\"", "\"A/\""},
    {"[]", "[]"},
    {"{}", "{}"},
    {"not json ", "not json"},
};

// Strings stand for their content; null, blank and missing stay different.
constexpr Row kCompared[] = {
    {"\" Paris \"", "Paris"}, {"18", "18"},
    {"\"18\"", "18"},         {"18.0", "18"},
    {"null", "null"},         {"\"null\"", "\"null\""},
    {"\"\"", "\"\""},         {"\"  \"", "\"\""},
    {"true", "true"},         {"{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"},
};

void check(const char* name, std::string (*function)(std::string_view), const Row& row) {
  CAPTURE(name);
  CAPTURE(row.in);
  CHECK(function(row.in) == row.want);
}

}  // namespace

TEST_CASE("canonical: numbers, JSON, compared texts") {
  for (const Row& row : kNumbers) check("decimal", canonical_decimal, row);
  for (const Row& row : kJson) check("json", canonical_json, row);
  for (const Row& row : kCompared) check("compared", compared_text, row);
}

TEST_CASE("canonical: depth at the reader's limit") {
  const std::string deep = std::string(1'000, '[') + std::string(1'000, ']');
  CHECK(canonical_json(deep) == deep);
}
