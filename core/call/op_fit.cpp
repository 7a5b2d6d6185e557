// Op fit: repeats of items, success against length, steps of runs, published pass^k.
#include "bridge/fit_inputs.h"
#include "bridge/fit_records.h"
#include "call/ops.h"
#include "call/records.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::kNoNode;
using codec::ObjectReader;
using codec::UnknownMembers;

constexpr std::int64_t kMaxCounts = 1'000'000;

enum class FitOf : std::uint8_t { automatic, repeats, length, steps, pass_hat };
constexpr std::array kFitOfNames{
    codec::EnumName<FitOf>{FitOf::automatic, "auto"}, codec::EnumName<FitOf>{FitOf::repeats, "repeats"},
    codec::EnumName<FitOf>{FitOf::length, "length"}, codec::EnumName<FitOf>{FitOf::steps, "steps"},
    codec::EnumName<FitOf>{FitOf::pass_hat, "pass_hat"}};
constexpr std::array kWeightNames{codec::EnumName<LengthWeights>{LengthWeights::items, "items"},
                                  codec::EnumName<LengthWeights>{LengthWeights::runs, "runs"}};

struct FitArgs {
  FitOf of = FitOf::automatic;
  double pass_mark = 1;
  FitOptions options;
  std::string length;
  LengthFitOptions by_length;
  bool shared = true;
};

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
    row.n = codec::whole_at(call.read, n, "n", 1, kMaxCounts);
    row.c = codec::whole_at(call.read, c, "c", 0, row.n);
    if (call.read.error) return *call.read.error;
    out.push_back(row);
  }
  return out;
}

// A list of numbers strictly between the bounds.
void read_numbers(CallContext& call, ObjectReader& in, const char* name, double most, std::vector<double>& out) {
  if (!in.has(name)) return;
  out.clear();
  for (const std::uint32_t node : in.array(name)) {
    const double value = codec::number_at(call.read, node, name, 0, most);
    if (!(value > 0 && value < most)) {
      call.read.fail(ErrorCode::out_of_range, node,
                     std::string(name) + " holds " + call.read.quote(node) + "; each must be above 0 and below " +
                         codec::number_text(most));
    }
    if (out.size() == kMaxHorizons) {
      call.read.fail(ErrorCode::limit_exceeded, node,
                     std::string(name) + " may hold at most " + std::to_string(kMaxHorizons) + " numbers");
    }
    if (call.read.error) return;
    out.push_back(value);
  }
}

FitArgs read_args(CallContext& call, ObjectReader& in) {
  FitArgs out;
  out.pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  out.options.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  out.options.bootstrap = in.whole("bootstrap", out.options.bootstrap, 0, kMaxBootstrap);
  out.of = in.choice("of", kFitOfNames, FitOf::automatic);
  out.length = in.text("length");
  out.shared = in.boolean("shared", true);
  out.by_length.weights = in.choice("weights", kWeightNames, LengthWeights::items);
  out.by_length.seed = out.options.seed;
  out.by_length.bootstrap = out.options.bootstrap;
  read_numbers(call, in, "horizons", 1, out.by_length.horizons);
  read_numbers(call, in, "at", 1e300, out.by_length.at);
  if (out.of == FitOf::length) in.required("length");
  if (out.of == FitOf::automatic && !out.length.empty()) out.of = FitOf::length;
  return out;
}

Result<Json> answer_repeats(CallContext& call, const Corpus& corpus, const FitArgs& args) {
  Result<FitReport> report = bridge::fit_records(corpus, args.pass_mark, args.options, call.run);
  if (!report) return no_records_error(corpus, report.error());
  append_issues(corpus, report.value().issues);
  return codec::to_json(*report);
}

Result<Json> answer_steps(CallContext& call, const Corpus& corpus, const FitArgs& args) {
  Result<StepsFit> fit = fit_steps(bridge::step_counts(corpus, args.pass_mark), args.shared, args.options, call.run);
  if (!fit) return no_records_error(corpus, fit.error());
  append_issues(corpus, fit.value().issues);
  return codec::to_json(*fit);
}

Result<Json> answer_length(CallContext& call, const Corpus& corpus, const FitArgs& args) {
  bridge::LengthGroups groups = bridge::length_groups(corpus, args.length, args.pass_mark);
  if (groups.groups.empty()) {
    Error error{ErrorCode::no_records, "no row has a \"" + args.length + "\" above 0 and a known outcome", {}};
    error.where.source = corpus.name;
    if (!groups.issues.empty()) {
      error.message += "; the first problem: " + groups.issues.front().message;
      error.where = groups.issues.front().where;
    }
    return no_records_error(corpus, error);
  }
  Json out = {{"ok", true},
              {"of", "length"},
              {"length", args.length},
              {"weights", codec::enum_id(kWeightNames, args.by_length.weights)},
              {"dropped", groups.dropped},
              {"groups", Json::array()}};
  for (bridge::LengthGroup& group : groups.groups) {
    Result<LengthFit> fit = fit_length(std::move(group.points), args.by_length, call.run);
    if (!fit) return fit.error();
    fit.value().group = group.model;
    out["groups"].push_back(codec::to_json(*fit));
    groups.issues.insert(groups.issues.end(), fit->issues.begin(), fit->issues.end());
  }
  append_issues(corpus, groups.issues);
  out["issues"] = codec::to_json(groups.issues);
  return out;
}

Result<Json> answer_pass_hat(bridge::PassHatInput table) {
  Result<PassHatReport> report = fit_pass_hat(table.rows);
  if (!report) return report.error();
  report.value().dropped += static_cast<std::int64_t>(table.issues.size());
  table.issues.insert(table.issues.end(), report->issues.begin(), report->issues.end());
  report.value().issues = std::move(table.issues);
  return codec::to_json(*report);
}

Result<Json> answer_input(CallContext& call, std::uint32_t node, const FitArgs& args) {
  const Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  if (args.of == FitOf::automatic || args.of == FitOf::pass_hat) {
    bridge::PassHatInput table = bridge::pass_hat_rows(input->bytes(), input->name);
    if (table.known) return answer_pass_hat(std::move(table));
    if (args.of == FitOf::pass_hat) {
      return Error{ErrorCode::no_records,
                   "the first row has no pass_hat, pass_k, or pass_hat_1, pass_hat_2, …",
                   {input->name, "", 0, 1, 1}};
    }
  }
  const Corpus corpus = read_records(input->bytes(), input->name);
  if (args.of == FitOf::length) return answer_length(call, corpus, args);
  if (args.of == FitOf::steps || (args.of == FitOf::automatic && bridge::has_steps(corpus)))
    return answer_steps(call, corpus, args);
  return answer_repeats(call, corpus, args);
}

}  // namespace

Result<Json> op_fit(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const FitArgs args = read_args(call, in);
  in.allow("input");
  in.allow("counts");
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  if (in.has("counts")) {
    const Result<std::vector<ItemCount>> counts = read_counts(call, in);
    if (!counts) return counts.error();
    const Result<FitReport> report = fit_item_counts(*counts, args.options, call.run);
    if (!report) return report.error();
    return codec::to_json(*report);
  }
  const std::uint32_t node = in.required("input");
  if (call.read.error) return *call.read.error;
  return answer_input(call, node, args);
}

}  // namespace nines::call
