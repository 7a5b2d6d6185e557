// Stand-in for patterns and formats until theirs are merged.
#include <re2/re2.h>

#include "validate/format/format.h"
#include "validate/pattern/ecma_pattern.h"

namespace nines::validate {
class EcmaPattern {
 public:
  explicit EcmaPattern(std::string_view p) : re(re2::StringPiece(p.data(), p.size()), RE2::Quiet) {}
  RE2 re;
};
Result<std::shared_ptr<const EcmaPattern>> compile_ecma_pattern(std::string_view pattern, std::string) {
  return std::make_shared<const EcmaPattern>(pattern);
}
PatternMatch search(const EcmaPattern& pattern, std::string_view utf8) {
  if (!pattern.re.ok()) return PatternMatch::not_decidable;
  return RE2::PartialMatch(re2::StringPiece(utf8.data(), utf8.size()), pattern.re) ? PatternMatch::yes
                                                                                   : PatternMatch::no;
}
const FormatInfo* find_format(std::string_view) { return nullptr; }
bool has_format(const FormatInfo&, SchemaDraft) { return false; }
bool check_format(FormatId, std::string_view, SchemaDraft) { return true; }
}  // namespace nines::validate
