// The table of contract kinds. See kinds.h.
#include "validate/contracts/kinds.h"

#include <array>

#include "base/text.h"
#include "validate/fast/plan.h"
#include "validate/schema/compile.h"

namespace nines::validate {

namespace {

constexpr std::array kKinds{
    KindRow{ContractKind::json_schema, compile_json_schema, check_json, trimmed_body, scan_json, same_json},
    KindRow{ContractKind::regex, compile_regex, check_regex, regex_body, scan_regex, nullptr},
    KindRow{ContractKind::labels, compile_labels, check_labels, trimmed_body, scan_labels, same_labels},
    KindRow{ContractKind::number, compile_number, check_number, trimmed_body, scan_numbers, same_numbers},
    KindRow{ContractKind::jsonl, compile_jsonl, check_jsonl, trimmed_body, scan_jsonl, same_jsonl},
    KindRow{ContractKind::csv, compile_csv, check_csv, trimmed_body, scan_csv, nullptr},
    KindRow{ContractKind::fenced, compile_fenced, check_fenced, whole_fence, nullptr, nullptr},
    KindRow{ContractKind::tool_call, compile_tool_call, check_tool_call, trimmed_body, scan_tool_call, same_json},
    KindRow{ContractKind::workflow, compile_workflow, check_workflow, trimmed_body, scan_json, same_json},
    KindRow{ContractKind::all_of, compile_combination, check_all_of, combined_fence, scan_combined, same_combined},
    KindRow{ContractKind::any_of, compile_combination, check_any_of, combined_fence, scan_combined, same_combined},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (static_cast<std::size_t>(kKinds[i].kind) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const KindRow& kind_row(ContractKind kind) {
  NINES_ASSERT(static_cast<std::size_t>(kind) < kKinds.size());
  return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<Error> compile_parts(Impl& out, const std::string& field, std::size_t depth) {
  const std::vector<Contract>& parts = out.contract.parts;
  if (parts.size() > kMaxContractParts) {
    return contract_error(
        ErrorCode::limit_exceeded,
        std::to_string(parts.size()) + " contracts; at most " + std::to_string(kMaxContractParts) + " are allowed",
        field);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CompiledPart part = compile_part(parts[i], field + '/' + std::to_string(i), depth + 1);
    if (!part) return part.error();
    out.parts.push_back(std::move(part).value());
  }
  return std::nullopt;
}

void trimmed_body(const Impl& /*contract*/, const Layout& layout, std::size_t index, CandidateList& out) {
  const Span body = layout.fences[index].body;
  const std::string_view inner = base::trim_ascii(layout.text.substr(body.from, body.to - body.from));
  const std::size_t from = inner.empty() ? body.from : static_cast<std::size_t>(inner.data() - layout.text.data());
  out.add({{from, from + inner.size()}, index, true});
}

std::optional<Error> compile_json_schema(Impl& out, std::size_t /*depth*/) {
  SchemaOptions options;
  options.formats = out.contract.formats;
  options.resources = out.contract.resources;
  auto compiled = compile_schema(out.contract.schema, options);
  if (!compiled) return compiled.error();
  out.schema = std::move(compiled).value();
  out.fast = make_fast_plan(*out.schema);
  out.json = true;
  return std::nullopt;
}

}  // namespace nines::validate
