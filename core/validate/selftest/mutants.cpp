// make_mutants: every way of breaking, in turns over the texts, the same for the same seed. See nines/selftest.h.
#include "nines/selftest.h"

#include <algorithm>
#include <functional>
#include <map>

#include "nines/catalog.h"
#include "nines/mutate.h"
#include "validate/selftest/mutator.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using validate::Mutator;
using validate::Passing;

// One way of breaking a text, whichever table it stands in.
struct Way {
  BreakageInfo info;
  std::function<std::optional<Edit>(const Passing&, base::PhiloxReader&)> broken;
};

// Ways that break how a text is written, so that it does not read as it stands.
void add_written(std::vector<Way>& out) {
  for (const MutatorInfo& row : mutator_table()) {
    const CauseInfo* cause = find_cause(row.code);
    const auto broken = [code = row.code](const Passing& passing, base::PhiloxReader& draws) -> std::optional<Edit> {
      const std::uint64_t seed = draws.next();
      std::optional<Mutation> mutation = mutate_json(passing.text, code, seed, draws.next());
      if (!mutation) return std::nullopt;
      return Edit{{0, passing.text.size()}, std::move(mutation->text)};
    };
    out.push_back({{row.code, cause != nullptr ? cause->name : row.what, MutantFamily::causes}, broken});
  }
}

std::vector<Way> ways_of(MutantFamily family) {
  std::vector<Way> out;
  if (family == MutantFamily::causes) add_written(out);
  const auto add = [&out](std::span<const Mutator> rows) {
    for (const Mutator& row : rows) out.push_back({row.info, row.mutate});
  };
  if (family == MutantFamily::answers) {
    add(validate::answer_mutators());
  } else {
    add(validate::contract_mutators());
    add(validate::graph_mutators());
  }
  return out;
}

// Bytes that do not change are taken off both ends of the edit, so that a person sees the least.
Edit least(std::string_view text, Edit edit) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t head = 0;
  const std::string_view old = text.substr(edit.span.from, edit.span.to - edit.span.from);
  while (head < old.size() && head < edit.text.size() && old[head] == edit.text[head]) ++head;
  while (head > 0 &&
         ((head < old.size() && continues(old[head])) || (head < edit.text.size() && continues(edit.text[head]))))
    --head;
  std::size_t tail = 0;
  const std::size_t most = std::min(old.size(), edit.text.size()) - head;
  while (tail < most && old[old.size() - 1 - tail] == edit.text[edit.text.size() - 1 - tail]) ++tail;
  while (tail > 0 && continues(old[old.size() - tail])) --tail;
  return {{edit.span.from + head, edit.span.to - tail}, edit.text.substr(head, edit.text.size() - head - tail)};
}

// One cause: texts in turns, each time with new draws, until there are enough or none gives a new one.
class Breaking {
 public:
  Breaking(const std::vector<Passing>& texts, const SelftestOptions& options, std::int64_t& bytes_left)
      : texts_(texts), options_(options), bytes_left_(bytes_left) {}

  void run(const Way& way, std::uint64_t stream, std::vector<Mutant>& out) {
    std::map<std::size_t, std::vector<std::string>> made;
    std::int64_t count = 0;
    const auto rounds = static_cast<std::size_t>(options_.per_cause);
    base::PhiloxReader draws(options_.seed, stream);
    std::size_t barren = 0;
    for (std::size_t i = 0;
         count < options_.per_cause && barren < kMostBarren * texts_.size() && i < rounds * kMostBarren * 4; ++i) {
      const std::size_t source = i % texts_.size();
      ++barren;
      const std::optional<Edit> edit = way.broken(texts_[source], draws);
      if (!edit) continue;
      std::string text = apply_edits(texts_[source].text, {*edit});
      std::vector<std::string>& before = made[source];
      const bool old = text == texts_[source].text || std::find(before.begin(), before.end(), text) != before.end();
      if (old || static_cast<std::int64_t>(text.size()) > bytes_left_) continue;
      bytes_left_ -= static_cast<std::int64_t>(text.size());
      before.push_back(text);
      out.push_back({way.info.code, source, least(texts_[source].text, *edit), std::move(text)});
      barren = 0;
      ++count;
    }
  }

 private:
  static constexpr std::size_t kMostBarren = 3;  // rounds over all texts that give nothing new

  const std::vector<Passing>& texts_;
  const SelftestOptions& options_;
  std::int64_t& bytes_left_;
};

}  // namespace

std::vector<BreakageInfo> breakage_table() {
  std::vector<BreakageInfo> out;
  for (const MutantFamily family : {MutantFamily::causes, MutantFamily::answers}) {
    for (const Way& row : ways_of(family)) out.push_back(row.info);
  }
  return out;
}

std::vector<Mutant> make_mutants(const std::vector<std::string_view>& texts, const SelftestOptions& options) {
  std::vector<Mutant> out;
  if (texts.empty()) return out;
  std::vector<base::JsonReadResult> reads;
  for (const std::string_view text : texts) reads.push_back(base::read_json(text, validate::json_limits()));
  const Result<validate::NodeRegistry> registry = validate::read_node_registry(options.registry);
  std::vector<Passing> passing;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    passing.push_back({texts[i], reads[i].ok ? &reads[i].tree : nullptr, options.schema,
                       registry.has_value() ? &*registry : nullptr, options.form});
  }
  std::int64_t bytes_left = kMaxMutantBytes;
  std::uint64_t stream = 0;
  for (const Way& way : ways_of(options.family)) Breaking(passing, options, bytes_left).run(way, stream++, out);
  return out;
}

}  // namespace nines
