// Mutants of valid outputs: is each named as what it is, at its place, and repaired without a wrong value? Thresholds
// are asserted; NINES_MUTANTS sets how many are tried, NINES_MUTANTS_TABLE=1 prints who was taken for whom.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/json_reader.h"
#include "core/validate/mutant_texts.h"
#include "core/validate/verdict_rows.h"
#include "nines/mutate.h"
#include "validate/json_equal.h"

namespace {

using namespace nines;
using namespace nines::test;

std::vector<std::string> originals() {
  std::vector<std::string> out(std::begin(kMutantTexts), std::end(kMutantTexts));
  const char* root = std::getenv("NINES_TEST_DATA");
  const std::filesystem::path folder(root != nullptr ? root : "../shared/data");
  std::ifstream in(folder / "disagreement/taubench_airline_gpt4o/rows.jsonl", std::ios::binary);
  if (!in) std::printf("skipped: real tool calls among the mutants, no folder %s\n", folder.string().c_str());
  std::set<std::string> seen;
  for (std::string line; std::getline(in, line);) {
    const base::JsonReadResult row = base::read_json(line);
    for (const std::uint32_t i : base::select_nodes(row.tree, "/output/actions/*/arguments")) {
      if (row.tree.node(i).child_count > 0) seen.insert(std::string(row.tree.source(i)));
    }
  }
  out.insert(out.end(), seen.begin(), seen.end());
  return out;
}

// The shape of a value as a schema: types, keys, nothing else allowed.
std::string shape_of(const base::JsonTree& tree, std::uint32_t i) {
  const base::JsonNode& node = tree.node(i);
  std::string out = std::string("{\"type\": \"") + base::json_kind_name(node.kind) + '"';
  if (node.kind == base::JsonKind::object) {
    std::string properties;
    std::string required;
    for (std::uint32_t k = node.first_child; k != base::kNoNode; k = tree.node(k).next_sibling) {
      const std::string key = base::json_quote(tree.key(k));
      properties += (properties.empty() ? "" : ", ") + key + ": " + shape_of(tree, k);
      required += (required.empty() ? "" : ", ") + key;
    }
    out += ", \"properties\": {" + properties + "}, \"required\": [" + required + "], \"additionalProperties\": false";
  } else if (node.kind == base::JsonKind::array && node.first_child != base::kNoNode) {
    std::string shape = shape_of(tree, node.first_child);
    for (std::uint32_t k = node.first_child; k != base::kNoNode; k = tree.node(k).next_sibling) {
      if (shape_of(tree, k) != shape) shape = "true";
    }
    out += ", \"items\": " + shape;
  }
  return out + '}';
}

struct Mutant {
  std::string text;
  std::vector<std::string> codes;
  std::vector<Span> where;
  bool loses = false;
  bool still_json = false;
};

std::size_t original_place(std::size_t at, const std::vector<Edit>& edits) {
  std::size_t out = at;
  std::size_t shift = 0;
  for (const Edit& edit : edits) {
    if (edit.span.from + shift >= at) break;
    shift += edit.text.size() - (edit.span.to - edit.span.from);
    out = at - shift;
  }
  return out;
}

std::size_t place_with(std::size_t original, const std::vector<Edit>& edits) {
  std::size_t out = original;
  for (const Edit& edit : edits) {
    if (edit.span.from < original) out += edit.text.size() - (edit.span.to - edit.span.from);
  }
  return out;
}

bool combines(const Mutation& m) {
  static const std::set<std::string> kAlone{"T2", "T5", "W8", "W9", "W10", "S9", "S8", "L11", "S3"};
  return m.code[0] != 'X' && !m.still_json && kAlone.count(m.code) == 0 && m.edits.size() <= 2;
}

// Two defects at different places of one text, or nothing when they would touch.
std::optional<Mutant> both(std::string_view text, const Mutation& a, const Mutation& b) {
  if (!combines(a) || !combines(b) || a.code == b.code || (a.code[0] == 'W' && b.code[0] == 'W')) return std::nullopt;
  constexpr std::size_t kApart = 24;
  for (const Edit& x : a.edits) {
    for (const Edit& y : b.edits) {
      if (x.span.from < y.span.to + kApart && y.span.from < x.span.to + kApart) return std::nullopt;
    }
  }
  std::vector<Edit> edits = a.edits;
  edits.insert(edits.end(), b.edits.begin(), b.edits.end());
  std::sort(edits.begin(), edits.end(), [](const Edit& x, const Edit& y) { return x.span.from < y.span.from; });
  Mutant out{apply_edits(text, edits), {a.code, b.code}, {}, a.loses || b.loses, false};
  for (const Mutation* m : {&a, &b}) {
    const std::size_t from = place_with(original_place(m->where.from, m->edits), edits);
    out.where.push_back({from, from + (m->where.to - m->where.from)});
  }
  return out;
}

bool touches(Span a, Span b) { return a.from <= b.to + 1 && b.from <= a.to + 1; }

struct Tally {
  std::size_t tried = 0, doubles = 0, one_root = 0, placed = 0, named = 0;
  std::size_t fixable = 0, fixed = 0, wrong_at_a = 0, repaired_at_b = 0, wrong_at_b = 0, restored = 0;
  std::map<std::string, std::map<std::string, std::size_t>> taken_for;
  std::map<std::string, std::size_t> wrong;
  std::map<std::string, std::vector<std::string>> examples;
};

bool same(std::string_view a, std::string_view b) {
  const base::JsonReadResult left = base::read_json(a);
  const base::JsonReadResult right = base::read_json(b);
  return left.ok && right.ok && validate::json_equal(left.tree, 0, right.tree, 0);
}

bool mechanical(const std::vector<std::string>& codes, const Mutant& mutant) {
  return !mutant.loses && std::all_of(codes.begin(), codes.end(), [](const std::string& code) {
    const char level = find_cause(code)->level[0];
    return level == 'A' || level == 'B';
  });
}

void measure(const CompiledContract& contract, const std::string& original, const Mutant& mutant, Tally& tally) {
  const Verdict verdict = validate_text(contract, mutant.text, {RepairLevel::b});
  check_sound(mutant.text, verdict);
  ++tally.tried;
  if (mutant.codes.size() > 1) ++tally.doubles;
  std::set<std::string> told(verdict.causes.begin(), verdict.causes.end());
  const std::set<std::string> made(mutant.codes.begin(), mutant.codes.end());
  if (made.count("W8") > 0) told.erase("W3");  // the other candidate is also words before the value
  const bool one_root = told == made;
  bool named = std::includes(told.begin(), told.end(), made.begin(), made.end());
  bool placed = true;
  for (const Span where : mutant.where) {
    placed = placed && std::any_of(verdict.findings.begin(), verdict.findings.end(),
                                   [&](const Finding& finding) { return touches(finding.span, where); });
  }
  tally.one_root += one_root;
  tally.named += named;
  tally.placed += placed;
  const bool fixed = verdict.verdict == VerdictKind::pass || verdict.level == VerdictLevel::repaired;
  if (mechanical(mutant.codes, mutant)) {
    ++tally.fixable;
    tally.fixed += fixed;
  }
  if (verdict.has_repaired) {
    ++tally.repaired_at_b;
    const bool right = mutant.loses || verdict.level == VerdictLevel::strict || same(verdict.repaired, original);
    tally.restored += right;
    tally.wrong_at_b += !right;
    const Verdict at_a = validate_text(contract, mutant.text, {RepairLevel::a});
    const bool wrong_a = at_a.has_repaired && !right && !same(at_a.repaired, original);
    tally.wrong_at_a += wrong_a;
    if (!right) ++tally.wrong[(wrong_a ? "A " : "B ") + mutant.codes.front()];
  }
  if (mutant.codes.size() == 1) {
    std::string words = cause_words(verdict);
    ++tally.taken_for[mutant.codes[0]][words + (fixed ? "" : " lost")];
  }
  std::vector<std::string>& examples = tally.examples[mutant.codes.front() + (mutant.codes.size() > 1 ? "+" : "")];
  const bool bad = !named || !placed || !one_root ||
                   (verdict.has_repaired && !mutant.loses && !same(verdict.repaired, original)) ||
                   (mechanical(mutant.codes, mutant) && !fixed);
  if (bad && examples.size() < 3) {
    examples.push_back(mutant.text.substr(0, 400) + "\n      made " + mutant.codes.front() +
                       (mutant.codes.size() > 1 ? " " + mutant.codes[1] : "") + " told " + cause_words(verdict) +
                       " at " + std::to_string(mutant.where[0].from) + " " + (placed ? "" : "misplaced ") +
                       (fixed ? "fixed " : "lost ") + verdict.repaired.substr(0, 200));
  }
}

CompiledContract contract_for(const std::string& original, const Mutation& mutation) {
  const base::JsonReadResult read = base::read_json(original);
  return compiled(schema_contract(mutation.code == "T5" ? "{\"const\": " + original + '}' : shape_of(read.tree, 0)));
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void print(const Tally& t) {
  std::printf("mutants: %zu, %zu of them with two defects\n", t.tried, t.doubles);
  std::printf("  exactly the causes made %.4f, byte range %.4f, code %.4f\n", share(t.one_root, t.tried),
              share(t.placed, t.tried), share(t.named, t.tried));
  std::printf("  A and B: repaired %.4f of %zu; wrong value at A %zu, at B %zu of %zu\n", share(t.fixed, t.fixable),
              t.fixable, t.wrong_at_a, t.wrong_at_b, t.repaired_at_b);
  if (std::getenv("NINES_MUTANTS_TABLE") == nullptr) return;
  for (const auto& [code, row] : t.taken_for) {
    std::printf("  %-4s", code.c_str());
    for (const auto& [words, count] : row) std::printf("  %s: %zu", words.c_str(), count);
    std::printf("\n");
  }
  for (const auto& [what, count] : t.wrong) std::printf("  wrong value, %s: %zu\n", what.c_str(), count);
  for (const auto& [code, list] : t.examples) {
    for (const std::string& text : list) std::printf("  %s: %s\n", code.c_str(), text.c_str());
  }
}

}  // namespace

TEST_CASE("mutants: named, placed, repaired") {
  const char* asked = std::getenv("NINES_MUTANTS");
  const std::size_t wanted = asked != nullptr ? static_cast<std::size_t>(std::atoll(asked)) : 20'000;
  const std::vector<std::string> texts = originals();
  Tally tally;
  constexpr std::uint64_t kSeed = 4;
  const auto table = mutator_table();
  constexpr std::size_t kOwn = std::size(kMutantTexts);
  std::vector<Mutation> before;  // of the same text, for two defects
  for (std::uint64_t i = 0; tally.tried < wanted && i < wanted * 8; ++i) {
    // Texts of our own and real ones by turns.
    const std::size_t block = static_cast<std::size_t>(i / 90);
    const bool own = block % 2 == 0 || texts.size() == kOwn;
    const std::string& text = own ? texts[block / 2 % kOwn] : texts[kOwn + block / 2 % (texts.size() - kOwn)];
    const std::optional<Mutation> mutation = mutate_json(text, table[i % table.size()].code, kSeed, i);
    if (i % 90 == 0) before.clear();
    if (!mutation) continue;
    const CompiledContract contract = contract_for(text, *mutation);
    measure(contract, text,
            {mutation->text, {mutation->code}, {mutation->where}, mutation->loses, mutation->still_json}, tally);
    std::size_t pairs = 0;
    for (std::size_t k = before.size(); k > 0 && pairs < 2; --k) {
      const std::optional<Mutant> two = both(text, before[(k + i) % before.size()], *mutation);
      if (!two || base::read_json(two->text).ok) continue;
      measure(contract, text, *two, tally);
      ++pairs;
    }
    if (combines(*mutation)) before.push_back(*mutation);
  }
  print(tally);
  CHECK(tally.tried >= wanted);
  CHECK(share(tally.doubles, tally.tried) >= 0.3);
  CHECK(share(tally.one_root, tally.tried) >= 0.95);
  CHECK(share(tally.placed, tally.tried) >= 0.98);
  CHECK(share(tally.named, tally.tried) >= 0.97);
  CHECK(share(tally.fixed, tally.fixable) >= 0.90);
  CHECK(tally.wrong_at_a == 0);
}

TEST_CASE("mutants: every cause but those of the contract has a mutator, in the order of the table") {
  std::vector<std::string> wanted;
  for (const CauseInfo& row : cause_table()) {
    const std::string code = row.code;
    if (code[0] != 'C' && code[0] != 'G' && code[0] != 'D' && code != "unknown") wanted.push_back(code);
  }
  std::vector<std::string> found;
  for (const MutatorInfo& row : mutator_table()) {
    found.push_back(row.code);
    bool made = false;
    for (const char* text : kMutantTexts) {
      for (std::uint64_t i = 0; i < 20 && !made; ++i) made = mutate_json(text, row.code, 1, i).has_value();
    }
    CAPTURE(std::string(row.code));
    CHECK(made);
  }
  CHECK(found == wanted);
}

TEST_CASE("mutants: the same numbers give the same mutant; what is no JSON gives none") {
  for (const MutatorInfo& row : mutator_table()) {
    const std::optional<Mutation> a = mutate_json(kMutantTexts[2], row.code, 7, 3);
    const std::optional<Mutation> b = mutate_json(kMutantTexts[2], row.code, 7, 3);
    REQUIRE(a.has_value() == b.has_value());
    if (a) CHECK(a->text == b->text);
    if (a) CHECK(apply_edits(kMutantTexts[2], a->edits) == a->text);
    CHECK_FALSE(mutate_json("{'a': 1}", row.code, 7, 3).has_value());
  }
  CHECK_FALSE(mutate_json("{}", "C1", 1, 1).has_value());
}
