// Ops over records: disagree, fit.
#include "bridge/fit_records.h"
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

// What could not be read belongs to every answer about a file, not only to errors.
void append_issues(const Corpus& corpus, Issues& issues) {
  issues.insert(issues.end(), corpus.issues.begin(), corpus.issues.end());
}

Result<std::vector<ItemCount>> read_counts(CallContext& call, ObjectReader& in) {
  std::vector<ItemCount> out;
  for (const std::uint32_t node : in.array("counts")) {
    const codec::JsonTree& tree = call.read.tree;
    const bool pair = tree.node(node).kind == base::JsonKind::array && tree.node(node).child_count == 2;
    if (!pair)
      call.read.fail(ErrorCode::wrong_type, node, "counts holds " + call.read.quote(node) + "; each must be [c, n]");
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

Result<FitReport> fit(CallContext& call, ObjectReader& in, double pass_mark, const FitOptions& options) {
  if (in.has("counts")) {
    const Result<std::vector<ItemCount>> counts = read_counts(call, in);
    if (!counts) return counts.error();
    return fit_item_counts(*counts, options, call.run);
  }
  const std::uint32_t node = in.required("input");
  if (call.read.error) return *call.read.error;
  const Result<Corpus> corpus = read_corpus(call, node);
  if (!corpus) return corpus.error();
  Result<FitReport> report = bridge::fit_records(*corpus, pass_mark, options, call.run);
  if (!report) return no_records_error(*corpus, report.error());
  append_issues(*corpus, report.value().issues);
  return report;
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
  append_issues(*corpus, report.value().issues);
  return codec::to_json(*report, options.items);
}

Result<Json> op_fit(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  in.allow("input");
  FitOptions options;
  const double pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  options.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  options.bootstrap = in.whole("bootstrap", options.bootstrap, 0, kMaxBootstrap);
  const Result<FitReport> report = fit(call, in, pass_mark, options);
  if (call.read.error) return *call.read.error;
  if (!report) return report.error();
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  return codec::to_json(*report);
}

}  // namespace nines::call
