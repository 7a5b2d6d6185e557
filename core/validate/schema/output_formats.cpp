// flag, basic and detailed from verbose, and schema_output itself. See output.h and nines/schema_output.h.
#include "validate/compiled.h"
#include "validate/schema/output.h"
#include "validate/syntax.h"

namespace nines {

namespace validate {

namespace {

constexpr std::size_t kNoParent = static_cast<std::size_t>(-1);

// Index of the unit that holds each.
std::vector<std::size_t> parents_of(const std::vector<SchemaOutputUnit>& units) {
  std::vector<std::size_t> out(units.size(), kNoParent);
  std::vector<std::size_t> path;
  for (std::size_t i = 0; i < units.size(); ++i) {
    path.resize(units[i].depth);
    if (!path.empty()) out[i] = path.back();
    path.push_back(i);
  }
  return out;
}

// What an output of this verdict tells: where it fails, each unit that fails inside units that all fail; where it
// holds, each annotation inside units that all hold.
std::vector<bool> told_units(const SchemaOutput& output, const std::vector<std::size_t>& parents) {
  const bool valid = output.verdict == VerdictKind::pass;
  std::vector<bool> same(output.units.size(), false);  // as valid as the whole, and all around it
  std::vector<bool> told(output.units.size(), false);
  for (std::size_t i = 0; i < output.units.size(); ++i) {
    const SchemaOutputUnit& unit = output.units[i];
    same[i] = unit.valid == valid && (parents[i] == kNoParent || same[parents[i]]);
    told[i] = same[i] && !(valid ? unit.annotation : unit.error).empty();
  }
  return told;
}

SchemaOutput basic_output(SchemaOutput all) {
  const std::vector<bool> told = told_units(all, parents_of(all.units));
  std::vector<SchemaOutputUnit> kept;
  kept.push_back(std::move(all.units.front()));
  for (std::size_t i = 1; i < all.units.size(); ++i) {
    if (!told[i]) continue;
    all.units[i].depth = 1;
    kept.push_back(std::move(all.units[i]));
  }
  all.units = std::move(kept);
  return all;
}

// Units that tell nothing and hold one other give way to it; those that hold nothing are left out.
SchemaOutput detailed_output(SchemaOutput all) {
  const std::vector<std::size_t> parents = parents_of(all.units);
  const std::vector<bool> told = told_units(all, parents);
  std::vector<std::size_t> held(all.units.size(), 0);  // children that are left
  std::vector<bool> left = told;
  for (std::size_t i = all.units.size(); i-- > 0;) {
    left[i] = left[i] || held[i] > 0;
    if (left[i] && parents[i] != kNoParent) ++held[parents[i]];
  }
  std::vector<std::size_t> depth(all.units.size(), 0);
  std::vector<SchemaOutputUnit> kept;
  for (std::size_t i = 0; i < all.units.size(); ++i) {
    const std::size_t around = parents[i] == kNoParent ? 0 : depth[parents[i]];
    const bool gives_way = !told[i] && held[i] == 1;
    const bool stays = i == 0 ? !gives_way : left[i] && !gives_way;
    depth[i] = around + (stays ? 1 : 0);
    if (!stays) continue;
    all.units[i].depth = around;
    kept.push_back(std::move(all.units[i]));
  }
  all.units = std::move(kept);
  return all;
}

}  // namespace

SchemaOutput reduced_output(SchemaOutput verbose, SchemaOutputFormat format) {
  switch (format) {
    case SchemaOutputFormat::flag: verbose.units.clear(); break;
    case SchemaOutputFormat::basic: verbose = basic_output(std::move(verbose)); break;
    case SchemaOutputFormat::detailed: verbose = detailed_output(std::move(verbose)); break;
    default: break;
  }
  verbose.format = format;
  return verbose;
}

}  // namespace validate

Result<SchemaOutput> schema_output(const CompiledContract& contract, std::string_view text, SchemaOutputFormat format) {
  const CompiledContract::Impl& impl = contract.impl();
  if (impl.contract.kind != ContractKind::json_schema) {
    Error out;
    out.code = ErrorCode::not_supported;
    out.message = "the standard output is that of JSON Schema; this contract is of another kind";
    out.where.pointer = "/kind";
    return out;
  }
  const base::JsonReadResult read = base::read_json(text, validate::json_limits());
  if (!read.ok) return base::json_error(read.error, text, "");
  validate::Trace trace(*impl.schema, read.tree, validate::TraceDetail::everything);
  const validate::Truth verdict = trace.run();
  return validate::reduced_output(validate::verbose_output(trace, verdict), format);
}

}  // namespace nines
