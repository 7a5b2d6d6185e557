// Chooses the engine of each pattern once: a plain loop, RE2, the linear scan, or the bounded backtracker. See
// ecma_pattern.h and tools/adr/0007-patterns.md.
#include "validate/pattern/ecma_pattern.h"

#include <re2/re2.h>

#include "nines/validate.h"
#include "validate/finding.h"
#include "validate/pattern/pattern_backtrack.h"
#include "validate/pattern/pattern_scan.h"
#include "validate/pattern/quick_pattern.h"
#include "validate/pattern/re2_text.h"

namespace nines::validate {

// Exactly one engine is set; none where the pattern cannot be decided. With back-references, `scan` answers "no" for
// the pattern with those read as any text, and the backtracker the rest.
class EcmaPattern {
 public:
  std::optional<QuickPattern> quick;
  std::unique_ptr<const RE2> re2;
  std::optional<ScanPrograms> scan;
  std::optional<PatternProgram> backtrack;
  std::vector<CharSet> sets;
};

namespace {

constexpr std::int64_t kRe2Memory = 16 << 20;  // of one pattern; past it the pattern is the scan's

Error pattern_error(ErrorCode code, std::string message, std::string where) {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = std::move(where);
  return out;
}

bool use_re2(const PatternTree& tree, EcmaPattern& out) {
  const std::optional<std::string> text = re2_text(tree);
  if (!text) return false;
  RE2::Options options(RE2::Quiet);
  options.set_never_capture(true);
  options.set_max_mem(kRe2Memory);
  auto compiled = std::make_unique<const RE2>(*text, options);
  if (!compiled->ok()) return false;
  out.re2 = std::move(compiled);
  return true;
}

// Reading a reference as any text finds more: an upper bound, unless a negated look-around turns it round.
bool has_negated_look(const PatternTree& tree) {
  for (const PatternNode& node : tree.nodes) {
    if (node.kind == PatternKind::look && node.negated) return true;
  }
  return false;
}

void use_own_engines(PatternTree tree, EcmaPattern& out) {
  if (tree.has_unknown_set) return;
  if (!tree.has_back_ref || !has_negated_look(tree)) out.scan = compile_scan(tree);
  if (tree.has_back_ref) out.backtrack = compile_backtrack(tree);
  CharSet any;
  any.add(0, kLastCodePoint);
  any.finish();
  out.sets = std::move(tree.sets);
  out.sets.push_back(std::move(any));
  if (tree.has_back_ref && !out.backtrack) out.scan.reset();
}

}  // namespace

Result<std::shared_ptr<const EcmaPattern>> compile_ecma_pattern(std::string_view pattern, std::string where) {
  if (pattern.size() > kMaxPatternBytes) {
    return pattern_error(ErrorCode::limit_exceeded,
                         "a pattern of " + std::to_string(pattern.size()) + " bytes; at most " +
                             std::to_string(kMaxPatternBytes) + " are allowed",
                         std::move(where));
  }
  PatternTree tree;
  PatternError error;
  if (!parse_pattern(pattern, PatternGrammar::lenient, tree, error)) {
    return pattern_error(ErrorCode::bad_pattern,
                         "the pattern " + quoted(pattern) + " is not a regular expression of ECMA-262: at byte " +
                             std::to_string(error.byte) + " expected " + error.expected + ", found " +
                             (error.byte < pattern.size() ? quoted(pattern.substr(error.byte)) : "its end"),
                         std::move(where));
  }
  auto out = std::make_shared<EcmaPattern>();
  out->quick = quick_pattern(tree);
  if (!out->quick && !use_re2(tree, *out)) use_own_engines(std::move(tree), *out);
  return std::shared_ptr<const EcmaPattern>(std::move(out));
}

PatternMatch search(const EcmaPattern& pattern, std::string_view utf8) {
  if (pattern.quick) return quick_search(*pattern.quick, utf8) ? PatternMatch::yes : PatternMatch::no;
  if (pattern.re2) {
    const bool found = pattern.re2->Match(utf8, 0, utf8.size(), RE2::UNANCHORED, nullptr, 0);
    return found ? PatternMatch::yes : PatternMatch::no;
  }
  if (pattern.backtrack) {
    if (pattern.scan && scan(*pattern.scan, pattern.sets, utf8) == PatternMatch::no) return PatternMatch::no;
    return backtrack(*pattern.backtrack, pattern.sets, utf8);
  }
  return pattern.scan ? scan(*pattern.scan, pattern.sets, utf8) : PatternMatch::not_decidable;
}

bool is_ecma_pattern(std::string_view pattern) {
  PatternTree tree;
  PatternError error;
  return parse_pattern(pattern, PatternGrammar::strict, tree, error);
}

}  // namespace nines::validate
