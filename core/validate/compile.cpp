// compile_contract: from a Contract as the user wrote it to one that can run, or the reason why it
// cannot. See validate.h.
#include "validate/contracts/kinds.h"

namespace nines {

using validate::quoted;

namespace validate {

Error contract_error(ErrorCode code, std::string message, std::string pointer) {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = std::move(pointer);
  return out;
}

CompiledPart compile_part(const Contract& contract, const std::string& pointer, std::size_t depth) {
  if (depth > kMaxContractDepth) {
    return contract_error(ErrorCode::limit_exceeded,
                          "contracts inside contracts go deeper than " + std::to_string(kMaxContractDepth) + " levels",
                          pointer);
  }
  const auto impl = std::make_shared<CompiledContract::Impl>();
  impl->contract = contract;
  if (std::optional<Error> error = kind_row(contract.kind).compile(*impl, depth)) {
    error->where.pointer = pointer + error->where.pointer;
    return *error;
  }
  return std::shared_ptr<const CompiledContract::Impl>(impl);
}

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
                          "the pattern " + quoted(pattern) + " cannot be read in RE2 syntax: " + compiled->error(),
                          std::move(where));
  }
  return std::shared_ptr<const RE2>(std::move(compiled));
}

}  // namespace validate

Result<CompiledContract> compile_contract(const Contract& contract) {
  validate::CompiledPart compiled = validate::compile_part(contract, "", 0);
  if (!compiled) return compiled.error();
  return CompiledContract(std::move(compiled).value());
}

}  // namespace nines
