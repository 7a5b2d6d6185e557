// Prefixes: the first byte picks a contract and where the text is cut, the rest is the text. Any split gives the same
// state, a copy goes on as the original, what is missing makes the text complete, and a text that passes never failed.
// Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>

#include "nines/prefix.h"

namespace {

using namespace nines;

struct Pair {
  CompiledPrefix prefix;
  CompiledContract whole;
};

Pair must_compile(const char* schema) {
  Contract contract;
  contract.schema = schema;
  contract.wrapper = WrapperPolicy::forbid;
  Result<CompiledPrefix> prefix = compile_prefix(contract);
  Result<CompiledContract> whole = compile_contract(contract);
  NINES_ASSERT(prefix.has_value() && whole.has_value());
  return {std::move(prefix).value(), std::move(whole).value()};
}

const std::vector<Pair>& contracts() {
  static const std::vector<Pair> all{
      must_compile("true"),
      must_compile(R"({"type":"object","required":["a"],"additionalProperties":false,"maxProperties":2,
        "properties":{"a":{"type":"integer","minimum":-3,"maximum":12},"b":{"items":{"enum":["x","xyz",1.5]}}}})"),
      must_compile(R"({"anyOf":[{"type":"string","maxLength":3,"pattern":"^a"},{"type":"array","uniqueItems":true}]})"),
      must_compile(
          R"({"$ref":"#/$defs/t","$defs":{"t":{"type":["object","null"],"properties":{"t":{"$ref":"#/$defs/t"}},
        "additionalProperties":{"const":{"k":[1,2]}}}}})"),
  };
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Pair& contract = contracts()[data[0] % contracts().size()];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  PrefixValidator first(contract.prefix);
  first.feed(text.substr(0, text.size() * (data[0] / 4U) / 64U));
  PrefixValidator second = first;
  second.feed(text.substr(second.bytes()));
  PrefixValidator whole(contract.prefix);
  const PrefixState state = whole.feed(text);
  NINES_ASSERT(second.state() == state && second.bytes() == text.size());
  const Verdict verdict = validate_text(contract.whole, text, {RepairLevel::none});
  const bool strict = verdict.verdict == VerdictKind::pass && verdict.level == VerdictLevel::strict;
  NINES_ASSERT(strict == (state == PrefixState::complete));
  if (state == PrefixState::must_fail) {
    NINES_ASSERT(second.failure().byte == whole.failure().byte && whole.failure().byte < text.size());
  } else if (const auto missing = whole.missing()) {
    NINES_ASSERT(whole.feed(*missing) == PrefixState::complete);
  }
  return 0;
}
