// Disagreement requests and reports as JSON, both directions.
#include "codec/agreement_codec.h"
#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {
namespace {

Json to_json(const std::vector<PassEstimate>& rows) {
  Json out = Json::array();
  for (const PassEstimate& row : rows) {
    Json entry = {{"k", row.k}};
    entry.update(codec::to_json(row.estimate));
    out.push_back(std::move(entry));
  }
  return out;
}

std::vector<PassEstimate> read_pass(ReadContext& context, const std::vector<std::uint32_t>& nodes) {
  std::vector<PassEstimate> out;
  for (const std::uint32_t node : nodes) {
    ObjectReader in(context, node, "pass");
    out.push_back({in.whole("k", 1, 1, kManyCounts), read_estimate(context, node)});
  }
  return out;
}

Json to_json(const ItemReport& item) {
  Json out = {{"item", item.item},           {"class", enum_id(kItemClassNames, item.item_class)},
              {"correct", item.correct},     {"trials", item.trials},
              {"consensus", item.consensus}, {"ties", item.ties},
              {"entropy", item.entropy},     {"clusters", Json::array()},
              {"outliers", item.outliers}};
  for (const AnswerCluster& row : item.clusters) {
    out["clusters"].push_back({{"answer", row.answer}, {"count", row.count}, {"models", row.models}});
  }
  return out;
}

std::vector<std::string> read_texts(ReadContext& context, const std::vector<std::uint32_t>& nodes) {
  std::vector<std::string> out;
  for (const std::uint32_t node : nodes) out.push_back(context.tree.string_value(node));
  return out;
}

ItemReport read_item(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "item");
  ItemReport out;
  out.item = in.text("item");
  out.item_class = in.choice("class", kItemClassNames, ItemClass::unknown);
  out.correct = in.whole("correct", 0, 0, kManyCounts);
  out.trials = in.whole("trials", 0, 0, kManyCounts);
  out.consensus = in.text("consensus");
  out.ties = read_texts(context, in.array("ties"));
  out.entropy = in.any_number("entropy");
  for (const std::uint32_t cluster : in.array("clusters")) {
    ObjectReader row(context, cluster, "cluster");
    out.clusters.push_back(
        {row.text("answer"), row.whole("count", 0, 0, kManyCounts), read_texts(context, row.array("models"))});
  }
  out.outliers = read_texts(context, in.array("outliers"));
  return out;
}

void read_measures(ReadContext& context, ObjectReader& in, DisagreeReport& out) {
  out.pass_at_k = read_pass(context, in.array("pass_at_k"));
  out.pass_hat_k = read_pass(context, in.array("pass_hat_k"));
  for (const std::uint32_t node : in.array("pass_hat_k_conventions")) {
    ObjectReader row(context, node, "convention");
    out.pass_hat_k_conventions.push_back({row.text("id"), row.text("label"), read_pass(context, row.array("values"))});
  }
  out.flip_rate = read_estimate(context, in.member("flip_rate"));
  out.outcome_consistency = read_estimate(context, in.member("outcome_consistency"));
  out.agreement = read_agreement(context, in);
}

DisagreeReport read_report(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "report");
  DisagreeReport out;
  out.items = in.whole("items", 0, 0, kManyCounts);
  out.records = in.whole("records", 0, 0, kManyCounts);
  out.models = in.whole("models", 0, 0, kManyCounts);
  out.trials_min = in.whole("trials_min", 0, 0, kManyCounts);
  out.trials_max = in.whole("trials_max", 0, 0, kManyCounts);
  out.compared_by = in.choice("compared_by", kCompareByNames, CompareBy::output);
  read_measures(context, in, out);
  out.flaky_items = in.whole("flaky_items", 0, 0, kManyCounts);
  out.always_items = in.whole("always_items", 0, 0, kManyCounts);
  out.never_items = in.whole("never_items", 0, 0, kManyCounts);
  for (const std::uint32_t item : in.array("item_reports")) out.item_reports.push_back(read_item(context, item));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

FitReport read_fit(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "fit");
  FitReport out;
  out.p = read_estimate(context, in.member("p"));
  out.rho = read_estimate(context, in.member("rho"));
  out.scope = in.choice("scope", kScopeNames, LatentScope::item);
  for (const std::uint32_t row : in.array("observed")) out.observed.push_back(read_estimate(context, row));
  for (const std::uint32_t row : in.array("predicted"))
    out.predicted.push_back(number_at(context, row, "predicted", 0, 1));
  for (const std::uint32_t row : in.array("independent"))
    out.independent.push_back(number_at(context, row, "independent", 0, 1));
  if (in.has("pipeline")) out.pipeline = read_pipeline(context, in.member("pipeline"));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace

Json to_json(const DisagreeReport& report, bool items) {
  Json out = {{"ok", true},
              {"items", report.items},
              {"records", report.records},
              {"models", report.models},
              {"trials_min", report.trials_min},
              {"trials_max", report.trials_max},
              {"compared_by", enum_id(kCompareByNames, report.compared_by)},
              {"pass_at_k", to_json(report.pass_at_k)},
              {"pass_hat_k", to_json(report.pass_hat_k)},
              {"pass_hat_k_conventions", Json::array()}};
  for (const PassConvention& row : report.pass_hat_k_conventions) {
    out["pass_hat_k_conventions"].push_back({{"id", row.id}, {"label", row.label}, {"values", to_json(row.values)}});
  }
  out["flip_rate"] = to_json(report.flip_rate);
  out["flaky_items"] = report.flaky_items;
  out["always_items"] = report.always_items;
  out["never_items"] = report.never_items;
  out["outcome_consistency"] = to_json(report.outcome_consistency);
  out["agreement"] = agreement_rows_json(report.agreement);
  out["agreement_parts"] = agreement_parts_json(report.agreement);
  if (items) {
    out["item_reports"] = Json::array();
    for (const ItemReport& item : report.item_reports) out["item_reports"].push_back(to_json(item));
  }
  out["issues"] = to_json(report.issues);
  return out;
}

Json to_json(const FitReport& report) {
  Json out = {{"ok", true},
              {"of", "repeats"},
              {"p", to_json(report.p)},
              {"rho", to_json(report.rho)},
              {"scope", enum_id(kScopeNames, report.scope)},
              {"observed", Json::array()},
              {"predicted", report.predicted},
              {"independent", report.independent}};
  for (const Estimate& row : report.observed) out["observed"].push_back(to_json(row));
  out["pipeline"] = to_json(report.pipeline);
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {
namespace {

codec::Json input_args(const CompareInput& input) {
  codec::Json args = {{"input", {{"blob", input.dataset}, {"name", input.dataset_name}}}};
  if (input.pass_mark != 1) args["pass_mark"] = input.pass_mark;
  return args;
}

}  // namespace

std::string disagree_request(const CompareInput& input, const DisagreeOptions& options) {
  codec::Json args = input_args(input);
  if (input.by != CompareBy::automatic) args["by"] = codec::enum_id(codec::kCompareByNames, input.by);
  args["bootstrap"] = options.bootstrap;
  if (options.items) args["items"] = true;
  return codec::dump({{"op", "disagree"}, {"v", 1}, {"args", std::move(args)}});
}

std::string fit_request(const CompareInput& input, const FitOptions& options) {
  codec::Json args = input_args(input);
  args["bootstrap"] = options.bootstrap;
  return codec::dump({{"op", "fit"}, {"v", 1}, {"args", std::move(args)}});
}

Result<DisagreeReport> disagree_report_from_response(std::string_view response) {
  return codec::read_response<DisagreeReport>(response, codec::read_report);
}

Result<FitReport> fit_report_from_response(std::string_view response) {
  return codec::read_response<FitReport>(response, codec::read_fit);
}

}  // namespace nines
