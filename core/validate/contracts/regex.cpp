// The pattern contract: the whole text matches an expression. See kinds.h.
#include "validate/contracts/kinds.h"

namespace nines::validate {

std::optional<Error> compile_regex(Impl& out, std::size_t /*depth*/) {
  auto compiled = compile_pattern(out.contract.pattern, "/pattern");
  if (!compiled) return compiled.error();
  out.pattern = std::move(compiled).value();
  return std::nullopt;
}

// The last line ending belongs to the transport, not to the answer.
Check check_regex(const Impl& contract, std::string_view text) {
  Check out;
  std::string_view body = text;
  if (body.ends_with('\n')) body.remove_suffix(1);
  if (body.size() < text.size() && body.ends_with('\r')) body.remove_suffix(1);
  out.holds = RE2::FullMatch(text, *contract.pattern) || RE2::FullMatch(body, *contract.pattern);
  if (out.holds) return out;
  const std::string pattern = excerpt(contract.contract.pattern);
  Finding finding = make_finding("C7", {0, text.size()}, quoted(body) + " does not match the pattern " + pattern,
                                 "a text that matches " + pattern + " from end to end", excerpt(body));
  finding.schema_pointer = "/pattern";
  out.misses.add(std::move(finding));
  return out;
}

// For a pattern every byte of the body counts but the line ending before the closing fence.
void regex_body(const Impl& /*contract*/, const Layout& layout, std::size_t index, CandidateList& out) {
  const Span body = layout.fences[index].body;
  std::string_view inner = layout.text.substr(body.from, body.to - body.from);
  if (inner.ends_with('\n')) inner.remove_suffix(1);
  if (inner.ends_with('\r')) inner.remove_suffix(1);
  out.add({{body.from, body.from + inner.size()}, index, true});
}

}  // namespace nines::validate
