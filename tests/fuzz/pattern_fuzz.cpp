// Patterns and formats: any bytes as a pattern are read or refused at a place inside them; an accepted pattern answers
// on any text, and the engines that can run it agree. Any bytes get an answer from every format. Input:
// the pattern, a line break, the text. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/text.h"
#include "validate/format/format.h"
#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_backtrack.h"
#include "validate/pattern/pattern_scan.h"

using namespace nines::validate;

namespace {

// Slow parts: what backtracks may take all its steps, and programs are long where repeats are.
constexpr std::size_t kMaxPattern = 500;
constexpr std::size_t kMaxText = 40;
constexpr std::uint64_t kMaxSteps = 20'000;

void compare_engines(std::string_view pattern, std::string_view text, PatternMatch answer) {
  PatternTree tree;
  PatternError error;
  NINES_ASSERT(parse_pattern(pattern, PatternGrammar::lenient, tree, error));
  if (tree.has_unknown_set || tree.has_back_ref) return;
  const auto forward = compile_scan(tree);
  const auto bounded = compile_backtrack(tree);
  CharSet any;
  any.add(0, kLastCodePoint);
  any.finish();
  tree.sets.push_back(any);
  if (forward) {
    const PatternMatch found = scan(*forward, tree.sets, text);
    NINES_ASSERT(found == answer || found == PatternMatch::not_decidable || answer == PatternMatch::not_decidable);
  }
  if (bounded) {
    const PatternMatch found = backtrack(*bounded, tree.sets, text, kMaxSteps);
    NINES_ASSERT(found == answer || found == PatternMatch::not_decidable || answer == PatternMatch::not_decidable);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view pattern = input.substr(0, input.find('\n'));
  const std::string text = nines::base::repair_utf8(input.substr(std::min(size, pattern.size() + 1)));
  PatternTree tree;
  PatternError error;
  if (!parse_pattern(pattern, PatternGrammar::strict, tree, error)) NINES_ASSERT(error.byte <= pattern.size());
  const auto compiled = compile_ecma_pattern(pattern, "/pattern");
  NINES_ASSERT(compiled.has_value() || !is_ecma_pattern(pattern));
  if (compiled) {
    const std::string_view start = std::string_view(text).substr(0, kMaxText);
    const PatternMatch answer = search(**compiled, nines::base::repair_utf8(start));
    if (pattern.size() <= kMaxPattern) compare_engines(pattern, nines::base::repair_utf8(start), answer);
    search(**compiled, input.substr(0, kMaxText));  // bytes that are not UTF-8: any answer, no crash
  }
  for (const FormatInfo& info : format_table()) {
    for (const SchemaDraft draft : {SchemaDraft::draft7, SchemaDraft::draft2020_12}) {
      const bool passes = check_format(info.id, input, draft);
      NINES_ASSERT(!passes || nines::base::find_bad_utf8(input) == std::string_view::npos);
    }
  }
  return 0;
}
