// Format against content: of the texts with an expected answer, was the form unusable or the answer wrong? See parts.h.
#include "base/json_reader.h"
#include "validate/check.h"
#include "validate/summary/parts.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

// What an answer says: a JSON string decoded, anything else as it stands.
std::string said(std::string_view json) {
  const base::JsonReadResult read = base::read_json(json, json_limits());
  const bool string = read.ok && read.tree.node(0).kind == base::JsonKind::string;
  return string ? read.tree.string_value(0) : std::string(json);
}

bool is_right(const CompiledContract::Impl& contract, std::string_view value, std::string_view expected) {
  return same_value(contract, value, expected) || same_value(contract, said(value), said(expected));
}

void count(const Judged& judged, std::size_t i, ContentSplit& out) {
  const Verdict& verdict = judged.verdicts[i];
  ++out.judged;
  if (!verdict.has_repaired) {
    ++out.lost;
    return;
  }
  const bool right = is_right(judged.contract.impl(), verdict.repaired, judged.facts[i].expected);
  if (verdict.verdict == VerdictKind::pass)
    ++(right ? out.usable_right : out.usable_wrong);
  else
    ++(right ? out.repaired_right : out.repaired_wrong);
}

}  // namespace

std::optional<ContentSplit> content_split(const Judged& judged) {
  if (judged.facts.empty()) return std::nullopt;
  ContentSplit out;
  Flags format;
  Flags content;
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    const bool counts = !judged.facts[i].expected.empty() && decided(judged.verdicts[i]);
    const ContentSplit before = out;
    if (counts) count(judged, i, out);
    const bool missed = counts && out.usable_right == before.usable_right;
    format.in.push_back(missed ? 1 : 0);
    format.hit.push_back(missed && out.repaired_right > before.repaired_right ? 1 : 0);
    content.hit.push_back(missed && out.usable_wrong > before.usable_wrong ? 1 : 0);
  }
  if (out.judged == 0) return std::nullopt;
  content.in = format.in;
  out.format_share = clustered_share(format, judged.items, judged.options.level,
                                     "share of failures with the right content in an unusable form");
  out.content_share = clustered_share(content, judged.items, judged.options.level,
                                      "share of failures with the wrong content in a usable form");
  return out;
}

}  // namespace nines::validate
