// Op disagree: records in; agreement, consistency, voters and consensus out.
#include "base/canonical.h"
#include "call/ops.h"
#include "call/panel.h"
#include "call/records.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

std::vector<std::string> read_names(CallContext& call, ObjectReader& in, const char* name) {
  std::vector<std::string> out;
  for (const std::uint32_t node : in.array(name)) {
    if (call.read.tree.node(node).kind != base::JsonKind::string) {
      call.read.fail(ErrorCode::wrong_type, node,
                     std::string(name) + " holds " + call.read.quote(node) + "; each must be a text");
    } else {
      out.push_back(call.read.tree.string_value(node));
    }
  }
  return out;
}

// Categories are given as JSON values and compared as answers are.
std::vector<std::string> read_domain(CallContext& call, ObjectReader& in) {
  std::vector<std::string> out;
  for (const std::uint32_t node : in.array("domain")) out.push_back(base::compared_text(call.read.tree.source(node)));
  return out;
}

std::optional<AggregateMethod> read_method(CallContext& call, ObjectReader& in) {
  const std::uint32_t node = in.member("aggregate");
  const std::string id = in.text("aggregate");
  if (node == codec::kNoNode || call.read.error) return std::nullopt;
  std::string known;
  for (const AggregateMethodInfo& row : aggregate_method_table()) {
    if (id == row.id) return row.method;
    known += (known.empty() ? "" : ", ") + std::string(row.id);
  }
  call.read.fail(ErrorCode::bad_value, node, "aggregate is " + call.read.quote(node) + "; known: " + known);
  return std::nullopt;
}

}  // namespace

Result<Json> op_disagree(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t node = in.required("input");
  DisagreeOptions options;
  options.by = in.choice("by", codec::kCompareByNames, CompareBy::automatic);
  options.pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  options.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  options.bootstrap = in.whole("bootstrap", options.bootstrap, 0, kMaxBootstrap);
  options.items = in.boolean("items", false);
  options.rater = in.choice("rater", codec::kRaterByNames, RaterBy::model_trial);
  options.domain = read_domain(call, in);
  options.is_ordered = in.boolean("ordered", false);
  options.coefficients = read_names(call, in, "coefficients");
  const std::optional<AggregateMethod> aggregate = read_method(call, in);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<Corpus> corpus = read_corpus(call, node);
  if (!corpus) return corpus.error();
  Result<DisagreeReport> report = disagree_corpus(*corpus, options, call.run);
  if (!report) return no_records_error(*corpus, report.error());
  const Result<Json> panel = panel_json(*corpus, {options, aggregate}, report.value().issues, call.run);
  if (!panel) return panel.error();
  append_issues(*corpus, report.value().issues);
  Json out = codec::to_json(*report, options.items);
  const Json issues = std::move(out["issues"]);
  out.erase("issues");  // they stand last
  out.update(*panel);
  out["issues"] = issues;
  return out;
}

}  // namespace nines::call
