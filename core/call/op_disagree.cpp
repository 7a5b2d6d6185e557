// Ops over records: disagree, fit.
#include "call/ops.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::kNoNode;
using codec::ObjectReader;
using codec::UnknownMembers;

constexpr std::int64_t kMaxSeed = std::int64_t{1} << 53;

Result<Corpus> read_corpus(CallContext& call, std::uint32_t node) {
  const Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  return read_records(input->bytes(), input->name);
}

// Says what went wrong on the first bad line when a file gave no record at all.
Error no_records_error(const Corpus& corpus, Error error) {
  if (error.code != ErrorCode::no_records || corpus.issues.empty()) return error;
  const Issue& first = corpus.issues.front();
  error.message += "; the first problem: " + first.message;
  error.where = first.where;
  return error;
}

Result<std::vector<ItemCount>> read_counts(CallContext& call, ObjectReader& in) {
  std::vector<ItemCount> out;
  for (const std::uint32_t node : in.array("counts")) {
    const codec::JsonTree& tree = call.read.tree;
    const bool pair =
        tree.node(node).kind == base::JsonKind::array && tree.node(node).child_count == 2;
    if (!pair)
      call.read.fail(ErrorCode::wrong_type, node,
                     "counts holds " + call.read.quote(node) + "; each must be [c, n]");
    if (call.read.error) return *call.read.error;
    const std::uint32_t c = tree.node(node).first_child;
    const std::uint32_t n = tree.node(c).next_sibling;
    ItemCount row;
    row.n = codec::whole_at(call.read, n, "n", 1, 1'000'000);
    row.c = codec::whole_at(call.read, c, "c", 0, row.n);
    if (call.read.error) return *call.read.error;
    out.push_back(row);
  }
  return out;
}

struct FitInput {
  std::vector<ItemCount> counts;
  std::string source;
  Issues issues;
  std::int64_t dropped = 0;
};

Result<FitInput> read_fit_input(CallContext& call, ObjectReader& in, double pass_mark) {
  FitInput out;
  if (in.has("counts")) {
    Result<std::vector<ItemCount>> counts = read_counts(call, in);
    if (!counts) return counts.error();
    out.counts = std::move(counts).value();
    return out;
  }
  const std::uint32_t node = in.required("input");
  if (call.read.error) return *call.read.error;
  const Result<Corpus> corpus = read_corpus(call, node);
  if (!corpus) return corpus.error();
  ItemCounts counts = item_counts(*corpus, pass_mark);
  if (counts.counts.empty()) {
    return no_records_error(
        *corpus, Error{ErrorCode::no_records,
                       "no item with known correctness in " + base::json_quote(corpus->name),
                       {}});
  }
  out.counts = std::move(counts.counts);
  out.source = corpus->name;
  out.issues = corpus->issues;
  out.issues.insert(out.issues.end(), counts.issues.begin(), counts.issues.end());
  return out;
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
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<Corpus> corpus = read_corpus(call, node);
  if (!corpus) return corpus.error();
  Result<DisagreeReport> report = disagree_corpus(*corpus, options, call.run);
  if (!report) return no_records_error(*corpus, report.error());
  Issues& issues = report.value().issues;
  issues.insert(issues.end(), corpus->issues.begin(), corpus->issues.end());
  return codec::to_json(*report, options.items);
}

Result<Json> op_fit(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.allow("input");
  FitOptions options;
  const double pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  options.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  options.bootstrap = in.whole("bootstrap", options.bootstrap, 0, kMaxBootstrap);
  const Result<FitInput> input = read_fit_input(call, in, pass_mark);
  if (!input) return input.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  Result<FitReport> report = fit_item_counts(input->counts, options, call.run);
  if (!report) return report.error();
  if (!input->source.empty() && !report.value().pipeline.steps.empty()) {
    report.value().pipeline.steps[0].source = "fitted from " + input->source;
  }
  Issues& issues = report.value().issues;
  issues.insert(issues.end(), input->issues.begin(), input->issues.end());
  return codec::to_json(*report);
}

}  // namespace nines::call
