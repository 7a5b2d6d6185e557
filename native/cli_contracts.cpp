// Commands about contracts beside validate: prefix, infer, strict. Requests, exit codes and what people read. See
// cli.h.
#include <algorithm>

#include "cli_call.h"

namespace nines::cli {
namespace {

std::string text_at(const Json& json, const char* name) {
  return json.contains(name) ? json[name].get<std::string>() : "";
}

std::string after_bytes(std::size_t count) {
  return "after " + std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

std::string prefix_row(const Json& row) {
  const std::string state = row["state"];
  // A failure names the byte that settled it; here, as in the timeline, all are counted by the bytes read.
  const auto byte = row["byte"].get<std::size_t>();
  const std::size_t read = state == "must_fail" ? std::min(byte + 1, row["bytes"].get<std::size_t>()) : byte;
  std::string out = "#" + std::to_string(row["index"].get<std::size_t>()) + "  " + state + " " + after_bytes(read);
  if (state == "must_fail") {
    out += "  " + text_at(row, "code") + "  " + text_at(row, "message");
    if (!row["earliest"].get<bool>()) out += "  (an earlier byte may have settled it)";
  }
  if (state == "valid_prefix") out += row.contains("missing") ? "  missing: " + text_at(row, "missing") : "";
  out += "\n";
  if (!row.contains("timeline")) return out;
  for (const Json& change : row["timeline"]["changes"]) {
    out += "     " + after_bytes(change["byte"].get<std::size_t>()) + "  " + change["state"].get<std::string>() + "\n";
  }
  return out;
}

std::string prefix_text(const Json& report) {
  std::string out;
  for (const Json& row : report["results"]) out += prefix_row(row);
  out += std::to_string(report["texts"].get<std::int64_t>()) + " texts";
  for (const auto& [state, count] : report["by_state"].items())
    out += "  " + std::to_string(count.get<std::int64_t>()) + " " + state;
  const Json& saved = report["saved"];
  out += "\nstopping there saves " + std::to_string(report["bytes_saved"].get<std::size_t>()) +
         " bytes: " + saved["tokens"].dump() + " tokens, " + saved["seconds"].dump() + " s, " +
         saved["cost_usd"].dump() + " USD (" + text_at(report, "estimator") + ")\n";
  return out;
}

void add_split(Call& call, const Options& options) {
  // A pointer into records only makes sense on records, so --select alone means --as records.
  call.args["as"] = !options.select.empty() && options.as == "text" ? "records" : options.as;
  if (!options.select.empty()) call.args["select"] = options.select;
}

template <class Text>
int finish_rows(const Call& call, const Options& options, const char* rows, const Text& text) {
  const Result<Issues> issues = issues_from_response(call.answer);
  if (!issues) return finish_answer(call, options, &issues.error(), {}, "", rows);
  const bool reads = options.format == Format::text;
  return finish_answer(call, options, nullptr, *issues, reads ? text(Json::parse(call.answer)) : "", rows);
}

}  // namespace

int prefix(const Options& options) {
  Call call;
  std::string problem = add_file(call, "input", options.file);
  if (options.contract.empty())
    call.args["contract"] = {{"kind", "json_schema"}, {"schema", true}};
  else if (problem.empty())
    problem = add_file(call, "contract", options.contract);
  if (!problem.empty()) return unusable(problem);
  add_split(call, options);
  if (options.timeline) call.args["timeline"] = true;
  for (const auto& [name, value] : options.stream) call.args[name] = value;
  answer(call, "prefix");
  const int code = finish_rows(call, options, "results", prefix_text);
  const Json report = Json::parse(call.answer, nullptr, false);
  if (!report.contains("by_state")) return code;
  return gate(report["texts"].get<std::size_t>(), report["by_state"].value("must_fail", std::size_t{0}), code);
}

// The text is the contract file itself, so that it can be kept and edited.
int infer(const Options& options) {
  Call call;
  if (const std::string problem = add_file(call, "input", options.file); !problem.empty()) return unusable(problem);
  if (!options.contract.empty()) {
    if (const std::string problem = add_file(call, "contract", options.contract); !problem.empty())
      return unusable(problem);
  }
  add_split(call, options);
  answer(call, "infer");
  return finish_rows(call, options, nullptr, [](const Json& report) { return report["file"].dump(2) + "\n"; });
}

namespace {

std::string strict_text(const Json& report) {
  std::string out;
  for (const Json& row : report["findings"]) {
    const std::string pointer = text_at(row, "schema_pointer");
    out += (pointer.empty() ? "(root)" : pointer) + ": " + text_at(row, "message") + "; " + text_at(row, "proposal") +
           "\n";
  }
  if (out.empty()) out = "accepted\n";
  return out + "rules: " + text_at(report, "vendor") + ", " + text_at(report, "source") + ", as of " +
         text_at(report, "as_of") + "\n";
}

}  // namespace

// Findings close the gate like failing outputs.
int strict(const Options& options) {
  Call call;
  if (const std::string problem = add_file(call, "contract", options.file); !problem.empty()) return unusable(problem);
  call.args["vendor"] = options.vendor;
  answer(call, "strict");
  bool accepted = true;
  const int code = finish_rows(call, options, "findings", [&](const Json& report) {
    if (options.show != "findings") return text_at(report, options.show.c_str()) + "\n";
    accepted = report["accepted"].get<bool>();
    return strict_text(report);
  });
  return code == kPass && !accepted ? kGateFailed : code;
}

}  // namespace nines::cli
