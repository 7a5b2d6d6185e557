// all_of and any_of: several contracts over one text. When none of any_of is met the nearest one is
// explained (C9). See kinds.h.
#include <algorithm>

#include "nines/catalog.h"
#include "validate/contracts/kinds.h"
#include "validate/contracts/misses.h"

namespace nines::validate {

namespace {

std::string part_pointer(std::size_t index) { return "/of/" + std::to_string(index); }

RepairLevel worth_of(const Check& check) {
  if (!check.reads) return RepairLevel::c;
  if (check.proposal) return *check.proposal;
  const bool all =
      check.misses.dropped == 0 && std::all_of(check.misses.items.begin(), check.misses.items.end(),
                                               [](const Finding& finding) { return !finding.edits.empty(); });
  return all ? RepairLevel::b : RepairLevel::c;
}

// Two parts may say the same of the same place; once is enough.
bool told(const FindingList& list, const Finding& finding) {
  return std::any_of(list.items.begin(), list.items.end(), [&](const Finding& other) {
    return other.code == finding.code && other.span == finding.span && other.message == finding.message;
  });
}

constexpr std::size_t kComparedFindings = 100;  // beyond, what was told already is told again

void add_findings(FindingList from, const std::string& pointer, FindingList& to) {
  for (Finding& finding : from.items) {
    if (to.items.size() < kComparedFindings && told(to, finding)) continue;
    finding.schema_pointer = pointer + finding.schema_pointer;
    to.add(std::move(finding));
  }
  to.dropped += from.dropped;
}

// Which failure is nearer to the contract: one that reads, then the one with the fewest misses.
bool nearer(const Check& a, const Check& b) {
  if (a.reads != b.reads) return a.reads;
  return a.misses.count() < b.misses.count();
}

std::string kind_label(const Impl& part) {
  return contract_table()[static_cast<std::size_t>(part.contract.kind)].label;
}

Finding union_finding(const Impl& contract, std::size_t nearest, const Check& check, std::string_view text) {
  const std::string count = std::to_string(contract.parts.size());
  std::string message = "none of " + count + " contracts is met; the nearest is number " + std::to_string(nearest + 1) +
                        " (" + kind_label(*contract.parts[nearest]) + ")";
  if (!check.misses.empty()) message += ": " + check.misses.items.front().message;
  Finding out =
      make_finding("C9", {0, text.size()}, std::move(message), "one of " + count + " contracts", excerpt(text));
  out.schema_pointer = "/of";
  return out;
}

}  // namespace

std::optional<Error> compile_combination(Impl& out, std::size_t depth) {
  if (out.contract.parts.empty()) {
    return contract_error(ErrorCode::bad_value, "of is empty; give at least one contract", "/of");
  }
  if (std::optional<Error> error = compile_parts(out, "/of", depth)) return error;
  for (const auto& part : out.parts) {
    out.json = out.json || part->json;
    out.nests = out.nests || part->nests;
  }
  return std::nullopt;
}

Check check_all_of(const Impl& contract, std::string_view text) {
  Check out;
  out.reads = true;
  out.holds = true;
  RepairLevel worth = RepairLevel::a;
  bool fails = false;
  for (std::size_t i = 0; i < contract.parts.size(); ++i) {
    const Impl& part = *contract.parts[i];
    Check check = check_value(part, text);
    // Where some parts speak of JSON, it is for them to say whether the text reads.
    if (part.json || !contract.json) out.reads = out.reads && (check.reads || check.holds);
    out.holds = out.holds && check.holds;
    fails = fails || (!check.holds && !check.undecided);
    out.undecided = out.undecided || check.undecided;
    if (!check.holds) worth = std::max(worth, worth_of(check));
    add_findings(std::move(check.misses), part_pointer(i), out.misses);
    add_findings(std::move(check.notes), part_pointer(i), out.notes);
  }
  out.undecided = out.undecided && !fails;
  out.proposal = worth;
  return out;
}

Check check_any_of(const Impl& contract, std::string_view text) {
  Check nearest;
  std::size_t index = 0;
  std::size_t repairable = 0;
  bool undecided = false;
  for (std::size_t i = 0; i < contract.parts.size(); ++i) {
    Check check = check_value(*contract.parts[i], text);
    if (check.holds) return check;
    undecided = undecided || check.undecided;
    const bool can_be_repaired = worth_of(check) != RepairLevel::c;
    if (can_be_repaired) ++repairable;
    const bool first_repairable = can_be_repaired && repairable == 1;
    if (i == 0 || first_repairable || (repairable == 0 && nearer(check, nearest))) {
      nearest = std::move(check);
      index = i;
    }
  }
  Check out;
  out.reads = nearest.reads;
  out.undecided = undecided;
  // Two branches that could each be reached by repairs leave a guess.
  out.proposal = repairable == 1 ? worth_of(nearest) : RepairLevel::c;
  if (nearest.reads) out.misses.add(union_finding(contract, index, nearest, text));
  add_findings(std::move(nearest.misses), part_pointer(index), out.misses);
  add_findings(std::move(nearest.notes), part_pointer(index), out.notes);
  return out;
}

namespace {

// The candidates of every part, each span once, in document order.
void keep_each_once(CandidateList& out, std::size_t already) {
  const auto first = out.items.begin() + static_cast<std::ptrdiff_t>(already);
  std::stable_sort(first, out.items.end(), [](const Candidate& a, const Candidate& b) {
    return a.span.from != b.span.from ? a.span.from < b.span.from : a.span.to < b.span.to;
  });
  const auto last =
      std::unique(first, out.items.end(), [](const Candidate& a, const Candidate& b) { return a.span == b.span; });
  out.items.erase(last, out.items.end());
}

}  // namespace

void combined_fence(const Impl& contract, const Layout& layout, std::size_t index, CandidateList& out) {
  const std::size_t already = out.items.size();
  for (const auto& part : contract.parts) kind_row(part->contract.kind).fence(*part, layout, index, out);
  keep_each_once(out, already);
}

void scan_combined(const Impl& contract, const Segment& segment, CandidateList& out) {
  const std::size_t already = out.items.size();
  for (const auto& part : contract.parts) {
    const KindRow& row = kind_row(part->contract.kind);
    if (row.scan != nullptr) row.scan(*part, segment, out);
  }
  keep_each_once(out, already);
}

bool same_combined(const Impl& contract, std::string_view a, std::string_view b) {
  return std::any_of(contract.parts.begin(), contract.parts.end(), [&](const auto& part) {
    return check_value(*part, a).holds && check_value(*part, b).holds && same_value(*part, a, b);
  });
}

}  // namespace nines::validate
