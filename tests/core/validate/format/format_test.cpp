// Each format by its grammar: texts that are of it and texts that are not, and what the table says of each.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "validate/format/format.h"

namespace {

using namespace nines::validate;

struct FormatRows {
  const char* format;
  std::vector<std::string> valid;
  std::vector<std::string> invalid;
};

const FormatRows kRows[] = {
    {"date",
     {"2000-02-29", "1999-12-31", "0000-02-29", "2024-04-30", "9999-01-01", "2400-02-29"},
     {"1900-02-29", "2023-02-29", "2024-13-01", "2024-00-10", "2024-06-31", "2024-1-1", "24-01-01", "2024/01/01",
      "2024-01-01T", "", "\357\274\222024-01-01"}},
    {"time",
     {"00:00:00Z", "23:59:59.999Z", "12:00:00+23:59", "12:00:00-00:00", "12:00:00z", "23:59:60Z", "00:59:60+01:00",
      "22:59:60-01:00", "05:29:60.5+05:30"},
     {"24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:00", "12:00Z", "12:00:00.Z", "12:00:00+1:00", "12:00:00+24:00",
      "12:00:00+01:60", "22:59:60Z", "12:00:60Z", "T12:00:00Z", ""}},
    {"date-time",
     {"2024-02-29T00:00:00Z", "2024-02-29t23:59:59.1z", "1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00",
      "2024-01-01T12:00:00+14:00", "2024-01-01T00:00:00.123456789012Z"},
     {"2023-02-29T00:00:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "2024-01-01", "T00:00:00Z",
      "2024-01-01T24:00:00Z", "2024-01-01T00:00Z", "2024-01-01TZ", "2024-01-01T00:00:00+0100", "2024-01-01T00:00:00Z ",
      ""}},
    {"duration",
     {"P1Y", "P1M", "P1D", "PT1H", "PT1M", "PT1S", "P2W", "P1Y2M3DT4H5M6S", "P3DT2M", "PT36H", "P00001D", "p1dt2h"},
     {"", "P", "PT", "P1", "1D", "P1H", "PT1D", "P1DT", "P1W1D", "P1Y1D", "PT1H1S", "P1.5D", "P-1D", "+P1D", "P1D2M",
      "P1DT1H2W"}},
    {"email",
     {"a@b", "a.b@c.de", "!#$%&'*+-/=?^_`{|}~@x.y", "\"a b\"@c", "\"\\\"\"@c", "\"@\"@c", "a@[1.2.3.4]", "a@[IPv6:::1]",
      "a@[x-tag:data]", "a@xn--zca.de", "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll@c",
      "a@lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll.de"},
     {"",
      "a",
      "@b",
      "a@",
      "a@b@c",
      "a b@c",
      ".a@b",
      "a.@b",
      "a..b@c",
      "\"a@b",
      "\"a\"b@c",
      "a@-b",
      "a@b-",
      "a@b..c",
      "a@b.",
      "a@[1.2.3]",
      "a@[IPv6:1]",
      "a@[256.1.1.1]",
      "a@b_c",
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll@c",
      "a@llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll",
      "\303\251@b",
      "a@\303\251.de",
      "a@[1.2.3.4",
      "a@b\n"}},
    {"idn-email",
     {"\303\251@b", "a@\303\251.de", "\347\224\250\346\210\267@\344\276\213\345\255\220.\345\271\277\345\221\212",
      "\"\303\251 b\"@c",
      "\316\264\316\277\316\272\316\271\316\274\316\256@"
      "\317\200\316\261\317\201\316\254\316\264\316\265\316\271\316\263\316\274\316\261."
      "\316\264\316\277\316\272\316\271\316\274\316\256",
      "a@b", "a.\303\251@c", "\360\237\230\200@x"},
     {"", "\303\251", "@\303\251", "\303\251@", "\303\251..a@b", "a@\303\251..b", "\303\251 b@c", "a@-\303\251",
      "a\357\274\240b", ".\303\251@b", "a@b \303\251"}},
    {"hostname",
     {"a", "a.b", "1a", "1", "a-b", "A.Example.COM", "xn--zca", "xn--bcher-kva.example", "a--b",
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll",
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll."
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll."
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll."
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll",
      "ab--cd"},
     {"",
      ".",
      "a.",
      ".a",
      "a..b",
      "-a",
      "a-",
      "a_b",
      "a b",
      "\303\251",
      "a.\303\251",
      "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll",
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll."
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll."
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll."
      "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll",
      "xn--",
      "xn--a",
      "xn--zca-",
      "xn--abc-",
      "xn--bcher-kv",
      "a\n",
      "xn--0",
      "xn--99999999"}},
    {"idn-hostname",
     {"\303\251", "b\303\274cher.example", "\344\276\213\343\201\210.\343\203\206\343\202\271\343\203\210",
      "\317\200\316\261\317\201\316\254\316\264\316\265\316\271\316\263\316\274\316\261."
      "\316\264\316\277\316\272\316\271\316\274\316\256",
      "fa\303\237.de", "xn--zca.de", "a\343\200\202b", "\327\220", "\327\220\327\2211",
      "\331\206\330\247\331\205\331\207\342\200\214\330\247\333\214", "l\302\267l",
      "\340\244\225\340\245\215\342\200\215\340\244\267", "a1",
      "\317\200\316\261\317\201\316\254\316\264\316\265\316\271\316\263\316\274\316\261\357\275\241\316\264\316\277\316"
      "\272\316\271\316\274\316\256",
      "\352\260\200\353\202\230"},
     {"",
      ".",
      "a.",
      "\303\211",
      "\357\274\241",
      "a_b",
      "-\303\251",
      "\303\251-",
      "xn--\303\251",
      "ab--cd",
      "e\314\201",
      "\314\201a",
      "\331\240\333\260",
      "a\342\200\215b",
      "a\342\200\214b",
      "l\302\267a",
      "\327\2201a",
      "1\327\220",
      "\342\230\203",
      "a\302\255b",
      "\305\277",
      "\341\204\200",
      "a b",
      "\360\237\246\204.de",
      "xn--n3h",
      "\302\267",
      "\303\251.llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll"}},
    {"ipv4",
     {"0.0.0.0", "255.255.255.255", "1.2.3.4", "127.0.0.1", "10.0.0.1", "192.168.100.200"},
     {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1..3.4", "1.2.3.", ".1.2.3",
      "a.b.c.d", "1.2.3.4 ", "0x1.2.3.4", "1000.1.1.1"}},
    {"ipv6",
     {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::8", "fe80::ABCD",
      "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "64:ff9b::192.0.2.33", "1:2:3:4:5::1.2.3.4"},
     {"",
      ":",
      ":::",
      "1",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7:8::",
      "::1:2:3:4:5:6:7:8",
      "1::2::3",
      "12345::",
      "g::",
      "1:2:3:4:5:6:7:1.2.3.4",
      "::1.2.3",
      "::1.2.3.4:1",
      "1.2.3.4",
      "::01.2.3.4",
      "fe80::1%eth0",
      "::1/64",
      ":1",
      "1:",
      "[::1]",
      "1:::2"}},
    {"uri",
     {"a:", "a:b", "http://x", "http://x/", "http://u:p@x:80/a/b;c?d=e&f#g", "http://[::1]:8/", "http://[v1.a:b]/",
      "urn:isbn:1", "mailto:a@b", "a+b-c.d:x", "http://x?", "http://x#", "http:///a", "file:///a", "http://x/%20",
      "http://1.2.3.4:", "x:/a//b", "a:?b/c?d"},
     {"",
      "a",
      "/a",
      "//x",
      "?a",
      "#a",
      "1a:b",
      ":a",
      "a_b:c",
      "http://x y",
      "http://x/ \303\251",
      "http://x/\303\251",
      "http://x/%2",
      "http://x/%zz",
      "http://x/[a]",
      "http://[::1",
      "http://[1]/",
      "http://[v.a]/",
      "http://x:8a/",
      "http://a@b@c/",
      "http://x/<a>",
      "http://x/\"",
      "http://x/\\",
      "http://x/^",
      "http://x/`",
      "http://x/{a}",
      "http://x/|",
      "http://x#a#b",
      "http://x\n",
      "http://[::1]a/"}},
    {"uri-reference",
     {"", "a", "/a", "//x", "//x/a", "?a", "#a", "a:b", "./a:b", "a/b:c", "../a", ".", "a?b#c", "//", "///a", "%41"},
     {"a b", ":a", "1:b", "\303\251", "/\303\251", "a#b#c", "/%4", "//[::1", "\\a", "a\\b", "//x:a", "<", "a\""}},
    {"iri",
     {"http://\303\251/", "http://x/\303\251?\303\251#\303\251", "a:\303\251",
      "http://\344\276\213\343\201\210.\343\203\206\343\202\271\343\203\210/"
      "\345\274\225\343\201\215\345\211\262\343\202\212.html",
      "urn:\303\251", "http://x/?\356\200\200", "http://x/\360\240\200\200", "http://u:\303\251@x/",
      "http://[::1]/\303\251", "a:b", "http://x/%C3%A9", "ftp://\303\251"},
     {"\303\251", "/\303\251", "", "\303\251:a", "http://x/\356\200\200", "http://x#\356\200\200",
      "http://x/\357\277\276", "http://x/ \303\251", "http://x/\303\251|", "http://x/\302\200", "http://[\303\251]/",
      "http://\303\251:\303\251/", "http://x/\363\240\200\201"}},
    {"iri-reference",
     {"\303\251", "/\303\251", "", "?\303\251", "#\303\251", "//\303\251/\303\251", "a:\303\251", "\303\251/a:b",
      "./\303\251:b", "?\356\200\200", "\303\251?\303\251#\303\251", "http://\303\251/"},
     {"\303\251:b", "/\356\200\200", "\303\251 \303\251", "\303\251#a#b", "\303\251\"", "\\\303\251", "//[\303\251]",
      "\303\251%4", "\303\251<", "1:\303\251", "\302\205", "//\303\251:x"}},
    {"uuid",
     {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
      "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "12345678-1234-1234-1234-123456789abc",
      "123e4567-e89b-12d3-a456-426614174000", "AbCdEf01-2345-6789-aBcD-eF0123456789"},
     {"", "{123e4567-e89b-12d3-a456-426614174000}", "123e4567e89b12d3a456426614174000",
      "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000",
      "123e4567-e89b-12d3-a456-42661417400g", "123e4567_e89b-12d3-a456-426614174000",
      "123e456-7e89b-12d3-a456-426614174000", "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
      " 123e4567-e89b-12d3-a456-426614174000"}},
    {"uri-template",
     {"",       "a",    "{a}",   "/{a}/{b*}", "{a,b}", "{+a}",  "{#a}",  "{.a}",        "{/a}",      "{;a}",
      "{?a,b}", "{&a}", "{a:3}", "{a:9999}",  "{a.b}", "{a_1}", "{%20}", "\303\251{a}", "{?a*,b:2}", "{=a}"},
     {"{",    "}",     "{a",        "a}",     "{}",  "{+}",    "{a,}",  "{,a,}", "{a b}", "{a-b}",
      "{a:}", "{a:0}", "{a:10000}", "{a*:3}", "{.}", "{a.}",   "{%2}",  "a b",   "<",     "\"",
      "\\",   "^",     "`",         "|",      "%2",  "{a:3*}", "{{a}}", "a\001"}},
    {"json-pointer",
     {"", "/", "//", "/a", "/a/b", "/a~0b", "/a~1b", "/~0~1", "/ ", "/\303\251", "/a\"b", "/0", "/-"},
     {"a", "#", "#/a", "a/b", "/~", "/a~", "/~2", "/~a", "/a/~", "/~~0", " /a", "0", "/a~ b"}},
    {"relative-json-pointer",
     {"0", "1", "10", "0#", "1#", "0/a", "1/a/b", "2/~0", "0/", "0//", "12/\303\251", "100#"},
     {"", "/a", "#", "a", "-1", "+1", "01", "00", "0a", "1##", "0#/a", "0/~", "0/~2", "1 /a", " 1", "1.5", "1e2/a"}},
    {"regex",
     {"", "a", "^a$", "[a-z]+", "(a|b)*", "\\d{2,3}", "\\u{1F600}", "(?<n>a)\\k<n>", "(?=a)", "\\p{L}", "[^]", "a{1}"},
     {"(", "[", "*", "a**", "\\", "\\a", "\\-", "(?P<n>a)", "(?i)a", "{", "}", "]", "a{2,1}", "[b-a]", "\\u12",
      "\\p{X}", "(?#a)", "\\1"}},
};

bool passes(const char* format, std::string_view text, SchemaDraft draft = SchemaDraft::draft2020_12) {
  const FormatInfo* info = find_format(format);
  REQUIRE(info != nullptr);
  return check_format(info->id, text, draft);
}

}  // namespace

TEST_CASE("formats: texts of each and texts that are not") {
  std::set<std::string> names;
  for (const FormatRows& row : kRows) {
    const std::string format = row.format;
    CAPTURE(format);
    names.insert(format);
    CHECK(row.valid.size() + row.invalid.size() >= 12);
    for (const std::string& text : row.valid) {
      CAPTURE(text);
      CHECK(passes(row.format, text));
    }
    for (const std::string& text : row.invalid) {
      CAPTURE(text);
      CHECK_FALSE(passes(row.format, text));
    }
  }
  CHECK(names.size() == format_table().size());
}

TEST_CASE("formats: one row each, found by its name") {
  std::set<std::string> names;
  for (const FormatInfo& info : format_table()) {
    CHECK(names.insert(info.name).second);
    CHECK(find_format(info.name) == &info);
    CHECK(has_format(info, SchemaDraft::draft2020_12));
    CHECK(std::string(info.help).size() > 10);
    CHECK(static_cast<std::size_t>(info.id) == static_cast<std::size_t>(&info - format_table().data()));
  }
  CHECK(names.size() == 19);
  CHECK(find_format("Date") == nullptr);
  CHECK(find_format("") == nullptr);
}

TEST_CASE("formats: where the drafts differ") {
  CHECK_FALSE(has_format(*find_format("uuid"), SchemaDraft::draft7));
  CHECK_FALSE(has_format(*find_format("duration"), SchemaDraft::draft7));
  CHECK(passes("relative-json-pointer", "0+1/a"));
  CHECK(passes("relative-json-pointer", "2-10#"));
  CHECK_FALSE(passes("relative-json-pointer", "0+0/a"));
  CHECK_FALSE(passes("relative-json-pointer", "0+/a"));
  CHECK_FALSE(passes("relative-json-pointer", "0+1/a", SchemaDraft::draft7));
}

TEST_CASE("formats: no byte that is not UTF-8 passes, and any cut of a text gets an answer") {
  for (const FormatRows& row : kRows) {
    for (const std::string& text : row.valid) {
      for (std::size_t at = 0; at < text.size(); ++at) {
        passes(row.format, std::string_view(text).substr(0, at));
        std::string spoilt = text;
        spoilt[at] = '\xFF';
        CAPTURE(spoilt);
        CHECK_FALSE(passes(row.format, spoilt));
      }
    }
  }
}

TEST_CASE("formats: long texts cost no more than their length") {
  for (const FormatInfo& info : format_table()) {
    for (const std::string_view piece : {"a", "1", ".", ":", "/", "{a}", "xn--", "\303\251", "\"", "(", "%41", "P1Y"}) {
      std::string text;
      while (text.size() < 1'000'000) text += piece;
      check_format(info.id, text, SchemaDraft::draft2020_12);
      check_format(info.id, "a@" + text, SchemaDraft::draft7);
    }
  }
}
