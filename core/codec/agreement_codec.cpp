// The agreement report as JSON (agreement_codec.h).
#include "codec/agreement_codec.h"

namespace nines::codec {
namespace {

AgreementRow read_row(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "agreement");
  AgreementRow out;
  out.id = context.tree.key(node);
  out.estimate = read_estimate(context, node);
  if (in.has("observed")) out.observed = in.any_number("observed");
  if (in.has("expected")) out.expected = in.any_number("expected");
  if (in.has("standard_error")) out.standard_error = in.any_number("standard_error");
  if (in.has("analytic")) out.analytic = read_interval(context, in.member("analytic"));
  return out;
}

}  // namespace

Json agreement_rows_json(const AgreementReport& report) {
  Json out = Json::object();
  for (const AgreementRow& row : report.rows) {
    Json& entry = out[row.id] = to_json(row.estimate);
    if (row.observed) entry["observed"] = *row.observed;
    if (row.expected) entry["expected"] = *row.expected;
    if (row.standard_error) entry["standard_error"] = *row.standard_error;
    if (row.analytic) entry["analytic"] = to_json(*row.analytic);
  }
  return out;
}

Json agreement_parts_json(const AgreementReport& report) {
  Json out = {{"items", report.items},
              {"pairable_items", report.pairable_items},
              {"ratings", report.ratings},
              {"raters", report.raters},
              {"values", Json::array()}};
  for (std::size_t v = 0; v < report.prevalence.size() && v < kMaxListedValues; ++v)
    out["values"].push_back({{"value", report.prevalence[v].value}, {"count", report.prevalence[v].count}});
  if (report.prevalence.size() > kMaxListedValues) out["more_values"] = report.prevalence.size() - kMaxListedValues;
  if (!report.coincidences.empty()) out["coincidences"] = report.coincidences;
  return out;
}

AgreementReport read_agreement(ReadContext& context, ObjectReader& report) {
  AgreementReport out;
  if (report.has("agreement")) {
    for (std::uint32_t child = context.tree.node(report.member("agreement")).first_child; child != kNoNode;
         child = context.tree.node(child).next_sibling)
      out.rows.push_back(read_row(context, child));
  }
  if (!report.has("agreement_parts")) return out;
  ObjectReader in(context, report.member("agreement_parts"), "agreement_parts");
  out.items = in.whole("items", 0, 0, kManyCounts);
  out.pairable_items = in.whole("pairable_items", 0, 0, kManyCounts);
  out.ratings = in.whole("ratings", 0, 0, kManyCounts);
  out.raters = in.whole("raters", 0, 0, kManyCounts);
  for (const std::uint32_t node : in.array("values")) {
    ObjectReader value(context, node, "value");
    out.prevalence.push_back({value.text("value"), value.whole("count", 0, 0, kManyCounts)});
  }
  for (const std::uint32_t row : in.array("coincidences")) {
    out.coincidences.emplace_back();
    for (std::uint32_t cell = context.tree.node(row).first_child; cell != kNoNode;
         cell = context.tree.node(cell).next_sibling)
      out.coincidences.back().push_back(context.tree.number_value(cell).value_or(0));
  }
  return out;
}

}  // namespace nines::codec
