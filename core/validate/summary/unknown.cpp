// Failures that no cause describes, gathered by what was expected and the shape of what stood there: the ways nobody
// anticipated. See parts.h.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "validate/summary/parts.h"

namespace nines::validate {

namespace {

constexpr std::size_t kShapeBytes = 40;
constexpr std::string_view kUnknown = "unknown";

char shape_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80) return 'u';
  if (base::is_ascii_digit(c)) return '0';
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 'a';
  return c < 0x20 ? ' ' : c;
}

// "'x1'" and "'foo22'" have one shape, "'a0'".
std::string shape_of(std::string_view found) {
  std::string out;
  for (const char c : found) {
    const char shape = shape_of(c);
    if (!out.empty() && out.back() == shape) continue;
    if (out.size() == kShapeBytes) break;
    out += shape;
  }
  return out;
}

const Finding* unknown_finding(const Verdict& verdict) {
  if (!failed(verdict)) return nullptr;
  const auto found = std::find_if(verdict.findings.begin(), verdict.findings.end(),
                                  [](const Finding& finding) { return finding.code == kUnknown; });
  return found == verdict.findings.end() ? nullptr : &*found;
}

}  // namespace

void add_unknown(const Judged& judged, ValidationSummary& out) {
  std::map<std::pair<std::string, std::string>, UnknownCluster> clusters;
  Flags flags;
  for (const Verdict& verdict : judged.verdicts) {
    const Finding* finding = unknown_finding(verdict);
    flags.in.push_back(failed(verdict) ? 1 : 0);
    flags.hit.push_back(finding != nullptr ? 1 : 0);
    if (finding == nullptr) continue;
    UnknownCluster& cluster = clusters[{finding->expected, shape_of(finding->found)}];
    if (cluster.count++ == 0) {
      cluster.expected = finding->expected;
      cluster.shape = shape_of(finding->found);
      cluster.example = verdict.index;
      cluster.from = finding->span.from;
      cluster.to = finding->span.to;
    }
  }
  out.unknown = share_row(std::string(kUnknown), flags, judged.items, judged.options.level);
  for (const auto& row : clusters) out.unknown_clusters.push_back(row.second);
  std::stable_sort(out.unknown_clusters.begin(), out.unknown_clusters.end(),
                   [](const UnknownCluster& a, const UnknownCluster& b) { return a.count > b.count; });
  if (out.unknown_clusters.size() <= kMaxBreakdownRows) return;
  out.unknown_clusters_dropped = out.unknown_clusters.size() - kMaxBreakdownRows;
  out.unknown_clusters.resize(kMaxBreakdownRows);
}

}  // namespace nines::validate
