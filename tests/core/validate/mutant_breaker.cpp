// Breaking sources. See mutant_breaker.h.
#include "core/validate/mutant_breaker.h"

#include <algorithm>
#include <set>

#include "base/json_reader.h"
#include "base/rng.h"
#include "nines/catalog.h"
#include "nines/mutate.h"

namespace nines::test {

namespace {

bool is_level_ab(const std::string& code) {
  return std::string("AB").find(find_cause(code)->level[0]) != std::string::npos;
}

std::optional<Defect> written_defect(const MutantSource& source, const std::string& code, std::uint64_t seed,
                                     std::uint64_t index) {
  std::optional<Mutation> made = mutate_json(source.text, code, seed, index);
  if (!made) return std::nullopt;
  static const std::set<std::string> kAlone{"T2", "T5", "W8", "W9", "W10", "S9", "S8", "L11", "S3"};
  Defect out{code, std::move(made->edits), made->where, std::move(made->text), made->loses, false, false, false};
  out.fixable = !out.loses && is_level_ab(code);
  out.alone = code[0] == 'X' || made->still_json || kAlone.count(code) > 0 || out.edits.size() > 2;
  return out;
}

// What the mutators of values do to content that a repair must bring back.
bool loses_content(const std::string& code, const MutantSource& source, const Edit& edit) {
  const std::string_view before = std::string_view(source.text).substr(edit.span.from, edit.span.to - edit.span.from);
  const bool scalar_quoted = edit.text == '"' + std::string(before) + '"';
  if (code == "C4") return !scalar_quoted;
  return code == "C1" || code == "C6" || code == "C8" || code == "C10" || code == "C14";
}

std::optional<Defect> value_defect(const MutantSource& source, const validate::Mutator& row,
                                   const validate::Passing& passing, std::uint64_t seed, std::uint64_t index) {
  base::PhiloxReader draws(seed, index);
  const std::optional<Edit> edit = row.mutate(passing, draws);
  if (!edit) return std::nullopt;
  Defect out{row.info.code, {*edit}, {edit->span.from, edit->span.from + edit->text.size()}, {}, false, false,
             false,         false};
  out.text = apply_edits(source.text, out.edits);
  out.loses = loses_content(out.code, source, *edit);
  // A name that is part of the other is only proposed.
  const bool part_of_name = out.code == "C3" && edit->text.ends_with("_list\"");
  out.fixable = !out.loses && is_level_ab(out.code) && !part_of_name;
  // The ui form says more than the api form: it cannot be made from it.
  if (out.code == "G10") out.fixable = source.form == WorkflowForm::api;
  // No node of a circle is its first, and a graph that runs nothing is broken as a whole.
  out.anywhere = out.code == "G7" || out.code == "G8";
  out.alone = out.anywhere || out.code == "C13" || out.code == "G10";
  return out;
}

std::size_t place_with(std::size_t at, const std::vector<Edit>& edits) {
  std::size_t out = at;
  for (const Edit& edit : edits) {
    if (edit.span.to <= at && edit.span.from < at) out += edit.text.size() - (edit.span.to - edit.span.from);
  }
  return out;
}

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

}  // namespace

std::optional<Broken> both(const MutantSource& source, const Defect& a, const Defect& b) {
  if (a.alone || b.alone || a.code == b.code || (a.code[0] == 'W' && b.code[0] == 'W')) return std::nullopt;
  constexpr std::size_t kApart = 24;
  for (const Edit& x : a.edits) {
    for (const Edit& y : b.edits) {
      if (x.span.from < y.span.to + kApart && y.span.from < x.span.to + kApart) return std::nullopt;
    }
  }
  std::vector<Edit> edits = a.edits;
  edits.insert(edits.end(), b.edits.begin(), b.edits.end());
  std::sort(edits.begin(), edits.end(), [](const Edit& x, const Edit& y) { return x.span.from < y.span.from; });
  Broken out{apply_edits(source.text, edits), {a, b}, {}};
  for (const Defect* defect : {&a, &b}) {
    const std::size_t from = place_with(original_place(defect->where.from, defect->edits), edits);
    out.where.push_back({from, from + (defect->where.to - defect->where.from)});
  }
  return out;
}

bool is_refused(const MutantSource& source, const Defect& defect) {
  if (defect.code[0] != 'C' && defect.code[0] != 'G') return true;
  return validate_text(*source.contract, defect.text, {RepairLevel::none}).verdict == VerdictKind::fail;
}

Breaker::Breaker(const MutantSources& sources, std::uint64_t seed) : sources_(sources), seed_(seed) {
  for (const MutatorInfo& row : mutator_table()) ways_.push_back({row.code, nullptr, false});
  for (const validate::Mutator& row : validate::contract_mutators()) ways_.push_back({row.info.code, &row, false});
  if (sources.of[2].empty()) return;
  for (const validate::Mutator& row : validate::graph_mutators()) ways_.push_back({row.info.code, &row, true});
}

const MutantSource& Breaker::source_for(std::size_t way, std::uint64_t turn, std::uint64_t draw) const {
  const bool values = ways_[way].row != nullptr;
  std::size_t pool = turn % 2;
  if (!values && turn % 9 == 0) pool = 2;
  if (ways_[way].graphs) pool = 2;
  if (sources_.of[pool].empty()) pool = 0;
  return sources_.of[pool][draw % sources_.of[pool].size()];
}

std::optional<Defect> Breaker::make(const MutantSource& source, std::size_t way, std::uint64_t index) const {
  const Way& row = ways_[way];
  if (row.row == nullptr) return written_defect(source, row.code, seed_, index);
  const bool graph = source.pool == MutantPool::graph;
  if (graph != row.graphs) return std::nullopt;
  const base::JsonReadResult read = base::read_json(source.text);
  const validate::Passing passing{source.text, &read.tree, source.schema, graph ? sources_.registry.get() : nullptr,
                                  source.form};
  return value_defect(source, *row.row, passing, seed_, index);
}

}  // namespace nines::test
