// The report of `nines validate` for people: verdicts, causes, where failures gather, what they cost. See cli.h.
#include <algorithm>

#include "cli.h"
#include "cli_print.h"
#include "nines/catalog.h"

namespace nines::cli {
namespace {

constexpr std::size_t kMostRows = 12;  // of one table; --format json has them all

// In the file where the text stands there as it is; else in the text, which is decoded from a record.
std::string place_of(const Verdict& verdict, const Finding& finding) {
  const Where& origin = verdict.origin;
  const auto line_column = [&](std::size_t line) {
    return std::to_string(line) + ":" + std::to_string(finding.column);
  };
  if (origin.line == 0) return line_column(finding.line);
  if (origin.pointer.empty()) return origin.source + ":" + line_column(origin.line + finding.line - 1);
  return origin.source + ":" + std::to_string(origin.line) + " " + short_pointer(origin.pointer) + " at " +
         line_column(finding.line);
}

std::string finding_text(const Verdict& verdict, const Finding& finding) {
  std::string out = "  #" + std::to_string(verdict.index) + " " + printable(place_of(verdict, finding)) + "  " +
                    pad(finding.code, 4) + printable(finding.message);
  if (!finding.pointer.empty()) out += "  (" + printable(short_pointer(finding.pointer)) + ")";
  const CauseInfo* cause = find_cause(finding.code);
  const bool proposed = cause != nullptr && cause->level[0] == 'C' && !verdict.has_repaired;
  const char* label = proposed ? "proposal (level C, not applied)" : "repair";
  for (const Edit& edit : finding.edits) {
    out += std::string("\n      ") + label + print(": bytes %zu-%zu -> ", edit.span.from, edit.span.to) +
           (edit.text.empty() ? "nothing" : "\"" + printable(edit.text) + "\"");
  }
  return out + "\n";
}
long long whole(std::int64_t count) { return static_cast<long long>(count); }

std::string rest_line(std::size_t rows) {
  return rows > kMostRows ? print("  and %zu more: --format json lists them all\n", rows - kMostRows) : "";
}

std::string share_line(const ShareRow& row, const std::string& name) {
  return "  " + pad(name, 34) + pad(print("%lld of %lld", whole(row.count), whole(row.of)), 16) +
         estimate(row.share, 3) + "\n";
}

std::string cause_lines(const std::vector<ShareRow>& causes) {
  std::string out;
  for (std::size_t i = 0; i < std::min(kMostRows, causes.size()); ++i) {
    const CauseInfo* info = find_cause(causes[i].id);
    out += share_line(causes[i], pad(causes[i].id, 8) + (info != nullptr ? info->name : ""));
  }
  return out + rest_line(causes.size());
}

std::string field_lines(const ValidationSummary& summary) {
  const bool only_root = summary.fields.size() == 1 && summary.fields[0].pointer.empty();
  if (summary.fields.empty() || only_root) return "";
  std::string out = "where     in the value\n";
  for (std::size_t i = 0; i < std::min(kMostRows, summary.fields.size()); ++i) {
    const FieldRow& row = summary.fields[i];
    const std::string pointer = row.pointer.empty() ? "(the whole)" : printable(short_pointer(row.pointer));
    out += "  " + pad(pointer, 34) + pad(print("%lld texts", whole(row.texts)), 16) + estimate(row.share, 3) + "  " +
           (row.causes.empty() ? "" : row.causes.front().code) + "\n";
  }
  return out + rest_line(summary.fields.size() + summary.fields_dropped);
}

std::string group_lines(const char* title, const Breakdown& breakdown) {
  if (breakdown.rows.size() < 2) return "";
  std::string out = std::string(title) + "\n";
  for (std::size_t i = 0; i < std::min(kMostRows, breakdown.rows.size()); ++i) {
    const GroupRow& row = breakdown.rows[i];
    out += "  " + pad(one_line(printable(row.name)), 34) +
           pad(print("%lld of %lld", whole(row.failed), whole(row.texts)), 16) + estimate(row.failing, 3) +
           (row.top_cause.empty() ? "" : "  " + row.top_cause) + "\n";
  }
  out += rest_line(breakdown.rows.size() + breakdown.dropped);
  if (breakdown.trend)
    out += print("  trend z %.2f, p %.3g  ", breakdown.trend->z, breakdown.trend->p_value) + breakdown.trend->method +
           "\n";
  return out;
}

std::string content_lines(const ContentSplit& split) {
  std::string out = "content   " + counted(split.judged, "text") + " with an expected answer\n";
  out +=
      print("  usable %lld right, %lld wrong; repaired %lld right, %lld wrong; lost %lld\n", whole(split.usable_right),
            whole(split.usable_wrong), whole(split.repaired_right), whole(split.repaired_wrong), whole(split.lost));
  out += "  of the failures, form only    " + estimate(split.format_share, 3) + "\n";
  return out + "  of the failures, content only " + estimate(split.content_share, 3) + "\n";
}

std::string effort_lines(const Effort& effort) {
  std::string out;
  const auto add = [&](const char* title, const std::vector<ShareRow>& rows) {
    for (const ShareRow& row : rows) {
      if (row.count > 0) out += share_line(row, std::string(title) + row.id);
    }
  };
  add("too eager: ", effort.eager);
  add("too lazy: ", effort.lazy);
  if (effort.items_retried > 0) {
    out += print("  accepted in the end: %lld of %lld items tried again; at turn ", whole(effort.items_accepted),
                 whole(effort.items_retried)) +
           estimate(effort.turns_until_accepted, 2) + "\n";
  }
  return out.empty() ? "" : "effort\n" + out;
}

std::string unknown_lines(const ValidationSummary& summary) {
  if (summary.unknown_clusters.empty()) return "";
  std::string out = "unknown   " + estimate(summary.unknown.share, 3) + " of the failures fit no known cause\n";
  for (std::size_t i = 0; i < std::min(kMostRows, summary.unknown_clusters.size()); ++i) {
    const UnknownCluster& row = summary.unknown_clusters[i];
    out += print("  %lld times expected ", whole(row.count)) + printable(one_line(row.expected)) + ", found like " +
           printable(row.shape) + print(", as in text %zu\n", row.example);
  }
  return out + rest_line(summary.unknown_clusters.size() + summary.unknown_clusters_dropped);
}

std::string forecast_lines(const Forecast& forecast) {
  std::string out;
  if (forecast.calls > 0) {
    out += print("loop      of %lld calls meets an unusable output: ", whole(forecast.calls)) +
           estimate(forecast.any_unusable, 3) + "  " + forecast.any_unusable.method + "\n";
  }
  if (forecast.volume > 0) {
    out += print("volume    of %.6g a day: unusable ", forecast.volume) + estimate(forecast.unusable_a_day, 1) +
           " a day\n";
  }
  return out;
}

std::string drift_lines(const std::vector<DriftRow>& rows) {
  if (rows.empty()) return "";
  std::string out = "drift     since the baseline (p after Holm over all rows)\n";
  for (const DriftRow& row : rows) {
    const CauseInfo* info = find_cause(row.id);
    const int digits = row.id == "length_bytes" ? 1 : 3;
    out += (row.moved ? "* " : "  ") + pad(row.id + (info != nullptr ? std::string(" ") + info->name : ""), 34) +
           pad(share(row.before, digits) + " -> " + share(row.after, digits), 20);
    out += row.difference ? "[" + share(row.difference->low, digits) + ", " + share(row.difference->high, digits) + "]"
                          : "";
    out += row.p_value ? print("  p %.3g\n", *row.p_value) : "(" + row.reason + ")\n";
  }
  return out;
}

std::string outside_lines(const ValidateReport& report) {
  constexpr std::size_t kMostPointers = 4;  // of one text
  std::string out;
  std::size_t rows = 0;
  for (const Verdict& verdict : report.verdicts) {
    const std::vector<std::string>& outside = verdict.outside_allowed;
    if (outside.empty() || ++rows > kMostRows) continue;
    out += "  #" + std::to_string(verdict.index) + " ";
    const Where& origin = verdict.origin;
    if (origin.line > 0) out += printable(origin.source) + ":" + std::to_string(origin.line) + " ";
    for (std::size_t i = 0; i < std::min(kMostPointers, outside.size()); ++i)
      out += " " + (outside[i].empty() ? "(the whole)" : printable(short_pointer(outside[i])));
    const std::size_t more = outside.size() - std::min(kMostPointers, outside.size()) + verdict.outside_allowed_dropped;
    out += more > 0 ? print(" and %zu more\n", more) : "\n";
  }
  return out.empty() ? "" : "changed outside of what may change\n" + out + rest_line(rows);
}

std::string finding_lines(const ValidateReport& report) {
  constexpr std::size_t kMostShown = 50;
  std::string out;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (const Verdict& verdict : report.verdicts) {
    for (const Finding& finding : verdict.findings) {
      if (shown < kMostShown) out += finding_text(verdict, finding);
      ++(shown < kMostShown ? shown : hidden);
    }
  }
  if (hidden > 0) out += print("  and %zu more findings: --format jsonl lists them all\n", hidden);
  return out;
}

std::string summary_text(const ValidationSummary& summary) {
  std::string out = cause_lines(summary.causes);
  out += field_lines(summary);
  out += group_lines("step", summary.by_step);
  if (summary.by_length.trend) out += group_lines("length", summary.by_length);
  out += group_lines("position  among the values of a record", summary.by_position);
  if (summary.content) out += content_lines(*summary.content);
  out += effort_lines(summary.effort) + unknown_lines(summary);
  return summary.forecast ? out + forecast_lines(*summary.forecast) : out;
}

}  // namespace

std::string validate_text_report(const ValidateReport& report) {
  std::string out =
      counted(report.texts, "text") + print(": %lld pass, %lld fail", whole(report.passed), whole(report.failed));
  if (report.not_decidable > 0) out += print(", %lld not decidable", whole(report.not_decidable));
  out += "\nusable    " + estimate(report.usable, 3) + "  " + report.usable.method + "\n";
  out += print("levels    strict %lld, extracted %lld, repaired %lld, lost %lld\n", whole(report.by_level[0]),
               whole(report.by_level[1]), whole(report.by_level[2]), whole(report.by_level[3]));
  if (report.summary) out += summary_text(*report.summary);
  out += outside_lines(report) + drift_lines(report.drift);
  return out + finding_lines(report);
}

}  // namespace nines::cli
