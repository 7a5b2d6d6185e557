// Estimates of rare ends as JSON, both directions (rare_codec.h).
#include "codec/questions.h"
#include "nines/call.h"

namespace nines::codec {
namespace {

RareReport read_rare(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "an estimate of a rare end");
  RareReport out;
  out.end = in.choice("end", kRareEndNames, RareEnd::failure);
  out.estimate = in.number("estimate", 0, 0, kAny);
  out.standard_error = in.number("standard_error", 0, 0, kAny);
  out.relative_error = in.number("relative_error", 0, 0, kAny);
  out.ci = read_interval(context, in.required("ci"));
  out.trials = static_cast<std::uint64_t>(in.whole("trials", 0, 0, kManyCounts));
  out.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kManyCounts));
  out.pilot_runs = static_cast<std::uint64_t>(in.whole("pilot_runs", 0, 0, kManyCounts));
  out.hit_share = in.number("hit_share", 0, 0, 1);
  out.effective_sample_size = in.number("effective_sample_size", 0, 0, kAny);
  out.largest_share = in.number("largest_share", 0, 0, kAny);
  if (in.has("exact")) out.exact = in.number("exact", 0, 0, kAny);
  if (in.has("z")) out.z = in.any_number("z");
  out.method = in.text("method");
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace

Json to_json(const RareReport& report) {
  Json out = {{"end", enum_id(kRareEndNames, report.end)},
              {"estimate", report.estimate},
              {"standard_error", report.standard_error},
              {"relative_error", report.relative_error},
              {"ci", codec::to_json(report.ci)},
              {"trials", report.trials},
              {"seed", report.seed},
              {"pilot_runs", report.pilot_runs},
              {"hit_share", report.hit_share},
              {"effective_sample_size", report.effective_sample_size},
              {"largest_share", report.largest_share}};
  if (report.exact) out["exact"] = *report.exact;
  if (report.z) out["z"] = *report.z;
  out["method"] = report.method;
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {

std::string rare_request(const Pipeline& pipeline, const RareOptions& options) {
  const codec::Json args = {{"pipeline", codec::to_json(pipeline)},
                            {"end", codec::enum_id(codec::kRareEndNames, options.end)},
                            {"trials", options.trials},
                            {"seed", options.seed}};
  return codec::dump({{"op", "rare"}, {"v", 1}, {"args", args}});
}

Result<RareReport> rare_report_from_response(std::string_view response) {
  return codec::read_response<RareReport>(response, codec::read_rare);
}

}  // namespace nines
