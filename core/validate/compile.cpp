// compile_contract: from a Contract as the user wrote it to one that can run, or the reason why it
// cannot. See validate.h.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "validate/compiled.h"
#include "validate/finding.h"
#include "validate/schema/compile.h"

namespace nines {

namespace {

using Impl = CompiledContract::Impl;
using validate::quoted;

Error contract_error(ErrorCode code, std::string message, std::string pointer) {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = std::move(pointer);
  return out;
}

std::optional<Error> compile_labels(Impl& out) {
  const std::vector<std::string>& given = out.contract.labels;
  if (given.empty()) {
    return contract_error(ErrorCode::bad_value, "labels is empty; give at least one", "/labels");
  }
  if (given.size() > kMaxLabels) {
    return contract_error(
        ErrorCode::limit_exceeded,
        std::to_string(given.size()) + " labels; at most " + std::to_string(kMaxLabels) + " are allowed", "/labels");
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string label(base::trim_ascii(given[i]));
    if (label.empty()) {
      return contract_error(ErrorCode::bad_value, "the label " + quoted(given[i]) + " is blank",
                            "/labels/" + std::to_string(i));
    }
    out.labels.push_back(out.contract.ignore_case ? base::fold_ascii(label) : label);
    out.folded_labels.emplace_back(base::fold_ascii(label), label);
  }
  const auto sort_once = [](auto& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  sort_once(out.labels);
  sort_once(out.folded_labels);
  return std::nullopt;
}

std::optional<Error> compile_number(Impl& out) {
  const Contract& contract = out.contract;
  const auto bad = [](const char* field, const char* wanted, double value) {
    return contract_error(ErrorCode::bad_value,
                          std::string(field) + " must be " + wanted + ", found " + std::to_string(value),
                          '/' + std::string(field));
  };
  if (contract.has_target && !std::isfinite(contract.target)) {
    return bad("target", "finite", contract.target);
  }
  const bool abs_ok = std::isfinite(contract.abs_tol) && contract.abs_tol >= 0;
  if (!abs_ok) return bad("tolerance/abs", "finite and at least 0", contract.abs_tol);
  const bool rel_ok = std::isfinite(contract.rel_tol) && contract.rel_tol >= 0;
  if (!rel_ok) return bad("tolerance/rel", "finite and at least 0", contract.rel_tol);
  out.unit = base::trim_ascii(contract.unit);
  return std::nullopt;
}

template <class T>
std::optional<Error> keep(Result<T> result, T& out) {
  if (!result) return result.error();
  out = std::move(result).value();
  return std::nullopt;
}

std::optional<Error> compile_json_schema(Impl& out) {
  validate::SchemaOptions options;
  options.formats = out.contract.formats;
  options.resources = out.contract.resources;
  if (std::optional<Error> error = keep(validate::compile_schema(out.contract.schema, options), out.schema))
    return error;
  out.fast = validate::make_fast_plan(*out.schema);
  return std::nullopt;
}

std::optional<Error> compile_kind(Impl& out) {
  switch (out.contract.kind) {
    case ContractKind::json_schema: return compile_json_schema(out);
    case ContractKind::regex: return keep(validate::compile_pattern(out.contract.pattern, "/pattern"), out.pattern);
    case ContractKind::labels: return compile_labels(out);
    case ContractKind::number: return compile_number(out);
    default: return contract_error(ErrorCode::not_supported, "this kind of contract is not checked yet", "/kind");
  }
  return std::nullopt;
}

}  // namespace

namespace validate {

Result<std::shared_ptr<const RE2>> compile_pattern(const std::string& pattern, std::string where) {
  if (pattern.size() > kMaxPatternBytes) {
    return contract_error(ErrorCode::limit_exceeded,
                          "a pattern of " + std::to_string(pattern.size()) + " bytes; at most " +
                              std::to_string(kMaxPatternBytes) + " are allowed",
                          std::move(where));
  }
  auto compiled = std::make_shared<const RE2>(pattern, RE2::Quiet);
  if (!compiled->ok()) {
    return contract_error(ErrorCode::bad_pattern,
                          "the pattern " + quoted(pattern) + " cannot be used: " + compiled->error(), std::move(where));
  }
  return std::shared_ptr<const RE2>(std::move(compiled));
}

}  // namespace validate

Result<CompiledContract> compile_contract(const Contract& contract) {
  auto impl = std::make_shared<Impl>();
  impl->contract = contract;
  if (std::optional<Error> error = compile_kind(*impl)) return *error;
  return CompiledContract(std::move(impl));
}

}  // namespace nines
