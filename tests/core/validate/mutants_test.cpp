// Mutants of valid outputs, of every cause that a text can be broken by: is each named as what it is, at its place, and
// repaired without a wrong value? Thresholds are asserted. NINES_MUTANTS sets how many are tried, NINES_SEED from which
// draws, NINES_MUTANTS_TABLE=1 prints by cause who was taken for whom, with examples.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "base/json_reader.h"
#include "base/rng.h"
#include "core/validate/mutant_breaker.h"
#include "core/validate/mutant_texts.h"
#include "core/validate/verdict_rows.h"
#include "nines/mutate.h"
#include "validate/json_equal.h"

namespace {

using namespace nines;
using namespace nines::test;

// Where two names for one broken text are both right, as written down before the run: what was made, what may be told
// instead, why. Everything else counts as wrong.
struct AlsoRight {
  const char* made;
  const char* told;
  const char* why;
};
constexpr AlsoRight kAlsoRight[] = {
    {"C5", "C7", "a letter off a word that a pattern describes, not a list, is off the pattern"},
    {"C7", "C5", "a sign more in a word of a list is a word off the list"},
    {"C7", "C6", "a sign more where the length is bounded is a length out of bounds"},
    {"C6", "C4", "36.5 where a whole number is asked for is a wrong type"},
    {"C6", "C5", "a number off a list of numbers"},
    {"C8", "C4", "null for a key that must be there cannot be left out: it is a wrong type"},
    {"C8", "C5", "null where the contract says only which values there are"},
    {"C10", "C6", "too few or too many elements by minItems and maxItems: the table of causes lists counts under C6"},
    {"C10", "C4", "a list filled with a value of another type"},
    {"C2", "C4", "a member more where any key is allowed but values of one type only"},
    {"C4", "C5", "a value of another type where the contract says only which values there are"},
    {"C4", "W9", "the whole value as a string is what the mutator of W9 makes"},
    {"C4", "W10", "the whole value in a list or under a key is what the mutator of W10 makes"},
};

bool is_right(const std::string& made, const std::string& told) {
  return made == told || std::any_of(std::begin(kAlsoRight), std::end(kAlsoRight),
                                     [&](const AlsoRight& row) { return made == row.made && told == row.told; });
}

bool touches(Span a, Span b) { return a.from <= b.to + 1 && b.from <= a.to + 1; }

// A finding that leaves the choice between readings stands at the place of each.
bool stands_at(const Finding& finding, Span where) {
  const auto edits_there = [&](const Alternative& other) {
    return std::any_of(other.edits.begin(), other.edits.end(), [&](const Edit& e) { return touches(e.span, where); });
  };
  const bool open =
      finding.edits.empty() && std::any_of(finding.alternatives.begin(), finding.alternatives.end(), edits_there);
  return open || touches(finding.span, where);
}

bool same(std::string_view a, std::string_view b) {
  const base::JsonReadResult left = base::read_json(a);
  const base::JsonReadResult right = base::read_json(b);
  return left.ok && right.ok && validate::json_equal(left.tree, 0, right.tree, 0);
}

struct Counts {
  std::size_t tried = 0, exact = 0, placed = 0, named = 0, first_name = 0;
  std::size_t fixable = 0, fixed = 0, repaired = 0, wrong_a = 0, wrong_b = 0;
};

struct Tally {
  Counts all, doubles;
  std::map<std::string, Counts> by_code;  // with two defects in both rows
  std::map<std::string, std::map<std::string, std::size_t>> taken_for;
  std::map<std::string, std::vector<std::string>> examples;
  std::size_t let_through = 0;
};

struct Seen {
  bool exact = true, placed = true, named = true, first_name = true;
  bool fixable = false, fixed = false, repaired = false, wrong_a = false, wrong_b = false;
};

void add(const Seen& seen, Counts& to) {
  ++to.tried;
  to.exact += seen.exact, to.placed += seen.placed, to.named += seen.named, to.first_name += seen.first_name;
  to.fixable += seen.fixable, to.fixed += seen.fixed && seen.fixable, to.repaired += seen.repaired;
  to.wrong_a += seen.wrong_a, to.wrong_b += seen.wrong_b;
}

Seen judge(const CompiledContract& contract, const MutantSource& source, const Broken& mutant, const Verdict& verdict) {
  Seen out;
  std::set<std::string> told(verdict.causes.begin(), verdict.causes.end());
  std::set<std::string> made;
  bool loses = false;
  out.fixable = true;
  for (const Defect& defect : mutant.defects) {
    made.insert(defect.code);
    loses = loses || defect.loses;
    out.fixable = out.fixable && defect.fixable;
  }
  if (made.count("W8") > 0) told.erase("W3");  // the other candidate is also words before the value
  out.first_name = told == made;
  for (const std::string& code : made)
    out.named = out.named && std::any_of(told.begin(), told.end(), [&](const auto& t) { return is_right(code, t); });
  out.exact =
      out.named && std::all_of(told.begin(), told.end(), [&](const std::string& t) {
        return std::any_of(made.begin(), made.end(), [&](const std::string& code) { return is_right(code, t); });
      });
  for (std::size_t i = 0; i < mutant.where.size(); ++i) {
    const auto there = [&](const Finding& finding) { return stands_at(finding, mutant.where[i]); };
    out.placed = out.placed &&
                 (mutant.defects[i].anywhere || std::any_of(verdict.findings.begin(), verdict.findings.end(), there));
  }
  out.fixed = verdict.verdict == VerdictKind::pass || verdict.level == VerdictLevel::repaired;
  out.repaired = verdict.has_repaired;
  if (!verdict.has_repaired || loses || verdict.level == VerdictLevel::strict) return out;
  // A member too many that counts as one of another type is kept.
  if (made.count("C2") > 0 && told.count("C2") == 0) return out;
  out.wrong_b = !same(verdict.repaired, source.text);
  if (!out.wrong_b) return out;
  std::string codes;
  for (const std::string& code : made) codes += code + " ";
  MESSAGE(codes, "came back with other content: ", mutant.text, "\nas ", verdict.repaired, "\nof ", source.text);
  const Verdict at_a = validate_text(contract, mutant.text, {RepairLevel::a});
  out.wrong_a = at_a.has_repaired && !same(at_a.repaired, source.text);
  return out;
}

void measure(const MutantSource& source, const Broken& mutant, Tally& tally) {
  const bool mojibake = mutant.defects[0].code == "T5";
  const CompiledContract contract = mojibake ? exactly(source.text) : *source.contract;
  const Verdict verdict = validate_text(contract, mutant.text, {RepairLevel::b});
  if (verdict.level == VerdictLevel::strict && verdict.causes.empty()) {
    ++tally.let_through;  // the contract allows it: nothing is broken
    return;
  }
  check_sound(mutant.text, verdict);
  const Seen seen = judge(contract, source, mutant, verdict);
  const bool two = mutant.defects.size() > 1;
  const std::string& code = mutant.defects[0].code;
  add(seen, tally.all);
  if (two) add(seen, tally.doubles);
  for (const Defect& defect : mutant.defects) add(seen, tally.by_code[defect.code]);
  const std::string key = two ? code + "+" + mutant.defects[1].code : code;
  if (!two) ++tally.taken_for[code][cause_words(verdict) + (seen.fixed ? "" : " lost")];
  std::vector<std::string>& examples = tally.examples[key];
  const bool good = seen.exact && seen.placed && !seen.wrong_b && (seen.fixed || !seen.fixable);
  if (good || (examples.size() >= 2 && !seen.wrong_b)) return;
  const std::size_t from = mutant.where[0].from < 200 ? 0 : mutant.where[0].from - 200;
  examples.push_back(mutant.text.substr(from, 500) + "\n      told " + cause_words(verdict) + " at " +
                     std::to_string(mutant.where[0].from) + (seen.placed ? "" : " misplaced") +
                     (seen.fixed ? " fixed" : " lost") + (seen.wrong_b ? " WRONG " : " ") +
                     verdict.repaired.substr(0, 200));
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

void print_row(const std::string& name, const Counts& c) {
  std::printf("  %-5s %7zu  %.4f  %.4f  %.4f  %.4f  %7zu  %.4f  %zu %zu\n", name.c_str(), c.tried,
              share(c.exact, c.tried), share(c.placed, c.tried), share(c.named, c.tried), share(c.first_name, c.tried),
              c.fixable, share(c.fixed, c.fixable), c.wrong_a, c.wrong_b);
}

void print(const Tally& t) {
  std::printf("mutants: %zu, %zu of them with two defects; %zu more that their contract allows\n", t.all.tried,
              t.doubles.tried, t.let_through);
  std::printf("  cause   tried  exact   placed  named   as made  fixable  fixed   wrong at A, B\n");
  print_row("all", t.all);
  print_row("two", t.doubles);
  if (std::getenv("NINES_MUTANTS_TABLE") == nullptr) return;
  for (const auto& [code, counts] : t.by_code) print_row(code, counts);
  for (const auto& [code, row] : t.taken_for) {
    std::printf("  %-4s", code.c_str());
    for (const auto& [words, count] : row) std::printf("  %s: %zu", words.c_str(), count);
    std::printf("\n");
  }
  for (const auto& [code, list] : t.examples) {
    for (const std::string& text : list) std::printf("  %s: %s\n", code.c_str(), text.c_str());
  }
}

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  return given != nullptr ? static_cast<std::uint64_t>(std::atoll(given)) : otherwise;
}

}  // namespace

TEST_CASE("mutants: named, placed, repaired") {
  const auto wanted = static_cast<std::size_t>(setting("NINES_MUTANTS", 6'000));
  const std::uint64_t seed = setting("NINES_SEED", 4);
  const MutantSources sources = mutant_sources();
  const Breaker breaker(sources, seed);
  Tally tally;
  base::PhiloxReader draws(seed, 0);
  constexpr int kSecondTries = 12;
  for (std::uint64_t i = 1; tally.all.tried < wanted && i < wanted * 20; ++i) {
    const std::size_t way = i % breaker.ways();
    const MutantSource& source = breaker.source_for(way, i / breaker.ways(), draws.next());
    const std::optional<Defect> one = breaker.make(source, way, i * 100);
    if (!one) continue;
    if (!is_refused(source, *one)) {
      ++tally.let_through;
      continue;
    }
    const bool two = share(tally.doubles.tried, tally.all.tried + 1) < 0.31 && draws.next() % 3 != 0;
    std::optional<Broken> mutant;
    for (int k = 1; two && !mutant && !one->alone && k <= kSecondTries; ++k) {
      const std::optional<Defect> other =
          breaker.make(source, draws.next() % breaker.ways(), i * 100 + static_cast<std::uint64_t>(k));
      if (other && is_refused(source, *other)) mutant = both(source, *one, *other);
    }
    if (!mutant) mutant = Broken{one->text, {*one}, {one->where}};
    measure(source, *mutant, tally);
  }
  std::printf(
      "mutants of %zu real texts: %zu with a contract that fits them closely, %zu with one inferred, %zu graphs\n",
      sources.real_texts, sources.of[0].size(), sources.of[1].size(), sources.of[2].size());
  print(tally);
  CHECK(tally.all.tried >= wanted);
  CHECK(share(tally.doubles.tried, tally.all.tried) >= 0.3);
  CHECK(share(tally.all.exact, tally.all.tried) >= 0.95);
  CHECK(share(tally.all.placed, tally.all.tried) >= 0.98);
  CHECK(share(tally.all.named, tally.all.tried) >= 0.97);
  CHECK(share(tally.all.fixed, tally.all.fixable) >= 0.90);
  CHECK(tally.all.wrong_a == 0);
  CHECK(tally.all.wrong_b == 0);
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
