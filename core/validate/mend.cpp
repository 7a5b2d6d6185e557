// Readings of a broken text and which of them the contract bears out. See mend.h.
#include "validate/mend.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json_scan.h"
#include "validate/full.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxOtherReadings = 32;  // tried per text; beyond, an uncertain text is not repaired

struct Way {
  std::size_t defect = 0;
  const OtherReading* other = nullptr;  // null: the first reading throughout
  std::vector<Edit> edits;
  std::string text;
};

bool inside(Span span, Span covers) { return span.from >= covers.from && span.to <= covers.to; }

// All ways to read the text: the first, and each other one with the rest as in the first.
std::vector<Way> ways_of(const Reading& reading, std::string_view text, bool& truncated) {
  std::vector<Way> out;
  const auto add = [&](std::size_t defect, const OtherReading* other) {
    Way way{defect, other, all_edits(reading, other), {}};
    way.text = apply_edits(text, way.edits);
    out.push_back(std::move(way));
  };
  add(0, nullptr);
  for (std::size_t i = 0; i < reading.defects.size(); ++i) {
    for (const OtherReading& other : reading.defects[i].others) {
      if (out.size() > kMaxOtherReadings) {
        truncated = true;
        return out;
      }
      add(i, &other);
    }
  }
  return out;
}

Finding stopped(std::string_view text) {
  Finding out = syntax_finding(text, base::read_json(text, json_limits()));
  out.edits.clear();
  return out;
}

// The findings as the chosen way has them: another reading's edits stand at its defect, what it covers is gone.
FindingList findings_of_way(const Reading& reading, const Way& way, std::string_view text) {
  if (way.other == nullptr) return findings_of(reading, text);
  FindingList out;
  for (std::size_t i = 0; i < reading.defects.size(); ++i) {
    const Defect& defect = reading.defects[i];
    if (i != way.defect && inside(defect.span, way.other->covers)) continue;
    Finding finding = finding_of(reading, defect, text);
    const auto covered = [&](const Edit& edit) { return inside(edit.span, way.other->covers); };
    finding.edits.erase(std::remove_if(finding.edits.begin(), finding.edits.end(), covered), finding.edits.end());
    if (i == way.defect) {
      finding.edits = ordered_edits(reading.edits_of(defect));
      finding.alternatives.clear();
      finding.alternatives.push_back({"as it would be read without the contract", finding.edits});
      finding.edits = ordered_edits(way.other->edits);
      if (way.other->elsewhere) finding.span = finding.edits.front().span;
      finding.message += "; " + std::string(way.other->says) + ", as the contract bears out";
    }
    out.add(std::move(finding));
  }
  return out;
}

// Two ways hold: the finding keeps both as alternatives and repairs nothing.
void tell_both(Mended& out, const Reading& reading, const std::vector<Way>& ways, std::string_view text) {
  out.ambiguous = true;
  out.findings = findings_of(reading, text);
  std::size_t item = 0;
  for (const Way& way : ways) {
    if (way.other == nullptr || way.defect >= out.findings.items.size()) continue;
    item = way.defect;
    Finding& finding = out.findings.items[item];
    if (finding.edits.empty()) continue;
    finding.alternatives.insert(finding.alternatives.begin(), {"as it is read at first sight", finding.edits});
    finding.edits.clear();
    finding.confidence = 0.5;
  }
}

// Nothing tells a forgotten closer at the very end from a cut but a contract under which no other member or element
// could follow.
void close_if_full(const CompiledContract::Impl& contract, Reading& reading, std::string_view text) {
  if (!reading.one_closer || !reading.mendable || !reading.complete) return;
  Defect& last = reading.defects.back();
  if (last.code != std::string_view("X4") || !is_full(contract, apply_edits(text, all_edits(reading)))) return;
  last.code = "S5";
  last.level = RepairLevel::b;
  reading.cut = false;
  reading.level = RepairLevel::b;
  for (const Defect& defect : reading.defects) reading.level = std::max(reading.level, defect.level);
}

}  // namespace

Mended mend(const CompiledContract::Impl& contract, std::string_view text, const Reading& given) {
  Mended out;
  std::optional<Reading> closed;
  if (given.one_closer) {
    closed = given;
    close_if_full(contract, *closed, text);
  }
  const Reading& reading = closed ? *closed : given;
  const bool whole = base::skip_json_space(text, reading.value.to) >= text.size();
  const bool hopeless = !reading.found || reading.defects.empty() || !whole;
  if (hopeless) {
    out.findings.add(stopped(text));
    return out;
  }
  out.cut = reading.cut;
  out.level = reading.level;
  if (!reading.mendable || !reading.complete) {
    out.findings = findings_of(reading, text);
    const bool root_only = reading.defects.size() == 1 && reading.defects[0].code == std::string_view("unknown");
    if (root_only) out.findings = FindingList{{stopped(text)}, 0};
    out.level = RepairLevel::c;
    return out;
  }
  bool truncated = false;
  std::vector<Way> ways = ways_of(reading, text, truncated);
  const Way* chosen = &ways.front();
  const Way* held = nullptr;
  if (ways.size() > 1 && !reading.cut) {
    for (const Way& way : ways) {
      if (!meets(contract, way.text)) continue;
      if (held != nullptr && !same_value(contract, held->text, way.text)) {
        tell_both(out, reading, ways, text);
        return out;
      }
      if (held == nullptr) held = &way;
    }
    if (held != nullptr) chosen = held;
  }
  out.findings = findings_of_way(reading, *chosen, text);
  out.edits = chosen->edits;
  out.whole = true;
  if (truncated) out.level = RepairLevel::c;
  return out;
}

}  // namespace nines::validate
