// What `tools/bench hostile` measures: families of text that would be quadratic for a careless reader, each at one
// length and at twice that. Prints one JSON object a row; the value of a row is time(2n) / time(n) of processor time,
// the median of several pairs. nines_bench_hostile [BYTES [NAME]]. Never a test: tests count steps.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "nines/prefix.h"
#include "nines/validate.h"

namespace {

using namespace nines;

constexpr int kPairs = 5;

// A text of a family: `head`, `piece` again and again up to the length wanted, `tail`.
struct Family {
  std::string_view head;
  std::string_view piece;
  std::string_view tail;
};

constexpr Family kFamilies[] = {
    {"", "[", ""},
    {"", "{", ""},
    {"", "]", ""},
    {"", "}", ""},
    {"", "\"", ""},
    {"", "'", ""},
    {"", "\\", ""},
    {"", ",", ""},
    {"", "`", ""},
    {"", "{\"a\":", ""},
    {"", "{\"a", ""},
    {"", "{a:", ""},
    {"", "[[]", ""},
    {"", "[]]", ""},
    {"", "[{}", ""},
    {"", "{}}", ""},
    {"", "[1,", ""},
    {"[", "1,", ""},
    {"[", "1 ", ""},
    {"[", "[1],", ""},
    {"[", "[1]],", ""},
    {"{", "\"a\":1,", ""},
    {"{", "\"a\":{}},", ""},
    {"{", "\"a\" ", ""},
    {"{\"a\":[", "1,2],\"b\":[", ""},
    {"", "{\"a\":1,}", ""},
    {"", "{x} ", ""},
    {"text ", "{ and } ", ""},
    {"", "{\"a\":1} ", ""},
    {"", "{\"a\":1,} ", ""},
    {"", "[1] or ", ""},
    {"", "```", ""},
    {"", "```\n", ""},
    {"", "```json\n{}\n```\n", ""},
    {"", "```json\n{\n", ""},
    {"", "~~~\n```\n", ""},
    {"", "<think>", ""},
    {"", "</think>", ""},
    {"", "<think>{</think>", ""},
    {"{\"a\":\"", "\\", ""},
    {"{\"a\":\"", "\\\\", "\"}"},
    {"{\"a\":\"", "\\x", "\"}"},
    {"{\"a\":\"", "\"", "\"}"},
    {"{\"a\":\"", "\" ", "\"}"},
    {"{\"a\":\"", "x\"y", "\"}"},
    {"{\"a\":\"", "x", ""},
    {"{\"a\":\"", "{\"b\":\"", "\"}"},
    {"[", "\"a, ", "]"},
    {"[\"", "a\", b \"", "\"]"},
    {"{\"k\":\"", "\n", "\"}"},
    {"{\"k\": ", "\"a\"+", "\"b\"}"},
    {"{\"k\": ", "\"a\" + ", "1}"},
    {"{\"k\": ", "(", "1}"},
    {"{\"k\": ", "1+", "1}"},
    {"[", "// c\n", "1]"},
    {"[", "/* c */", "1]"},
    {"[", "/*", "1]"},
    {"[", "#", "1]"},
    {"[1", " ", "]"},
    {"[", "\xC2\xA0", "1]"},
    {"[", "\x01", "1]"},
    {"[", "\xFF", "1]"},
    {"[\"", "\xC3\x83\xC2\xA9", "\"]"},
    {"", "\xC3\x83\xC2\xA9 ", ""},
    {"", "\xEF\xBD\x9B", ""},
    {"", "\xE2\x80\x9C", ""},
    {"[\xE2\x80\x9C", "x\xE2\x80\x9C ", "]"},
    {"['", "x' ", "]"},
    {"{", "'a': 'b' ", "}"},
    {"[\"\"\"", "x\"\"", "]"},
    {"", "\"\"\"", ""},
    {"{", "a b ", ": 1}"},
    {"{", "a-", ": 1}"},
    {"{\"a\": ", "word ", "}"},
    {"{\"a\": ", "x, ", "}"},
    {"[", "...", "]"},
    {"[", "None,", "]"},
    {"[", "nul ", "]"},
    {"{\"a\": ", "7", "}"},
    {"", "7", ""},
    {"-0.", "0", "1"},
    {"1e", "9", ""},
    {"{\"a\": 1", ",000", "}"},
    {"", "a,b\n", ""},
    {"", "a long line without an end ", ""},
    {"", "not ", ""},
    {"", "yes ", ""},
    {"", "5 ", ""},
    {"", "\xFF", ""},
    {"\xFF\xFE", "{", ""},
    {"\xEF\xBB\xBF", "[[]", ""},
    {"", "{\\\"a\\\":", ""},
    {"[", "\\\"a\\\",", "]"},
    {"", "\n", ""},
    {"", "; ", ""},
    {"{\"a\"", ";", "}"},
};

std::string text_of(const Family& family, std::size_t bytes) {
  std::string out(family.head);
  out.reserve(bytes + 64);
  while (out.size() < bytes) out += family.piece;
  return out += family.tail;
}

using Play = std::function<void(const std::string&)>;

double seconds_of(const Play& play, const std::string& text) {
  const std::clock_t start = std::clock();
  play(text);
  return std::max(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 1e-6);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    char buffer[8];
    const auto byte = static_cast<unsigned char>(c);
    std::snprintf(buffer, sizeof buffer, byte < 0x20 || byte > 0x7E || c == '"' || c == '\\' ? "\\u%04x" : "%c", byte);
    out += buffer;
  }
  return out;
}

// At the length at which reading once takes kLong, or at `most` bytes: a quadratic reader is found out on a short text.
void measure(const std::string& name, const Family& family, std::size_t most, const Play& play) {
  constexpr double kLong = 0.02;
  std::size_t bytes = std::min<std::size_t>(most, 10'000);
  while (2 * bytes <= most && seconds_of(play, text_of(family, bytes)) < kLong) bytes *= 2;
  const std::string once = text_of(family, bytes);
  const std::string twice = text_of(family, 2 * bytes);
  std::vector<double> ratios;
  std::vector<double> spent;
  for (int pair = 0; pair < kPairs; ++pair) {
    const double first = seconds_of(play, once);
    spent.push_back(seconds_of(play, twice));
    ratios.push_back(spent.back() / first);
  }
  std::sort(ratios.begin(), ratios.end());
  std::sort(spent.begin(), spent.end());
  std::printf("{\"name\": \"%s\", \"text\": \"%s(%s)*%s\", \"bytes\": %zu, \"ms\": %.3f, \"ratio\": %.2f}\n",
              name.c_str(), escaped(family.head).c_str(), escaped(family.piece).c_str(), escaped(family.tail).c_str(),
              twice.size(), spent[spent.size() / 2] * 1e3, ratios[ratios.size() / 2]);
  std::fflush(stdout);
}

Contract json_contract(const char* schema) {
  Contract out;
  out.schema = schema;
  return out;
}

struct Player {
  std::string name;
  Play play;
};

std::vector<Player> players() {
  std::vector<Player> out;
  const auto add = [&](const char* name, const Contract& contract) {
    const CompiledContract compiled = compile_contract(contract).value();
    out.push_back({name, [compiled](const std::string& text) {
                     static_cast<void>(validate_text(compiled, text, {RepairLevel::b}));
                   }});
  };
  add("object", json_contract(R"({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}})"));
  add("any json", json_contract("true"));
  for (const ContractKind kind : {ContractKind::labels, ContractKind::number}) {
    Contract contract;
    contract.kind = kind;
    contract.labels = {"yes", "no"};
    add(kind == ContractKind::labels ? "labels" : "number", contract);
  }
  for (const char* schema :
       {"true", R"({"type": "number", "minimum": 5, "multipleOf": 3})",
        R"({"properties": {"a": {"type": "integer", "maximum": 7}}})",
        R"({"type": "array", "uniqueItems": true, "items": {"type": "string", "pattern": "^a+$"}})"}) {
    const CompiledPrefix compiled = compile_prefix(json_contract(schema)).value();
    out.push_back({std::string("prefix, byte by byte, ") + escaped(schema), [compiled](const std::string& text) {
                     PrefixValidator validator(compiled);
                     for (const char& c : text) static_cast<void>(validator.feed({&c, 1}));
                   }});
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t bytes = argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 1'000'000;
  for (const Player& player : players()) {
    for (const Family& family : kFamilies) {
      if (argc > 2 && player.name.find(argv[2]) == std::string::npos) continue;
      measure(player.name, family, bytes, player.play);
    }
  }
}
