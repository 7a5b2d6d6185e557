// The index of tokens against a plain reading of the same text, in every width that runs here: random and hostile
// bytes, escapes and quotes at the borders of blocks, every length, UTF-8 broken in every way.
#include "base/json_index.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/json_index_loops.h"
#include "base/json_reader.h"
#include "base/text.h"

namespace {

using namespace nines;

struct Expected {
  std::vector<std::uint32_t> positions;
  bool in_string = false;  // at the end
  bool bad = false;        // a control character or bad escape in a string, or bad UTF-8 anywhere
};

bool starts_escape(const std::string& text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  if (std::string("\"\\/bfnrt").find(text[at + 1]) != std::string::npos) return true;
  if (text[at + 1] != 'u' || at + 5 >= text.size()) return false;
  return text.substr(at + 2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

// One byte after the other. Outside strings a backslash takes the next byte along as well; such a text is refused by
// its grammar anyway.
Expected expected_index(const std::string& text) {
  Expected out;
  bool scalar = false;
  std::uint32_t marks = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escaped = [&] {
      std::size_t run = 0;
      while (run < i && text[i - 1 - run] == '\\') ++run;
      return run % 2 == 1;
    }();
    if (c == '"' && !escaped) {
      out.positions.push_back(static_cast<std::uint32_t>(i) | (out.in_string ? marks : 0));
      out.in_string = !out.in_string;
      marks = 0;
      scalar = false;
      continue;
    }
    if (out.in_string) {
      if (static_cast<unsigned char>(c) < 0x20) out.bad = true;
      if (static_cast<unsigned char>(c) >= 0x80) marks |= base::kHasHighBytes;
      if (c == '\\') marks |= base::kHasBackslash;
      if (c == '\\' && !escaped && !starts_escape(text, i)) out.bad = true;
      scalar = false;
      continue;
    }
    const bool structure = std::string("{}[]:,\x0C\x1A").find(c) != std::string::npos;
    const bool plain = !structure && !base::is_json_space(c);
    if (structure || (plain && !scalar)) out.positions.push_back(static_cast<std::uint32_t>(i));
    scalar = plain;
  }
  out.bad = out.bad || base::find_bad_utf8(text) != std::string::npos;
  return out;
}

std::vector<const base::IndexLoops*> loops_here() {
  std::vector<const base::IndexLoops*> out = {&base::portable_index_loops()};
  if (base::avx2_index_loops() != nullptr) out.push_back(base::avx2_index_loops());
  if (base::avx512_index_loops() != nullptr) out.push_back(base::avx512_index_loops());
  return out;
}

// An escape that was begun outside a string may be judged or not; texts with one are refused by the grammar.
bool same(const std::string& text, base::JsonIndex& index) {
  const Expected expected = expected_index(text);
  for (const base::IndexLoops* loops : loops_here()) {
    const base::IndexOutcome outcome = index.read(text, *loops);
    const bool refused = outcome == base::IndexOutcome::not_json;
    if (refused != (expected.bad || expected.in_string)) return false;
    if (index.positions()[index.size()] != text.size()) return false;
    if (std::vector<std::uint32_t>(index.positions(), index.positions() + index.size()) != expected.positions)
      return false;
  }
  return true;
}

void check(const std::string& text) {
  base::JsonIndex index;
  CHECK_MESSAGE(same(text, index), base::json_quote(text));
  // What is refused here is refused by the reader.
  if (index.read(text) == base::IndexOutcome::not_json)
    CHECK_MESSAGE(!base::read_json(text).ok, base::json_quote(text));
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& pieces, std::size_t size) {
  std::string out;
  while (out.size() < size) out += pieces[random() % pieces.size()];
  out.resize(size);
  return out;
}

}  // namespace

TEST_CASE("the index of every short text of few kinds of bytes") {
  const std::string bytes = "\"\\a 1{,\n\xC3";
  for (std::size_t size = 0; size <= 4; ++size) {
    std::size_t count = 1;
    for (std::size_t k = 0; k < size; ++k) count *= bytes.size();
    for (std::size_t n = 0; n < count; ++n) {
      std::string text;
      for (std::size_t rest = n; text.size() < size; rest /= bytes.size()) text += bytes[rest % bytes.size()];
      check(text);
    }
  }
}

TEST_CASE("the index of random pieces at every length, borders of blocks included") {
  const std::vector<std::vector<std::string>> kinds = {
      {"\"", "\\", "\\\"", "\\\\", "a", " ", "\\n", "\\u12aF", "\\u", "\\x"},
      {"{", "}", "[", "]", ":", ",", "\"key\"", "12.5e-3", "true", "null", " ", "\n", "\"a b\\\"c\""},
      {"\"", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "ascii text of some length", "\"", ","},
      {"\"", "\xC3", "\xA9", "\xED\xA0\x80", "\xC0\xAF", "\xF4\x90\x80\x80", "\xE2\x82", "\xF0\x9F\x98", "\xFF", "a"},
      {"\"\"", std::string(1, '\0'), "\x01", "\x1F", "\x7F", "\x0C", "\x1A", "\t", "\r", "\"tab\there\""}};
  std::mt19937 random(1);
  for (const std::vector<std::string>& pieces : kinds) {
    for (std::size_t size = 0; size <= 200; ++size) {
      for (int times = 0; times < 8; ++times) check(random_text(random, pieces, size));
    }
  }
}

TEST_CASE("the index of random bytes") {
  std::mt19937 random(2);
  for (int times = 0; times < 3'000; ++times) {
    std::string text(random() % 300, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    check(text);
  }
}

TEST_CASE("bad UTF-8 and bad escapes are found wherever they stand in a string") {
  const std::vector<std::string> bad = {"\x80",     "\xC2",         "\xC0\x80",         "\xE0\x80\x80", "\xED\xBF\xBF",
                                        "\xF0\x8F", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF8",         "\xC3\xA9\xA9",
                                        "\\x",      "\\u12G4",      "\\u123",           "\x01"};
  const std::vector<std::string> good = {"\xC3\xA9", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF", "\\u1234", "\\\\", "\x7F"};
  base::JsonIndex index;
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string head = "\"" + std::string(before, 'x');
    for (const std::string& piece : bad) {
      for (const base::IndexLoops* loops : loops_here())
        CHECK(index.read(head + piece + "\"", *loops) == base::IndexOutcome::not_json);
    }
    for (const std::string& piece : good) {
      for (const base::IndexLoops* loops : loops_here())
        CHECK(index.read(head + piece + "\"", *loops) == base::IndexOutcome::ready);
    }
  }
}

TEST_CASE("a long text: more tokens than the small buffer holds, and the limit of tokens") {
  std::string text = "[";
  for (int i = 0; i < 200'000; ++i) text += i % 3 == 0 ? "\"a\\\\\"," : "1, ";
  check(text + "0]");
  base::JsonIndex index;
  CHECK(index.read(std::string(base::kMaxIndexedTokens, '[')) == base::IndexOutcome::ready);
  CHECK(index.read(std::string(base::kMaxIndexedTokens + 1, '[')) == base::IndexOutcome::too_large);
}
