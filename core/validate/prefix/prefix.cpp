// The public face of the prefix validator: contracts, validators, timelines, many texts. See nines/prefix.h.
#include "nines/prefix.h"

#include <algorithm>
#include <variant>

#include "validate/prefix/machine.h"
#include "validate/prefix/wrapped.h"

namespace nines {

struct CompiledPrefix::Impl {
  std::shared_ptr<const validate::PrefixProgram> program;
  WrapperPolicy wrapper = WrapperPolicy::forbid;
};

struct PrefixValidator::Machine {
  std::variant<validate::PrefixMachine, validate::WrappedPrefix> run;

  static Machine of(const CompiledPrefix::Impl& impl) {
    if (impl.wrapper == WrapperPolicy::allow) return {validate::WrappedPrefix(impl.program)};
    return {validate::PrefixMachine(impl.program)};
  }
};

Result<CompiledPrefix> compile_prefix(const Contract& contract) {
  if (contract.kind != ContractKind::json_schema) {
    Error error{ErrorCode::not_supported, "prefixes are judged for contracts of kind json_schema only", {}};
    error.where.pointer = "/kind";
    return error;
  }
  const Result<CompiledContract> complete = compile_contract(contract);
  if (!complete) return complete.error();
  Result<std::shared_ptr<validate::PrefixProgram>> rules =
      validate::compile_prefix_rules(contract.schema, contract.formats);
  if (!rules) return rules.error();
  const std::shared_ptr<validate::PrefixProgram> program = std::move(rules).value();
  if (program->late) program->complete_check = std::make_shared<const CompiledContract>(*complete);
  return CompiledPrefix(std::make_shared<const CompiledPrefix::Impl>(CompiledPrefix::Impl{program, contract.wrapper}));
}

PrefixValidator::PrefixValidator(const CompiledPrefix& contract)
    : machine_(new Machine(Machine::of(contract.impl()))) {}
PrefixValidator::PrefixValidator(const PrefixValidator& other) : machine_(new Machine(*other.machine_)) {}
PrefixValidator& PrefixValidator::operator=(const PrefixValidator& other) {
  if (this != &other) machine_ = std::unique_ptr<Machine>(new Machine(*other.machine_));
  return *this;
}
PrefixValidator::PrefixValidator(PrefixValidator&&) noexcept = default;
PrefixValidator& PrefixValidator::operator=(PrefixValidator&&) noexcept = default;
PrefixValidator::~PrefixValidator() = default;

PrefixState PrefixValidator::feed(std::string_view bytes) {
  std::visit(
      [bytes](auto& run) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
          if (run.feed(static_cast<unsigned char>(bytes[i]))) continue;
          run.count_unread(bytes.size() - i);
          break;
        }
      },
      machine_->run);
  return state();
}

PrefixState PrefixValidator::state() const {
  return std::visit(
      [](const auto& run) {
        if (run.failed()) return PrefixState::must_fail;
        return run.is_complete() ? PrefixState::complete : PrefixState::valid_prefix;
      },
      machine_->run);
}

std::size_t PrefixValidator::bytes() const {
  return std::visit([](const auto& run) { return run.bytes(); }, machine_->run);
}

const PrefixFailure& PrefixValidator::failure() const {
  return std::visit([](const auto& run) -> const PrefixFailure& { return run.failure(); }, machine_->run);
}

std::optional<std::string> PrefixValidator::missing() const {
  const PrefixState now = state();
  if (now == PrefixState::complete) return std::string();
  if (now == PrefixState::must_fail) return std::nullopt;
  std::optional<std::string> suffix = std::visit([](const auto& run) { return run.suffix(); }, machine_->run);
  if (!suffix) return std::nullopt;
  PrefixValidator ahead(*this);
  if (ahead.feed(*suffix) != PrefixState::complete) return std::nullopt;
  return suffix;
}

PrefixTimeline prefix_timeline(const CompiledPrefix& contract, std::string_view text) {
  PrefixTimeline out;
  PrefixValidator run(contract);
  PrefixState last = run.state();
  out.changes.push_back({0, last});
  for (std::size_t i = 0; i < text.size() && last != PrefixState::must_fail; ++i) {
    const PrefixState now = run.feed(text.substr(i, 1));
    if (now == last) continue;
    last = now;
    if (out.changes.size() < kMaxPrefixChanges)
      out.changes.push_back({i + 1, now});
    else
      ++out.dropped;
  }
  return out;
}

namespace {

PrefixResult check_one(const CompiledPrefix& contract, std::string_view text, const PrefixOptions& options) {
  PrefixResult out;
  PrefixValidator run(contract);
  out.state = run.feed(text);
  out.bytes = out.byte = text.size();
  if (out.state == PrefixState::valid_prefix) out.missing = run.missing();
  if (options.timeline) out.timeline = prefix_timeline(contract, text);
  if (out.state != PrefixState::must_fail) return out;
  out.failure = run.failure();
  out.byte = out.failure->byte;
  const std::size_t read = std::min(text.size(), out.byte + 1);  // the byte that decided was written
  out.saved.tokens = static_cast<double>(text.size() - read) / options.bytes_per_token;
  out.saved.seconds = out.saved.tokens / options.tokens_per_second;
  out.saved.usd = out.saved.tokens * options.usd_per_million_tokens / 1e6;
  return out;
}

}  // namespace

Result<PrefixReport> check_prefixes(const CompiledPrefix& contract, const std::vector<std::string_view>& texts,
                                    const PrefixOptions& options, RunContext& run) {
  PrefixReport out;
  out.texts = static_cast<std::int64_t>(texts.size());
  out.estimator = "bytes divided by bytes_per_token";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (run.cancelled()) return Error{ErrorCode::cancelled, "", {}};
    PrefixResult row = check_one(contract, texts[i], options);
    row.index = i;
    ++out.by_state[static_cast<std::size_t>(row.state)];
    out.bytes += row.bytes;
    if (row.failure) out.bytes_saved += row.bytes - std::min(row.bytes, row.byte + 1);
    out.results.push_back(std::move(row));
  }
  out.saved.tokens = static_cast<double>(out.bytes_saved) / options.bytes_per_token;
  out.saved.seconds = out.saved.tokens / options.tokens_per_second;
  out.saved.usd = out.saved.tokens * options.usd_per_million_tokens / 1e6;
  return out;
}

}  // namespace nines
